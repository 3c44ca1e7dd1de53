"""What is asked for as JSON: two articles, or a suspect and many references, how to compare, and how long they may be.

The same for the request that is answered at once, for the queue and for `unspun batch`.
"""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator

from app.detector import CompareOptions, Excluded
from app.errors import InputError
from app.report import REPORT_VERSION, FactsEntry, Part, Report
from app.sources import Input, Source, Stretch, WholeNumber
from app.text import Span

MIN_PASSAGE_WORDS, DEFAULT_PASSAGE_WORDS, MAX_PASSAGE_WORDS = 1, 15, 1_000
MAX_STRETCHES = 10_000  # a side
MAX_REFERENCES = 50  # of one suspect
MAX_MANY_CHARACTERS = 3_000_000  # of all pairs of one suspect together: some 2 s of comparing
MAX_PARTS = 100  # of a report; one may be named twice


class SideError(InputError):
    """One side of a pair cannot be used; `pointer` says which."""

    def __init__(self, detail: str, *, pointer: str) -> None:
        super().__init__(detail)
        self.pointer = pointer

    def __reduce__(self) -> tuple[object, ...]:
        """So that it comes back from another process with its pointer."""
        return partial(type(self), pointer=self.pointer), self.args


class SideTooLong(SideError):
    """The text is longer than the limit."""


class UnusableSide(SideError):
    """The text cannot be compared."""


def _exactly_one(schema: dict[str, Any]) -> None:
    schema["properties"] |= {
        "text": {"type": "string", "description": "plain text; offsets in the report count its code points"},
        "html": {
            "type": "string",
            "description": "HTML as a CMS holds it; offsets count the extracted text, which the report returns",
        },
    }
    schema["oneOf"] = [{"required": ["text"]}, {"required": ["html"], "properties": {"markings": False}}]


# one line: PostgreSQL holds no NUL, and a log no line end
CUSTOM_ID = r"^[^\x00-\x1f\x7f]*$"
Fact = Annotated[str, Field(pattern=CUSTOM_ID)]
ABOUT: Final[tuple[Literal["title", "author", "url", "published"], ...]] = ("title", "author", "url", "published")


class ArticleText(Source):
    """One article as plain text or as HTML: exactly one of the two; with a text what its file showed besides."""

    model_config = ConfigDict(json_schema_extra=_exactly_one)

    @field_validator("text", "html")
    @classmethod
    def _is_given(cls, value: str | None) -> str | None:
        if value is None:
            raise ValueError("give a string, or leave the field out")
        return value

    @property
    def form(self) -> str:
        """`text` or `html`: the field that was given."""
        return "html" if self.text is None else "text"

    @property
    def n_characters(self) -> int:
        """Length as sent."""
        return len(self.text or self.html or "")


class SentText(ArticleText):
    """One article as it is sent, and what its sender says of it, which comes back with the report."""

    title: Fact | None = Field(None, max_length=300, description="what the article is called; comes back as it was sent")
    author: Fact | None = Field(None, max_length=300, description="who signed it")
    url: Fact | None = Field(None, max_length=2_000, description="where it stands; it is not fetched")
    published: Fact | None = Field(None, max_length=40, description="when it was published, as you write it")

    @property
    def about(self) -> FactsEntry:
        """What the sender says of the article, without what was left out or is empty."""
        said: FactsEntry = {}
        for name in ABOUT:
            if value := getattr(self, name):
                said[name] = value
        return said


Stretches = Annotated[list[Stretch], Field(max_length=MAX_STRETCHES), FailFast()]  # as `Places`


class ExcludedStretches(Input):
    """Stretches to leave out of each side, in any order; they may overlap."""

    reference: Stretches = Field([])
    suspect: Stretches = Field([])

    @property
    def spans(self) -> Excluded:
        """The same for the detector."""
        reference, suspect = (tuple(Span(s.start, s.end) for s in side) for side in (self.reference, self.suspect))
        return Excluded(reference, suspect)


class Options(Input):
    """How to compare, and which parts of the report to return."""

    exclude_quotations: bool = Field(False, strict=True, description="leave text inside quotation marks out")
    minimum_passage_words: WholeNumber = Field(
        DEFAULT_PASSAGE_WORDS,
        ge=MIN_PASSAGE_WORDS,
        le=MAX_PASSAGE_WORDS,
        description="shorter passages are not reported",
    )
    excluded: ExcludedStretches = Field(
        ExcludedStretches(), description="leave the words that touch these stretches out, on either side"
    )
    parts: list[Part] | None = Field(
        None,
        max_length=MAX_PARTS,
        description="parts of the report to return; the others come back empty. Left out: everything but `places`",
    )

    @property
    def chosen(self) -> CompareOptions:
        """The same for the detector."""
        return CompareOptions(self.exclude_quotations, self.minimum_passage_words, self.excluded.spans)

    @property
    def wanted(self) -> frozenset[Part] | None:
        """The parts to return; None for all but the places."""
        return None if self.parts is None else frozenset(self.parts)


class CompareRequest(Input):
    """Two articles. `reference` is the one believed to be the original, `suspect` the one under suspicion."""

    reference: SentText
    suspect: SentText
    options: Options = Options()

    @property
    def sides(self) -> Mapping[str, SentText]:
        """Both sides by field name, reference first."""
        return {"reference": self.reference, "suspect": self.suspect}

    @property
    def n_characters(self) -> int:
        """Length of both sides as sent."""
        return self.reference.n_characters + self.suspect.n_characters


class CompareMany(Input):
    """One suspect and several articles that it may have been made from, each compared by itself."""

    references: list[SentText] = Field(min_length=1, max_length=MAX_REFERENCES, description="in any order")
    suspect: SentText
    options: Options = Options()

    @field_validator("options")
    @classmethod
    def _leaves_references_whole(cls, value: Options) -> Options:
        if value.excluded.reference:
            raise ValueError("excluded.reference would be of one reference only; with references leave it out")
        return value

    @property
    def sides(self) -> Mapping[str, SentText]:
        """The suspect and all references by their JSON pointers."""
        return {"suspect": self.suspect} | {f"references/{k}": side for k, side in enumerate(self.references)}

    @property
    def n_characters(self) -> int:
        """Length as sent of both sides of all pairs."""
        return len(self.references) * self.suspect.n_characters + sum(side.n_characters for side in self.references)


class Reports(BaseModel):
    """The answer to `CompareMany`: a report for each reference, in the order of the request."""

    version: int = Field(description="of the reports' form", examples=[REPORT_VERSION])
    best: int | None = Field(
        description="which of the reports, from 0, has most of the suspect's words in passages of reuse; null where none has any"
    )
    reports: list[Report]


def check_lengths(request: CompareRequest | CompareMany, max_characters: int) -> None:
    """Refuses a side of more than `max_characters` as sent, and many pairs that are too long together.

    Raises: SideTooLong.
    """
    for name, side in request.sides.items():
        if side.n_characters > max_characters:
            detail = f"{side.n_characters} characters are over the limit of {max_characters}."
            raise SideTooLong(detail, pointer=f"#/{name}/{side.form}")
    if isinstance(request, CompareMany) and request.n_characters > MAX_MANY_CHARACTERS:
        detail = f"The pairs have {request.n_characters} characters, over the limit of {MAX_MANY_CHARACTERS}: send a batch."
        raise SideTooLong(detail, pointer="#/references")
