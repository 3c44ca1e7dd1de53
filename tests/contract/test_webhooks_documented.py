"""docs/webhooks.md has the retry table of the code, and its recipes verify what the code signs."""

import base64
import re
import shutil
import subprocess
from pathlib import Path

import orjson
import pytest

from app import store
from app.jobs.announcing import announce
from app.jobs.webhooks import RETRY_DELAYS, Event
from app.jobs.webhooks.signing import sign
from app.store import Batch, BatchKind, BatchState, Database, sqlite_url
from app.store.endpoints import new_secret

DOC = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
SECONDS = {"s": 1, "min": 60, "h": 3600}
ENDED = Batch(
    id="j_1", client="A", kind=BatchKind.JOB, state=BatchState.DONE, options={}, trace=None, request_id=None, n_items=1, n_done=1,
    n_failed=0, created_at=0.0, started_at=1.0, finished_at=2.0, purged_at=None,
)  # fmt: skip


def test_the_retry_table_is_the_codes() -> None:
    rows = re.findall(r"^\| (\d+) \| (\d+) (s|min|h) \|", DOC, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(2, len(RETRY_DELAYS) + 2))
    assert tuple(int(n) * SECONDS[unit] for _, n, unit in rows) == RETRY_DELAYS


@pytest.mark.parametrize("event", [*Event, "ping"])
def test_every_event_stands_in_the_docs(event: str) -> None:
    assert f"| `{event}` |" in DOC


def test_the_recipe_for_the_shell_makes_our_signature(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    recipe = re.findall(r"```sh\n(key=.*?)```", DOC, re.DOTALL)[0]
    body, secret = b'{"type":"ping"}', new_secret().value
    (tmp_path / "body.json").write_bytes(body)
    values = {"SECRET": secret, "WEBHOOK_ID": "msg_1", "WEBHOOK_TIMESTAMP": "1614265330", "PATH": "/usr/bin:/bin"}
    made = subprocess.run(["sh", "-c", recipe], cwd=tmp_path, env=values, capture_output=True, check=True).stdout.decode().strip()
    assert f"v1,{made}" == sign("msg_1", 1614265330, body, secret)
    assert len(base64.b64decode(made)) == 32


def test_the_recipe_for_php_makes_our_signature(tmp_path: Path) -> None:
    if not shutil.which("php"):
        pytest.skip("php is not installed")
    recipe = re.findall(r"```php\n(.*?)```", DOC, re.DOTALL)[0]
    body, secret = b'{"type":"ping"}', new_secret().value
    script = tmp_path / "verify.php"
    call = (
        "$time = (string) time(); $headers = ['webhook-id' => 'msg_1', 'webhook-timestamp' => $time, 'webhook-signature' => 'v1,'"
    )
    call += " . base64_encode(hash_hmac('sha256', 'msg_1.' . $time . '.' . $argv[1], base64_decode(substr($argv[2], 6)), true))];"
    script.write_text(
        f"<?php\n{recipe}\n{call}\necho json_encode([verify($argv[1], $headers, $argv[2]), verify('x', $headers, $argv[2])]);"
    )
    command = ["php", str(script), body.decode(), secret]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"[true,false]"


def test_the_fields_of_an_event_stand_in_the_docs(tmp_path: Path) -> None:
    database = Database.open(sqlite_url(tmp_path / "unspun.db"))
    store.revisions.migrate(database)
    with database.transaction() as tx:
        store.endpoints.create(tx, "A", "https://cms.example.com/", ["job.finished"], now=0.0)
        announce(tx, ENDED)
        (turn,) = store.deliveries.due(tx, now=tx.now(), each=1)
        due = store.deliveries.take(tx, turn)
    database.close()
    assert due
    table = DOC.split("| field of `data` | is |")[1].split("\n\n")[0]
    named = [name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if row else "")]
    assert named == list(orjson.loads(due.message.body)["data"])
