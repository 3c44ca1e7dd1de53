"""What a reviewer added to a report, ready to be shown at the end of every export."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annex:
    """A section of names and values: the reviewer, the decision, the note, what was excluded, the score before and after."""

    title: str
    lines: tuple[tuple[str, str], ...]
