"""Marked runs of a text as HTML: in come runs, out comes markup in which no character of the text is lost or obeyed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.align import KINDS
from app.report import Report, SideName, SubstitutionEntry, numbered
from app.views.glyphs import shown
from app.views.marks import Layer, Mark
from app.views.segments import Run, Segment

LIKELY = 0.5  # from here on a swap is drawn with a full line: more likely a spinner's than not
_TAGS = {"insert": "ins", "delete": "del"}


@dataclass(frozen=True, slots=True)
class Ink:
    """Draws the runs of one text; `classes` are the substitutions' kinds as class names, by number.

    `ledger` is the address of the page that holds the ledger, if it is another one. Anchors are for
    the one view in which each place stands once.
    """

    side: SideName
    text: str
    classes: Mapping[int, str]
    ledger: str = ""
    has_anchors: bool = True

    def draw(self, runs: Iterable[Run]) -> Markup:
        """The runs one after the other, each inside its mark."""
        return Markup("".join(self.run(run) for run in runs))  # noqa: S704 - every text in it went through `written`

    def run(self, run: Run) -> str:
        """One run as HTML."""
        inner = "".join(self._piece(piece) for piece in run.pieces)
        mark = run.mark
        if mark is None:
            return inner
        if mark.layer is Layer.SUBSTITUTION:
            anchor = f' id="{self.side[0]}m{mark.number}"' if run.opens else ""
            return self.swap(inner, mark.number, f'class="{self.classes[mark.number]}"{anchor}')
        return edit(inner, mark, begins=run.opens)

    def swap(self, inner: str, number: int, attributes: str) -> str:
        """A substitution's mark around `inner` (HTML), with its link to the ledger."""
        link = f'<a href="{escape(self.ledger)}#l{number}">{inner}</a>'
        return f'<mark {attributes} data-substitution="{number}" data-side="{self.side}">{link}</mark>'

    def _piece(self, piece: Segment) -> str:
        words = written(self.text[piece.start : piece.end])
        mark = piece.inner
        if mark is None:
            return words
        alert = piece.begun_alert
        anchor = f' id="{alert_anchor(self.side, alert)}"' if alert and self.has_anchors else ""
        if mark.layer is Layer.HIDDEN:
            return f'<span class="hidden" data-label="{mark.label}"{anchor}>{words}</span>'
        begins = " begins" if mark.start == piece.start else ""
        return f'<span class="alert {escape(mark.label.replace(" ", "_"))}{begins}"{anchor}>{words}</span>'


def alert_anchor(side: SideName, mark: Mark) -> str:
    """The id of the element with which a place of an alert begins."""
    return f"{side[0]}a{mark.number}-{mark.start}"


def edit(inner: str, mark: Mark, *, begins: bool) -> str:
    """An edit's mark or a copied run around `inner` (HTML)."""
    tag = _TAGS.get(mark.label, "span")
    return f'<{tag} class="{mark.label}{" begins" * begins}">{inner}</{tag}>'


def written(words: str) -> str:
    """`words` as HTML text, character for character."""
    return str(escape(shown(words))).replace("\r", "&#13;")


def class_names(report: Report) -> dict[int, str]:
    """The class attribute of each substitution by number: its kind, how likely it is a spinner's, whether it is quoted."""
    return {number: _class_name(entry) for number, entry in numbered(report.substitutions)}


def _class_name(entry: SubstitutionEntry) -> str:
    weight = "likely" if entry["spin_probability"] >= LIKELY else "unlikely"
    return f"{kind_classes(entry['kind'])} {weight}{' quoted' * entry['in_quotation']}"


def kind_classes(name: str) -> str:
    """Class names of a kind and its family; a report of another version may hold a kind that is not ours."""
    kind = next((kind for kind in KINDS if kind == name), None)
    return f"{kind} {kind.family}-family" if kind else str(escape(name))
