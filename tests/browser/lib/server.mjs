// A built site on a port of this machine, as a plain host shows it: a folder is its index.html, what is not there is 404.html,
// and what `_headers` names is sent.

import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".png": "image/png",
};
const TEXT = /^text\/|javascript|json|xml/;

/** The file that answers an address without its query, or nothing; `redirect` where only the slash at the end is missing. */
export async function fileOf(root, path) {
  // An address has a normal form before it comes here: `..` cannot lead out.
  const place = join(root, decodeURIComponent(path));
  const found = await stat(place).catch(() => null);
  if (found?.isFile()) return { file: place };
  if (!found?.isDirectory()) return null;
  const index = join(place, "index.html");
  if (!(await stat(index).catch(() => null))) return null;
  return path.endsWith("/") ? { file: index } : { redirect: `${path}/` };
}

/** What the site's own file says is to be sent with a path, as Netlify and Cloudflare read it. */
async function headersIn(file) {
  const rules = [];
  for (const line of (await readFile(file, "utf8")).split("\n").filter(Boolean)) {
    const [, name, value] = /^\s+([^:]+): (.*)$/.exec(line) ?? [];
    if (name) rules.at(-1).headers[name.toLowerCase()] = value;
    else rules.push({ start: line.trim().replace(/\*$/, ""), headers: {} });
  }
  return (path) => Object.assign({}, ...rules.filter(({ start }) => path.startsWith(start)).map(({ headers }) => headers));
}

/** Serves the folder; gives its origin, and what ends it. */
export async function serve(root) {
  const headersOf = await headersIn(join(root, "_headers"));
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url, "http://host");
    const found = await fileOf(root, pathname);
    if (found?.redirect) {
      response.writeHead(301, { location: found.redirect + search }).end();
      return;
    }
    const file = found?.file ?? join(root, "404.html");
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, ...headersOf(pathname) };
    let body = await readFile(file).catch(() => "");
    // Hosts compress, and Lighthouse counts what is sent.
    if (TEXT.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      body = await promisify(gzip)(body);
      headers["content-encoding"] = "gzip";
    }
    response.writeHead(found ? 200 : 404, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
