"""What is known of a report besides its content, ready to be shown in every export: how it is kept, and what reviewers added."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """How the report is kept: its title, when it was made, its id and the path of its page; empty where nothing is known."""

    title: str = ""
    made: datetime | None = None
    report_id: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A section of names and values: the reviewer, the decision, the note, what was excluded, the score before and after.

    `decision` is the newest one in a line, for forms that hold a table of something else.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    cover: Cover = Cover()
    decision: str = ""
