"""How a process of ours runs once its detector is loaded; every entry point calls `tune_process` at that moment."""

import gc
from functools import cache

from threadpoolctl import threadpool_limits

_THRESHOLDS = (50_000, 20, 50)  # objects: one comparison makes 5,000, all of them freed by their counts


def tune_process() -> None:
    """Leaves what is loaded out of every later garbage collection, and gives matrix products one thread.

    A comparison makes thousands of short-lived rows, and Python's default looks for cycles after every 700 of them; the
    matrices are small, so a pool of threads would only fight the comparison on the other core. Costs about 50 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    _one_thread()


@cache
def _one_thread() -> threadpool_limits:
    # by threadpoolctl and not by OPENBLAS_NUM_THREADS: that is read when numpy is imported, which is over by now
    return threadpool_limits(1, user_api="blas")
