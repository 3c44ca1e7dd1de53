"""A worker in a process of its own, for tests that kill it.

`python -m tests.service.queue.worker_process URL quick|real [SECONDS]`; SECONDS is the longest comparison.
"""

import signal
import sys
from threading import Event

from app.jobs import JobQueue, Pulse, TimeLimit, Worker
from app.pools import leave_threads_behind
from app.store import Database
from tests.service.queue.pairs import compare


def main(url: str, pulse: Pulse, seconds: float) -> None:
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    database = Database.open(url)
    queue = JobQueue.open(database)
    worker = Worker(queue, compare, pulse=pulse, time_limit=TimeLimit(seconds, ends_process=True))
    worker.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    stopped.wait()
    worker.stop(3)
    queue.close()
    database.close()
    leave_threads_behind()


if __name__ == "__main__":
    limit = float(sys.argv[3]) if sys.argv[3:] else 600.0
    main(sys.argv[1], Pulse(0.4, 1.6) if sys.argv[2] == "quick" else Pulse(), limit)
