"""What is fuzzed: a target draws bytes and says what must be true of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

SEEDS = Path(__file__).with_name("seeds")
_LONGEST = 20_000  # bytes; long texts are what `make growth` measures

Check = Callable[[bytes], None]
"""Raises whatever it likes when an example shows a fault; answers nothing when all is well."""


@dataclass(frozen=True, slots=True)
class Target:
    """One part of the product. `open_check` makes what a check needs (a detector, a service) and takes it down again."""

    name: str
    pieces: tuple[bytes, ...]
    open_check: Callable[[], AbstractContextManager[Check]]
    drawn: st.SearchStrategy[bytes] | None = None  # examples of a form of their own, in place of pieces in any order
    parting: bytes = b""  # what stands between the inputs of an example that holds several

    def n_inputs(self, example: bytes) -> int:
        """How many inputs an example holds."""
        return 1 + example.count(self.parting) if self.parting else 1

    @property
    def seeds(self) -> list[Path]:
        """The examples that once showed a fault, each a file, smallest first."""
        return sorted((file for file in (SEEDS / self.name).glob("*.seed")), key=lambda file: (file.stat().st_size, file.name))

    def examples(self) -> st.SearchStrategy[bytes]:
        """Pieces in any order, each perhaps many times over; or a seed with pieces put in and parts left out or doubled."""
        piece = st.one_of(st.sampled_from(self.pieces), st.binary(max_size=4), st.text(max_size=4).map(str.encode))
        run = st.builds(lambda part, n: part * n, piece, st.one_of(st.just(1), st.integers(1, 400)))
        drawn = self.drawn if self.drawn is not None else st.lists(run, max_size=30).map(b"".join)
        seeds = [file.read_bytes() for file in self.seeds]
        made = st.one_of(drawn, st.builds(_changed, st.sampled_from(seeds), run, st.tuples(_PLACE, _PLACE))) if seeds else drawn
        return made.map(lambda example: example[:_LONGEST])


_PLACE = st.floats(0, 1)


def _changed(seed: bytes, part: bytes, places: tuple[float, float]) -> bytes:
    """`seed` with a stretch of it doubled where the places come in order, else left out, and `part` put in its stead."""
    first, second = (int(place * len(seed)) for place in places)
    return seed[:first] + part + (seed[second:] if first <= second else seed[second:first] + seed[first:])
