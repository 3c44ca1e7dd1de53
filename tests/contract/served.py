"""The service as its users start it: a process of its own that asks for keys, works and sends webhooks to this machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from app.store import KeyScope, sqlite_url
from tests.local import local_client
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("unspun")


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: its address, a key of the client `cms`, and the environment of its commands."""

    url: str
    key: str
    environment: dict[str, str]

    def client(self, key: str | None = None) -> httpx2.Client:
        return local_client(self.url, headers={"Authorization": f"Bearer {key or self.key}"})


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Served]:
    """`unspun serve` on a free port, with its database in `folder`; `settings` are names without `UNSPUN_`."""
    port = free_port()
    own = {
        "database_url": sqlite_url(folder / "unspun.db"),
        "require_keys": "true",
        "webhook_allow_http": "true",
        "webhook_allowed_networks": "127.0.0.0/8",
        "webhook_ports": "",
        "webhook_timeout_seconds": "60",  # the longest that may be set
        "log_level": "warning",
        "queue_timeout_seconds": str(PATIENCE),
        "time_limit_seconds": str(PATIENCE),
    }
    environment = os.environ | {f"UNSPUN_{name}".upper(): value for name, value in (own | settings).items()}
    key = new_key("cms", environment)
    with (folder / "service.log").open("wb") as log:
        process = subprocess.Popen([PROGRAM, "serve", "--port", str(port)], env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        service = Served(f"http://127.0.0.1:{port}", key, environment)
        wait_until(lambda: process.poll() is not None or _answers(service))
        assert process.poll() is None, (folder / "service.log").read_text()
        yield service
    finally:
        process.terminate()
        process.wait(PATIENCE)


def new_key(client: str, environment: dict[str, str]) -> str:
    """A key that may do everything but administer, whatever scopes there are."""
    scopes = ",".join(scope for scope in KeyScope if scope is not KeyScope.ADMIN)
    command = [str(PROGRAM), "keys", "create", client, "--scopes", scopes]
    return subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout.strip()


def _answers(service: Served) -> bool:
    """Whether the model is loaded and the queue is open."""
    try:
        with service.client() as client:
            return all(client.get(path).status_code == 200 for path in ("/readyz", "/batches"))
    except httpx2.HTTPError:
        return False
