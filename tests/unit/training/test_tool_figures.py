"""Claims about the figures on published spinners, kinds of writing and lengths. All texts are our own."""

import io
from collections.abc import Sequence

from rich.console import Console

from app.training.examples.corpora import CorpusPair, Split
from app.training.examples.tools import ToolPair
from app.training.measuring.genre_figures import genre_figures
from app.training.measuring.outcomes import Outcome
from app.training.measuring.robustness_figures import robustness_figures
from app.training.measuring.tool_figures import BANDS, print_tools, tool_figures


def made(tool: str, swapped: float, domain: str = "news") -> ToolPair:
    return ToolPair(CorpusPair("id", "o", "real-spinner", domain, tool, "a reference", "a suspect"), Split.TRAIN, swapped)


def said(label: str) -> Outcome:
    return Outcome(label, (), (), (), 0)


JUDGED = [
    (made("swapper", 0.2), said("spun")),
    (made("swapper", 0.08), said("undecided")),
    (made("swapper", 0.05), said("spun")),
    (made("swapper", 0.2, "blog"), said("copied")),
    (made("swapper", 0.02), said("spun")),
    (made("swapper", 0.002), said("copied")),
    (made("aphanis", 0.02), said("copied")),
]


def test_every_share_of_a_tool_that_swaps_words_is_in_one_band() -> None:
    for domain in ("news", "speech"):
        for swapped in (0.0, 0.0099, 0.01, 0.03, 0.04, 0.0799, 0.08, 0.5, 1.0):
            assert sum(band.holds(made("swapper", swapped, domain)) for band in BANDS.values()) == 1
            assert not any(band.holds(made("aphanis", swapped, domain)) for band in BANDS.values())


def test_bands_count_the_right_label() -> None:
    bands = tool_figures(JUDGED)["bands"]
    assert (bands["news, 8 % and more"]["right"]["k"], bands["news, 8 % and more"]["right"]["n"]) == (1, 2)
    assert bands["other texts, 8 % and more"]["labels"] == {"copied": 1}
    assert bands["other texts, 8 % and more"]["right"]["k"] == 0
    assert bands["under 1 %"]["right"]["k"] == 1
    assert bands["no word swapped"]["right"]["k"] == 1
    assert "right" not in bands["1 to 4 %"]
    assert bands["1 to 4 %"]["spun"]["k"] == 1
    assert sum(row["spun"]["n"] for row in bands.values()) == len(JUDGED)


def test_tools_have_rows_of_their_own() -> None:
    tools = tool_figures(JUDGED)["tools"]
    assert list(tools) == ["aphanis", "swapper"]
    assert list(tools["aphanis"]) == ["no word swapped"]


def outcomes(*labels: str) -> Sequence[Outcome]:
    return [said(label) for label in labels]


GENRES = genre_figures(
    ["speech", "news, 60 words", "speech"], outcomes("spun", "spun", "undecided"), outcomes("copied", "spun", "copied")
)


def test_kinds_of_writing_count_what_is_found_and_what_stays_quiet() -> None:
    assert (GENRES["speech"]["found"]["k"], GENRES["speech"]["found"]["n"], GENRES["speech"]["quiet"]["k"]) == (1, 2, 2)
    assert GENRES["speech"]["otherwise"] == {"undecided": 1}
    assert GENRES["news, 60 words"]["quiet"]["k"] == 0


def test_the_card_and_the_terminal_show_every_tool_and_kind() -> None:
    card = robustness_figures({"spinners": tool_figures(JUDGED), "genres": GENRES})
    assert "| swapper | news, 4 to 8 % | 1/1 1.0" in card
    assert "| speech | 1/2 0.5" in card
    out = io.StringIO()
    print_tools(tool_figures(JUDGED), Console(file=out, width=170))
    assert "swapper" in out.getvalue()
