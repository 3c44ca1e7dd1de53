"""The small answers, as pydantic models: the OpenAPI description is made from them."""

from pydantic import BaseModel, Field

from app.api.heads import MAX_CONTENT_TYPE, MAX_HEADER_BYTES, MAX_PATH_BYTES
from app.api.watching import MAX_STREAMS
from app.pairs import (
    DEFAULT_PASSAGE_WORDS,
    MAX_CONTAINERS,
    MAX_MANY_CHARACTERS,
    MAX_MEMBERS,
    MAX_PASSAGE_WORDS,
    MAX_REFERENCES,
    MAX_STRINGS,
    MAX_VALUES,
    MIN_PASSAGE_WORDS,
)
from app.report import REPORT_VERSION


class Status(BaseModel):
    """The answer of the health checks."""

    status: str = Field(examples=["ok"])


class Version(BaseModel):
    """What answers here."""

    service: str = Field(examples=["0.1.0"])
    model: str | None = Field(description="name of the model; null until it is loaded")
    lexicon: str | None = Field(description="start of the sha256 of the lexicon's manifest; null when there is none")
    report: int = Field(description="version of the report's form", examples=[REPORT_VERSION])


class PublishedLimits(BaseModel):
    """Every limit of the service."""

    max_characters: int = Field(description="characters a side, as sent")
    max_body_bytes: int = Field(description="bytes of a request body, before and after gunzip")
    comparisons_at_once: int = Field(description="comparisons that run at the same time")
    queue_size: int = Field(description="requests that may wait for a comparison's place")
    queue_timeout_seconds: float = Field(description="longest wait in the queue")
    time_limit_seconds: float = Field(description="longest comparison")
    async_above_characters: int = Field(description="characters of both sides together: a longer pair is answered with a job")
    max_batch_lines: int = Field(description="lines of a batch, and blank lines of it")
    max_batch_bytes: int = Field(description="bytes of a batch, before and after gunzip")
    max_references: int = Field(MAX_REFERENCES, description="references that one suspect is compared with in one request")
    max_many_characters: int = Field(MAX_MANY_CHARACTERS, description="characters of both sides of all pairs of such a request")
    max_json_containers: int = Field(MAX_CONTAINERS, description="lists and objects of a JSON body or line together")
    max_json_strings: int = Field(MAX_STRINGS // 2, description="strings of a JSON body or line together, keys included")
    max_json_values: int = Field(MAX_VALUES, description="values of a JSON body or line together, counted by their commas")
    max_json_members: int = Field(MAX_MEMBERS, description="members of one object of a JSON body or line")
    max_event_streams: int = Field(MAX_STREAMS, description="streams of events that are open at once")
    max_header_bytes: int = Field(MAX_HEADER_BYTES, description="bytes of all headers together")
    max_path_bytes: int = Field(MAX_PATH_BYTES, description="bytes of the path with the query")
    max_content_type_characters: int = Field(MAX_CONTENT_TYPE, description="characters of the Content-Type")
    rate_limit_requests: int = Field(description="requests with a key that a client may make at once; 0: no limit")
    rate_limit_seconds: int = Field(description="time in which a client's used-up requests come back")
    minimum_passage_words: "PassageWords" = Field(description="range and default of the option")


class PassageWords(BaseModel):
    """Range and default of the option `minimum_passage_words`."""

    least: int = MIN_PASSAGE_WORDS
    default: int = DEFAULT_PASSAGE_WORDS
    most: int = MAX_PASSAGE_WORDS
