"""What reviewers added to a report, as its export forms take it."""

from collections.abc import Iterator
from datetime import UTC, datetime

from app.report import Annex, Cover, Report
from app.store import Exclusion, Stretch
from app.views import percent, title
from app.web.dossiers import Dossier
from app.web.frames import VERDICTS, moment


def annex_of(dossier: Dossier, link: str = "") -> Annex:
    """How the report is kept, and what reviewers added."""
    lines = (*_decisions(dossier), *_exclusions(dossier), *_scores(dossier))
    newest = next((f"{name}: {value}" for name, value in _decisions(dossier, newest_first=True)), "")
    return Annex("Review", lines, cover_of(dossier, link), newest)


def cover_of(dossier: Dossier, link: str = "") -> Cover:
    """How the report is kept; `link` is its page's whole address."""
    stored = dossier.stored
    return Cover(stored.name, datetime.fromtimestamp(stored.created_at, UTC), stored.id, link)


def reviewed(dossier: Dossier) -> Report:
    """The report as reviewers see it, with what they did as a part of it."""
    if not dossier.decisions and not dossier.active:
        return dossier.current
    decisions = [
        {
            "verdict": each.opinion.verdict.value, "note": each.opinion.note, "name": each.opinion.name,
            "at": datetime.fromtimestamp(each.at, UTC).isoformat(timespec="seconds"),
        }
        for each in dossier.decisions
    ]  # fmt: skip
    left_out = [describe(each) for each in dossier.active]
    return dossier.current.model_copy(update={"review": {"decisions": decisions, "left_out": left_out}})


def _decisions(dossier: Dossier, *, newest_first: bool = False) -> Iterator[tuple[str, str]]:
    for decision in dossier.decisions if newest_first else reversed(dossier.decisions):
        opinion = decision.opinion
        note = f": {opinion.note}" if opinion.note else ""
        yield f"{VERDICTS[opinion.verdict]}, {moment(decision.at)}", f"{opinion.name or 'no name'}{note}"


def _exclusions(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for exclusion in dossier.active:
        yield f"Left out, {moment(exclusion.at)}", f"{describe(exclusion)}, by {exclusion.who or 'no name'}"


def _scores(dossier: Dossier) -> Iterator[tuple[str, str]]:
    if dossier.active:
        for name, report in (("As first compared", dossier.original), ("Without what is left out", dossier.current)):
            probability = f", probability {percent(report.probability)}" if report.measured else ""
            yield name, title(report.label) + probability


def describe(exclusion: Exclusion) -> str:
    """What was left out, in words: its places are counts of characters."""
    what = exclusion.what
    sides = (("reference", what.reference), ("suspect", what.suspect))
    places = " and ".join(f"{side} {_place(stretch)}" for side, stretch in sides if stretch is not None)
    return f"{what.kind}: {places}" if places else "all quotations"


def _place(stretch: Stretch) -> str:
    return f"{stretch[0]}–{stretch[1]}"
