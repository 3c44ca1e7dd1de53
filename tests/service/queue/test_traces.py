"""One trace from the request through the worker to the webhook, and no text in it."""

from collections.abc import Iterator

import orjson
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from app import store
from app.api import build_app
from app.detector import Detector
from app.employment import queue_opener
from app.jobs import JobQueue, Sender, Worker
from app.main import guard_of, limits_of
from app.pairs import Glanced
from app.service import Backlog, Service
from app.settings import Settings
from app.store import Database
from app.telemetry import current_trace, read_traceparent, span, start_tracing, stop_tracing
from tests.service.queue.pairs import compare, found, wait_until_done
from tests.service.webhooks.receiver import Receiver, receiving
from tests.service.webhooks.test_sender import OPTIONS
from tests.waiting import costs_at_most, wait_until, wait_until_open, wait_until_ready

TRACE_ID, SPAN_ID = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
SENT = {"traceparent": f"00-{TRACE_ID}-{SPAN_ID}-01"}
SECRET = "Quibblewick"
PAIR = {"reference": {"text": f"{SECRET} " * 30}, "suspect": {"text": f"{SECRET} " * 30}, "custom_id": SECRET}
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


@pytest.fixture
def exported() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    start_tracing(exporter)
    yield exporter
    stop_tracing()


@pytest.fixture
def client(queue: JobQueue, url: str, detector: Detector) -> Iterator[TestClient]:
    settings = Settings(database_url=url, embedded_worker=False)
    guard = guard_of(settings)
    # without the processes that compare what is asked for by /compare: nothing here is
    service = Service(limits_of(settings), lambda: detector)
    with TestClient(build_app(service, guard, Backlog(guard.database, queue_opener(settings)))) as client:
        wait_until_ready(client)
        wait_until_open(client)
        yield client


@pytest.fixture
def receiver(database: Database, queue: JobQueue) -> Iterator[Receiver]:
    with receiving() as receiver:
        with database.transaction() as tx:
            store.endpoints.create(tx, "local", receiver.url, ["batch.finished", "job.finished"], now=tx.now())
        yield receiver


def work_until_told(queue: JobQueue, receiver: Receiver) -> None:
    worker = Worker(queue, compare, sender=Sender(queue.database, queue.client, OPTIONS))
    worker.start()
    try:
        wait_until(lambda: len(receiver.ids) == 1)
    finally:
        worker.stop()


def of_trace(exporter: InMemorySpanExporter, trace_id: str = TRACE_ID) -> dict[str, ReadableSpan]:
    spans = exporter.get_finished_spans()
    return {each.name: each for each in spans if each.context and f"{each.context.trace_id:032x}" == trace_id}


def parents(spans: dict[str, ReadableSpan]) -> dict[str, str]:
    """The parent's name of each span."""
    names = {f"{each.context.span_id:016x}": name for name, each in spans.items() if each.context}
    return {name: names.get(f"{each.parent.span_id:016x}", "outside") if each.parent else "none" for name, each in spans.items()}


@pytest.mark.parametrize("path", ["/jobs", "/batches"])
def test_a_trace_goes_from_the_request_through_the_worker_to_the_webhook(
    client: TestClient, queue: JobQueue, receiver: Receiver, exported: InMemorySpanExporter, path: str
) -> None:
    kind = "application/json" if path == "/jobs" else "application/x-ndjson"
    sent = client.post(path, content=orjson.dumps(PAIR), headers={**SENT, "Content-Type": kind})
    assert sent.status_code == 202
    work_until_told(queue, receiver)
    spans = of_trace(exported)
    assert parents(spans) == {
        f"POST {path}": "outside", "submit": f"POST {path}", "run chunk": "submit", "compare": "run chunk",
        "send webhook": "submit",
    }  # fmt: skip
    webhook = spans["send webhook"].context
    assert webhook
    assert receiver.requests[0].headers["traceparent"] == f"00-{TRACE_ID}-{webhook.span_id:016x}-01"
    assert spans["run chunk"].attributes
    assert spans["run chunk"].attributes["unspun.batch"] == sent.json()["id"]
    assert SECRET not in "".join(each.to_json() for each in spans.values())


def test_a_request_without_a_trace_begins_one(
    client: TestClient, queue: JobQueue, receiver: Receiver, exported: InMemorySpanExporter
) -> None:
    job = client.post("/jobs", json=PAIR).json()["id"]
    trace = read_traceparent(found(queue.database, job).trace)
    assert trace
    work_until_told(queue, receiver)
    assert set(of_trace(exported, trace.split("-")[1])) == {"POST /jobs", "submit", "run chunk", "compare", "send webhook"}


@ON_SQLITE
def test_without_tracing_the_senders_trace_goes_on_to_the_webhook(
    client: TestClient, queue: JobQueue, receiver: Receiver
) -> None:
    client.post("/jobs", json=PAIR, headers=SENT)
    work_until_told(queue, receiver)
    assert receiver.requests[0].headers["traceparent"] == SENT["traceparent"]


@ON_SQLITE
@pytest.mark.parametrize(
    "sent", ["", "x", f"00-{'0' * 32}-{SPAN_ID}-01", f"ff-{TRACE_ID}-{SPAN_ID}-01", f"00-{TRACE_ID}-{SPAN_ID}-01\n"]
)
def test_a_malformed_traceparent_is_none(client: TestClient, database: Database, sent: str) -> None:
    answer = client.post("/jobs", json=PAIR, headers=[(b"traceparent", sent.encode())])
    assert found(database, answer.json()["id"]).trace is None


def test_a_fault_leaves_its_type_in_the_span_and_not_its_message(exported: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=SECRET), span("anything"):
        raise ValueError(SECRET)
    (fault,) = exported.get_finished_spans()
    assert not fault.status.is_ok
    assert fault.attributes == {"error.type": "ValueError"}
    assert SECRET not in fault.to_json()


@ON_SQLITE
def test_a_failed_comparison_is_no_ones_text_in_the_trace(
    client: TestClient, queue: JobQueue, database: Database, exported: InMemorySpanExporter
) -> None:
    def fail(_: bytes) -> Glanced:
        raise ValueError(SECRET)

    job = client.post("/jobs", json=PAIR, headers=SENT).json()["id"]
    worker = Worker(queue, fail)
    worker.start()
    wait_until_done(database, job)
    worker.stop()
    spans = of_trace(exported)
    assert "compare" in spans
    assert SECRET not in "".join(each.to_json() for each in spans.values())


def test_a_span_costs_nothing_while_tracing_is_off() -> None:
    with costs_at_most(1):  # 100 µs each; it is some 2
        for _ in range(10_000):
            with span("nothing"):
                pass
    assert current_trace() is None
