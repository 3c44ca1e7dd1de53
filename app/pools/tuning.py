"""How a process of ours runs and ends: tuned once its detector is loaded, and never held up by a thread that does not end."""

import ctypes
import gc
import logging
import os
import sys
import threading
import time
from functools import cache

from threadpoolctl import threadpool_limits

_THRESHOLDS = (50_000, 20, 50)  # objects: one comparison makes 5,000, all of them freed by their counts

_TURN_SECONDS = 0.001  # of the interpreter, before it goes to a thread that waits for it: Python's own are .005

_log = logging.getLogger("app.pools")


def tune_process() -> None:
    """Leaves what is loaded out of every later garbage collection, gives matrix products one thread, and threads short turns.

    A comparison makes thousands of short-lived rows, and Python looks for cycles after every 700 of them: .2 to .4 ms a
    comparison, and in a fresh process 60 ms now and then, when it goes through the whole lexicon (docs/performance.md).
    The matrices are small, so a pool of threads would only fight the comparison on the other core. Costs about 5 ms. What cycles
    importing left behind stays: to look for its thousand objects takes .1 s, in which no other thread can import anything.
    A comparison gives the interpreter back some fifty times: the shorter another one's turn, the sooner it goes on.
    """
    _give_back()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    _one_thread()
    sys.setswitchinterval(_TURN_SECONDS)


def _give_back() -> None:
    """Returns to the system what loading took for a while: 9 MB of holes. Only glibc keeps them, and has a call for it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@cache
def _one_thread() -> threadpool_limits:
    # by threadpoolctl and not by OPENBLAS_NUM_THREADS: that is read when numpy is imported, which is over by now
    return threadpool_limits(1, user_api="blas")


def leave_threads_behind(seconds: float = 2.0) -> None:
    """The last step of a process that has closed everything: ends it at once where a thread does not end within `seconds`.

    Python would wait for such a thread without an end, and a comparison cannot be stopped.
    """
    until = time.monotonic() + seconds
    others = [thread for thread in threading.enumerate() if thread is not threading.main_thread() and not thread.daemon]
    for thread in others:
        thread.join(max(until - time.monotonic(), 0.0))
    if any(thread.is_alive() for thread in others):
        _log.warning("a comparison that does not end is left behind")
        logging.shutdown()
        os._exit(0)
