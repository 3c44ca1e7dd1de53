"""Which words of an article are facts, and which of them stand unchanged in another."""

import pytest

from app.align import Alignment, align
from app.features import FACT_KINDS, FactKind, Facts, find_facts
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import read_text

ARTICLE = (
    "Osric Pell sold the old mill in May. The council of Port Ellery paid 4.5 million crowns for it, and one of the three "
    "councillors voted no. “We will turn it into a theatre,” said Mayor Ida Marsh on Tuesday. She called it a “gift”. "
    "Dr. Lind of the Halden Museum will draw the plans with forty of her pupils."
)


def compared(lexicon: Lexicon, reference: str, suspect: str | None = None) -> tuple[Alignment, Facts]:
    alignment = align(number_pair(read_text(reference), read_text(reference if suspect is None else suspect), lexicon))
    return alignment, find_facts(alignment)


def written(alignment: Alignment, facts: Facts, kind: FactKind) -> list[str]:
    text, starts, ends = alignment.reference.text, alignment.reference.starts, alignment.reference.ends
    mine = facts.kinds == FACT_KINDS.index(kind)
    return [text[starts[a] : ends[b - 1]] for a, b in zip(facts.starts[mine], facts.ends[mine], strict=True)]


def names(lexicon: Lexicon, text: str) -> list[str]:
    return written(*compared(lexicon, text), FactKind.NAME)


def test_names_numbers_and_quotations_are_found(lexicon: Lexicon) -> None:
    alignment, facts = compared(lexicon, ARTICLE)
    assert written(alignment, facts, FactKind.NAME) == [
        *("Osric Pell", "May", "Port Ellery", "Mayor Ida Marsh", "Tuesday", "Dr. Lind", "Halden Museum"),
    ]
    assert written(alignment, facts, FactKind.NUMBER) == ["4.5 million", "three", "forty"]
    assert written(alignment, facts, FactKind.QUOTATION) == ["We will turn it into a theatre"]


@pytest.mark.parametrize(
    "text",
    [
        "Critics say that nothing will come of it. Farmers agree with them, and so do the bakers of the lower town.",
        "“Nothing will come of it,” said the critics. However, farmers and bakers think that I was wrong about the town.",
        "Critics Say That Nothing Will Come Of Plans\n\nNothing at all will come of the plans, say the bakers of the town.",
    ],
)
def test_a_capital_that_a_beginning_or_a_headline_explains_is_no_name(lexicon: Lexicon, text: str) -> None:
    assert names(lexicon, text) == []


def test_a_text_keeps_all_its_facts_against_itself(lexicon: Lexicon) -> None:
    _, facts = compared(lexicon, ARTICLE)
    assert all(found.kept == found.of > 0 and found.in_order == 1.0 for found in facts.survival().values())


def test_a_changed_fact_has_not_survived(lexicon: Lexicon) -> None:
    changed = ARTICLE.replace("Port Ellery", "Port Emery").replace("forty", "40").replace("theatre", "playhouse")
    _, facts = compared(lexicon, ARTICLE, changed)
    survival = facts.survival()
    assert (survival[FactKind.NAME].kept, survival[FactKind.NAME].of) == (6, 7)
    assert (survival[FactKind.NUMBER].kept, survival[FactKind.NUMBER].of) == (2, 3)
    assert (survival[FactKind.QUOTATION].kept, survival[FactKind.QUOTATION].of) == (0, 1)


def test_the_same_words_without_quotation_marks_are_no_quotation(lexicon: Lexicon) -> None:
    _, facts = compared(lexicon, ARTICLE, ARTICLE.replace("“", "").replace("”", ""))
    assert facts.survival()[FactKind.QUOTATION].kept == 0


def test_moved_facts_are_kept_but_out_of_order(lexicon: Lexicon) -> None:
    first = "The boat of Emil Sorrow hit a rock near the lighthouse on Sunday, and two fishermen were rescued by a passing ferry."
    second = "Farmers in Kettle Valley grow barley, oats and a few early potatoes, which they sell on the market of Wexcombe."
    alignment, facts = compared(lexicon, f"{first}\n\n{second}", f"{second}\n\n{first}")
    found = facts.survival()[FactKind.NAME]
    assert (found.kept, found.of, found.in_order) == (4, 4, 0.5)
    order = [alignment.suspect.norms[facts.suspect[k]] for k in facts.survived().tolist()]
    assert order == ["kettle", "wexcombe", "emil", "sunday", "two"]


def test_facts_without_a_counterpart_are_not_counted(lexicon: Lexicon) -> None:
    other = "My aunt keeps seven hens behind the chapel in Lower Quay. Each has a name from a Greek tale, and none lays eggs."
    _, facts = compared(lexicon, f"{ARTICLE}\n\n{other}", ARTICLE)
    _, same = compared(lexicon, ARTICLE)
    assert {kind: found.of for kind, found in facts.survival().items()} == {
        kind: found.of for kind, found in same.survival().items()
    }


def test_a_title_before_a_name_is_a_fact_and_elsewhere_is_not(lexicon: Lexicon) -> None:
    text = "The plan of mayor Ida Marsh was read out. The mayor said nothing about the price, and nobody asked for it again."
    alignment, facts = compared(lexicon, text)
    assert [alignment.reference.norms[k] for k in facts.is_fact.nonzero()[0]] == ["mayor", "ida", "marsh"]
