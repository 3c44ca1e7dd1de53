"""One pair, or one suspect and many references, from JSON to JSON: what is asked, how it is read, what comes out or goes wrong.

Shared by the request that is answered at once and by the queue, so both give the same report for the same pair.
"""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

import orjson
from pydantic import BaseModel, ConfigDict, FailFast, Field, ValidationError, field_validator

from app.detector import CompareOptions, Comparison, Detector, Excluded, Measured
from app.errors import InputError
from app.findings import Finding, count_of, findings
from app.json_lines import TooManyValues, read_json_value
from app.report import REPORT_VERSION, FactsEntry, Part, Report, build_report, comparison_json, report_json, reread
from app.sides import Pair, Side
from app.sources import Source, Stretch, WholeNumber, read_source
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


class TextsMissing(InputError):
    """The report was kept without its texts, so they cannot be compared again."""


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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


class ExcludedStretches(_Input):
    """Stretches to leave out of each side, in any order; they may overlap."""

    reference: Stretches = []
    suspect: Stretches = []

    @property
    def spans(self) -> Excluded:
        """The same for the detector."""
        reference, suspect = (tuple(Span(s.start, s.end) for s in side) for side in (self.reference, self.suspect))
        return Excluded(reference, suspect)


class Options(_Input):
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
        None, max_length=MAX_PARTS, description="parts of the report to return; the others come back empty. Left out: everything"
    )

    @property
    def chosen(self) -> CompareOptions:
        """The same for the detector."""
        return CompareOptions(self.exclude_quotations, self.minimum_passage_words, self.excluded.spans)

    @property
    def wanted(self) -> frozenset[Part] | None:
        """The parts to return; None for all."""
        return None if self.parts is None else frozenset(self.parts)


class CompareRequest(_Input):
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


class CompareMany(_Input):
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


REPEATED: Final = b"\x00"  # no JSON, and so no line that could be compared


class PairLine(CompareRequest):
    """One line of a batch: a pair, and the sender's own name for it."""

    custom_id: str | None = Field(None, max_length=200, pattern=CUSTOM_ID, description="comes back with the result")


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


def compare_pair(detector: Detector, request: CompareRequest) -> tuple[str, bytes]:
    """The article's label and the report as JSON: about 10 ms for two articles of 1,600 words, on one thread.

    Raises: UnusableSide.
    """
    reference, suspect = (_prepared(detector, name, side) for name, side in request.sides.items())
    comparison = detector.compare_pair(Pair.of(reference, suspect), request.options.chosen)
    return str(comparison.label), _written(comparison, request.options.wanted, request.reference.about, request.suspect.about)


def _written(comparison: Comparison, parts: frozenset[Part] | None, reference: FactsEntry, suspect: FactsEntry) -> bytes:
    """The report's JSON, with what is said of its articles where something is."""
    if reference or suspect:
        return report_json(_saying(build_report(comparison), reference, suspect), parts)
    return comparison_json(comparison, parts)


def compare_many(detector: Detector, request: CompareMany) -> tuple[str, bytes]:
    """The label of the best report, or of the first where none is, and `Reports` as JSON; the suspect is prepared once.

    Raises: UnusableSide.
    """
    suspect, *references = (_prepared(detector, name, side) for name, side in request.sides.items())
    labels, shares, written = [], [], []
    for said, reference in zip(
        request.references, references, strict=True
    ):  # one after the other, for a comparison holds much more than its JSON
        comparison = detector.compare_pair(Pair.of(reference, suspect), request.options.chosen)
        labels.append(str(comparison.label))
        shares.append(sum(comparison.verdict.reuse.values()) if isinstance(comparison, Measured) else 0.0)
        written.append(_written(comparison, request.options.wanted, said.about, request.suspect.about))
    best = max(range(len(shares)), key=shares.__getitem__)
    head = orjson.dumps({"version": REPORT_VERSION, "best": best if shares[best] > 0.0 else None})
    return labels[best], head[:-1] + b',"reports":[' + b",".join(written) + b"]}"


def compare_again(detector: Detector, report: Report, *, exclude_quotations: bool, excluded: Excluded) -> Report:
    """The report of the texts that `report` holds, with other words left out: about 10 ms, and offsets mean the same.

    Raises: TextsMissing.
    """
    if report.reference.text is None or report.suspect.text is None:
        raise TextsMissing()
    reference, suspect = reread(report, "reference"), reread(report, "suspect")
    options = CompareOptions(exclude_quotations, report.settings.minimum_passage_words, excluded)
    again = build_report(detector.compare(reference, suspect, options))
    return _saying(again, report.reference.about, report.suspect.about)


def _saying(report: Report, reference: FactsEntry, suspect: FactsEntry) -> Report:
    """The report with what is said of its articles."""
    if not (reference or suspect):
        return report
    sides = {"reference": reference, "suspect": suspect}
    return report.model_copy(
        update={
            name: getattr(report, name).model_copy(update={"about": {**getattr(report, name).about, **about}})
            for name, about in sides.items()
        }
    )


def answer_line(detector: Detector, max_characters: int, line: bytes) -> tuple[str | None, bytes]:
    """The label and the report of a `PairLine` as JSON; without a label it is the error as JSON, never with a word of a text.

    An empty line stands for one that was too long to be kept, `REPEATED` for one with the name of an earlier one.
    """
    if line in _UNKEPT:
        return None, _UNKEPT[line]
    try:
        request = PairLine.model_validate(read_json_value(line))
        check_lengths(request, max_characters)
        return compare_pair(detector, request)
    except (orjson.JSONDecodeError, TooManyValues) as error:
        return None, error_json("malformed-json", "Malformed JSON", _malformed(error))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return None, error_json("invalid-fields", "Invalid or missing fields", count_of(found, "pair"), *findings(found))
    except SideTooLong as error:
        return None, error_json("text-too-long", "A text is too long", str(error), Finding(error.pointer, str(error)))
    except UnusableSide as error:
        return None, error_json("unusable-text", "A text cannot be compared", str(error), Finding(error.pointer, str(error)))


def _malformed(error: orjson.JSONDecodeError | TooManyValues) -> str:
    if isinstance(error, TooManyValues):
        return str(error)
    return f"The pair is not valid JSON in UTF-8 (line {error.lineno}, column {error.colno}): {error.msg}."


def error_json(code: str, title: str, detail: str, *places: Finding) -> bytes:
    """The error of one item of a batch; the same types and titles as the problems of HTTP (RFC 9457)."""
    errors = [{"pointer": place.pointer, "detail": place.detail} for place in places]
    return orjson.dumps({"type": f"urn:unspun:problem:{code}", "title": title, "detail": detail, "errors": errors})


def prepared(detector: Detector, source: Source, max_characters: int) -> Side:
    """The side of one text for the detector, which keeps the last few by a hash of what was sent.

    Raises:
        InputError: longer than the limit, or not readable.
    """
    return detector.prepare((_hash(source), max_characters), partial(read_source, source, max_characters=max_characters))


def _hash(source: Source) -> bytes:
    markings = source.markings.model_dump_json() if source.markings else ""
    form, written = ("text", source.text) if source.html is None else ("html", source.html)
    return sha256(f"{form}\0{markings}\0{written}".encode("utf-8", "surrogatepass")).digest()


def _prepared(detector: Detector, name: str, side: SentText) -> Side:
    try:
        return prepared(detector, side, side.n_characters)
    except InputError as error:
        raise UnusableSide(str(error), pointer=f"#/{name}/{side.form}") from None


_REPEATED = Finding("#/custom_id", "custom_id was used by an earlier line of this batch.")
_UNKEPT: Final = {
    b"": error_json("line-too-long", "The line is too long", "The line is longer than the limit of a request body."),
    REPEATED: error_json("invalid-fields", "Invalid or missing fields", _REPEATED.detail, _REPEATED),
}
