"""The routes of webhooks: endpoints and their secrets, the delivery log, replay and a test. Each takes, calls and wraps."""

import base64
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Body, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError

from app import store
from app.api.webhook_schemas import (
    DeliveryPage,
    DeliveryShown,
    EndpointChange,
    EndpointList,
    EndpointSecret,
    EndpointShown,
    NewEndpoint,
    delivery_shown,
    endpoint_secret,
    endpoint_shown,
)
from app.errors import AddressRefused, UnspunError
from app.jobs import PING, WebhookOptions, event_body, read_target
from app.service import (
    JOBS,
    JSON_BODY,
    QUEUE,
    READ,
    ApiRoute,
    BadCursor,
    EndpointDisabled,
    JsonRoute,
    NoSuchWebhook,
    NotReady,
    RefusedUrl,
    TooManyEndpoints,
    problems,
    transact,
)
from app.store import Cursor, Database, Delivery, DeliveryState, Endpoint, Message, Transaction

_BY_ITS_OWNER: Final = "switched off by its owner"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Webhooks:
    """What the routes need: where endpoints and deliveries stand, and what may be an endpoint."""

    database: Database
    options: WebhookOptions


async def _webhooks(request: Request) -> Webhooks:
    webhooks: Webhooks | None = request.app.state.webhooks
    if webhooks is None:
        raise NotReady("This service sends no webhooks.")
    return webhooks


async def _client(request: Request) -> str:
    return getattr(request.state, "client", "local")


Sent = Annotated[Webhooks, Depends(_webhooks)]
Client = Annotated[str, Depends(_client)]

# 422 on every route: FastAPI describes it by a model of its own wherever there is a parameter
router = APIRouter(prefix="/webhooks", route_class=ApiRoute, responses=problems(RequestValidationError, *QUEUE, UnspunError))
json_router = APIRouter(prefix="/webhooks", route_class=JsonRoute, responses=problems(*JSON_BODY, *QUEUE, UnspunError))
_LOCATION: Final = {"Location": {"description": "the endpoint", "schema": {"type": "string"}}}


@json_router.post(
    "/endpoints",
    status_code=201,
    responses={201: {"headers": _LOCATION}, **problems(RefusedUrl, TooManyEndpoints)},
    openapi_extra=JOBS,
    summary="Register an endpoint for webhooks",
)
async def post_endpoint(
    body: Annotated[NewEndpoint, Body()], webhooks: Sent, client: Client, response: Response
) -> EndpointSecret:  # fmt: skip
    """The answer holds the endpoint's secret, which is not shown again."""
    _check_url(body.url, webhooks)

    def create(tx: Transaction) -> Endpoint:
        if len(store.endpoints.of_client(tx, client)) >= webhooks.options.max_endpoints:
            raise TooManyEndpoints(f"A client has {webhooks.options.max_endpoints} endpoints at most.")
        return store.endpoints.create(tx, client, body.url, _events(body.events), now=tx.now())

    endpoint = await transact(webhooks.database, create)
    response.headers["Location"] = f"/webhooks/endpoints/{endpoint.id}"
    return endpoint_secret(endpoint)


@router.get("/endpoints", openapi_extra=READ, summary="Which endpoints are there?")
async def get_endpoints(webhooks: Sent, client: Client) -> EndpointList:
    """The client's endpoints, without their secrets."""
    found = await transact(webhooks.database, lambda tx: store.endpoints.of_client(tx, client))
    return EndpointList(endpoints=[endpoint_shown(each) for each in found])


@router.get("/endpoints/{endpoint_id}", responses=problems(NoSuchWebhook), openapi_extra=READ, summary="How is the endpoint?")
async def get_endpoint(endpoint_id: str, webhooks: Sent, client: Client) -> EndpointShown:
    """One endpoint, without its secrets."""
    return endpoint_shown(await transact(webhooks.database, lambda tx: _endpoint(tx, client, endpoint_id)))


@json_router.patch(
    "/endpoints/{endpoint_id}",
    responses=problems(RefusedUrl, NoSuchWebhook),
    openapi_extra=JOBS,
    summary="Change an endpoint, or switch it on or off",
)
async def patch_endpoint(
    endpoint_id: str, body: Annotated[EndpointChange, Body()], webhooks: Sent, client: Client
) -> EndpointShown:  # fmt: skip
    """Changes what is given. What failed while it was off is not sent by itself, but can be replayed."""
    if body.url is not None:
        _check_url(body.url, webhooks)

    def change(tx: Transaction) -> Endpoint:
        endpoint = _endpoint(tx, client, endpoint_id, lock=True)
        changes: dict[str, Any] = {"url": body.url} if body.url is not None else {}
        changes |= {"events": _events(body.events)} if body.events is not None else {}
        changed = store.endpoints.change(tx, endpoint, changes)
        return _switched(tx, changed, body.enabled)

    return endpoint_shown(await transact(webhooks.database, change))


@router.delete(
    "/endpoints/{endpoint_id}",
    status_code=204,
    responses=problems(NoSuchWebhook),
    openapi_extra=JOBS,
    name="delete_endpoint",
    summary="Delete an endpoint with its log",
)
async def remove_endpoint(endpoint_id: str, webhooks: Sent, client: Client) -> None:
    """What waits for it is not sent."""

    def delete(tx: Transaction) -> None:
        if not store.endpoints.delete(tx, client, endpoint_id):
            raise NoSuchWebhook("There is no endpoint with this id.")

    await transact(webhooks.database, delete)


@router.post(
    "/endpoints/{endpoint_id}/rotate",
    responses=problems(NoSuchWebhook),
    openapi_extra=JOBS,
    summary="Give an endpoint a new secret",
)
async def post_rotation(endpoint_id: str, webhooks: Sent, client: Client) -> EndpointSecret:
    """The former secret signs too until `former_secret_until`; one that is older signs no more."""

    def rotate(tx: Transaction) -> Endpoint:
        endpoint = _endpoint(tx, client, endpoint_id, lock=True)
        now = tx.now()
        return store.endpoints.rotate_secret(tx, endpoint, now=now, overlap_seconds=webhooks.options.rotation_seconds)

    return endpoint_secret(await transact(webhooks.database, rotate))


@router.post(
    "/endpoints/{endpoint_id}/test",
    status_code=202,
    responses=problems(NoSuchWebhook, EndpointDisabled),
    openapi_extra=JOBS,
    summary="Send a ping to an endpoint",
)
async def post_test(endpoint_id: str, webhooks: Sent, client: Client) -> DeliveryShown:
    """Queues a webhook of type `ping`, whatever events the endpoint wants."""

    def ping(tx: Transaction) -> Delivery:
        endpoint = _enabled(_endpoint(tx, client, endpoint_id))
        now = tx.now()
        body = event_body(PING, now, {"endpoint": endpoint.id})
        return _delivery(tx, client, store.deliveries.queue(tx, endpoint.id, Message(PING, body), now=now) or "")

    return delivery_shown(await transact(webhooks.database, ping))


@router.get(
    "/endpoints/{endpoint_id}/deliveries",
    responses=problems(NoSuchWebhook, RequestValidationError, BadCursor),
    openapi_extra=READ,
    summary="What was sent, and how did it go?",
)
async def get_deliveries(  # noqa: PLR0913, PLR0917 (three of them are the query)
    endpoint_id: str,
    webhooks: Sent,
    client: Client,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    state: Annotated[DeliveryState | None, Query(description="only deliveries in this state")] = None,
) -> DeliveryPage:
    """The delivery log with every attempt, the newest first."""

    def read(tx: Transaction) -> tuple[Delivery, ...]:
        endpoint = _endpoint(tx, client, endpoint_id)
        after = read_cursor(cursor) if cursor else None
        return store.deliveries.page(tx, endpoint.id, limit=limit + 1, after=after, state=state)

    found = await transact(webhooks.database, read)
    following = _written(found[limit - 1]) if len(found) > limit else None
    return DeliveryPage(deliveries=[delivery_shown(each) for each in found[:limit]], next=following)


@router.post(
    "/deliveries/{delivery_id}/replay",
    status_code=202,
    responses=problems(NoSuchWebhook, EndpointDisabled),
    openapi_extra=JOBS,
    summary="Send a webhook again",
)
async def post_replay(delivery_id: str, webhooks: Sent, client: Client) -> DeliveryShown:
    """Makes the delivery due at once, with the same id and body and all retries before it."""

    def replay(tx: Transaction) -> Delivery:
        delivery = _delivery(tx, client, delivery_id)
        _enabled(_endpoint(tx, client, delivery.endpoint_id))
        store.deliveries.replay(tx, delivery.id, now=tx.now())
        return _delivery(tx, client, delivery.id)

    return delivery_shown(await transact(webhooks.database, replay))


def _check_url(url: str, webhooks: Webhooks) -> None:
    try:
        read_target(url, webhooks.options.addresses)
    except AddressRefused as error:
        raise RefusedUrl(str(error), pointer="#/url") from None


def _events(wanted: list[Any]) -> list[str]:
    return [str(event) for event in dict.fromkeys(wanted)]


def _endpoint(tx: Transaction, client: str, endpoint_id: str, *, lock: bool = False) -> Endpoint:
    found = store.endpoints.find(tx, client, endpoint_id, lock=lock)
    if found is None:
        raise NoSuchWebhook("There is no endpoint with this id.")
    return found


def _delivery(tx: Transaction, client: str, delivery_id: str) -> Delivery:
    found = store.deliveries.find(tx, client, delivery_id)
    if found is None:
        raise NoSuchWebhook("There is no delivery with this id.")
    return found


def _enabled(endpoint: Endpoint) -> Endpoint:
    if endpoint.disabled_at is not None:
        raise EndpointDisabled(f"The endpoint is disabled: {endpoint.disabled_because}.")
    return endpoint


def _switched(tx: Transaction, endpoint: Endpoint, enabled: bool | None) -> Endpoint:
    if enabled is None or enabled == (endpoint.disabled_at is None):
        return endpoint
    if enabled:
        return store.endpoints.enable(tx, endpoint)
    store.endpoints.disable(tx, endpoint.id, _BY_ITS_OWNER, now=tx.now())
    return _endpoint(tx, endpoint.client, endpoint.id)


def _written(last: Delivery) -> str:
    # repr of a float reads back as the same float
    return base64.urlsafe_b64encode(f"{last.created_at!r} {last.id}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> Cursor:
    """The place in an endpoint's log that a cursor names.

    Raises: BadCursor.
    """
    try:
        written = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
        created_at, _, delivery_id = written.partition(" ")
        place = Cursor(float(created_at), delivery_id)
    except ValueError:
        raise BadCursor() from None
    if not delivery_id or not delivery_id.isprintable():
        raise BadCursor()
    return place
