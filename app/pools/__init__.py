"""Room `pools`: work in processes that can be lost, so that nothing a text does to them can stop this one.

In: work that is a module's own function. Out: its answer, or that it cost too much or killed. `Outside` forks a loaded template
and kills what goes over its time; `Work` with `answers_in_order` and `answers_as_they_come` does many pieces and survives a
death; `keep_running` replaces processes that died.
"""

from app.pools.forks import MEMORY_BYTES, Outside, TooCostly
from app.pools.lasting import keep_running
from app.pools.surviving import Work, answers_as_they_come, answers_in_order
from app.pools.tuning import leave_threads_behind, tune_process

__all__ = [
    "MEMORY_BYTES",
    "Outside",
    "TooCostly",
    "Work",
    "answers_as_they_come",
    "answers_in_order",
    "keep_running",
    "leave_threads_behind",
    "tune_process",
]
