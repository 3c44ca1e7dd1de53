"""The loop that sends: claims what is due, posts some at once on threads, records what became of it.

A crash between claim and record leaves the row claimed until its lease ends; then it is due again, with the same id.
"""

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from app import store
from app.jobs.webhooks.options import WebhookOptions
from app.jobs.webhooks.schedule import Settlement, reason_to_disable, settle
from app.jobs.webhooks.sending import AttemptOutcome, Wire, post
from app.jobs.webhooks.signing import signed_headers
from app.store import Attempt, Database, DeliveryState, DueDelivery, Transaction
from app.telemetry import WEBHOOK_SECONDS, Attributes, SpanKind, current_trace, name_span, span, trace_id_of

Clock = Callable[[Transaction], float]
_AFTER_AN_ERROR_SECONDS: Final = 1.0
_RECORD_PAUSES: Final = (0.2, 1.0, 5.0)  # seconds; a database that restarts is back by then

_log = logging.getLogger("app.webhooks")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sender takes from outside: clock (seconds since 1970), chance in [0, 1), the wire, and who hears of outcomes."""

    clock: Clock | None = None  # the database's, when there is none
    chance: Callable[[], float] = random.SystemRandom().random
    wire: Wire = field(default_factory=Wire)
    on_outcome: Callable[[DueDelivery, AttemptOutcome, DeliveryState], None] | None = None


def run_sender(
    database: Database, options: WebhookOptions, stop: threading.Event, surroundings: Surroundings | None = None
) -> None:
    """Sends webhooks until `stop` is set; attempts that are under way then are finished."""
    Sender(database, options, surroundings).run(stop)


class Sender:
    """One sender; any number of them may work on one database."""

    def __init__(self, database: Database, options: WebhookOptions, surroundings: Surroundings | None = None) -> None:
        self._database = database
        self._options = options
        self._around = surroundings or Surroundings()
        self._now = self._around.clock or Transaction.now
        self._under_way: Counter[str] = Counter()  # attempts by endpoint
        self._lock = threading.Lock()
        self._changed = threading.Event()

    def run(self, stop: threading.Event) -> None:
        """Sends until `stop` is set."""
        with ThreadPoolExecutor(self._options.senders, thread_name_prefix="webhook") as threads:
            while not stop.is_set():
                if not self._begin_some(threads):
                    self._changed.wait(self._options.poll_seconds)
                    self._changed.clear()

    def claim(self) -> tuple[DueDelivery, ...]:
        """Due deliveries of one endpoint, as many as there is room for."""
        with self._lock:
            busy = dict(self._under_way)
        room = self._options.senders - sum(busy.values())
        full = [each for each, n in busy.items() if n >= self._options.senders_per_endpoint]
        if room <= 0:
            return ()
        with self._database.transaction() as tx:
            now = self._now(tx)
            endpoint_id = store.deliveries.next_endpoint(tx, now=now, full=full, busy=list(busy))
            if endpoint_id is None:
                return ()
            limit = min(room, self._options.senders_per_endpoint - busy.get(endpoint_id, 0))
            lease_until = now + self._options.lease_seconds
            return store.deliveries.claim_due(tx, endpoint_id, now=now, lease_until=lease_until, limit=limit)

    def deliver(self, claim: DueDelivery) -> None:
        """Makes one attempt and records it."""
        at = claim.lease_until - self._options.lease_seconds
        started = time.monotonic()
        about: Attributes = {"unspun.webhook": claim.id, "unspun.endpoint": claim.endpoint.id, "unspun.attempt": claim.number}
        with span("send webhook", SpanKind.CLIENT, parent=claim.message.trace, attributes=about):
            outcome = self._post_safely(claim, at)
            name_span("send webhook", {"http.response.status_code": outcome.status}, is_error=not outcome.is_success)
        self._record_patiently(claim, Attempt(at, time.monotonic() - started, outcome.status, outcome.error), outcome)

    def _post_safely(self, claim: DueDelivery, at: float) -> AttemptOutcome:
        try:
            return self._post(claim, at)
        except Exception as error:  # noqa: BLE001 (counted like any failure, or it would be tried for ever)
            _log.error("could not send", exc_info=error, extra={"webhook_id": claim.id, "endpoint_id": claim.endpoint.id})
            return AttemptOutcome(error="a fault on our side")

    def _begin_some(self, threads: ThreadPoolExecutor) -> bool:
        try:
            claims = self.claim()
        except sa.exc.SQLAlchemyError as error:  # a database that restarts is no reason to end
            _log.warning("could not claim deliveries", extra={"error_type": type(error).__name__})
            time.sleep(_AFTER_AN_ERROR_SECONDS)
            return False
        with self._lock:
            self._under_way.update(claim.endpoint.id for claim in claims)
        for claim in claims:
            threads.submit(self._deliver_safely, claim)
        return bool(claims)

    def _deliver_safely(self, claim: DueDelivery) -> None:
        try:
            self.deliver(claim)
        except Exception as error:  # noqa: BLE001 (the lease ends, and it is due again)
            _log.error("could not deliver", exc_info=error, extra={"webhook_id": claim.id, "endpoint_id": claim.endpoint.id})
        finally:
            with self._lock:
                self._under_way[claim.endpoint.id] -= 1
                self._under_way += Counter()  # drops those at zero
            self._changed.set()

    def _post(self, claim: DueDelivery, at: float) -> AttemptOutcome:
        endpoint, message = claim.endpoint, claim.message
        headers = signed_headers(claim.id, int(at), message.body, endpoint.live_secrets(at))
        if trace := current_trace() or message.trace:
            headers["traceparent"] = trace
        return post(endpoint.url, headers, message.body, self._options, self._around.wire)

    def _record_patiently(self, claim: DueDelivery, attempt: Attempt, outcome: AttemptOutcome) -> None:
        """Once more is harmless: what is recorded already is no longer this claim's."""
        for pause in _RECORD_PAUSES:
            try:
                return self._record(claim, attempt, outcome)
            except sa.exc.DBAPIError as error:
                _log.warning("could not record an attempt", extra={"webhook_id": claim.id, "error_type": type(error).__name__})
                time.sleep(pause)
        return self._record(claim, attempt, outcome)

    def _record(self, claim: DueDelivery, attempt: Attempt, outcome: AttemptOutcome) -> None:
        with self._database.transaction() as tx:
            now = self._now(tx)
            settled = settle(claim, outcome, now=now, chance=self._around.chance())
            if not store.deliveries.record_attempt(tx, claim, attempt, state=settled.state, next_at=settled.next_at):
                return
            if outcome.is_success:
                store.endpoints.note_success(tx, claim.endpoint.id)
            else:
                self._note_failure(tx, claim, settled, now)
        self._tell(claim, attempt, outcome, settled.state)

    def _note_failure(self, tx: Transaction, claim: DueDelivery, settled: Settlement, now: float) -> None:
        endpoint = store.endpoints.note_failure(tx, claim.endpoint.id, now=now)
        if endpoint is None:
            return
        because = settled.disable_because or reason_to_disable(endpoint.failing_since, self._options, now=now)
        because = endpoint.disabled_because or because  # disabled meanwhile: this delivery was the last on its way
        if because:
            store.endpoints.disable(tx, endpoint.id, because, now=now)

    def _tell(self, claim: DueDelivery, attempt: Attempt, outcome: AttemptOutcome, state: DeliveryState) -> None:
        fields = {
            "webhook_id": claim.id, "endpoint_id": claim.endpoint.id, "attempt": claim.number, "outcome": state.value,
            "status": outcome.status, "ms": round(attempt.seconds * 1000, 1), "client": claim.endpoint.client,
            "trace_id": trace_id_of(claim.message.trace),
        }  # fmt: skip
        _log.info("webhook", extra=fields)
        WEBHOOK_SECONDS.labels(store.deliveries.OUTCOMES[state]).observe(attempt.seconds)
        if self._around.on_outcome:
            self._around.on_outcome(claim, outcome, state)
