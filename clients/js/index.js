// A client of the Unspun service, without dependencies: Node 20 and later, Deno, Bun and browsers.
// What may be tried again is tried again, as the service asks for it; work that is put into the queue bears an
// Idempotency-Key, so that nothing is done twice.

const TRIES = 5;
const LONGEST_PAUSE = 30_000;
const AGAIN = new Set([409, 429, 502, 503, 504]); // 409: only where the first request of this key still runs
const PROBLEM = "urn:unspun:problem:";
const TOLERANCE_SECONDS = 300;

/** Everything that this module throws on purpose. */
export class UnspunError extends Error {
  name = "UnspunError";
}

/** The service refuses what was sent (RFC 9457): `code` is stable, `places` are the JSON pointers that are to blame. */
export class ProblemError extends UnspunError {
  name = "ProblemError";
  constructor(status, body) {
    const code = String(body.type ?? "").replace(PROBLEM, "");
    super(`${status} ${code || "error"}: ${body.detail ?? ""}`);
    this.status = status;
    this.code = code;
    this.detail = String(body.detail ?? "");
    this.requestId = String(body.request_id ?? "");
    const errors = Array.isArray(body.errors) ? body.errors : []; // what is in between may call something else so
    this.places = errors.filter((each) => each?.pointer !== undefined).map((each) => String(each.pointer));
  }
}

/** The service does not answer, however often it is asked. */
export class Unreachable extends UnspunError {
  name = "Unreachable";
}

/** The job has an error instead of a report. */
export class JobFailed extends UnspunError {
  name = "JobFailed";
  constructor(job) {
    super(job.error?.detail ?? `the job is ${job.state}`);
    this.job = job;
  }
}

/** The job or batch is not done yet; it goes on. */
export class WaitedTooLong extends UnspunError {
  name = "WaitedTooLong";
}

/** The message is not from the service, or too old: answer 401. */
export class WebhookRefused extends UnspunError {
  name = "WebhookRefused";
}

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** A service at `url`; `key` as `unspun keys create` printed it, none where the service asks for none. */
export class Unspun {
  #url;
  #headers;
  #timeout;

  constructor(url, { key, timeout = 60_000 } = {}) {
    this.#url = String(url).replace(/\/+$/, "");
    this.#headers = key ? { Authorization: `Bearer ${key}` } : {};
    this.#timeout = timeout;
  }

  /** The report at once; of a long pair as soon as the queue has come to it. */
  async compare(reference, suspect, { options } = {}) {
    const response = await this.#ask("POST", "/compare", { reference, suspect, options });
    const body = await response.json();
    return response.status === 202 ? this.wait(body.id) : body;
  }

  /** Puts a pair into the queue; the same `idempotencyKey` again gives the same job. */
  async submit(reference, suspect, { customId, options, idempotencyKey = crypto.randomUUID() } = {}) {
    const body = { reference, suspect, options, custom_id: customId };
    return (await this.#ask("POST", "/jobs", body, { "Idempotency-Key": idempotencyKey })).json();
  }

  /** The job as it stands. */
  async job(id) {
    return (await this.#ask("GET", `/jobs/${encodeURIComponent(id)}`)).json();
  }

  /** All jobs, the newest first, without their reports; or those of one name. */
  async *jobs({ customId } = {}) {
    const query = new URLSearchParams({ limit: "100" });
    if (customId !== undefined) query.set("custom_id", customId);
    for (;;) {
      const page = await (await this.#ask("GET", `/jobs?${query}`)).json();
      yield* page.jobs;
      if (page.next === null) return;
      query.set("cursor", page.next);
    }
  }

  /** The report of a job, as soon as there is one; throws JobFailed, and WaitedTooLong after `timeout` milliseconds. */
  async wait(id, { timeout = 600_000 } = {}) {
    const job = await this.#until(timeout, id, () => this.job(id), (each) => !["queued", "running"].includes(each.state));
    if (job.report) return job.report;
    throw new JobFailed(job);
  }

  /** Cancels a job that waits; deletes the report of one that has ended. */
  async cancel(id) {
    return (await this.#ask("DELETE", `/jobs/${encodeURIComponent(id)}`)).json();
  }

  /** Puts many pairs into the queue: objects with `reference`, `suspect` and, if wanted, `custom_id` and `options`. */
  async submitBatch(pairs, { idempotencyKey = crypto.randomUUID() } = {}) {
    const lines = pairs.map((pair) => JSON.stringify(pair)).join("\n");
    const headers = { "Content-Type": "application/x-ndjson", "Idempotency-Key": idempotencyKey };
    return (await this.#ask("POST", "/batches", lines, headers)).json();
  }

  /** The batch as it stands. */
  async batch(id) {
    return (await this.#ask("GET", `/batches/${encodeURIComponent(id)}`)).json();
  }

  /** The batch, as soon as everything is answered; throws WaitedTooLong after `timeout` milliseconds. */
  async waitBatch(id, { timeout = 3_600_000 } = {}) {
    return this.#until(timeout, id, () => this.batch(id), (each) => ["done", "cancelled"].includes(each.state));
  }

  /** The answers so far, in the order of the batch, from behind the line `after`; they are read as they come. */
  async *results(id, { after = 0 } = {}) {
    const response = await this.#ask("GET", `/batches/${encodeURIComponent(id)}/results?after=${after}`);
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop();
      for (const line of lines) if (line) yield JSON.parse(line);
    }
    if (rest) yield JSON.parse(rest);
  }

  async #until(timeout, id, ask, isDone) {
    const end = Date.now() + timeout;
    for (let pause = 100; ; pause = Math.min(2 * pause, 2_000)) {
      const found = await ask();
      if (isDone(found)) return found;
      if (Date.now() >= end) throw new WaitedTooLong(id);
      await sleep(Math.min(pause, end - Date.now()));
    }
  }

  async #ask(method, path, body, headers = {}) {
    const content = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
    const all = { ...this.#headers, ...(content === undefined ? {} : { "Content-Type": "application/json" }), ...headers };
    for (let n = 1; ; n += 1) {
      const signal = AbortSignal.timeout(this.#timeout);
      const response = await fetch(this.#url + path, { method, headers: all, body: content, signal }).catch((error) => error);
      if (response instanceof Error) {
        if (n >= TRIES) throw new Unreachable(String(response.cause ?? response), { cause: response });
        await sleep(250 * 2 ** n);
        continue;
      }
      if (response.ok) return answered(response);
      const problem = await problemOf(response);
      const isWorthwhile = AGAIN.has(problem.status) && (problem.status !== 409 || problem.code === "still-running");
      if (!isWorthwhile || n >= TRIES) throw problem;
      const asked = response.headers.get("Retry-After") ?? "";
      await sleep(Math.min(/^\d+$/.test(asked) ? 1_000 * Number(asked) : 250 * 2 ** n, LONGEST_PAUSE));
    }
  }
}

// What is in between, such as a sign-in, may answer with a page.
function answered(response) {
  if (!(response.headers.get("Content-Type") ?? "").startsWith("text/")) return response;
  throw new ProblemError(response.status, { detail: "a page was answered, not JSON: what is between here and the service?" });
}

// A proxy in between may answer with something else than a problem.
async function problemOf(response) {
  const body = await response.json().catch(() => null);
  return new ProblemError(response.status, body && typeof body === "object" ? body : { detail: response.statusText });
}

/**
 * The event of a message that came to a receiver (Standard Webhooks). `headers` is a Headers or a plain object, `body` the text
 * exactly as it came; while a secret is rotated, `secret` may be two with a blank between. Throws WebhookRefused.
 */
export async function verifyWebhook(secret, headers, body, { now = Date.now() / 1000, tolerance = TOLERANCE_SECONDS } = {}) {
  const sent = new Headers(headers);
  const [id, written, signatures] = ["id", "timestamp", "signature"].map((name) => sent.get(`webhook-${name}`) ?? "");
  if (!id || !/^\d+$/.test(written)) throw new WebhookRefused("the message has no id or no time");
  if (Math.abs(now - Number(written)) > tolerance) throw new WebhookRefused("the message is too old, or from the future");
  const signed = new TextEncoder().encode(`${id}.${written}.${body}`);
  for (const each of secret.split(/\s+/).filter(Boolean)) {
    const bytes = Uint8Array.from(atob(each.replace(/^whsec_/, "")), (character) => character.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    for (const signature of signatures.split(" ")) {
      if (signature.startsWith("v1,") && (await isOf(key, signature.slice(3), signed))) return { id, ...JSON.parse(body) };
    }
  }
  throw new WebhookRefused("no signature of the message is the secret's");
}

async function isOf(key, signature, signed) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  } catch {
    return false; // no base64, so nobody's signature
  }
  return crypto.subtle.verify("HMAC", key, bytes, signed); // compares in constant time
}
