"""Every example of docs/clients.md runs against a running service and prints what stands below it."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest

from app.jobs.webhooks.signing import signed_headers
from app.store.endpoints import new_secret
from tests.contract.served import PROGRAM, ROOT, Served, new_key, served
from tests.local import status_of
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

DOC = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
PROGRAMS = {"sh": "curl", "python": sys.executable, "php": "php"}
MANY = "A batch of thousands"
FEWER = {"2001": "201", "2000": "200", "1999": "199", "1000": "100"}
RATE = {"rate_limit_requests": "40", "rate_limit_seconds": "10"}


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code, the heading above it, and what it prints (`…` for anything)."""

    section: str
    language: str
    code: str
    printed: str

    def command(self, folder: Path) -> list[str]:
        """How it is run; skips where that cannot be done."""
        needs(PROGRAMS[self.language])
        script = folder / f"example.{self.language}"
        # a reader's service answers within a minute
        patient = re.sub(r"(timeout(?:=|' => ))60\b", rf"\g<1>{PATIENCE}", self.code)
        script.write_text(patient, encoding="utf-8")
        return [{"sh": "bash"}.get(self.language, PROGRAMS[self.language]), str(script)]

    def has_printed(self, text: str) -> bool:
        pattern = ".*".join(map(re.escape, self.printed.strip().split("…")))
        return re.fullmatch(pattern, text.strip(), re.DOTALL) is not None


PART_OF = attrgetter("section", "language")


def needs(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")


def fewer(part: str) -> str:
    """The part with a tenth of its pairs: it speaks of thousands, and hundreds show the same."""
    return re.sub(r"\b(2001|2000|1999|1000)\b", lambda number: FEWER[number[0]], part)


def examples() -> Iterator[Example]:
    for part in re.split(r"^## ", DOC, flags=re.MULTILINE):
        section = part.splitlines()[0]
        is_long = section == MANY or 'open("pairs.jsonl", "w")' in part
        text = fewer(part) if is_long else part
        for language, code, printed in re.findall(r"```(sh|python|php)\n(.*?)```\n\n```text\n(.*?)```", text, re.DOTALL):
            yield Example(section, language, code, printed)


def receiver(language: str) -> str:
    """The code of a receiver of webhooks."""
    (code,) = re.findall(rf"```{language}\n((?:# |<\?php // )receiver.*?)```", DOC, re.DOTALL)
    return str(code)


EXAMPLES = list(examples())
PREPARING, *ASKING = EXAMPLES
# what a section says in one language is read from top to bottom: a later example may use a file of an earlier one
PARTS = [list(part) for _, part in groupby(sorted(ASKING, key=PART_OF), PART_OF)]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("clients"), **RATE) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, service: Served) -> Path:
    """Where a reader of the page works: the sample texts, and what the first example writes."""
    for name in ("reference.txt", "suspect.txt"):
        shutil.copy(ROOT / "data" / "samples" / name, tmp_path)
    run(PREPARING, tmp_path, service.environment)
    return tmp_path


def run(example: Example, folder: Path, environment: dict[str, str]) -> None:
    path = f"{PROGRAM.parent}{os.pathsep}{environment['PATH']}"
    command = example.command(folder)
    ended = subprocess.run(
        command, check=False, cwd=folder, env=environment | {"PATH": path}, capture_output=True, text=True, timeout=PATIENCE
    )  # fmt: skip
    assert example.has_printed(ended.stdout), (
        f"printed {ended.stdout[-2000:]!r} {ended.stderr[-2000:]!r}, not {example.printed!r}"
    )
    assert ended.returncode == 0


@pytest.mark.parametrize("number", range(len(PARTS)), ids=[f"{part[0].section} ({part[0].language})" for part in PARTS])
def test_an_example_prints_what_stands_below_it(number: int, folder: Path, service: Served) -> None:
    for k, example in enumerate(PARTS[number]):
        key = new_key(f"reader {number}.{k}", service.environment)  # no example uses up another one's requests
        own = {"UNSPUN_URL": service.url, "UNSPUN_KEY": key, "UNSPUN_HOOK": "http://127.0.0.1:9000/"}
        run(example, folder, service.environment | own)


@contextmanager
def receiving(command: list[str], folder: Path, secret: str, port: int) -> Iterator[None]:
    """A receiver of webhooks that was told its secret; what it prints goes to events.txt."""
    with (folder / "events.txt").open("ab") as printed:
        environment = os.environ | {"UNSPUN_SECRET": secret}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=printed, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: refuses(port))
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def refuses(port: int) -> bool:
    """Whether it listens and refuses what is not signed."""
    return status_of(f"http://127.0.0.1:{port}/", "POST", content=b"{}") == 401


@pytest.mark.parametrize("language", ["python", "php"])
def test_a_receiver_takes_what_we_sign_once_and_refuses_the_rest(language: str, service: Served, tmp_path: Path) -> None:
    needs(PROGRAMS[language])
    (tmp_path / f"receiver.{language}").write_text(receiver(language), encoding="utf-8")
    port = free_port()
    commands = {
        "python": [sys.executable, "receiver.python", str(port)],
        "php": ["php", "-S", f"127.0.0.1:{port}", "receiver.php"],
    }
    url = f"http://127.0.0.1:{port}/"
    with service.client(new_key(language, service.environment)) as client:
        endpoint = client.post("/webhooks/endpoints", json={"url": url}).json()
        with receiving(commands[language], tmp_path, endpoint["secret"], port):
            client.post(f"/webhooks/endpoints/{endpoint['id']}/test")
            wait_until(lambda: "ping" in (tmp_path / "events.txt").read_text())
            body, now = b'{"type":"job.finished","data":{}}', int(time.time())
            for secret, at, status in [
                (endpoint["secret"], now, 204), (endpoint["secret"], now, 204),
                (endpoint["secret"], now - 400, 401), (new_secret().value, now, 401),
            ]:  # fmt: skip
                headers = signed_headers("msg_1", at, body, [secret])
                assert status_of(url, "POST", content=body, headers=headers) == status
    assert (tmp_path / "events.txt").read_text().count("job.finished") == 1


def test_every_block_of_code_is_run() -> None:
    n_blocks = len(re.findall(r"^```(?:sh|python|php)$", DOC, re.MULTILINE))
    assert n_blocks == len(EXAMPLES) + 2  # the receivers
    assert {each.language for each in EXAMPLES} == set(PROGRAMS)
