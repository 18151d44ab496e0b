// Folders on a port of this machine, compressed as hosts do, and how much of them was sent.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".svg": "image/svg+xml" };

/** Serves `{"/path/": folder}`, the longest first; gives its origin, what was sent since it was asked last, and what ends it. */
export async function serve(folders) {
  const places = Object.entries(folders).sort(([a], [b]) => b.length - a.length);
  /** Compressed once: what a host has ready must not count as time. */
  const ready = new Map();
  let sent = [];

  const bodyOf = async (path) => {
    const [start, folder] = places.find(([start]) => path.startsWith(start));
    let file = join(folder, normalize(path.slice(start.length)));
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    const plain = await readFile(file);
    const packed = gzipSync(plain, { level: 9 });
    const isSmaller = packed.length < plain.length;
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    return { body: isSmaller ? packed : plain, headers: { "content-type": type, ...(isSmaller ? { "content-encoding": "gzip" } : {}) } };
  };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    try {
      if (!ready.has(path)) ready.set(path, await bodyOf(path));
      const { body, headers } = ready.get(path);
      sent.push({ path, bytes: body.length });
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    sentSince: () => {
      const since = sent;
      sent = [];
      return since;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
