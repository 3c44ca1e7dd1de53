"""How a process of ours runs once its detector is loaded: the service, a batch worker and the bench call `tune_process` then."""

import gc
from functools import cache

from threadpoolctl import threadpool_limits

_THRESHOLDS = (50_000, 20, 50)  # objects: one comparison makes 5,000, all of them freed by their counts


def tune_process() -> None:
    """Leaves what is loaded out of every later garbage collection, and gives matrix products one thread.

    A comparison makes thousands of short-lived rows, and Python looks for cycles after every 700 of them: .2 to .4 ms a
    comparison, and in a fresh process 60 ms now and then, when it goes through the whole lexicon (docs/performance.md).
    The matrices are small, so a pool of threads would only fight the comparison on the other core. Costs about 50 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    _one_thread()


@cache
def _one_thread() -> threadpool_limits:
    # by threadpoolctl and not by OPENBLAS_NUM_THREADS: that is read when numpy is imported, which is over by now
    return threadpool_limits(1, user_api="blas")
