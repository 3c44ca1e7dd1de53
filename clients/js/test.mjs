// Against a running service: UNSPUN_URL, UNSPUN_KEY and the sample pair in UNSPUN_SAMPLES. tests/contract/test_js_client.py starts one.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";

import { JobFailed, ProblemError, Unreachable, Unspun, WaitedTooLong, WebhookRefused, verifyWebhook } from "unspun-client";

const { UNSPUN_URL, UNSPUN_KEY, UNSPUN_SAMPLES } = process.env;
const [reference, suspect] = ["reference", "suspect"].map((side) => ({ text: readFileSync(`${UNSPUN_SAMPLES}/${side}.txt`, "utf-8") }));
const unspun = new Unspun(UNSPUN_URL, { key: UNSPUN_KEY });
const collected = async (several) => {
  const found = [];
  for await (const each of several) found.push(each);
  return found;
};

test("a pair is compared at once", async () => {
  const report = await unspun.compare(reference, { ...suspect, title: "The ocean wall" });
  assert.equal(report.label, "spun");
  assert.equal(report.suspect.about.title, "The ocean wall");
  const { start, end, text } = report.substitutions[0].suspect;
  assert.equal([...suspect.text].slice(start, end).join(""), text);
});

test("a job comes to its report, is found by its name and done once", async () => {
  const named = { customId: "post 7 by js", idempotencyKey: "monday-by-js" };
  const job = await unspun.submit(reference, suspect, named);
  assert.equal((await unspun.submit(reference, suspect, named)).id, job.id);
  assert.equal((await unspun.wait(job.id)).label, "spun");
  assert.deepEqual((await collected(unspun.jobs({ customId: "post 7 by js" }))).map((each) => each.id), [job.id]);
  assert.equal((await unspun.cancel(job.id)).report, null);
  await assert.rejects(unspun.wait(job.id), JobFailed);
});

test("a batch keeps names and order", async () => {
  const pairs = [{ custom_id: "a", reference, suspect }, { custom_id: "b", reference, suspect: reference }];
  const { id } = await unspun.submitBatch(pairs);
  assert.equal((await unspun.waitBatch(id)).counts.done, 2);
  const lines = await collected(unspun.results(id));
  assert.deepEqual(lines.map((line) => [line.custom_id, line.report.label]), [["a", "spun"], ["b", "copied"]]);
  assert.deepEqual((await collected(unspun.results(id, { after: 1 }))).map((line) => line.line), [2]);
});

test("what is refused says where", async () => {
  await assert.rejects(unspun.compare({ text: "a".repeat(300_000) }, suspect), (error) => {
    assert.ok(error instanceof ProblemError);
    assert.deepEqual([error.status, error.code, error.places], [413, "text-too-long", ["#/reference/text"]]);
    return true;
  });
  await assert.rejects(new Unspun(UNSPUN_URL, { key: "wrong" }).compare(reference, suspect), { status: 401 });
});

test("a busy service is asked again for the same work", async () => {
  const keys = [];
  const server = createServer((request, response) => {
    if (request.method === "POST") keys.push(request.headers["idempotency-key"]);
    response.writeHead(keys.length < 3 ? 503 : 202, { "Retry-After": "0", "Content-Type": "application/json" });
    response.end(JSON.stringify({ id: "j_1", state: "queued" }));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const busy = new Unspun(`http://127.0.0.1:${server.address().port}/`);
  const job = await busy.submit(reference, suspect);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  await assert.rejects(busy.wait(job.id, { timeout: 20 }), WaitedTooLong);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await assert.rejects(busy.job("j_1"), Unreachable);
});

test("whatever a proxy answers is a problem", async () => {
  const bodies = ['{"errors": null}', '{"errors": ["bad gateway", null]}', '{"errors": {"a": 1}}', "[]", "null", "<p>Bad</p>", ""];
  let [status, type, body] = [400, "application/json", ""];
  const server = createServer((_, response) => response.writeHead(status, { "Content-Type": type }).end(body));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const behind = new Unspun(`http://127.0.0.1:${server.address().port}`);
  for (body of bodies) {
    await assert.rejects(behind.job("j_1"), (error) => error instanceof ProblemError && error.status === 400 && !error.places.length);
  }
  [status, type, body] = [200, "text/html", "<form>Sign in</form>"];
  await assert.rejects(behind.job("j_1"), (error) => error instanceof ProblemError && error.status === 200);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test("a message of the service is believed, and nobody else's", async () => {
  const [secret, other] = ["c2VjcmV0IG9uZQ==", "c2VjcmV0IHR3bw=="].map((each) => `whsec_${each}`);
  const body = JSON.stringify({ type: "job.finished", data: { id: "j_1" } });
  const now = 1_800_000_000;
  const signature = createHmac("sha256", "secret one").update(`msg_1.${now}.${body}`).digest("base64");
  const headers = { "Webhook-Id": "msg_1", "Webhook-Timestamp": String(now), "Webhook-Signature": `v1,AAAA v1,${signature}` };
  for (const known of [secret, `${other} ${secret}`]) {
    assert.deepEqual(await verifyWebhook(known, headers, body, { now: now + 10 }), { id: "msg_1", type: "job.finished", data: { id: "j_1" } });
  }
  await assert.rejects(verifyWebhook(other, headers, body, { now }), WebhookRefused);
  await assert.rejects(verifyWebhook(secret, headers, `${body} `, { now }), WebhookRefused);
  await assert.rejects(verifyWebhook(secret, headers, body, { now: now + 301 }), WebhookRefused);
  await assert.rejects(verifyWebhook(secret, { ...headers, "Webhook-Signature": "v1,§" }, body, { now }), WebhookRefused);
});
