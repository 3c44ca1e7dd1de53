"""Every table of the service, in one metadata; migrations in `migrations/` make them, a test says when the two differ.

Times are seconds since 1970 UTC as floats, from the service's clock; ids are made by `ids`. `client` is the key's client
name, or "local" where keys are off. Texts stand only in `items.pair` and `results.report`, which retention purges, and in
`replies.body` (the reports of `POST /compare`), which live for a day, and in `articles.content`, which stays until its client
deletes it. What reviewers decide outlives the report it is about.
"""

from typing import Final

import sqlalchemy as sa

metadata: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

keys: Final = sa.Table(
    "keys", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False, index=True),
    sa.Column("name", sa.String(200), nullable=False, default=""),
    sa.Column("prefix", sa.String(40), nullable=False, unique=True),  # findable in logs and leaks: "unspun_k1_…"
    sa.Column("hash", sa.String(64), nullable=False),  # SHA-256 of the whole key: 256 random bits need no slow hash
    sa.Column("scopes", sa.JSON, nullable=False),  # of compare, jobs, read, library:read, library:write, screen, admin
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float),
    sa.Column("revoked_at", sa.Float),
    sa.Column("last_used_at", sa.Float),
)  # fmt: skip

batches: Final = sa.Table(
    "batches", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),  # job, batch or page
    sa.Column("state", sa.String(12), nullable=False),  # open (lines still come in), queued, running, done, cancelled
    sa.Column("options", sa.JSON, nullable=False),
    sa.Column("trace", sa.String(60)),  # W3C traceparent of the request
    sa.Column("request_id", sa.String(60)),
    sa.Column("n_items", sa.Integer, nullable=False, default=0),
    sa.Column("n_done", sa.Integer, nullable=False, default=0),  # answered with a report
    sa.Column("n_failed", sa.Integer, nullable=False, default=0),  # answered with an error
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("started_at", sa.Float),
    sa.Column("finished_at", sa.Float),
    sa.Column("purged_at", sa.Float),  # texts are gone
    sa.Index(None, "client", "created_at", "id"),
    sa.Index(None, "state"),
)  # fmt: skip

items: Final = sa.Table(
    "items", metadata,
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("custom_id", sa.String(200)),
    sa.Column("state", sa.String(10), nullable=False),  # waiting, done, failed, cancelled
    sa.Column("starts", sa.Integer, nullable=False, default=0),  # how often a worker began it: poison shows here
    sa.Column("pair", sa.LargeBinary),  # the request as compressed JSON; null once it is answered and purged
    sa.Index(None, "batch_id", "state"),
)  # fmt: skip

results: Final = sa.Table(
    "results", metadata,
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("label", sa.String(20)),  # null for an error
    sa.Column("report", sa.LargeBinary),  # compressed JSON: a Report, or the error; null once purged
    sa.Column("worker", sa.String(100), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("probability", sa.Float),  # of the verdict; this and the next are null where a report does not hold them
    sa.Column("spun", sa.Float),  # probability of spun
    sa.Column("spun_share", sa.Float),  # of the suspect's words in spun passages
    sa.Column("reused_share", sa.Float),
    sa.Column("swaps", sa.Integer),
    sa.Column("strip", sa.String(60)),  # the suspect in digits: how much of each part was swapped
    sa.Column("heading", sa.String(200)),  # the suspect's title or first line; empty once purged
)  # fmt: skip

chunks: Final = sa.Table(
    "chunks", metadata,
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),  # items [first, end)
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("client", sa.String(100), nullable=False),
    sa.Column("start_tag", sa.BigInteger, nullable=False, index=True),  # virtual time: the queue's priority
)  # fmt: skip

shares: Final = sa.Table(
    "shares", metadata,
    sa.Column("client", sa.String(100), primary_key=True),  # "" is the clock of all
    sa.Column("finish_tag", sa.BigInteger, nullable=False),
)  # fmt: skip

workers: Final = sa.Table(
    "workers", metadata,
    sa.Column("id", sa.String(100), primary_key=True),
    sa.Column("seen_at", sa.Float, nullable=False),  # by the database's clock
    sa.Column("started_at", sa.Float, nullable=False),
    sa.Column("rate", sa.Float),  # items a second of work; null until it has worked
)  # fmt: skip

replies: Final = sa.Table(  # Idempotency-Key
    "replies", metadata,
    sa.Column("client", sa.String(100), primary_key=True),
    sa.Column("key", sa.String(255), primary_key=True),
    sa.Column("route", sa.String(200), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),  # SHA-256 of the body; "" while the first request runs
    sa.Column("claim", sa.String(32), nullable=False),  # who runs the first request: a late one may not write over another's
    sa.Column("claimed_until", sa.Float, nullable=False),  # its lease: a crash holds the key no longer than this
    sa.Column("status", sa.Integer),  # null while the first request runs
    sa.Column("headers", sa.JSON),
    sa.Column("body", sa.LargeBinary),
    sa.Column("created_at", sa.Float, nullable=False, index=True),
)  # fmt: skip

buckets: Final = sa.Table(  # rate limits: a token bucket a client, told by the moment at which it will be full again
    "buckets", metadata,
    sa.Column("client", sa.String(100), primary_key=True),
    sa.Column("full_at", sa.Float, nullable=False),
)  # fmt: skip

endpoints: Final = sa.Table(
    "endpoints", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False, index=True),
    sa.Column("url", sa.String(2000), nullable=False),
    sa.Column("events", sa.JSON, nullable=False),  # "job.finished", "batch.finished", …
    sa.Column("secrets", sa.JSON, nullable=False),  # one, or two while rotating: whsec_…, the newest first, with end of life
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("failing_since", sa.Float),  # the first failed attempt since the last one that was taken
    sa.Column("disabled_at", sa.Float),
    sa.Column("disabled_because", sa.String(200)),
)  # fmt: skip

deliveries: Final = sa.Table(
    "deliveries", metadata,
    sa.Column("id", sa.String(40), primary_key=True),  # the webhook-id: the same for every attempt
    sa.Column("endpoint_id", sa.String(40), sa.ForeignKey("endpoints.id", ondelete="CASCADE"), nullable=False),
    sa.Column("event", sa.String(40), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),  # thin: ids, counts, a link; never a text
    sa.Column("trace", sa.String(60)),
    sa.Column("state", sa.String(10), nullable=False),  # due, sent, failed
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("tries", sa.Integer, nullable=False, default=0),  # attempts since it was queued or replayed: the retry table's row
    sa.Column("next_at", sa.Float),
    sa.Column("last_status", sa.Integer),
    sa.Column("last_error", sa.String(300)),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("sent_at", sa.Float),
    sa.Index(None, "state", "next_at"),
    sa.Index(None, "endpoint_id", "state", "next_at"),
    sa.Index(None, "endpoint_id", "created_at", "id"),
)  # fmt: skip

attempts: Final = sa.Table(
    "attempts", metadata,
    sa.Column("delivery_id", sa.String(40), sa.ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("status", sa.Integer),
    sa.Column("error", sa.String(300)),
)  # fmt: skip

tallies: Final = sa.Table(  # totals for metrics: they only grow
    "tallies", metadata,
    sa.Column("tally", sa.String(20), primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("shard", sa.Integer, primary_key=True, autoincrement=False),  # who counts at once has rows of its own
    sa.Column("n", sa.BigInteger, nullable=False),
)  # fmt: skip

reviews: Final = sa.Table(  # where a report stands with its reviewers; without a row it is open and has no title
    "reviews", metadata,
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(10), nullable=False),  # open, confirmed, denied, unsure
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("assignee", sa.String(100), nullable=False, default="", server_default=""),
    sa.Column("updated_at", sa.Float, nullable=False),
)  # fmt: skip

views: Final = sa.Table(  # searches of the inbox under a name
    "views", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False, index=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("query", sa.String(1000), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)  # fmt: skip

decisions: Final = sa.Table(  # no foreign key: what was decided is kept when the report is long gone
    "decisions", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False),
    sa.Column("batch_id", sa.String(40), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),  # of the batch
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("verdict", sa.String(10), nullable=False),  # confirmed, denied, unsure
    sa.Column("note", sa.String(2000), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("label", sa.String(20), nullable=False),  # the report as it was judged, without its words
    sa.Column("probability", sa.Float, nullable=False),
    sa.Column("model", sa.String(100), nullable=False),
    sa.Column("reference_sha256", sa.String(64), nullable=False),
    sa.Column("suspect_sha256", sa.String(64), nullable=False),
    sa.Index(None, "client", "at", "id"),
    sa.Index(None, "batch_id", "seq"),
)  # fmt: skip

exclusions: Final = sa.Table(  # what reviewers left out of a report; the report itself never changes
    "exclusions", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(15), nullable=False),  # quotations, passage, substitution, boilerplate, template
    sa.Column("reference_start", sa.Integer),  # code points of the text; null where nothing of this side is left out
    sa.Column("reference_end", sa.Integer),
    sa.Column("suspect_start", sa.Integer),
    sa.Column("suspect_end", sa.Integer),
    sa.Column("who", sa.String(100), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("withdrawn_by", sa.String(100)),
    sa.Column("withdrawn_at", sa.Float),
    sa.Index(None, "batch_id", "seq"),
)  # fmt: skip

links: Final = sa.Table(  # to one report, for people without a key
    "links", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("token", sa.String(500), nullable=False, unique=True),  # signed; opens nothing that this database does not hold
    sa.Column("is_redacted", sa.Boolean, nullable=False),
    sa.Column("created_by", sa.String(100), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False),
    sa.Column("withdrawn_at", sa.Float),
    sa.Index(None, "batch_id", "seq"),
)  # fmt: skip

sessions: Final = sa.Table(  # browsers that signed in with a key
    "sessions", metadata,
    sa.Column("hash", sa.String(64), primary_key=True),  # SHA-256 of the cookie's 256 random bits
    sa.Column("key_id", sa.String(40), sa.ForeignKey("keys.id", ondelete="CASCADE"), nullable=False),
    sa.Column("expires_at", sa.Float, nullable=False, index=True),
)  # fmt: skip

secrets: Final = sa.Table(  # that the service made for itself
    "secrets", metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("secret", sa.String(100), nullable=False),
)  # fmt: skip

libraries: Final = sa.Table(
    "libraries", metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("client", sa.String(100), nullable=False),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("changed_at", sa.Float, nullable=False),
    sa.Column("n_articles", sa.Integer, nullable=False, default=0),
    sa.Column("shares_scores", sa.Boolean, nullable=False),  # other clients may screen against it and see scores, never a text
    sa.UniqueConstraint("client", "name"),
)  # fmt: skip

articles: Final = sa.Table(  # of libraries; what each is found by stands in the index, which each dialect makes by itself
    "articles", metadata,
    sa.Column("number", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("library_id", sa.String(40), sa.ForeignKey("libraries.id"), nullable=False),  # no cascade: the index has none
    sa.Column("external_id", sa.String(200), nullable=False),
    sa.Column("title", sa.String(300), nullable=False),
    sa.Column("author", sa.String(300), nullable=False),
    sa.Column("source", sa.String(300), nullable=False),
    sa.Column("url", sa.String(2000), nullable=False),
    sa.Column("published", sa.Float),
    sa.Column("content", sa.LargeBinary),  # the source as compressed JSON; null where only the index was wanted
    sa.Column("sha256", sa.String(64), nullable=False),  # of the source
    sa.Column("n_words", sa.Integer, nullable=False),
    sa.Column("added_at", sa.Float, nullable=False),
    sa.Column("feature_version", sa.Integer, nullable=False),
    sa.UniqueConstraint("library_id", "external_id"),
    sqlite_autoincrement=True,  # a number is never used again: an old posting can name no new article
)  # fmt: skip

article_failures: Final = sa.Table(  # why articles could not be added
    "article_failures", metadata,
    sa.Column("library_id", sa.String(40), sa.ForeignKey("libraries.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("external_id", sa.String(200), primary_key=True),
    sa.Column("detail", sa.String(300), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)  # fmt: skip
