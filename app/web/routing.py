"""What every page's route does first: let the visitor in who may see it, and read a form."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from app.service import GuardedRoute
from app.web.desk import Desk, desk_of
from app.web.failures import failure_for
from app.web.forms import FormLimits, SentForm, read_form
from app.web.visitors import Visitor, admit

_SHORT_BYTES: Final = 65_536
MAX_FILE_BYTES: Final = 20_000_000  # as long as `app.sources` takes it


class PageRoute(GuardedRoute):
    """A route of the pages; a POST's form is in `request.state.form`, the visitor in `request.state.visitor`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"include_in_schema": False})

    async def let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Runs the route, which looks at its visitor itself: a sign-in stands in a cookie."""
        await self.run(scope, receive, send)

    async def answer_error(self, request: Request, error: Exception) -> Response:
        """A page that says what happened."""
        return await failure_for(request, error)

    def form_limits_of(self, desk: Desk) -> FormLimits:
        """How long a form of this route may be."""
        return FormLimits(_SHORT_BYTES, _SHORT_BYTES)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind the checks."""
        handle = super().get_route_handler()

        async def check_and_handle(request: Request) -> Response:
            desk = desk_of(request)
            visitor = await admit(desk, request, self.needed)
            request.state.visitor = visitor
            request.state.client = visitor.client  # for the log
            if request.method == "POST":
                request.state.form = await read_form(request, self.form_limits_of(desk))
            return await handle(request)

        return check_and_handle


class UploadRoute(PageRoute):
    """A route whose form holds two articles or two files."""

    def form_limits_of(self, desk: Desk) -> FormLimits:
        """Room for texts at the limit of a request's body, and for two files."""
        texts = desk.service.limits.max_body_bytes
        return FormLimits(texts + 2 * MAX_FILE_BYTES, texts)


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    visitor: Visitor = request.state.visitor
    return visitor


def client_of(request: Request) -> str:
    """The visitor's client; a route that needs a scope has let no stranger in."""
    client = visitor_of(request).client
    assert client is not None  # pages that strangers see do not ask
    return client


def form_of(request: Request) -> SentForm:
    """The form of a POST."""
    form: SentForm = request.state.form
    return form
