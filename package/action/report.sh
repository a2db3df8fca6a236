#!/usr/bin/env bash
# Runs `allocative report` and puts its answer on the pull request: one comment, which is updated by each run. Inputs come as variables, so that no text of
# them is run. Exit code: that of the report.
set -euo pipefail

mark="<!-- allocative report -->"
comment="$(mktemp)"
trap 'rm -f "$comment"' EXIT

options=(--md --rows "$ALLOCATIVE_ROWS")
while IFS= read -r budget; do
  # Blank lines are between budgets.
  if [[ -n "${budget//[[:space:]]/}" ]]; then options+=("--budget=$budget"); fi
done <<<"$ALLOCATIVE_BUDGETS"

code=0
# The command may be several words.
# shellcheck disable=SC2086
$ALLOCATIVE_COMMAND report "$ALLOCATIVE_BASE" "$ALLOCATIVE_HEAD" "${options[@]}" >"$comment" || code=$?
# 0 and 1 are answers; all else has no report.
if ((code > 1)); then exit "$code"; fi

# Of the comments with the mark the first one.
find_comment() {
  gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" \
    --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1
}

post_comment() {
  local id
  id="$(find_comment)" || return 1
  if [[ -n "$id" ]]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$comment" --silent
  else
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments" -F "body=@$comment" --silent
  fi
}

if [[ -z "${PULL_REQUEST:-}" ]]; then
  cat "$comment" >>"$GITHUB_STEP_SUMMARY"
elif ! post_comment; then
  echo "::notice::The report could not be posted as a comment (pull requests of forks may not); it is in the summary of this job."
  cat "$comment" >>"$GITHUB_STEP_SUMMARY"
fi

exit "$code"
