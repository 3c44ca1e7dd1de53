"""Log records as JSON lines that cannot hold a text: of an exception only its type and the places it passed."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

_FIELDS = ("method", "path", "status", "ms", "bytes_in", "bytes_out", "request_id", "trace_id", "client", "label", "model",
    "seconds", "worker", "batch", "item", "items", "chunks", "port", "error_type",
    "webhook_id", "endpoint_id", "attempt", "outcome",
)  # fmt: skip


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the fields above where a record has them."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: getattr(record, name) for name in _FIELDS if getattr(record, name, None) is not None})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _trace(record.exc_info[1])
        return json.dumps(line, default=str, separators=(",", ":"))  # in ASCII: no character of it ends a line for anybody


def _trace(error: BaseException) -> list[dict[str, Any]]:
    """The chain of an error, newest first. Messages are left out: they may quote what was being read."""
    chain: list[dict[str, Any]] = []
    following: BaseException | None = error
    while following is not None:
        frames = traceback.extract_tb(following.__traceback__, limit=-20)
        at = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        chain.append({"type": type(following).__qualname__, "at": at})
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return chain


def log_config(level: str) -> dict[str, Any]:
    """A `logging.config` dictionary: everything, uvicorn's own records too, as JSON lines on standard output.

    `level` is for what we and uvicorn say. Libraries get no further than warnings: at `debug` SQLAlchemy would log rows.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
        "root": {"handlers": ["stdout"], "level": "ERROR" if level == "error" else "WARNING"},
        "loggers": {name: {"level": level.upper()} for name in ("uvicorn", "uvicorn.error", "app")},
    }
