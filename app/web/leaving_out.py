"""What a reviewer's form leaves out: a button's name and its fields become places of the report that the reviewer saw."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from app import store
from app.report import Report, numbered
from app.service import transact
from app.store import ExcludedPlaces, ExclusionKind, Stretch
from app.web.desk import Desk
from app.web.dossiers import Dossier
from app.web.errors import FormUnusable, ViewOutdated
from app.web.forms import SentForm
from app.web.said import KEPT_WITHOUT_TEXTS

MAX_EXCLUSIONS: Final = 500  # of one report
_QUOTED: Final = 60  # characters
_STRETCHES: Final = (ExclusionKind.BOILERPLATE, ExclusionKind.TEMPLATE)


def left_out(form: SentForm, dossier: Dossier) -> ExcludedPlaces:
    """What the pressed button leaves out.

    Raises: FormUnusable, ViewOutdated.
    """
    chosen = form.fields.get("action", "")
    if chosen not in _READERS:
        raise FormUnusable("Choose what to leave out.")
    if not dossier.has_texts:
        raise FormUnusable(KEPT_WITHOUT_TEXTS)
    return _READERS[chosen](form, dossier)


async def leave_out(desk: Desk, dossier: Dossier, what: ExcludedPlaces, who: str) -> None:
    """Leaves something out of a report, once.

    Raises: FormUnusable, NoDatabase.
    """
    if what in [each.what for each in dossier.active]:
        return
    if len(dossier.active) >= MAX_EXCLUSIONS:
        raise FormUnusable(f"At most {MAX_EXCLUSIONS} things can be left out of one report.")
    await transact(desk.database, lambda tx: store.exclusions.add(tx, dossier.stored.place, what, who, desk.now()))


def quoted(what: ExcludedPlaces, report: Report) -> Sequence[str]:
    """The words that are left out, of each side that has a place; of a long stretch its beginning."""
    sides = ((report.reference.text, what.reference), (report.suspect.text, what.suspect))
    found = (text[slice(*stretch)].strip() for text, stretch in sides if text is not None and stretch is not None)
    return [words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…" for words in found]


def name_of(what: ExcludedPlaces, report: Report) -> str:
    """How reviewers call it: `substitution 7` by its number in the report as first made, or its kind."""
    entries: Iterable[tuple[int, Any]] = ()
    if what.kind in (ExclusionKind.SUBSTITUTION, ExclusionKind.PASSAGE):
        is_swap = what.kind is ExclusionKind.SUBSTITUTION
        entries = numbered(report.substitutions) if is_swap else numbered(report.passages)
    for number, entry in entries:
        if (_bounds(entry["reference"]), _bounds(entry["suspect"])) == (what.reference, what.suspect):
            return f"{what.kind} {number}"
    return {ExclusionKind.QUOTATIONS: "all quotations"}.get(what.kind, str(what.kind))


def _quotations(_form: SentForm, _dossier: Dossier) -> ExcludedPlaces:
    return ExcludedPlaces(ExclusionKind.QUOTATIONS)


def _passage(form: SentForm, dossier: Dossier) -> ExcludedPlaces:
    return _numbered(form, dossier, ExclusionKind.PASSAGE, numbered(dossier.current.passages))


def _substitution(form: SentForm, dossier: Dossier) -> ExcludedPlaces:
    return _numbered(form, dossier, ExclusionKind.SUBSTITUTION, numbered(dossier.current.substitutions))


def _numbered(
    form: SentForm, dossier: Dossier, kind: ExclusionKind, entries: Iterable[tuple[int, Mapping[str, Any]]]
) -> ExcludedPlaces:
    """Both sides of the entry of this number in the view that the form belongs to.

    Raises: FormUnusable, ViewOutdated.
    """
    if form.fields.get("basis") != dossier.basis:
        raise ViewOutdated()
    by_number = dict(entries)
    if not by_number:
        raise FormUnusable(f"There is no {kind} in this report as it stands now.")
    number = form.number(kind.value, max(by_number), least=1)
    if number not in by_number:
        raise FormUnusable(f"There is no {kind} {number} in this report as it stands now.")
    reference, suspect = (_bounds(by_number[number][side]) for side in ("reference", "suspect"))
    return ExcludedPlaces(kind, reference, suspect)


def _bounds(place: Mapping[str, int]) -> Stretch:
    return place["start"], place["end"]


def _stretch(form: SentForm, dossier: Dossier) -> ExcludedPlaces:
    """Raises: FormUnusable."""
    side, kind = form.fields.get("side", ""), form.fields.get("action", "")
    if side not in {"reference", "suspect"}:
        raise FormUnusable("Choose a side: reference or suspect.")
    length = getattr(dossier.original, side).characters
    start, end = form.number("start", length), form.number("end", length)
    if start >= end:
        raise FormUnusable("A stretch ends after it begins.")
    at = {side: (start, end)}
    return ExcludedPlaces(ExclusionKind(kind), at.get("reference"), at.get("suspect"))


_READERS: Final[Mapping[str, Callable[[SentForm, Dossier], ExcludedPlaces]]] = {
    ExclusionKind.QUOTATIONS: _quotations,
    ExclusionKind.PASSAGE: _passage,
    ExclusionKind.SUBSTITUTION: _substitution,
    **dict.fromkeys(_STRETCHES, _stretch),
}
