"""What a file said of its text, as JSON: it travels with the text of an uploaded file, also through the queue."""

from dataclasses import asdict
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, FailFast, Field, model_validator

from app.text import LONGEST_FACT, NO_FACTS, About, LeftOut, Markings, Omission, Span

MAX_OFFSET = 2**31 - 1
MAX_PLACES = 10_000  # a side


def _whole(value: object) -> object:
    """`15.0` is an integer to JSON Schema, and a float to Python."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeNumber = Annotated[int, BeforeValidator(_whole), Field(strict=True)]


class Input(BaseModel):
    """What comes from outside: a field that nobody knows is refused, and nothing is changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Itself: as a field's default it would be copied for each request."""
        return self


class Stretch(Input):
    """A stretch of one text, in code points of the text as read."""

    start: WholeNumber = Field(ge=0, le=MAX_OFFSET)
    end: WholeNumber = Field(ge=0, le=MAX_OFFSET, description="the code point after the last one; not before `start`")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start > self.end:
            raise ValueError("start must not come after end")
        return self


class LeftOutWords(Input):
    """Words of the file that are not in the text, and why."""

    reason: Omission
    words: WholeNumber = Field(ge=1, le=MAX_OFFSET)


class FileFacts(Input):
    """What the file says about its article; nothing of it is checked."""

    title: str = Field("", max_length=LONGEST_FACT)
    author: str = Field("", max_length=LONGEST_FACT, description="a byline; an agency named here is a credit")
    date: str = Field("", max_length=LONGEST_FACT, description="as the file writes it")
    language: str = Field("", max_length=LONGEST_FACT)


# of a list only the first wrong stretch is told: to say of thousands what is wrong with them takes seconds
Places = Annotated[list[Stretch], Field(max_length=MAX_PLACES), FailFast()]


class FileMarkings(Input):
    """What the file of a text showed besides the text; places are code points of the text."""

    hidden: Places = Field([], description="where words were left out because no reader can see them")
    quotations: Places = Field([], description="stretches that the file sets as quotations without quotation marks")
    left_out: list[LeftOutWords] = Field([], max_length=len(Omission), description="words that are not in the text, by reason")
    about: FileFacts | None = Field(None, description="title, author, date and language")

    @classmethod
    def of(cls, markings: Markings) -> Self:
        """The same of what a reader of files found. More places than `MAX_PLACES` are taken together, the last ones as one."""
        return cls(
            hidden=_stretches(markings.hidden),
            quotations=_stretches(markings.quotes),
            left_out=[LeftOutWords(reason=each.reason, words=each.words) for each in markings.left_out],
            about=None if markings.about == NO_FACTS else FileFacts(**asdict(markings.about)),
        )

    @property
    def found(self) -> Markings:
        """The same for a document."""
        left_out = tuple(LeftOut(each.reason, each.words) for each in self.left_out)
        about = About.of(**self.about.model_dump()) if self.about else NO_FACTS
        return Markings(_spans(self.hidden), _spans(self.quotations), left_out, about=about)


def _stretches(spans: tuple[Span, ...]) -> list[Stretch]:
    kept, rest = spans[: MAX_PLACES - 1], spans[MAX_PLACES - 1 :]
    whole = (Span(rest[0].start, max(span.end for span in rest)),) if rest else ()
    return [Stretch(start=span.start, end=span.end) for span in (*kept, *whole)]


def _spans(stretches: list[Stretch]) -> tuple[Span, ...]:
    return tuple(Span(each.start, each.end) for each in stretches)
