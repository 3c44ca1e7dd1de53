"""Work in processes that can be killed, so that nothing a text does to us can stop this one.

A thread cannot be stopped, and a library that keeps the interpreter's lock stops all of them. So one process of ours, the
template, loads what the work needs and does nothing else; each worker is a fork of it, which takes milliseconds and shares its
memory. A worker that goes over its time or its memory is killed, and the next one is another fork.

A thread waits for a worker, or an event loop does: to hand a request to a thread and back would cost it .4 ms of a processor.
"""

import asyncio
import faulthandler
import gc
import os
import pickle
import resource
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler, recv_handle, send_handle
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.errors import UnspunError
from app.pools.messages import exchange

MEMORY_BYTES = 600_000_000  # that a worker may take beside what the template holds; see docs/decisions/0016
_GRACE_SECONDS = 5.0  # after which a worker ends itself, should nobody be left to kill it
_ATTEMPTS = 2  # a worker that dies once may have been killed for another's memory
_DIED = "the process that did the work died twice"
_LOST = (EOFError, OSError)

P = ParamSpec("P")
T = TypeVar("T")
Answer = tuple[bool, Any]
"""Whether the work ended well, and what it returned or the error that it raised."""


class TooCostly(UnspunError):
    """The work was ended: it took more time or memory than it may."""


class Outside:
    """Forks of a process that has called `load`; safe to share between threads. `load` is pickled, so a module's own function.

    Opened by the first work, unless `open` was called before; may be opened again after `close`.
    """

    def __init__(self, load: Callable[[], object]) -> None:
        self._load = load
        self._forking = threading.Lock()  # may be held as long as a template loads; taken before the other
        self._lock = threading.Lock()  # over the workers, for a moment: an event loop may wait for it
        self._template: _Template | None = None
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._is_closed = False
        self._was_ready = threading.Event()

    def open(self) -> None:
        """Starts the template and does not wait until it has loaded."""
        with self._forking:
            self._is_closed = False
            self._living_template()

    @property
    def is_ready(self) -> bool:
        """Whether work need not wait for the template to load; once so, always so."""
        if not self._was_ready.is_set() and self._forking.acquire(blocking=False):
            try:
                if self._template and self._template.has_loaded():
                    self._was_ready.set()
            finally:
                self._forking.release()
        return self._was_ready.is_set()

    def close(self) -> None:
        """Kills all workers and the template; work that is under way raises `TooCostly`."""
        with self._forking, self._lock:
            self._is_closed = True
            for worker in (*self._idle, *self._busy):
                worker.kill()
            self._idle.clear()
            if self._template:
                self._template.close()
            self._template = None

    def run(self, seconds: float, work: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `work(loaded, …)` returns or raises in a worker; everything given and returned is pickled.

        Raises: TooCostly: not done within `seconds` or the memory, or the worker died twice.
        """
        for _ in range(_ATTEMPTS):
            worker = self._idle_one() or self._another()
            try:
                with self._lent(worker):
                    answer = worker.ask(seconds, (work, args, kwargs))
            except _LOST:
                continue
            return _said(answer)  # type: ignore[no-any-return]
        raise TooCostly(_DIED)

    async def ask(self, seconds: float, work: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `run`, for an event loop, which goes on meanwhile.

        Raises: TooCostly, as `run`.
        """
        for _ in range(_ATTEMPTS):
            worker = self._idle_one()
            if worker is None:
                worker = await asyncio.to_thread(self._another)
            try:
                with self._lent(worker):
                    answer = await worker.answer(seconds, (work, args, kwargs))
            except _LOST:
                continue
            return _said(answer)  # type: ignore[no-any-return]
        raise TooCostly(_DIED)

    def _idle_one(self) -> "_Worker | None":
        with self._lock:
            worker = self._idle.pop() if self._idle else None
            if worker:
                self._busy.add(worker)
            return worker

    def _another(self) -> "_Worker":
        """Raises: TooCostly."""
        with self._forking:
            worker = self._forked()
            with self._lock:
                self._busy.add(worker)
            return worker

    @contextmanager
    def _lent(self, worker: "_Worker") -> Iterator[None]:
        """A worker at work, which is used again unless that goes wrong."""
        is_usable = False
        try:
            yield
            is_usable = True
        finally:
            self._give_back(worker, is_usable=is_usable)

    def _forked(self) -> "_Worker":
        """Another fork; when the template was killed, of a new one."""
        for _ in range(0 if self._is_closed else _ATTEMPTS):
            with suppress(*_LOST):
                return self._living_template().fork()
            if self._template:
                self._template.close()
            self._template = None
        raise TooCostly("no process can be started for the work")

    def _living_template(self) -> "_Template":
        if self._template is None:
            self._template = _Template(self._load)
        return self._template

    def _give_back(self, worker: "_Worker", *, is_usable: bool) -> None:
        with self._lock:
            self._busy.discard(worker)
            if is_usable and self._template is not None:
                self._idle.append(worker)
            else:
                worker.kill()


def _said(answer: Answer) -> Any:
    """What the work returned; raises what it raised."""
    ended_well, said = answer
    if ended_well:
        return said
    raise said


def _late(seconds: float) -> TooCostly:
    return TooCostly(f"the work took longer than {seconds:g} s")


class _Worker:
    """A fork of the template, as this process sees it."""

    def __init__(self, pid: int, connection: Connection) -> None:
        self._pid = pid
        self._connection = connection
        self._is_dead = threading.Event()

    def ask(self, seconds: float, task: tuple[object, ...]) -> Answer:
        """Raises: TooCostly; what a lost connection raises."""
        self._connection.send((seconds, *task))
        if not self._connection.poll(seconds):
            raise _late(seconds)
        answer: Answer = self._connection.recv()
        return answer

    async def answer(self, seconds: float, task: tuple[object, ...]) -> Answer:
        """As `ask`; whoever no longer waits for it must not use this worker again.

        Raises: TooCostly; what a lost connection raises.
        """
        sent = ForkingPickler.dumps((seconds, *task))
        try:
            with socket.fromfd(self._connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as link:
                async with asyncio.timeout(seconds):
                    answer: Answer = pickle.loads(await exchange(link, sent))  # noqa: S301 - of our own fork
        except TimeoutError as error:
            raise _late(seconds) from error
        return answer

    def kill(self) -> None:
        """Ends it, in whatever it is. Its parent, the template, keeps its number from being given to another process."""
        if not self._is_dead.is_set():
            self._is_dead.set()
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)


class _Template:
    """The process that loads once and forks, as this process sees it."""

    def __init__(self, load: Callable[[], object]) -> None:
        self._control, theirs = Pipe()
        self._process: BaseProcess = get_context("spawn").Process(target=_be_template, args=(theirs, load), daemon=True)
        self._process.start()
        theirs.close()
        self._is_ready = False

    def has_loaded(self) -> bool:
        """Whether it has loaded, or could not and is gone: either way nobody need wait."""
        return self._is_ready or self._control.poll()

    def wait(self) -> None:
        """Returns when it has loaded.

        Raises: what a lost connection raises, when it could not load or was killed.
        """
        if not self._is_ready:
            self._is_ready = bool(self._control.recv())

    def fork(self) -> _Worker:
        """A new worker; waits until the template has loaded.

        Raises: what a lost connection raises, when the template could not load or was killed.
        """
        self.wait()
        mine, theirs = Pipe()
        assert self._process.pid is not None
        send_handle(self._control, theirs.fileno(), self._process.pid)
        theirs.close()
        return _Worker(self._control.recv(), mine)

    def close(self) -> None:
        """Ends it; workers that are not killed end with their connection."""
        self._control.close()
        self._process.kill()
        self._process.join()


def _be_template(control: Connection, load: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the key goes to all processes of a terminal; the parent decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    loaded = load()
    gc.freeze()
    control.send(True)
    while True:
        try:
            handle = recv_handle(control)
        except _LOST:
            os._exit(0)
        pid = os.fork()
        if pid == 0:
            control.close()
            _be_worker(Connection(handle), loaded)
        os.close(handle)
        _bury()
        control.send(pid)


def _bury() -> None:
    """Takes note of workers that have died since; until then their numbers are not given to other processes."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _be_worker(connection: Connection, loaded: object) -> None:
    _limit_memory()
    nowhere = open(os.devnull, "w")  # noqa: PTH123, SIM115 - kept open as long as the process lives
    while True:
        try:
            seconds, work, args, kwargs = connection.recv()
        except _LOST:
            os._exit(0)
        # a clock of its own that needs no interpreter; where it is left is nobody's business
        faulthandler.dump_traceback_later(seconds + _GRACE_SECONDS, exit=True, file=nowhere)
        answer = _answer(work, loaded, args, kwargs)
        faulthandler.cancel_dump_traceback_later()
        try:
            connection.send(answer)
        except _LOST:
            os._exit(0)


def _answer(work: Callable[..., object], loaded: object, args: tuple[object, ...], kwargs: dict[str, object]) -> Answer:
    try:
        return True, work(loaded, *args, **kwargs)
    except MemoryError:
        return False, TooCostly("the work took more memory than it may")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where the work was asked for
        return False, error


def _limit_memory() -> None:
    """Bounds what this process may add to what it shares with the template."""
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123
        held = int(statm.read().split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (held + MEMORY_BYTES, held + MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
