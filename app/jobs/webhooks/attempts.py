"""What one attempt to deliver goes over, and what it met; without the library that sends, which only those load who send."""

import ssl
from dataclasses import dataclass

from app.jobs.webhooks.addresses import Resolver, system_resolver


@dataclass(frozen=True, slots=True)
class AttemptOutcome:
    """What one attempt met: the answer's status, or why there is none; `retry_after` in seconds when the answer asks for it."""

    status: int | None = None
    error: str | None = None
    retry_after: float | None = None

    @property
    def is_success(self) -> bool:
        """Whether the receiver took it: any 2xx."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Wire:
    """What an attempt goes over; tests give it another resolver or their own certificates in place of those known everywhere."""

    resolver: Resolver = system_resolver
    tls: ssl.SSLContext | None = None
