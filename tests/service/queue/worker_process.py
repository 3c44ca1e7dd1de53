"""What a worker does in a process of its own, for tests that kill it."""

import signal
from multiprocessing.connection import Connection
from threading import Event

from app.jobs import JobQueue, Pulse, TimeLimit, Worker
from app.pools import leave_threads_behind
from app.store import Database
from tests.service.queue.pairs import compare


def work(url: str, pulse: Pulse, longest_seconds: float, starter: "Connection[str, str]") -> None:
    """Works until SIGTERM, and says to its starter when it is ready; does not return."""
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    database = Database.open(url)
    queue = JobQueue.open(database)
    worker = Worker(queue, compare, pulse=pulse, time_limit=TimeLimit(longest_seconds, ends_process=True))
    worker.start()
    starter.send("ready")
    stopped.wait()
    worker.stop(3)
    queue.close()
    database.close()
    leave_threads_behind()
