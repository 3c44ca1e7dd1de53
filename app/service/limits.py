"""What the service accepts, as published by `GET /limits`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Every limit of the service; a field's name is its name in `GET /limits`."""

    max_characters: int
    max_body_bytes: int
    comparisons_at_once: int
    queue_size: int
    queue_timeout_seconds: float
    time_limit_seconds: float
    async_above_characters: int = 300_000
    max_batch_lines: int = 100_000
    max_batch_bytes: int = 1_000_000_000
    rate_limit_requests: int = 0
    rate_limit_seconds: int = 60
