"""What webhooks tell: the events and the thin body, which names things and never holds a text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import orjson

PING: Final = "ping"  # sent by hand; an endpoint cannot ask for it


class Event(StrEnum):
    """What an endpoint can ask for, as it stands in the body's `type`."""

    JOB_FINISHED = "job.finished"
    BATCH_FINISHED = "batch.finished"
    LIBRARY_INDEXED = "library.indexed"
    SCREENING_FINISHED = "screening.finished"
    REPORT_DECIDED = "report.decided"


def event_body(event: str, at: float, facts: Mapping[str, Any]) -> bytes:
    """The JSON body `{"type", "timestamp", "data"}` of an event that happened `at` (seconds since 1970)."""
    timestamp = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return orjson.dumps({"type": event, "timestamp": timestamp, "data": dict(facts)})
