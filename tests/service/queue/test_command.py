"""The command `unspun worker`, with the real model."""

import signal
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from app.jobs import JobQueue
from app.store import Database, NewItem
from tests.service.queue.pairs import results, submit, wait_until_done
from tests.waiting import PATIENCE

PROGRAM = Path(sys.executable).with_name("unspun")


@pytest.mark.slow
@pytest.mark.parametrize("n_processes", ["1", "2"])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_command_works_until_it_is_asked_to_stop(  # noqa: PLR0917 (fixtures)
    queue: JobQueue, database: Database, url: str, n_processes: str, sample_reference: str, sample_suspect: str
) -> None:
    process = subprocess.Popen([PROGRAM, "worker", "--database", url, "--comparisons", n_processes], stdout=subprocess.DEVNULL)
    try:
        pair = orjson.dumps({"reference": {"text": sample_reference}, "suspect": {"text": sample_suspect}})
        submit(queue, [NewItem(None, pair)] * 20)
        wait_until_done(database)
        assert {result.label for result in results(database)} == {"spun"}
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
