"""From a job to its webhook: the result and the news are written together, and a worker sends them."""

from dataclasses import replace
from uuid import uuid4

from standardwebhooks import Webhook

from app import store
from app.jobs import JobQueue, Sender, Worker
from app.store import BatchKind, Database
from tests.service.queue.pairs import batch, compare, items
from tests.service.webhooks.receiver import answering, receiving
from tests.service.webhooks.test_sender import OPTIONS
from tests.waiting import wait_until

TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_finished_batch_and_a_finished_job_are_told_once_each_signed_and_traced(queue: JobQueue, database: Database) -> None:
    with receiving(lambda tx, number: answering(503 if number == 0 else 204, body=b"")(tx, number)) as receiver:
        with database.transaction() as tx:
            now = tx.now()
            endpoint = store.endpoints.create(tx, "A", receiver.url, ["batch.finished", "job.finished"], now=now)
        many, one = f"b_{uuid4().hex}", f"j_{uuid4().hex}"
        worker = Worker(queue, compare, sender=Sender(database, queue.client, OPTIONS))
        worker.start()
        try:
            queue.submit(replace(batch(many, "A"), trace=TRACE), items(12, **{"raise": {3}}))
            queue.submit(batch(one, "A", BatchKind.JOB), items(1))
            wait_until(lambda: len(set(receiver.ids)) == 2 and len(receiver.ids) == 3)
        finally:
            worker.stop()
    told = [Webhook(endpoint.secrets[0].value).verify(each.body, each.headers) for each in receiver.requests]
    facts = {each["data"]["id"]: (each["type"], each["data"]["done"], each["data"]["failed"]) for each in told}
    assert facts == {many: ("batch.finished", 11, 1), one: ("job.finished", 1, 0)}
    traces = {
        each["data"]["id"]: request.headers.get("traceparent") for each, request in zip(told, receiver.requests, strict=True)
    }
    assert traces == {many: TRACE, one: None}
    assert all(len(request.body) < 500 for request in receiver.requests)
