"""Shares are written alike wherever a reader meets them; what a report holds, and what it quotes, stays as it is."""

import io
import re

import pytest
from rich.console import Console

from app.report import Report
from app.views import draw_page, print_report
from app.views.wording import as_shown, in_marks, meaning

TIGHT = re.compile(r"\d%(?!\d|[A-F])")


def test_reasons_are_shown_with_the_space_that_all_shares_have(sample: Report) -> None:
    assert any(TIGHT.search(reason) for reason in sample.reasons)
    page = draw_page(sample)
    shown = re.findall(r'<ul class="reasons">(.*?)</ul>', page, re.DOTALL)[0]
    assert "\u00a0% of the matched words" in shown
    assert not TIGHT.search(shown)
    console = Console(file=io.StringIO(), width=100)
    print_report(sample, console)
    written = console.file
    assert isinstance(written, io.StringIO)
    assert not TIGHT.search(written.getvalue())


def test_an_independent_text_with_reused_passages_is_not_said_to_have_no_reuse(sample: Report) -> None:
    copied = sample.reuse.model_copy(update={"copied": 0.46, "spun": 0.0, "paraphrased": 0.0})
    some = sample.model_copy(update={"label": "independent", "reuse": copied})
    none = some.model_copy(update={"reuse": copied.model_copy(update={"copied": 0.0})})
    said = "As a whole the suspect is independent of the reference, but passages with 46 % of its words are not."
    assert meaning(some) == said
    assert said.replace("46 %", "46\u00a0%") in draw_page(some)
    assert "No reuse was found" not in draw_page(some)
    assert meaning(none) == "No reuse was found beyond shared names, facts and quotations."


@pytest.mark.parametrize("reason", ["“100%” → “all” (3 times)", "“30% of the cases” → “a third of them”", "", "no share"])
def test_what_a_reason_quotes_stays_as_it_is(reason: str) -> None:
    assert as_shown(reason) == reason


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The sea wall", "“The sea wall”"),
        ("“We have waited,” says the mayor", "“We have waited,” says the mayor"),
        ('The mayor: "We have waited"', 'The mayor: "We have waited"'),
        ("«Attendre»: the mayor", "«Attendre»: the mayor"),
        ("The “old” wall", "“The “old” wall”"),
        ("", "“”"),
    ],
)
def test_a_title_that_is_a_quotation_gets_no_second_marks(title: str, shown: str) -> None:
    assert in_marks(title) == shown
