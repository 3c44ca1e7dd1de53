"""What the commands over many pairs share: how many processes they take, and how they are asked to stop."""

import os
from signal import SIG_DFL, SIGINT, SIGTERM, signal
from threading import Event
from typing import Annotated

import typer

N_CORES = os.cpu_count() or 1
Workers = Annotated[int, typer.Option("--workers", min=1, max=256, help="Processes.", show_default="one a core")]


def stop_on_signals() -> Event:
    """Set by the first key or signal that asks to stop."""
    stopped = Event()

    def stop(number: int, _: object) -> None:
        stopped.set()
        signal(number, SIG_DFL)  # a second time is meant at once; what is written stays whole

    for number in (SIGINT, SIGTERM):
        signal(number, stop)
    return stopped
