"""What the routes of webhooks take and answer; times are ISO 8601 in UTC."""

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator
from pydantic.json_schema import SkipJsonSchema

from app.jobs import Event
from app.store import Delivery, DeliveryState, Endpoint

_EVENTS: Final = tuple(Event)
Url = Annotated[str, Field(min_length=1, max_length=2000, examples=["https://cms.example.com/hooks/unspun"])]
Events = Annotated[list[Event], Field(min_length=1, max_length=len(_EVENTS), description="what to be told")]


class NewEndpoint(BaseModel):
    """Where a client wants to hear of what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Url = Field(description="https, a public address, no user name, no fragment")
    events: Events = Field(list(_EVENTS), description="left out: everything")


class EndpointChange(BaseModel):
    """What is to change; the rest stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Url | SkipJsonSchema[None] = None
    events: Events | SkipJsonSchema[None] = None
    enabled: StrictBool | SkipJsonSchema[None] = Field(None, description="false: send nothing; true: send again")

    @field_validator("*")
    @classmethod
    def _is_given(cls, value: object) -> object:
        if value is None:
            raise ValueError("give a value, or leave the field out")
        return value


class EndpointShown(BaseModel):
    """An endpoint, without its secrets."""

    id: str = Field(examples=["ep_2f0c2f6f7b1c4d7f9a53f2b7a1c0de42"])
    url: str
    events: list[str]
    enabled: bool
    disabled_at: str | None
    disabled_because: str | None = Field(description="who or what disabled it", examples=["the receiver answered 410 Gone"])
    failing_since: str | None = Field(description="the first failed attempt since the last one that was taken")
    created_at: str


class EndpointSecret(EndpointShown):
    """An endpoint with its newest secret, which is shown in this answer and never again."""

    secret: str = Field(description="`whsec_` and 32 bytes in base64, as Standard Webhooks has it")
    former_secret_until: str | None = Field(description="until then each webhook is signed with the former secret too")


class EndpointList(BaseModel):
    """The client's endpoints, the oldest first."""

    endpoints: list[EndpointShown]


class AttemptShown(BaseModel):
    """One attempt of a delivery."""

    number: int
    at: str
    seconds: float
    status: int | None = Field(description="of the receiver's answer; null when there was none")
    error: str | None = Field(description="why it was not taken", examples=["no answer in time"])


class DeliveryShown(BaseModel):
    """A webhook on its way to one endpoint."""

    id: str = Field(description="the header `webhook-id`, the same for every attempt")
    endpoint: str
    event: str
    state: DeliveryState
    created_at: str
    next_at: str | None = Field(description="when it is tried next; null once it is sent or has failed")
    sent_at: str | None
    last_error: str | None
    attempts: list[AttemptShown]


class DeliveryPage(BaseModel):
    """A page of the delivery log, the newest first."""

    deliveries: list[DeliveryShown]
    next: str | None = Field(description="cursor of the next page; null on the last one")


def endpoint_shown(endpoint: Endpoint) -> EndpointShown:
    """The endpoint without its secrets."""
    return EndpointShown(
        id=endpoint.id, url=endpoint.url, events=list(endpoint.events), enabled=endpoint.disabled_at is None,
        disabled_at=_time(endpoint.disabled_at), disabled_because=endpoint.disabled_because,
        failing_since=_time(endpoint.failing_since), created_at=_at(endpoint.created_at),
    )  # fmt: skip


def endpoint_secret(endpoint: Endpoint) -> EndpointSecret:
    """The endpoint with its newest secret."""
    newest, *former = endpoint.secrets
    until = _time(former[0].until) if former else None
    return EndpointSecret(**endpoint_shown(endpoint).model_dump(), secret=newest.value, former_secret_until=until)


def delivery_shown(delivery: Delivery) -> DeliveryShown:
    """The delivery with its attempts."""
    made = [
        AttemptShown(number=each.number, at=_at(each.at), seconds=round(each.seconds, 3), status=each.status, error=each.error)
        for each in delivery.attempts
    ]
    return DeliveryShown(
        id=delivery.id, endpoint=delivery.endpoint_id, event=delivery.event, state=delivery.state,
        created_at=_at(delivery.created_at), next_at=_time(delivery.next_at), sent_at=_time(delivery.sent_at),
        last_error=delivery.last_error, attempts=made,
    )  # fmt: skip


def _at(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else _at(seconds)
