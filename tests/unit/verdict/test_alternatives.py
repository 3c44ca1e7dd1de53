"""What else could explain the reuse, and how much of it."""

import pytest

from app.align import align
from app.features import find_facts
from app.lexicon import Lexicon
from app.text import read_text
from app.verdict import Alternative, Judgement, Label, weigh_alternatives
from app.verdict.credits import credited_agency

QUOTED = "“We cannot wait for another winter, and nor can our children,” said the mayor, Ada Finch."
TOLD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal after a long debate about its budget."
MORE = "Half of the passengers are visitors, and the owners of forty hotels had asked for a delay until the summer is over."
ARTICLE = f"{TOLD} {QUOTED} {MORE}"


def alternatives(lexicon: Lexicon, reference: str, suspect: str, label: Label = Label.COPIED) -> dict[str, Alternative]:
    alignment = align(read_text(reference), read_text(suspect), lexicon)
    judgement = Judgement(label, 0.9, (0.0, 0.9, 0.1, 0.0), ())
    found = weigh_alternatives(alignment, (judgement,) * len(alignment.passages), find_facts(alignment, lexicon))
    return {each.code: each for each in found}


def test_all_four_are_always_told(lexicon: Lexicon) -> None:
    for suspect in (ARTICLE, TOLD.upper(), "Nothing of this is in the other text at all."):
        found = alternatives(lexicon, ARTICLE, suspect)
        assert list(found) == ["quotation", "agency_copy", "later_version", "shared_facts"]
        assert all(0.0 <= each.explains <= 1.0 and each.message.endswith(".") and each.title for each in found.values())


def test_without_reuse_there_is_nothing_to_explain(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE, Label.INDEPENDENT)
    assert {each.explains for each in found.values()} == {0.0}
    assert {each.message for each in found.values()} == {"No words are reused, so there is nothing to explain."}


def test_a_copy_is_what_a_later_version_would_be(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE)["later_version"]
    assert found.explains == 1.0
    assert "59 of the 59 reused words stand in 3 sentences" in found.message


def test_a_sentence_with_one_swap_is_not_kept(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE.replace("delay", "deferral"))["later_version"]
    assert found.explains == pytest.approx(37 / 59)


def test_only_the_words_of_a_quotation_are_explained_by_it(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE.replace("winter", "wintertime"))["quotation"]
    assert found.explains == pytest.approx(10 / 59)
    assert alternatives(lexicon, ARTICLE, ARTICLE.replace("“", "").replace("”", ""))["quotation"].explains == 0.0


def test_names_numbers_and_titles_are_shared_facts(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE)["shared_facts"]
    assert found.explains == pytest.approx(6 / 59)  # Port Ellery, Tuesday, Ada Finch, forty


def test_agency_copy_explains_only_runs_and_only_where_an_agency_is_credited(lexicon: Lexicon) -> None:
    credited = f"PORT ELLERY (Reuters) - {ARTICLE}"
    plain = alternatives(lexicon, ARTICLE, ARTICLE)["agency_copy"]
    assert (plain.explains, plain.message) == (0.0, "Neither text credits a news agency in its first or last lines.")
    copy = alternatives(lexicon, credited, ARTICLE)["agency_copy"]
    assert copy.explains == 1.0
    assert copy.message.startswith("The reference credits Reuters; ")
    swapped = " ".join(f"{word} quite" if k % 5 == 4 else word for k, word in enumerate(ARTICLE.split()))
    both = alternatives(lexicon, credited, f"{swapped} (AP)")["agency_copy"]
    assert both.explains == 0.0
    assert both.message.startswith("The reference credits Reuters and the suspect credits AP, but no 8 words in a row")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("LONDON (Reuters) - It rained.", "Reuters"),
        ("BERLIN, May 3 (dpa) It rained.", "dpa"),
        ("It rained.\n\n— AFP", "AFP"),
        ("By The Associated Press\n\nIt rained.", "The Associated Press"),
        ("It rained. Copyright 2024 The Associated Press. All rights reserved.", "The Associated Press"),
        ("It rained.\nSource: Xinhua", "Xinhua"),
        ("The minister told Reuters that it rained.", None),
        ("AP courses (and PA systems) are dear.", None),
        ("x" * 700 + " (Reuters) " + "x" * 700, None),
        ("", None),
    ],
)
def test_a_credit_is_more_than_a_mention(text: str, agency: str | None) -> None:
    assert credited_agency(text) == agency
