"""How a report leaves the house: files in several forms, and signed links that need no account."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import store
from app.plurals import plural
from app.report import AROUND, Annex, Cover, Report, redact
from app.service import COMPARE, OPEN, READ, NoSuchReport, ReportGone, ask, transact
from app.store import Exclusion, ExclusionKind, Link, Transaction, new_id
from app.views import FORMS, SHARED_FORMS, draw_evidence
from app.web.annexes import annex_of, cover_of, reviewed
from app.web.desk import Desk, desk_of
from app.web.dossiers import Dossier, dossier_at, find_dossier
from app.web.errors import FormUnusable, LinkGone
from app.web.frames import HEADERS, page, root_of
from app.web.reviewing import back, part_page, reviewer
from app.web.routing import PageRoute, client_of, form_of
from app.web.said import NO_LINK

_DAY_SECONDS: Final = 86_400
PRIVATE: Final = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
_PARTS: Final = {
    ExclusionKind.PASSAGE: "passage",
    ExclusionKind.SUBSTITUTION: "substitution",
    ExclusionKind.BOILERPLATE: "boilerplate stretch",
    ExclusionKind.TEMPLATE: "agreed template stretch",
}

router = APIRouter(route_class=PageRoute)


@router.get("/reports/{report_id}/export/{form}", openapi_extra=READ)
async def export(report_id: str, form: str, request: Request) -> Response:
    """The report as reviewers see it, with what they added, as a file."""
    desk = desk_of(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    link = str(request.url.replace(path=f"{root_of(request)}/reports/{report_id}", query=""))
    return await file_of(desk, form, reviewed(dossier), annex_of(dossier, link), f"unspun-{report_id}")


@router.post("/reports/{report_id}/links", openapi_extra=COMPARE)
async def post_link(report_id: str, request: Request) -> Response:
    """Makes a link that opens this report for so many days."""
    desk, form = desk_of(request), form_of(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    days = form.number("days", desk.options.link_days)
    if days == 0:
        raise FormUnusable("A link lives for at least one day.")
    await make_link(desk, dossier, days, is_redacted=form.fields.get("redacted") == "yes", who=reviewer(request))
    return back(request, report_id, "links")


async def make_link(desk: Desk, dossier: Dossier, days: int, *, is_redacted: bool, who: str) -> Link:
    """A new link that opens this report for so many days.

    Raises: NoDatabase.
    """
    now = desk.now()
    expires_at = now + days * _DAY_SECONDS
    signer = await ask(lambda: desk.signer)
    token = signer.sign(dossier.stored.id, expires_at=expires_at, is_redacted=is_redacted)
    link = Link(new_id("l"), dossier.stored.place, token, is_redacted, who, now, expires_at)
    await transact(desk.database, partial(store.links.add, link=link))
    return link


@router.post("/reports/{report_id}/links/{link_id}/withdraw", openapi_extra=COMPARE)
async def withdraw(report_id: str, link_id: str, request: Request) -> Response:
    """Closes a link for good."""
    desk = desk_of(request)
    dossier = await find_dossier(desk, client_of(request), report_id)
    if link_id not in {each.id for each in dossier.links}:
        raise NoSuchReport(NO_LINK)
    place = dossier.stored.place
    await transact(desk.database, lambda tx: store.links.withdraw(tx, place, link_id, desk.now()))
    return back(request, report_id, "links")


@router.get("/shared/{token}", openapi_extra=OPEN)
async def show_shared(token: str, request: Request) -> Response:
    """The evidence for whoever holds the link."""
    return await shared_page(request, token)


async def shared_page(request: Request, token: str, *, is_embedded: bool = False) -> Response:
    """The page behind a link; embedded without our own frame around it.

    Raises: LinkAltered, LinkExpired, LinkGone, NoDatabase, Overloaded, TookTooLong.
    """
    desk = desk_of(request)
    link, dossier, report = await open_shared(desk, token)
    evidence = await ask(partial(draw_evidence, report, more=f"{root_of(request)}/shared/{token}"))
    forms = {name: FORMS[name] for name in SHARED_FORMS}
    left_out = _left_out(dossier.active)
    return page(
        request, "shared.html", headers=PRIVATE, link=link, evidence=evidence, forms=forms, report=report, left_out=left_out,
        around=AROUND, cover=_public_cover(link, dossier), is_embedded=is_embedded,
    )  # fmt: skip


@router.get("/shared/{token}/{part}", openapi_extra=OPEN)
async def show_shared_part(token: str, part: str, request: Request) -> Response:
    """A long part of the shared evidence alone."""
    _, _, report = await open_shared(desk_of(request), token)
    response = await part_page(request, report, part, f"/shared/{token}")
    response.headers.update(PRIVATE)
    return response


@router.get("/shared/{token}/export/{form}", openapi_extra=OPEN)
async def export_shared(token: str, form: str, request: Request) -> Response:
    """The same report as a file."""
    desk = desk_of(request)
    link, dossier, report = await open_shared(desk, token)
    if form not in SHARED_FORMS:
        raise NoSuchReport("A shared report has no such form.")
    left_out = _left_out(dossier.active)
    lines = (("Left out by the editors", left_out),) if left_out else ()
    annex = Annex("Review", lines, _public_cover(link, dossier))
    response = await file_of(desk, form, report, annex, f"unspun-{dossier.stored.id}")
    response.headers.update(PRIVATE)
    return response


async def open_shared(desk: Desk, token: str) -> tuple[Link, Dossier, Report]:
    """The link, its report with all that belongs to it, and the report as the link shows it.

    Raises: LinkAltered, LinkExpired, LinkGone, NoDatabase, Overloaded, TookTooLong.
    """
    signer = await ask(lambda: desk.signer)
    signer.read(token, now=desk.now())
    link, client = await transact(desk.database, partial(_open_link, token=token, now=desk.now()))
    try:
        dossier = await dossier_at(desk, client, link.place)
    except (NoSuchReport, ReportGone):
        raise LinkGone() from None
    report = await ask(partial(redact, dossier.current)) if link.is_redacted else dossier.current
    return link, dossier, report


def _open_link(tx: Transaction, token: str, now: float) -> tuple[Link, str]:
    """The link and its report's owner.

    Raises: LinkGone.
    """
    link = store.links.find(tx, token)
    client = store.reports.owner_of(tx, link.place) if link and link.is_open(now) else None
    if link is None or client is None:
        raise LinkGone()
    return link, client


def _public_cover(link: Link, dossier: Dossier) -> Cover:
    """How the report is kept; of a redacted one without its title, which may say what the texts hide."""
    cover = cover_of(dossier)
    return replace(cover, title="") if link.is_redacted else cover


def _left_out(exclusions: Iterable[Exclusion]) -> str:
    """What does not count, in words and without places: `all quotations and 2 passages`; empty if everything counts."""
    counts = Counter(each.what.kind for each in exclusions)
    parts = [plural(n, _PARTS[kind]) if kind in _PARTS else "all quotations" for kind, n in counts.items()]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


async def file_of(desk: Desk, form: str, report: Report, annex: Annex | None, name: str) -> Response:
    """The report as a file of this form.

    Raises: NoSuchReport, PdfUnavailable, PdfTooCostly, Overloaded, TookTooLong.
    """
    if form not in FORMS:
        raise NoSuchReport(f"Reports come as {', '.join(FORMS)}.")
    run = desk.service.run_alone if FORMS[form].is_slow else desk.service.run
    content = await run(partial(FORMS[form].draw, report, annex))
    attachment = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, headers={**HEADERS, **attachment}, media_type=FORMS[form].media_type)
