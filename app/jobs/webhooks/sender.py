"""Sends webhooks: what is due goes into the engine's queue, an attempt for an attempt, and what became of each is recorded.

When a worker dies between sending and recording, the attempt is made again by another, with the same id.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar

import sqlalchemy as sa

from app import store
from app.jobs.engine import HandedBack, enqueue_delivery, transact_patiently
from app.jobs.webhooks.attempts import AttemptOutcome, Wire
from app.jobs.webhooks.options import WebhookOptions
from app.jobs.webhooks.schedule import Settlement, reason_to_disable, settle
from app.jobs.webhooks.signing import signed_headers
from app.store import Attempt, Database, DeliveryState, DueDelivery, Transaction, Turn
from app.telemetry import WEBHOOK_SECONDS, Attributes, SpanKind, current_trace, name_span, span, trace_id_of

if TYPE_CHECKING:
    from dbos import DBOSClient

Clock = Callable[[Transaction], float]
_AFTER_AN_ERROR_SECONDS: Final = 1.0
_QUEUED_FOR_ONE: Final = 50  # attempts of one endpoint: the others wait as rows

T = TypeVar("T")

_log = logging.getLogger("app.webhooks")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sender takes from outside: clock (seconds since 1970), chance in [0, 1), the wire, and who hears of outcomes."""

    clock: Clock | None = None  # the database's, when there is none
    chance: Callable[[], float] = random.SystemRandom().random
    wire: Wire = field(default_factory=Wire)
    on_outcome: Callable[[DueDelivery, AttemptOutcome, DeliveryState], None] | None = None


class Sender:
    """Queues what is due and sends what the queue gives it; any number of them may work on one database."""

    def __init__(
        self, database: Database, client: "DBOSClient", options: WebhookOptions, surroundings: Surroundings | None = None
    ) -> None:
        self.stopping = Event()
        self._database = database
        self._client = client
        self._options = options
        self._around = surroundings or Surroundings()
        self._now = self._around.clock or Transaction.now
        self._queued: frozenset[Turn] = frozenset()

    def keep_queueing(self, stopped: Event) -> None:
        """Queues what is due until `stopped`."""
        while not stopped.wait(self._options.poll_seconds):
            try:
                self.queue_due()
            except sa.exc.SQLAlchemyError as error:  # a database that restarts is no reason to end
                _log.warning("could not queue deliveries", extra={"error_type": type(error).__name__})
                stopped.wait(_AFTER_AN_ERROR_SECONDS)

    def queue_due(self) -> frozenset[Turn]:
        """The attempts that are due; they are queued from now on, each once, whoever queues it too."""
        with self._database.transaction() as tx:
            due = frozenset(store.deliveries.due(tx, now=self._now(tx), each=_QUEUED_FOR_ONE))
            for turn in due - self._queued:
                enqueue_delivery(self._client, tx, turn)
        self._queued = due
        return due

    def deliver(self, turn: Turn) -> None:
        """Makes an attempt, if it still is to be made, and records it."""
        claim, at = self._patiently(lambda tx: (store.deliveries.take(tx, turn), self._now(tx)))
        if claim is None:
            return
        started = time.monotonic()
        about: Attributes = {"unspun.webhook": claim.id, "unspun.endpoint": claim.endpoint.id, "unspun.attempt": claim.number}
        with span("send webhook", SpanKind.CLIENT, parent=claim.message.trace, attributes=about):
            outcome = self._post_safely(claim, at)
            name_span("send webhook", {"http.response.status_code": outcome.status}, is_error=not outcome.is_success)
        attempt = Attempt(at, time.monotonic() - started, outcome.status, outcome.error)
        settled = self._patiently(lambda tx: self._record(tx, claim, attempt, outcome))
        if settled is not None:
            self._tell(claim, attempt, outcome, settled)

    def _post_safely(self, claim: DueDelivery, at: float) -> AttemptOutcome:
        try:
            return self._post(claim, at)
        except Exception as error:  # noqa: BLE001 (counted like any failure, or it would be tried for ever)
            _log.error("could not send", exc_info=error, extra={"webhook_id": claim.id, "endpoint_id": claim.endpoint.id})
            return AttemptOutcome(error="a fault on our side")

    def _post(self, claim: DueDelivery, at: float) -> AttemptOutcome:
        from app.jobs.webhooks.sending import post  # noqa: PLC0415 - its library of HTTP is loaded by those who send

        endpoint, message = claim.endpoint, claim.message
        headers = signed_headers(claim.id, int(at), message.body, endpoint.live_secrets(at))
        if trace := current_trace() or message.trace:
            headers["traceparent"] = trace
        return post(endpoint.url, headers, message.body, self._options, self._around.wire)

    def _patiently(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns, done in one transaction; waits for a database that is away: what was sent is not sent again.

        Raises: HandedBack, when this worker stops before the database is back.
        """
        return transact_patiently(self._database, work, self.stopping)

    def _record(self, tx: Transaction, claim: DueDelivery, attempt: Attempt, outcome: AttemptOutcome) -> DeliveryState | None:
        """The delivery's state from now on; nothing when another's attempt stands there."""
        now = self._now(tx)
        settled = settle(claim, outcome, now=now, chance=self._around.chance())
        if not store.deliveries.record_attempt(tx, claim, attempt, state=settled.state, next_at=settled.next_at):
            return None
        if outcome.is_success:
            store.endpoints.note_success(tx, claim.endpoint.id)
        else:
            self._note_failure(tx, claim, settled, now)
        return settled.state

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


_senders: list[Sender] = []


def use_sender(sender: Sender | None) -> None:
    """Says who sends the deliveries that the engine of this process takes."""
    _senders[:] = [] if sender is None else [sender]


def deliver(delivery_id: str, endpoint_id: str, due_at: float) -> None:
    """The engine's workflow, without steps: an attempt whose outcome is not recorded is made again."""
    if not _senders:
        raise HandedBack
    _senders[0].deliver(Turn(delivery_id, endpoint_id, due_at))
