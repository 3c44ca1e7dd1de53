// Ghost tells of a post; this program asks Unspun whether it was made from a published one, says so, and adds it to the library.
//
// Comes in: Ghost's webhooks `post.scheduled`, `post.edited`, `post.published`. Comes out: one line of JSON for each post on
// standard output, and the posts in a library. Nothing but Node is needed: GHOST_SECRET=… UNSPUN_KEY=… node receiver.mjs

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { GHOST_SECRET, UNSPUN_KEY, UNSPUN_URL = "http://127.0.0.1:8000", UNSPUN_LIBRARY = "ghost", PORT = "8090" } = process.env;
const LONGEST_BODY = 10_000_000; // bytes
const TOLERANCE = 300_000; // milliseconds between Ghost's clock and ours

if (!GHOST_SECRET) {
  console.error("GHOST_SECRET is the secret of the webhook in Ghost; without it anybody could send posts");
  process.exit(2);
}

/** Whether Ghost has sent this: `X-Ghost-Signature: sha256=<hex of body and time>, t=<milliseconds>`. */
function isFromGhost(header, body) {
  const [, signature, time] = /^sha256=([0-9a-f]{64}), t=([0-9]{1,15})$/.exec(header ?? "") ?? [];
  if (!signature || Math.abs(Date.now() - Number(time)) > TOLERANCE) return false;
  const expected = createHmac("sha256", GHOST_SECRET).update(body).update(time).digest();
  return timingSafeEqual(expected, Buffer.from(signature, "hex"));
}

/** What the service answers; a refusal is an error with the service's own sentence. */
async function ask(method, path, body) {
  const headers = { "Content-Type": "application/json", ...(UNSPUN_KEY ? { Authorization: `Bearer ${UNSPUN_KEY}` } : {}) };
  const answer = await fetch(UNSPUN_URL + path, { method, headers, body: JSON.stringify(body) });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.detail), { code: said.type });
  return said;
}

/** Makes the library unless it is there. */
async function makeLibrary() {
  try {
    await ask("POST", "/libraries", { name: UNSPUN_LIBRARY });
  } catch (error) {
    if (!error.code?.endsWith("library-name-taken")) throw error;
  }
}

/** Looks for the sources of a post among those that were published before; itself and its author's own do not count. */
async function check(post, known) {
  const suspect = { html: post.html, external_id: post.id, ...known };
  const found = await ask("POST", "/screenings", { suspect, libraries: [UNSPUN_LIBRARY], exclude: ["external_id", "author"], parts: [] });
  const sources = found.sources.filter((each) => each.label && each.label !== "independent");
  console.log(JSON.stringify({
    post: post.id, url: post.url, verdict: found.label, covered: found.covered, measured: found.measured,
    sources: sources.map((each) => ({ id: each.external_id, title: each.title, label: each.label, probability: each.probability })),
  }));
}

async function take(post) {
  const author = post.primary_author?.name ?? post.authors?.[0]?.name;
  const known = { title: post.title, ...(author ? { author } : {}), ...(post.url ? { url: post.url } : {}) };
  await check(post, known);
  if (post.status === "published") {
    const published = post.published_at ? { published: post.published_at } : {};
    await ask("PUT", `/libraries/${UNSPUN_LIBRARY}/articles/${encodeURIComponent(post.id)}`, { html: post.html, ...known, ...published });
  }
}

async function bodyOf(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LONGEST_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** 401: not from Ghost; 204: nothing to check; 202: checked from now on. Ghost waits two seconds, so the answer comes first. */
async function receive(request) {
  const body = await bodyOf(request);
  if (request.method !== "POST" || body === null || !isFromGhost(request.headers["x-ghost-signature"], body)) return 401;
  const post = JSON.parse(body).post?.current;
  if (!post?.id || !post.html) return 204;
  take(post).catch((error) => console.error(JSON.stringify({ post: post.id, error: error.message })));
  return 202;
}

await makeLibrary();
createServer((request, response) => {
  receive(request)
    .then((status) => response.writeHead(status).end())
    .catch(() => response.writeHead(400).end());
}).listen(Number(PORT), "127.0.0.1", function listening() {
  console.error(`listening on http://127.0.0.1:${this.address().port}`);
});
