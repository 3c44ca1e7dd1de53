/** One side of a comparison: exactly one of `text` and `html`, and what is known of it. */
export type Article = ({ text: string; html?: never } | { html: string; text?: never }) & {
  title?: string;
  author?: string;
  url?: string;
  published?: string;
};

export interface Options {
  exclude_quotations?: boolean;
  minimum_passage_words?: number;
  parts?: string[];
  excluded?: { reference?: Place[]; suspect?: Place[] };
}

/** Code points of a text, from `start` to before `end`. */
export interface Place {
  start: number;
  end: number;
}

export interface Swap {
  reference: Place & { text: string };
  suspect: Place & { text: string };
  kind: string;
  spin_probability: number;
  [field: string]: unknown;
}

export type Label = "spun" | "copied" | "paraphrased" | "independent" | "undecided" | "not_measured";

export interface Report {
  label: Label;
  probability: number | null;
  probabilities: Record<string, number> | null;
  reuse: Record<string, number> | null;
  reasons: string[];
  substitutions: Swap[];
  not_measured_reason: string | null;
  [field: string]: unknown;
}

export interface JobError {
  type: string;
  title: string;
  detail: string;
}

/** One pair in the queue; `page` is the path under which editors see its evidence. */
export interface Job {
  id: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  custom_id: string | null;
  page: string;
  report: Report | null;
  error: JobError | null;
  [field: string]: unknown;
}

export type ListedJob = Omit<Job, "report" | "error"> & { label: Label | null };

export interface Batch {
  id: string;
  state: "open" | "queued" | "running" | "done" | "cancelled";
  counts: { total: number; waiting: number; done: number; failed: number; cancelled: number };
  expected_finish: string | null;
  [field: string]: unknown;
}

export interface BatchLine {
  line: number;
  custom_id: string | null;
  page?: string;
  report?: Report;
  error?: JobError;
  purged?: true;
}

export interface Pair {
  reference: Article;
  suspect: Article;
  custom_id?: string;
  options?: Options;
}

export interface WebhookEvent {
  id: string;
  type: string;
  data: Record<string, unknown>;
  [field: string]: unknown;
}

export class UnspunError extends Error {}
export class ProblemError extends UnspunError {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly places: string[];
}
export class Unreachable extends UnspunError {}
export class JobFailed extends UnspunError {
  readonly job: Job;
}
export class WaitedTooLong extends UnspunError {}
export class WebhookRefused extends UnspunError {}

export class Unspun {
  constructor(url: string | URL, settings?: { key?: string; timeout?: number });
  compare(reference: Article, suspect: Article, more?: { options?: Options }): Promise<Report>;
  submit(reference: Article, suspect: Article, more?: { customId?: string; options?: Options; idempotencyKey?: string }): Promise<Job>;
  job(id: string): Promise<Job>;
  jobs(more?: { customId?: string }): AsyncGenerator<ListedJob>;
  wait(id: string, more?: { timeout?: number }): Promise<Report>;
  cancel(id: string): Promise<Job>;
  submitBatch(pairs: Pair[], more?: { idempotencyKey?: string }): Promise<Batch>;
  batch(id: string): Promise<Batch>;
  waitBatch(id: string, more?: { timeout?: number }): Promise<Batch>;
  results(id: string, more?: { after?: number }): AsyncGenerator<BatchLine>;
}

export function verifyWebhook(
  secret: string,
  headers: Headers | Record<string, string>,
  body: string,
  more?: { now?: number; tolerance?: number },
): Promise<WebhookEvent>;
