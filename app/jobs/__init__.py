"""Room `jobs`: work that outlives a process. Pairs go in, chunks are run by workers, results come out of the store."""

from app.jobs.announcing import announce_decision
from app.jobs.chunks import Comparer
from app.jobs.engine import SendingLimits
from app.jobs.mending import SILENT_SECONDS, mend
from app.jobs.progress import Progress, progress_of
from app.jobs.queue import JobQueue
from app.jobs.retention import Retention
from app.jobs.submitting import Submission, submit
from app.jobs.watchdog import TimeLimit
from app.jobs.webhooks import PING, AddressPolicy, Event, Sender, WebhookOptions, event_body, read_target
from app.jobs.workers import Companion, Pulse, Worker

__all__ = [
    "PING",
    "SILENT_SECONDS",
    "AddressPolicy",
    "Companion",
    "Comparer",
    "Event",
    "JobQueue",
    "Progress",
    "Pulse",
    "Retention",
    "Sender",
    "SendingLimits",
    "Submission",
    "TimeLimit",
    "WebhookOptions",
    "Worker",
    "announce_decision",
    "event_body",
    "mend",
    "progress_of",
    "read_target",
    "submit",
]
