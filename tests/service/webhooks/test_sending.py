"""One attempt against real sockets: slow, huge, hostile and lying receivers cost a bounded time and reach nothing inside."""

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from app.jobs.webhooks.attempts import AttemptOutcome, Wire
from app.jobs.webhooks.options import AddressPolicy, WebhookOptions
from app.jobs.webhooks.sending import post
from tests.service.webhooks.receiver import Handler, answering, receiving
from tests.waiting import PATIENCE

LOOPBACK = AddressPolicy(
    allow_http=True, ports=frozenset(), allowed_networks=(ip_network("127.0.0.0/8"), ip_network("::1/128"))
)  # fmt: skip
OPTIONS = WebhookOptions(addresses=LOOPBACK, timeout_seconds=PATIENCE)
HASTY = WebhookOptions(addresses=LOOPBACK, timeout_seconds=1.0)
PUBLIC_ONLY = WebhookOptions(addresses=AddressPolicy(allow_http=True, ports=frozenset()), timeout_seconds=PATIENCE)
BODY = b'{"type":"ping"}'


def send(url: str, options: WebhookOptions = OPTIONS, wire: Wire | None = None) -> AttemptOutcome:
    return post(url, {"webhook-id": "msg_1"}, BODY, options, wire or Wire())


def test_a_post_arrives_as_it_was_meant() -> None:
    with receiving() as receiver:
        assert send(receiver.url) == AttemptOutcome(204)
    (request,) = receiver.requests
    assert request.line == "POST /hook?x=1 HTTP/1.1"
    assert request.body == BODY
    assert request.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["webhook-id"] == "msg_1"
    assert request.headers["user-agent"].startswith("Unspun-Webhooks/")


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with receiving() as receiver:
        assert send(receiver.url).is_success


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_a_refusal_is_told_with_its_status(status: int) -> None:
    with receiving(answering(status, "Retry-After: 30")) as receiver:
        assert send(receiver.url) == AttemptOutcome(status, f"answered with {status}", 30.0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/", "http://127.0.0.1:{port}/inside", "//10.0.0.1/", "file:///etc/passwd"]
)
def test_no_redirect_is_followed(status: int, to: str) -> None:
    with receiving() as inside, receiving(answering(status, f"Location: {to.format(port=inside.port)}")) as receiver:
        outcome = send(receiver.url)
    assert (outcome.status, outcome.error) == (status, "answered with a redirect, which is not followed")
    assert not inside.requests


def test_loopback_is_refused_at_the_time_of_sending_too() -> None:
    with receiving() as receiver:
        assert send(receiver.url, PUBLIC_ONLY) == AttemptOutcome(error="Webhooks are not sent to this address.")
    assert not receiver.requests


class ChangingDns:
    """Says something else each time it is asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = answers
        self.n_asked = 0

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.n_asked += 1
        return self.answers[min(self.n_asked, len(self.answers)) - 1]


def test_dns_that_changes_its_answer_between_check_and_connection_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = socket.getaddrinfo

    def noting(host: object, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", noting)
    with receiving() as checked, receiving() as inside:
        dns = ChangingDns(["127.0.0.1"], ["127.0.0.2"], ["169.254.169.254"])
        outcome = send(f"http://rebinding.example:{checked.port}/", wire=Wire(dns))
    assert outcome.is_success
    assert dns.n_asked == 1
    assert len(checked.requests) == 1
    assert not inside.requests
    assert set(asked) <= {"127.0.0.1"}  # the system is given the checked address, never the name
    assert checked.requests[0].headers["host"] == f"rebinding.example:{checked.port}"


def test_dns_that_leads_inside_is_refused_before_any_connection() -> None:
    with receiving() as inside:
        for answers in (["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"], []):
            outcome = send(f"http://rebinding.example:{inside.port}/", PUBLIC_ONLY, Wire(ChangingDns(answers)))
            assert outcome == AttemptOutcome(error="The host's name has no address that webhooks may be sent to.")
    assert not inside.requests


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with receiving() as receiver:
        outcome = send(f"http://two.example:{receiver.port}/", wire=Wire(ChangingDns(["::1", "127.0.0.1"])))
    assert outcome.is_success


def test_a_port_where_nobody_listens_is_an_outcome() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert send(f"http://127.0.0.1:{unused.getsockname()[1]}/") == AttemptOutcome(error="could not connect")


def silent(tx: socket.socket, _: int) -> None:
    tx.recv(1)  # until the sender hangs up


def dripping(drop: bytes, head: bytes = b"") -> Handler:
    def drip(tx: socket.socket, _: int) -> None:
        tx.sendall(head)
        while True:  # until the sender hangs up
            tx.sendall(drop)
            time.sleep(0.05)

    return drip


def flooding(head: bytes) -> Handler:
    def flood(tx: socket.socket, _: int) -> None:
        tx.sendall(head)
        while True:
            tx.sendall(bytes(1_000_000))

    return flood


SLOW: dict[str, Handler] = {
    "silence": silent,
    "a status line letter by letter": dripping(b"H"),
    "a header line after another": dripping(b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
    "endless interim answers": dripping(b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("handler", SLOW.values(), ids=SLOW.keys())
def test_a_slow_answer_ends_at_the_deadline(handler: Handler) -> None:
    with receiving(handler) as receiver:
        started = time.monotonic()
        outcome = send(receiver.url, HASTY)
        assert HASTY.timeout_seconds - 0.01 < time.monotonic() - started < PATIENCE
    assert outcome == AttemptOutcome(error="no answer in time")


def test_a_body_that_drips_does_not_turn_a_success_into_a_failure_nor_hold_the_sender() -> None:
    with receiving(dripping(b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")) as receiver:
        assert send(receiver.url) == AttemptOutcome(200)  # though the body would never end


HEADS = {
    "a huge body": b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n",
    "an endless body": b"HTTP/1.1 200 OK\r\n\r\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_a_huge_answer_is_left_unread(head: bytes) -> None:
    with receiving(flooding(head)) as receiver:
        assert send(receiver.url) == AttemptOutcome(200)  # though the body would never end


NONSENSE: dict[str, Handler] = {
    "a huge head": flooding(b"HTTP/1.1 200 OK\r\nX: "),
    "no HTTP": lambda tx, _: tx.sendall(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
    "nothing": lambda tx, _: None,
    "a status of four digits": lambda tx, _: tx.sendall(b"HTTP/1.1 2000 OK\r\n\r\n"),
}


@pytest.mark.parametrize("handler", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_an_outcome(handler: Handler) -> None:
    with receiving(handler) as receiver:
        outcome = send(receiver.url)
    assert outcome.status is None
    assert outcome.error in {"the answer is not HTTP", "the connection broke", "no answer in time"}


def test_a_broken_retry_after_is_no_reason_to_fail() -> None:
    with receiving(answering(503, "Retry-After: Ã¼ soon")) as receiver:
        assert send(receiver.url) == AttemptOutcome(503, "answered with 503")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for hooks.example, with its key."""
    path = tmp_path_factory.mktemp("tls") / "hooks.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=hooks.example"]
    command += ["-addext", "subjectAltName=DNS:hooks.example", "-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def tls_port(certificate: Path) -> Iterator[tuple[int, list[str | None]]]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    names: list[str | None] = []
    context.sni_callback = lambda _, name, __: names.append(name)

    with receiving() as receiver:
        receiver.tls = context
        yield receiver.port, names


def test_sni_and_certificate_are_those_of_the_name_though_the_connection_goes_to_the_address(
    certificate: Path, tls_port: tuple[int, list[str | None]]
) -> None:
    port, names = tls_port
    trusting = Wire(lambda *_: ["127.0.0.1"], ssl.create_default_context(cafile=str(certificate.with_suffix(".crt"))))
    assert send(f"https://hooks.example:{port}/", wire=trusting) == AttemptOutcome(204)
    assert names == ["hooks.example"]


def test_a_certificate_of_another_name_is_refused(certificate: Path, tls_port: tuple[int, list[str | None]]) -> None:
    trusting = Wire(lambda *_: ["127.0.0.1"], ssl.create_default_context(cafile=str(certificate.with_suffix(".crt"))))
    error = send(f"https://other.example:{tls_port[0]}/", wire=trusting).error
    assert error is not None
    assert error.startswith("the certificate was refused: ")


def test_a_certificate_that_nobody_signed_is_refused(tls_port: tuple[int, list[str | None]]) -> None:
    error = send(f"https://hooks.example:{tls_port[0]}/", wire=Wire(lambda *_: ["127.0.0.1"])).error
    assert error == "the certificate was refused: self-signed certificate"
