"""A client of the Unspun service: `Unspun` and, for asyncio, `AsyncUnspun`; `verify_webhook` for what the service sends.

What may be tried again is tried again (429, 503, broken connections), as the service asks for it; work that is put into the
queue bears an `Idempotency-Key`, so that nothing is done twice.
"""

from unspun_client.answers import Article, Batch, BatchLine, Job, Report, Swap
from unspun_client.asynchronous import AsyncUnspun
from unspun_client.failures import JobFailed, ProblemError, Unreachable, UnspunError, WaitedTooLong
from unspun_client.synchronous import Unspun
from unspun_client.webhooks import Event, WebhookRefused, verify_webhook

__all__ = [
    "Article",
    "AsyncUnspun",
    "Batch",
    "BatchLine",
    "Event",
    "Job",
    "JobFailed",
    "ProblemError",
    "Report",
    "Swap",
    "Unreachable",
    "Unspun",
    "UnspunError",
    "WaitedTooLong",
    "WebhookRefused",
    "verify_webhook",
]
