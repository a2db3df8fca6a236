#!/bin/sh
# What Playwright starts in place of Firefox, which runs already: it says where to connect, and ends when Firefox does.
echo "WebDriver BiDi listening on $BIDI_ADDRESS" >&2
while kill -0 "$FIREFOX_PID" 2>/dev/null; do sleep 0.1; done
