"""A screening as a reader of a terminal sees it."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.library.screening import REUSED, Attribution, FoundSource, NotCompared, Screening
from app.library.times import write_time
from app.plurals import plural
from app.views import percent, shown, title

_WHY_NOT = {
    NotCompared.NOT_ASKED: "not compared",
    NotCompared.EXCLUDED: "left out",
    NotCompared.INDEX_ONLY: "not compared: only its index is kept",
    NotCompared.OTHER_CLIENT: "not compared: another client's",
}
_SHOWN_WORDS = 60  # characters of a stretch


def print_screening(screening: Screening, console: Console) -> None:
    """Prints the sources, the best first, and which passage of the suspect is whose."""
    for line in _lines(screening):
        console.print(line)


def _lines(screening: Screening) -> Iterator[Text | Padding]:
    if screening.not_measured is not None:
        yield Text(f"Not measured: {screening.not_measured}. This says nothing about reuse.")
        return
    reused = [each for each in screening.sources if each.is_reused]
    if reused:
        label = reused[0].label or ""
        found, covered = title(label) if label in REUSED else "Passages found", percent(screening.covered)
        yield Text(f"{found}: {plural(len(reused), 'source')}, {covered} of the suspect’s words.", "bold")
    elif screening.label == "undecided":
        yield Text("Undecided whether the suspect comes from the first of these.", "bold")
    elif screening.sources:
        yield Text("No source found: of the candidates that were compared, none was reused.", "bold")
    else:
        yield Text("No source found: no article that was searched is like the text.", "bold")
    for place, each in enumerate(screening.sources, 1):
        yield Text(f"\n{place}. {_named(each)}")
        yield Padding(Text(_said(each)), (0, 0, 0, 3))
    if screening.claims:
        yield Text("\nWhich passage comes from where", "bold")
    for claim in screening.claims:
        yield Padding(Text(_claimed(screening, claim)), (0, 0, 0, 2))


def _named(source: FoundSource) -> str:
    article = source.candidate.article
    if source.not_compared is NotCompared.OTHER_CLIENT:
        return f"{article.library_id} / {shown(article.external_id)}"
    facts = article.facts
    about = ", ".join(
        filter(None, (facts.title, facts.author, facts.source, (write_time(facts.published) or "")[:10], facts.url))
    )
    return f"{article.library} / {shown(article.external_id)}" + (f": {shown(about)}" if about else "")


def _said(source: FoundSource) -> str:
    parts = [f"holds {percent(source.candidate.score)} of the evidence"]
    if source.report is not None:
        parts.insert(0, f"{source.label} ({percent(source.report.probability)}), {percent(source.covers)} of the words")
    if source.label == "independent" and source.covers:
        parts.append("as a whole independent of it, some passages are not")
    if source.elsewhere and source.label == "undecided":
        parts.append(f"one that was not reused holds {percent(source.elsewhere)} of that too: both may tell of one event")
    if source.not_compared is not None:
        why = _WHY_NOT[source.not_compared]
        parts.append(f"{why}: same {source.excluded.value.replace('_', ' ')}" if source.excluded else why)
    if source.is_later:
        parts.append("published later than the suspect: it may have copied the suspect")
    if source.candidate.versions:
        parts.append("versions: " + ", ".join(shown(each.external_id) for each in source.candidate.versions))
    return "; ".join(parts)


def _claimed(screening: Screening, claim: Attribution) -> str:
    words = " ".join(screening.suspect.text[claim.start : claim.end].split())
    short = words if len(words) <= _SHOWN_WORDS else f"{words[:_SHOWN_WORDS]} …"
    return f"{claim.start:,}–{claim.end:,} from {claim.source + 1} ({claim.label}): {shown(short)}"
