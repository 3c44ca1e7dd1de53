"""The example for Ghost runs: posts as Ghost sends them, signed as Ghost signs them, against a real service."""

import hashlib
import hmac
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.contract.served import ROOT, Served, served
from tests.waiting import PATIENCE, wait_until

RECEIVER = ROOT / "integrations" / "ghost" / "receiver.mjs"
SECRET = "of the webhook in Ghost"
SIDES = {side: (ROOT / "data" / "samples" / f"{side}.txt").read_text("utf-8") for side in ("reference", "suspect")}

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")


class Receiver:
    """The running program and what it wrote."""

    def __init__(self, url: str, lines: Path) -> None:
        self.url = url
        self._lines = lines

    def said(self, post: str) -> list[dict[str, Any]]:
        written = (json.loads(line) for line in self._lines.read_text("utf-8").splitlines())
        return [each for each in written if each["post"] == post]

    def told(self, post: str) -> dict[str, Any]:
        """The first line about a post, as soon as there is one."""
        wait_until(lambda: bool(self.said(post)))
        return self.said(post)[0]


@contextmanager
def running(folder: Path, service: Served) -> Iterator[Receiver]:
    environment = os.environ | {"GHOST_SECRET": SECRET, "UNSPUN_URL": service.url, "UNSPUN_KEY": service.key, "PORT": "0"}
    lines, errors = folder / "lines", folder / "errors"
    with lines.open("wb") as out, errors.open("wb") as err:
        process = subprocess.Popen(["node", RECEIVER], env=environment, stdout=out, stderr=err)
    try:
        wait_until(lambda: b"listening on " in errors.read_bytes() or process.poll() is not None)
        yield Receiver(errors.read_text().split("listening on ")[1].split()[0], lines)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def post(identity: str, text: str, status: str, author: str) -> bytes:
    """What Ghost sends of a post, as far as the receiver reads it."""
    html = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
    current = {
        "id": identity, "title": f"Post {identity}", "html": html, "status": status, "url": f"https://news.example/{identity}/",
        "primary_author": {"name": author}, "published_at": "2026-11-28T10:00:00.000Z" if status == "published" else None,
    }  # fmt: skip
    return json.dumps({"post": {"current": current, "previous": {}}}).encode()


def send(receiver: Receiver, body: bytes, *, secret: str = SECRET, at: float | None = None) -> int:
    moment = str(int((time.time() if at is None else at) * 1000))
    signature = hmac.new(secret.encode(), body + moment.encode(), hashlib.sha256).hexdigest()
    headers = {"X-Ghost-Signature": f"sha256={signature}, t={moment}", "Content-Type": "application/json"}
    return httpx2.post(receiver.url, content=body, headers=headers, timeout=PATIENCE).status_code


def test_a_spun_post_is_told_with_the_post_that_it_was_made_from(tmp_path: Path) -> None:
    with served(tmp_path) as service, running(tmp_path, service) as receiver:
        assert send(receiver, post("first", SIDES["reference"], "published", "Ann")) == 202
        assert receiver.told("first")["sources"] == []
        with service.client() as client:
            wait_until(lambda: client.get("/libraries/ghost").json()["articles"] == 1)
        assert send(receiver, post("second", SIDES["suspect"], "scheduled", "Bob")) == 202
        told = receiver.told("second")
        assert (told["verdict"], [each["id"] for each in told["sources"]]) == ("spun", ["first"])
        with service.client() as client:  # a scheduled post is not published yet
            assert client.get("/libraries/ghost").json()["articles"] == 1
        assert send(receiver, post("third", SIDES["suspect"], "scheduled", "Ann")) == 202
        assert receiver.told("third")["sources"] == []  # of the same author
        _refuses_what_is_not_from_ghost(receiver)


def _refuses_what_is_not_from_ghost(receiver: Receiver) -> None:
    body = post("fourth", SIDES["suspect"], "published", "Eve")
    assert send(receiver, body, secret="another") == 401
    assert send(receiver, body, at=time.time() - 3_600) == 401
    assert httpx2.post(receiver.url, content=body, timeout=PATIENCE).status_code == 401
    assert httpx2.get(receiver.url, timeout=PATIENCE).status_code == 401
    assert send(receiver, b"no JSON") == 400
    assert send(receiver, b'{"post": {"current": {}}}') == 204
    assert receiver.said("fourth") == []


def test_without_a_secret_it_does_not_start() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "GHOST_SECRET"}
    command = ["node", str(RECEIVER)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 2
    assert "GHOST_SECRET" in ended.stderr
