"""The sides of the last few texts: what was prepared for one comparison serves the next one, and is soon forgotten."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, Timer

from app.sides.types import Side

MOST_SIDES = 64  # one suspect and fifty references, and some room
MOST_CHARACTERS = 1_000_000  # some 20 MB
SECONDS = 300.0


class KeptSides:
    """The last used sides, few and not long, each forgotten `seconds` after its last use.

    Safe to share between threads. A side is found by its source: what stands for all that it was read from, the text itself or
    a cryptographic hash. Nothing leaves the memory.
    """

    def __init__(self, most_characters: int = MOST_CHARACTERS, seconds: float = SECONDS) -> None:
        self._most_characters, self._seconds = most_characters, seconds
        self._lock = Lock()
        self._sides: OrderedDict[Hashable, tuple[Side, float]] = OrderedDict()  # the last used one last
        self._n_characters = 0  # of all that are kept
        self._timer: Timer | None = None

    def __len__(self) -> int:
        """Number of sides that are kept."""
        return len(self._sides)

    @property
    def n_characters(self) -> int:
        """Characters of all texts that are kept."""
        return self._n_characters

    def side(self, source: Hashable, prepare: Callable[[], Side]) -> Side:
        """The side of `source`: the kept one, or what `prepare` returns or raises, which is called without a lock."""
        with self._lock:
            kept = self._sides.get(source)
        side = kept[0] if kept else prepare()
        with self._lock:
            self._keep(source, side)
        return side

    def clear(self) -> None:
        """Forgets all sides."""
        with self._lock:
            self._sides.clear()
            self._n_characters = 0
            self._stop_timer()

    def _keep(self, source: Hashable, side: Side) -> None:
        self._drop(source)
        self._sides[source] = side, time.monotonic()
        self._n_characters += len(side.document.text)
        while len(self._sides) > MOST_SIDES or self._n_characters > self._most_characters:  # one may be too long by itself
            self._drop(next(iter(self._sides)))
        if self._sides and self._timer is None:
            self._start_timer(self._seconds)

    def _drop(self, source: Hashable) -> None:
        """Forgets a side, if it is kept."""
        if dropped := self._sides.pop(source, None):
            self._n_characters -= len(dropped[0].document.text)

    def _forget(self) -> None:
        """Forgets the sides that were not used for so long; comes back for the others."""
        with self._lock:
            self._timer = None
            now = time.monotonic()
            while self._sides:
                source, (_, used) = next(iter(self._sides.items()))
                if (left := used + self._seconds - now) > 0:
                    self._start_timer(left)
                    return
                self._drop(source)

    def _start_timer(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._forget)
        self._timer.daemon = True
        self._timer.start()

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
