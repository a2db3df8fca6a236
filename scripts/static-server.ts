import { createReadStream, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

/** What a server answers below a path that ends in "/" (a folder), or at one path (a document). */
export type Route =
  | { readonly path: string; readonly folder: string }
  | { readonly path: string; readonly html: string; readonly headers?: Readonly<Record<string, string>> };

export interface StaticServer {
  /** Such as `http://127.0.0.1:41234`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** Serves `routes` from loopback, on a port that is free. The first route that fits a request answers it. */
export async function startStaticServer(routes: readonly Route[]): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    for (const route of routes) {
      if ("html" in route) {
        if (route.path !== pathname) continue;
        response.writeHead(200, {
          "content-type": MEDIA_TYPES[".html"],
          "cache-control": "no-store",
          ...route.headers,
        });
        response.end(route.html);
        return;
      }
      if (pathname.startsWith(route.path)) {
        answerFromFolder(response, route.folder, decodeURIComponent(pathname.slice(route.path.length)));
        return;
      }
    }
    answerNotFound(response, pathname);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerFromFolder(response: ServerResponse, folder: string, relative: string): void {
  const file = path.join(folder, relative === "" || relative.endsWith("/") ? `${relative}index.html` : relative);
  const isInside = file.startsWith(path.join(folder, path.sep));
  if (!isInside || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    answerNotFound(response, relative);
    return;
  }
  const type = MEDIA_TYPES[path.extname(file)] ?? "application/octet-stream";
  // Fixtures on one origin import the package from another.
  response.writeHead(200, { "content-type": type, "cache-control": "no-store", "access-control-allow-origin": "*" });
  createReadStream(file).pipe(response);
}

function answerNotFound(response: ServerResponse, what: string): void {
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end(`There is no ${what} here.\n`);
}
