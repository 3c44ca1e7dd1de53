"""A screening names the sources of a suspect, compares it with the best, and says whose each passage is."""

from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from rich.console import Console

from app import store
from app.detector import Detector
from app.library import (
    NotCompared,
    Same,
    Screener,
    Screening,
    ScreeningAnswer,
    Shelf,
    Wish,
    print_screening,
    read_time,
    screening,
    screening_json,
)
from app.report import Report
from app.store import ArticleFacts, Database, NewLibrary
from app.text import Document, read_text
from tests.unit.library.articles import entry, made_text

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.fixture
def shelf(database: Database) -> Shelf:
    with database.transaction() as tx:
        return Shelf(database, store.libraries.create(tx, NewLibrary("local", "archive"), 1.0))


def _screen(detector: Detector, shelf: Shelf, suspect: str, client: str = "local", **wish: Any) -> Screening:
    database = shelf._database
    with database.transaction() as tx:
        found = store.libraries.find_searchable(tx, client, shelf.library.id if client != "local" else shelf.library.name)
    screener = Screener(database, client, [Shelf(database, found)], detector)
    return screener.screen(read_text(suspect), Wish(**wish))


def _names(screening: Screening) -> list[str]:
    return [each.candidate.article.external_id for each in screening.sources]


def _printed(screening: Screening) -> str:
    printed = StringIO()
    print_screening(screening, Console(file=printed, width=300))
    return printed.getvalue()


def test_a_spun_article_is_compared_with_its_source(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    others = [entry(path.name, path.read_text(encoding="utf-8")) for path in sorted(DOCS.glob("*.md"))]
    shelf.put([entry("original", sample_reference, title="The wall"), *others], 1.0)
    found = _screen(detector, shelf, sample_suspect)
    best = found.sources[0]
    assert best.candidate.article.external_id == "original"
    assert best.report is not None
    assert best.report.label == "spun"
    assert best.covers > 0.9
    assert {claim.source for claim in found.claims} == {0}
    assert found.covered > 0.9
    assert all(not each.is_reused for each in found.sources[1:])


def test_two_sources_each_have_their_passages(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    other = (DOCS / "pages.md").read_text(encoding="utf-8")
    shelf.put([entry("original", sample_reference), entry("page", other)], 1.0)
    found = _screen(detector, shelf, f"{sample_suspect}\n\n{other[:2_500]}")
    assert sorted(_names(found)[:2]) == ["original", "page"]
    assert {found.sources[claim.source].candidate.article.external_id for claim in found.claims} == {"original", "page"}
    assert all(one.end <= other.start for one, other in zip(found.claims, found.claims[1:], strict=False))


def test_a_copied_paragraph_in_a_text_of_its_own_is_told_as_a_passage(
    detector: Detector, shelf: Shelf, sample_reference: str
) -> None:
    shelf.put([entry("original", sample_reference)], 1.0)
    own = (DOCS / "pages.md").read_text(encoding="utf-8")[: 2 * len(sample_reference)]
    found = _screen(detector, shelf, f"{own}\n\n{sample_reference[: len(sample_reference) // 2]}")
    assert [(each.label, each.is_reused) for each in found.sources] == [("independent", True)]
    printed = _printed(found)
    assert printed.startswith("Passages found: 1 source,")
    assert "as a whole independent of it, some passages are not" in printed


def test_an_article_in_several_libraries_is_compared_once(
    detector: Detector, shelf: Shelf, database: Database, sample_reference: str, sample_suspect: str
) -> None:
    with database.transaction() as tx:
        new = [store.libraries.create(tx, NewLibrary(client, "wire"), 1.0) for client in ("local", "another")]
    shelves = [shelf, *(Shelf(database, each) for each in new)]
    shelf.put([entry("original", sample_reference), entry("page", (DOCS / "pages.md").read_text(encoding="utf-8"))], 1.0)
    shelves[1].put([entry("of-the-wire", sample_reference)], 1.0)
    shelves[2].put([entry("of-another", sample_reference)], 1.0)
    found = Screener(database, "local", shelves, detector).screen(read_text(sample_suspect), Wish())
    heads = {each.candidate.article.external_id: each for each in found.sources}
    (head,) = heads.keys() & {"original", "of-the-wire"}
    versions = [each.external_id for each in heads[head].candidate.versions]
    assert {head, *versions} == {"original", "of-the-wire"}
    assert heads[head].is_reused
    assert heads["of-another"].not_compared is NotCompared.OTHER_CLIENT  # nothing of it is told, not even what it is like


def test_candidates_that_share_an_author_are_listed_and_not_compared(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    shelf.put([entry("own", sample_reference, author="Ada Finch"), entry("other", made_text(1))], 1.0)
    wish: dict[str, Any] = {"exclude": frozenset({Same.AUTHOR}), "facts": ArticleFacts(author="ada finch")}
    (own,) = _screen(detector, shelf, sample_suspect, **wish).sources
    assert (own.not_compared, own.excluded, own.report) == (NotCompared.EXCLUDED, Same.AUTHOR, None)
    (again,) = _screen(detector, shelf, sample_suspect, facts=ArticleFacts(author="Ada Finch")).sources
    assert again.is_reused


def test_the_suspect_itself_is_no_source_where_versions_are_excluded(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    shelf.put([entry("itself", sample_suspect), entry("original", sample_reference)], 1.0)
    found = _screen(detector, shelf, sample_suspect, exclude=frozenset({Same.VERSION}))
    assert _names(found) == ["original", "itself"]
    assert found.sources[1].excluded is Same.VERSION


def test_a_later_article_is_flagged_and_not_dropped(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    late = ArticleFacts(published=read_time("2026-05-01"))
    shelf.put([entry("late", sample_reference, published=late.published)], 1.0)  # type: ignore[arg-type]
    (source,) = _screen(detector, shelf, sample_suspect, facts=ArticleFacts(published=read_time("2026-04-30"))).sources
    assert source.is_later
    assert source.is_reused


def test_of_another_clients_library_only_scores_are_told(
    detector: Detector, database: Database, sample_reference: str, sample_suspect: str
) -> None:
    with database.transaction() as tx:
        new = NewLibrary("somebody", "archive", shares_scores=True)
        shelf = Shelf(database, store.libraries.create(tx, new, 1.0))
    shelf.put([entry("secret", sample_reference, title="A title")], 1.0)
    found = _screen(detector, shelf, sample_suspect, client="local-but-other")
    answer = ScreeningAnswer.model_validate(orjson.loads(screening_json(found, [shelf.library])))
    (source,) = answer.sources
    assert (source.external_id, source.not_compared, source.report, source.title) == ("secret", "other_client", None, "")
    assert source.score > 0.1


def test_an_article_without_text_has_a_score_and_no_report(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    shelf.put([entry("a", sample_reference, keeps_text=False)], 1.0)
    (source,) = _screen(detector, shelf, sample_suspect).sources
    assert source.not_compared is NotCompared.INDEX_ONLY


def test_a_suspect_that_cannot_be_measured_is_not_searched_for(detector: Detector, shelf: Shelf) -> None:
    found = _screen(detector, shelf, "Too short.")
    assert found.not_measured is not None
    assert found.sources == ()
    answer = ScreeningAnswer.model_validate(orjson.loads(screening_json(found, [shelf.library])))
    assert not answer.measured


def test_the_answer_as_json_holds_each_report(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    shelf.put([entry("a", sample_reference, title="One", published=read_time("2026-01-02"))], 1.0)  # type: ignore[arg-type]
    found = _screen(detector, shelf, sample_suspect)
    answer = ScreeningAnswer.model_validate(orjson.loads(screening_json(found, [shelf.library])))
    assert answer.label == "spun"
    assert answer.sources[0].report is not None
    assert answer.sources[0].published == "2026-01-02T00:00:00Z"
    assert answer.suspect.sha256 == answer.sources[0].report.suspect.sha256


def _said_of(report: Report, label: str, probability: float) -> Report:
    """The report as if it said this."""
    left = {name: (1 - probability) / 3 for name in ("independent", "copied", "spun", "paraphrased") if name != label}
    probabilities = report.probabilities.model_copy(update={label: probability, **left})
    nothing = report.reuse.model_copy(update={"copied": 0.0, "spun": 0.0, "paraphrased": 0.0})
    said = {"label": label, "probability": probability, "probabilities": probabilities}
    return report.model_copy(update=said if label == "paraphrased" else {**said, "reuse": nothing})


def test_a_retelling_is_doubted_where_another_article_holds_its_evidence_too(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str
) -> None:
    shelf.put([entry("original", sample_reference)], 1.0)
    (source,) = _screen(detector, shelf, sample_suspect).sources
    assert source.report is not None
    assert replace(source, elsewhere=1.0).label == "spun"
    for probability, elsewhere, label in ((0.5, 0.0, "paraphrased"), (0.9, 0.3, "paraphrased"), (0.9, 0.6, "undecided")):
        told = replace(source, report=_said_of(source.report, "paraphrased", probability), elsewhere=elsewhere)
        assert (told.label, told.is_reused) == (label, label == "paraphrased")


def test_only_compared_articles_that_are_not_reused_speak_for_the_event(
    detector: Detector, shelf: Shelf, sample_reference: str, sample_suspect: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f"{sample_reference[: len(sample_reference) // 2]}\n\n{made_text(1)}"
    shelf.put([entry("original", sample_reference), entry("of-the-event", other)], 1.0)
    real = screening.comparing

    def comparing(each: Detector, suspect: Document) -> screening.Compare:
        compare = real(each, suspect)
        said = {sample_reference: ("paraphrased", 0.6), other: ("independent", 0.9)}
        return lambda reference: _said_of(compare(reference), *said[reference.text])

    monkeypatch.setattr(screening, "comparing", comparing)
    alone = _screen(detector, shelf, sample_suspect, compare=1)
    assert {each.elsewhere for each in alone.sources} == {0.0}
    both = _screen(detector, shelf, sample_suspect)
    assert [(each.label, each.elsewhere > 0.2) for each in both.sources] == [("undecided", True), ("independent", False)]
    assert orjson.loads(screening_json(both, []))["label"] == "undecided"
    assert (both.claims, both.covered) == ((), 0.0)
    assert "Undecided whether the suspect comes from the first of these." in _printed(both)
    assert "both may tell of one event" in _printed(both)
