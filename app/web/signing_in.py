"""Signing in with an API key of the queue, and out again. The key is shown to the database once and kept nowhere."""

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.service import OPEN, transact
from app.web.desk import desk_of
from app.web.errors import SignInRefused
from app.web.frames import lead, page
from app.web.routing import PageRoute, form_of, visitor_of
from app.web.visitors import cookie_name, set_cookie, sign_in

router = APIRouter(route_class=PageRoute)


@router.get("/sign-in", openapi_extra=OPEN)
async def show_sign_in(request: Request) -> Response:
    """Asks for a key."""
    return page(request, "sign_in.html", following=_local(request.query_params.get("next", "")), failure="")


@router.post("/sign-in", openapi_extra=OPEN)
async def post_sign_in(request: Request) -> Response:
    """Opens a session and leads to where the visitor wanted to go."""
    form, desk = form_of(request), desk_of(request)
    following = _local(form.text("next"))
    try:
        token = await sign_in(desk, request, form.text("key").strip()[:200])
    except SignInRefused as error:
        return page(request, "sign_in.html", status=401, following=following, failure=str(error))
    response = lead(request, following)
    set_cookie(desk, request, response, token)
    return response


@router.post("/sign-out", openapi_extra=OPEN)
async def post_sign_out(request: Request) -> Response:
    """Ends the session here and in the database."""
    await transact(desk_of(request).database, partial(store.sessions.close, token=visitor_of(request).token))
    response = lead(request, "/sign-in")
    response.delete_cookie(cookie_name(request), path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax")
    return response


def _local(following: str) -> str:
    """The path if it leads to a page of ours, else the inbox: a link to us must not lead elsewhere."""
    # browsers read a backslash as a slash, and drop line ends
    is_plain = following.isprintable() and "\\" not in following
    is_ours = is_plain and following.startswith("/") and not following.startswith("//")
    return following if is_ours else "/inbox"
