"""What every page's route does first: let the visitor in by the table of scopes, read and check a form, set the cookie."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from app.web.desk import Desk, desk_of
from app.web.forms import Form, FormLimits, check_csrf, read_form
from app.web.scopes import PAGES
from app.web.visitors import Visitor, admit, set_cookie

SHOWN: Final = ["GET", "HEAD"]
_LONG_FORMS: Final = frozenset({"/submit"})
_SHORT_BYTES: Final = 65_536
MAX_FILE_BYTES: Final = 20_000_000  # as long as `app.sources` takes it


class PageRoute(APIRoute):
    """A route behind the table of scopes; a POST's form is in `request.state.form`, the visitor in `request.state.visitor`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind the checks."""
        handle = super().get_route_handler()

        async def check_and_handle(request: Request) -> Response:
            desk = desk_of(request)
            method = "GET" if request.method == "HEAD" else request.method
            visitor = await admit(desk, request, PAGES[method, self.path])
            request.state.visitor = visitor
            request.state.client = visitor.client  # for the log
            if method == "POST":
                request.state.form = await read_form(request, _limits(self.path, desk))
                check_csrf(request.state.form, visitor.token)
            response = await handle(request)
            if visitor.is_new and "set-cookie" not in response.headers:
                set_cookie(desk, request, response, visitor.token)
            return response

        return check_and_handle


def _limits(path: str, desk: Desk) -> FormLimits:
    texts = desk.service.limits.max_body_bytes
    return FormLimits(texts + 2 * MAX_FILE_BYTES, texts) if path in _LONG_FORMS else FormLimits(_SHORT_BYTES, _SHORT_BYTES)


def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    visitor: Visitor = request.state.visitor
    return visitor


def client_of(request: Request) -> str:
    """The visitor's client; the table of scopes has let no stranger in."""
    client = visitor_of(request).client
    assert client is not None  # pages that strangers see do not ask
    return client


def form_of(request: Request) -> Form:
    """The form of a POST."""
    form: Form = request.state.form
    return form
