"""A worker in a process of its own, for tests that kill it: `python -m tests.service.queue.worker_process URL quick|real`."""

import signal
import sys
from threading import Event

from app.jobs import Pulse, Worker
from app.store import Database
from tests.service.queue.pairs import compare


def main(url: str, pulse: Pulse) -> None:
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    database = Database.open(url)
    worker = Worker(database, compare, pulse=pulse)
    worker.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopped.wait()
    worker.stop()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], Pulse(0.4, 1.6) if sys.argv[2] == "quick" else Pulse())
