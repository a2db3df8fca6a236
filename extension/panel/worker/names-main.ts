/* A worker that no page has touched, as far as its global object goes. */
postMessage(Object.getOwnPropertyNames(globalThis));
