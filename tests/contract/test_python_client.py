"""The Python client against a running service: what it asks, how it tries again, and whom it believes."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from app.jobs.webhooks.signing import signed_headers
from app.store.endpoints import new_secret
from tests.contract.served import ROOT, Served, served
from tests.ports import free_port
from unspun_client import (
    Article,
    AsyncUnspun,
    JobFailed,
    ProblemError,
    Report,
    Unreachable,
    Unspun,
    WaitedTooLong,
    WebhookRefused,
    verify_webhook,
)  # fmt: skip

TEXTS = {side: (ROOT / "data" / "samples" / f"{side}.txt").read_text("utf-8") for side in ("reference", "suspect")}
REFERENCE = Article(text=TEXTS["reference"], title="The sea wall")
SUSPECT = Article(text=TEXTS["suspect"], title="The ocean wall", author="Bo")
COPY = Article(text=TEXTS["reference"])
NOW = 1_800_000_000


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("client"), rate_limit_requests="0", async_above_characters="100000") as started:
        yield started


@pytest.fixture
def unspun(service: Served) -> Iterator[Unspun]:
    with Unspun(service.url, service.key) as client:
        yield client


def test_a_pair_is_compared_at_once(unspun: Unspun) -> None:
    report = unspun.compare(REFERENCE, SUSPECT)
    assert report.label == "spun"
    assert report.probabilities["spun"] > 0.9
    assert report.raw["suspect"]["about"] == {"title": "The ocean wall", "author": "Bo"}
    for swap in report.swaps:
        assert TEXTS["suspect"][slice(*swap.suspect_place)] == swap.suspect
        assert TEXTS["reference"][slice(*swap.reference_place)] == swap.reference
    assert [swap.spin_probability for swap in report.swaps] == [one["spin_probability"] for one in report.raw["substitutions"]]


def test_parts_that_are_not_asked_for_are_empty(unspun: Unspun) -> None:
    report = unspun.compare(REFERENCE, SUSPECT, options={"parts": ["passages"]})
    assert (report.label, report.swaps) == ("spun", ())


def test_a_long_pair_is_waited_for(unspun: Unspun) -> None:
    long = Article(text="\n\n".join([TEXTS["reference"]] * 25))
    assert unspun.compare(long, long).label == "copied"


def test_a_job_comes_to_its_report_and_is_found_by_its_name(unspun: Unspun) -> None:
    job = unspun.submit(REFERENCE, SUSPECT, custom_id="post 7")
    assert unspun.wait(job.id).label == "spun"
    assert [each.id for each in unspun.jobs("post 7")] == [job.id]
    assert job.id in {each.id for each in unspun.jobs()}
    assert unspun.job(job.id).is_done


def test_the_same_key_gives_the_same_job(unspun: Unspun) -> None:
    first, second = (unspun.submit(REFERENCE, SUSPECT, idempotency_key="monday-7") for _ in range(2))
    assert first.id == second.id


def test_a_batch_keeps_names_and_order(unspun: Unspun) -> None:
    batch = unspun.submit_batch({"a": (REFERENCE, SUSPECT), "b": (REFERENCE, COPY)})
    assert unspun.wait_batch(batch.id).counts["done"] == 2
    lines = list(unspun.results(batch.id))
    assert [(line.custom_id, line.report.label if line.report else None) for line in lines] == [("a", "spun"), ("b", "copied")]
    assert [line.line for line in unspun.results(batch.id, after=1)] == [2]


def test_a_cancelled_job_is_no_report(unspun: Unspun, service: Served) -> None:
    job = unspun.submit(REFERENCE, SUSPECT)
    unspun.wait(job.id)
    assert unspun.cancel(job.id).report is None
    with pytest.raises(JobFailed):
        unspun.wait(job.id, timeout=1)


def test_what_is_refused_says_where(unspun: Unspun) -> None:
    with pytest.raises(ProblemError) as refused:
        unspun.compare(Article(text="a" * 300_000), SUSPECT)
    assert (refused.value.status, refused.value.code, refused.value.places) == (413, "text-too-long", ("#/reference/text",))
    assert refused.value.request_id


def test_a_wrong_key_is_refused_without_another_try(service: Served) -> None:
    with Unspun(service.url, "wrong") as stranger, pytest.raises(ProblemError) as refused:
        stranger.compare(REFERENCE, SUSPECT)
    assert refused.value.status == 401


def test_a_report_can_be_had_by_asyncio_too(service: Served) -> None:
    async def ask() -> list[Report]:
        async with AsyncUnspun(service.url, service.key) as client:
            job = await client.submit(REFERENCE, SUSPECT, custom_id="by asyncio")
            at_once, waited = await asyncio.gather(client.compare(REFERENCE, COPY), client.wait(job.id))
            assert [each.id async for each in client.jobs("by asyncio")] == [job.id]
            batch = await client.wait_batch((await client.submit_batch([(REFERENCE, SUSPECT)])).id)
            found = [line.report async for line in client.results(batch.id) if line.report]
            return [at_once, waited, *found]

    assert [each.label for each in asyncio.run(ask())] == ["copied", "spun", "spun"]


def test_an_article_has_exactly_one_form() -> None:
    for wrong in ({}, {"text": "a", "html": "b"}):
        with pytest.raises(ValueError, match="exactly one"):
            Article(**wrong)


def test_nobody_there_is_said_in_the_end() -> None:
    with Unspun(f"http://127.0.0.1:{free_port()}") as client, pytest.raises(Unreachable):
        client.compare(REFERENCE, SUSPECT)


class Moody(BaseHTTPRequestHandler):
    """Answers 503 twice, then a job that stays queued; remembers the keys of what it was sent."""

    keys: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.keys.append(self.headers["Idempotency-Key"])
        self._answer(503 if len(self.keys) < 3 else 202)

    def do_GET(self) -> None:
        self._answer(200)

    def log_message(self, *_: object) -> None:
        """Nothing is said."""

    def _answer(self, status: int) -> None:
        body = json.dumps({"id": "j_1", "state": "queued", "custom_id": None, "page": "/reports/j_1"}).encode()
        self.send_response(status)
        self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def test_a_busy_service_is_asked_again_for_the_same_work() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Moody)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with Unspun(f"http://127.0.0.1:{server.server_port}") as client:
            job = client.submit(REFERENCE, SUSPECT)
            assert len(Moody.keys) == 3
            assert len(set(Moody.keys)) == 1
            with pytest.raises(WaitedTooLong):
                client.wait(job.id, timeout=0.05)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Between(BaseHTTPRequestHandler):
    """A proxy that answers by itself."""

    answer: ClassVar[tuple[int, str, str]]

    def do_GET(self) -> None:
        status, media_type, body = self.answer
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.mark.parametrize(
    "answer",
    [
        *(
            (400, "application/json", body)
            for body in ('{"errors": null}', '{"errors": ["a", null]}', '{"errors": {"a": 1}}', "[]")
        ),
        (400, "text/html", "<p>Bad</p>"),
        (200, "text/html", "<form>Sign in</form>"),
    ],
)
def test_whatever_a_proxy_answers_is_a_problem(answer: tuple[int, str, str]) -> None:
    Between.answer = answer
    with ThreadingHTTPServer(("127.0.0.1", 0), Between) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        with Unspun(f"http://127.0.0.1:{server.server_port}") as client, pytest.raises(ProblemError) as refused:
            client.job("j_1")
        server.shutdown()
        thread.join()
    assert (refused.value.status, refused.value.places) == (answer[0], ())


def test_a_message_of_the_service_is_believed() -> None:
    secret, old = new_secret().value, new_secret().value
    body = json.dumps({"type": "job.finished", "data": {"id": "j_1"}}).encode()
    headers = signed_headers("msg_1", NOW, body, [secret])
    for known in (secret, f"{old} {secret}"):
        event = verify_webhook(known, headers, body, now=NOW + 10)
        assert (event.id, event.type, event.data) == ("msg_1", "job.finished", {"id": "j_1"})


@pytest.mark.parametrize("how", ["other secret", "other body", "too late", "no signature"])
def test_a_message_of_anybody_else_is_not(how: str) -> None:
    secret, body = new_secret().value, b'{"type": "ping", "data": {}}'
    headers = signed_headers("msg_1", NOW, body, [secret])
    changed = {
        "other secret": (new_secret().value, headers, body, NOW),
        "other body": (secret, headers, body + b" ", NOW),
        "too late": (secret, headers, body, NOW + 301),
        "no signature": (secret, {**headers, "webhook-signature": ""}, body, NOW),
    }[how]
    with pytest.raises(WebhookRefused):
        verify_webhook(changed[0], changed[1], changed[2], now=changed[3])


def test_the_package_can_be_built_and_says_its_types(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run([*command, str(ROOT / "clients" / "python")], check=True)
    (wheel,) = tmp_path.glob("unspun_client-*.whl")
    assert b"unspun_client/py.typed" in wheel.read_bytes()
