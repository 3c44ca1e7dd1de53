"""What `POST /compare` takes and the small answers, as pydantic models: the OpenAPI description is made from them."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from app.report import Part
from app.sources import Source

MIN_PASSAGE_WORDS, DEFAULT_PASSAGE_WORDS, MAX_PASSAGE_WORDS = 1, 15, 1_000


def _whole(value: object) -> object:
    """`15.0` is an integer to JSON Schema, and a float to Python."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeNumber = Annotated[int, BeforeValidator(_whole), Field(strict=True)]


class _Input(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _exactly_one(schema: dict[str, Any]) -> None:
    schema["properties"] = {
        "text": {"type": "string", "description": "plain text; offsets in the report count its code points"},
        "html": {
            "type": "string",
            "description": "HTML as a CMS holds it; offsets count the extracted text, which the report returns",
        },
    }
    schema["oneOf"] = [{"required": ["text"]}, {"required": ["html"]}]


class Side(Source):
    """One article, as plain text or as HTML: exactly one of the two."""

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


class Options(_Input):
    """How to compare, and which parts of the report to return."""

    exclude_quotations: bool = Field(False, strict=True, description="leave text inside quotation marks out")
    minimum_passage_words: WholeNumber = Field(
        DEFAULT_PASSAGE_WORDS,
        ge=MIN_PASSAGE_WORDS,
        le=MAX_PASSAGE_WORDS,
        description="shorter passages are not reported",
    )
    parts: list[Part] | None = Field(
        None, description="parts of the report to return; the others come back empty. Left out: everything"
    )


class CompareRequest(_Input):
    """Two articles. `reference` is the one believed to be the original, `suspect` the one under suspicion."""

    reference: Side
    suspect: Side
    options: Options = Options()

    @property
    def sides(self) -> Mapping[str, Side]:
        """Both sides by field name, reference first."""
        return {"reference": self.reference, "suspect": self.suspect}


class Status(BaseModel):
    """The answer of the health checks."""

    status: str = Field(examples=["ok"])


class Version(BaseModel):
    """What answers here."""

    service: str = Field(examples=["0.1.0"])
    model: str | None = Field(description="name of the model; null until it is loaded")
    lexicon: str | None = Field(description="start of the sha256 of the lexicon's manifest; null when there is none")
    report: int = Field(description="version of the report's form", examples=[1])


class PublishedLimits(BaseModel):
    """Every limit of the service."""

    max_characters: int = Field(description="characters a side, as sent")
    max_body_bytes: int = Field(description="bytes of a request body, before and after gunzip")
    comparisons_at_once: int = Field(description="comparisons that run at the same time")
    queue_size: int = Field(description="requests that may wait for a comparison's place")
    queue_timeout_seconds: float = Field(description="longest wait in the queue")
    time_limit_seconds: float = Field(description="longest comparison")
    minimum_passage_words: "PassageWords" = Field(description="range and default of the option")


class PassageWords(BaseModel):
    """Range and default of the option `minimum_passage_words`."""

    least: int = MIN_PASSAGE_WORDS
    default: int = DEFAULT_PASSAGE_WORDS
    most: int = MAX_PASSAGE_WORDS
