"""What else could explain the reuse, and how much of it."""

import pytest

from app.align import align
from app.features import find_facts
from app.lexicon import Lexicon
from app.sides import number_pair
from app.text import About, Markings, read_text
from app.verdict import Alternative, Judgement, Label, weigh_alternatives
from app.verdict.credits import credited_agency

QUOTED = "“We cannot wait for another winter, and nor can our children,” said the mayor, Ada Finch."
TOLD = "The council of Port Ellery voted on Tuesday to close the old ferry terminal after a long debate about its budget."
MORE = "Half of the passengers are visitors, and the owners of forty hotels had asked for a delay until the summer is over."
ARTICLE = f"{TOLD} {QUOTED} {MORE}"


def alternatives(lexicon: Lexicon, reference: str, suspect: str, label: Label = Label.COPIED) -> dict[str, Alternative]:
    alignment = align(number_pair(read_text(reference), read_text(suspect), lexicon))
    judgement = Judgement(label, 0.9, (0.0, 0.9, 0.1, 0.0), ())
    found = weigh_alternatives(alignment, (judgement,) * len(alignment.passages), find_facts(alignment))
    return {each.code: each for each in found}


def test_all_of_them_are_always_told(lexicon: Lexicon) -> None:
    for suspect in (ARTICLE, TOLD.upper(), "Nothing of this is in the other text at all."):
        found = alternatives(lexicon, ARTICLE, suspect)
        assert list(found) == ["quotation", "agency_copy", "later_version", "agreed_template", "shared_list", "shared_facts"]
        assert all(0.0 <= each.explains <= 1.0 and each.message.endswith(".") and each.title for each in found.values())


def test_without_reuse_there_is_nothing_to_explain(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE, Label.INDEPENDENT)
    assert {each.explains for each in found.values()} == {0.0}
    assert {each.message for each in found.values()} == {"No words are reused, so there is nothing to explain."}


def test_where_passages_are_undecided_nobody_says_that_no_words_are_reused(lexicon: Lexicon) -> None:
    found = alternatives(lexicon, ARTICLE, ARTICLE, Label.UNDECIDED)
    assert {each.message for each in found.values()} == {
        "No passage is surely copied, spun or retold, so there is nothing to explain."
    }


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
    assert (plain.explains, plain.message) == (
        0.0,
        "No credit of a news agency was recognised in the first or last lines of either text.",
    )
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
        ("It rained.\n\n(With inputs from PTI)", "PTI"),
        ("It rained.\n\n(with PTI inputs)", "PTI"),
        ("It rained.\n\n-- With inputs from ANI", "ANI"),
        ("By Ada Finch, Associated Press\n\nIt rained.", "Associated Press"),
        ("By Ada Finch | The Associated Press\n\nIt rained.", "The Associated Press"),
        ("By ADA FINCH and JO HART, ASSOCIATED PRESS\n\nIt rained.", "ASSOCIATED PRESS"),
        ("Ada Finch, The Canadian Press\n\nIt rained.", "The Canadian Press"),
        ("It rained.\n\n(Reporting by Ada Finch in Rome; Editing by Jo Hart)", "a news agency (“Reporting by …”)"),
        ("It rained.\n\nReporting by Ada Finch. Writing by Jo Hart, editing by Al Reed", "a news agency (“Reporting by …”)"),
        ("TALNO/AFP\n\nIt rained.", "AFP"),
        ("PORT ELLERY/dpa - It rained.", "dpa"),
        ("The Canadian Press\n\nIt rained.", "The Canadian Press"),
        ("It rained.\n\nThis report by The Canadian Press was first published May 3, 2024.", "The Canadian Press"),
        ("It rained.\n\nWith files from The Canadian Press", "The Canadian Press"),
        ("It rained, she said. —AFP", "AFP"),
        ("It rained.\n\nPTI SKL DIV DIV", "PTI"),
        ("It rained.\n\nkb/rt (AFP, AP, dpa)", "AFP"),
        ("MOSCOW, May 3. /TASS/. It rained.", "TASS"),
        ("LONDON, May 3, 2024 /PRNewswire/ -- It rained.", "PRNewswire"),
        ("PARIS, May 3, 2024 (GLOBE NEWSWIRE) -- It rained.", "GLOBE NEWSWIRE"),
        ("BEIJING, May 3 (Xinhua) -- It rained.", "Xinhua"),
        ("It rained.\n\nAssociated Press writers Ada Finch and Jo Hart contributed to this report.", "Associated Press"),
        ("It rained.\n\nReuters contributed to this report.", "Reuters"),
        ("It rained.\n\n© 2024 AFP", "AFP"),
        ("It rained.\n\n© Copyright Thomson Reuters 2024", "Thomson Reuters"),
        ("It rained.\n\nThis story was originally published by Reuters.", "Reuters"),
        ("It rained.\n\nStaff and agencies", "news agencies"),
        ("It rained.\n\n(Agencies)", "news agencies"),
        ("It rained.\n\nWith agency inputs.", "news agencies"),
        ("It rained.\n\n(This story is published from a syndicated feed.)", "a syndicated feed"),
        ("Reuters — It rained.", "Reuters"),
        ("From AFP\n\nIt rained.", "AFP"),
        ("via AP news wire\n\nIt rained.", "AP"),
        ("It rained.\n\nAAP", "AAP"),
        ("Press Association\n\nIt rained.", "Press Association"),
        ("It rained.\n\nSource: Reuters, AFP", "Reuters"),
        ("It rained.\n\nCredit: PA Media", "PA Media"),
        ("He works for Reuters, and she for AFP in Rome.", None),
        ("“We sold it to AP,” he said, according to Reuters on Monday.", None),
        ("The estate agencies of the town shut on Friday.", None),
        ("Ada Finch is reporting by telephone from the harbour.", None),
        ("(AP Photo/Jo Hart) It rained.", None),
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
def test_a_credit_is_more_than_a_mention(lexicon: Lexicon, text: str, agency: str | None) -> None:
    assert credited_agency(text, lexicon.english.credits) == agency


@pytest.mark.parametrize(
    "caption",
    ["(AP Photo/Jane Doe)", "Photo: AFP", "REUTERS/Jane Doe/File Photo", "[Photo/Xinhua]", "— Reuters pic", "PTI Photo",
                "Jane Doe/AFP via Getty Images", "(Image: PTI)"],
)  # fmt: skip
def test_the_credit_of_a_picture_is_told_as_one(lexicon: Lexicon, caption: str) -> None:
    assert credited_agency(f"{ARTICLE}\n\n{caption}", lexicon.english.credits) is None
    found = alternatives(lexicon, f"{ARTICLE}\n\n{caption}", ARTICLE)["agency_copy"]
    assert found.explains == 0.0
    assert "but that of a picture (" in found.message


@pytest.mark.parametrize(
    ("author", "agency"), [("Associated Press", "Associated Press"), ("Jane Doe, Reuters", "Reuters"), ("AFP", "AFP")]
)
def test_an_agency_that_the_file_names_as_author_is_credited(lexicon: Lexicon, author: str, agency: str) -> None:
    reference = read_text(ARTICLE, Markings(about=About(author=author)))
    alignment = align(number_pair(reference, read_text(ARTICLE), lexicon))
    judgement = Judgement(Label.COPIED, 0.9, (0.0, 0.9, 0.1, 0.0), ())
    found = weigh_alternatives(alignment, (judgement,) * len(alignment.passages), find_facts(alignment))
    (agency_copy,) = (each for each in found if each.code == "agency_copy")
    assert agency_copy.explains == 1.0
    assert agency_copy.message.startswith(f"The reference credits {agency}; ")


FORECAST = (
    "Thursday in Marlow will be cloudy, the station said on Wednesday, with a high of 14 degrees and a low of 6. "
    "Winds will blow from the west at 12 miles an hour in the morning and drop by the evening. "
    "The chance of rain is 40 percent, and boats should stay close to Marlow harbour until the fog lifts on Thursday. "
    "This report was written by a computer from the measurements of the station."
)
OTHER_FORECAST = (
    FORECAST.replace("Thursday", "Friday").replace("Marlow", "Torrington").replace("cloudy", "sunny").replace("west", "south")
    .replace("14", "21").replace("12", "eight").replace("40", "5")
)  # fmt: skip
RESULTS = (
    "Port Ellery beat Marlow 3-1 on Saturday in front of 1,200 people at the old ground by the harbour. "
    "The first goal came after 12 minutes, and the home side never looked back from there. "
    "Port Ellery stay third in the table with 31 points and meet Kell on Tuesday in the cup. "
    "The next home game of the season is on Saturday against Torrington."
)


MARKET = (
    "Shares of Kell closed 2.4 per cent higher on Monday at 318 pence in the last hour of trading. "
    "Shares of Torrington fell to 412 pence on Monday after a report of lower sales in March. "
    "The index of the Velm exchange ended the day at 7,112 points, as brokers had expected since March. "
    "Turnover on Monday came to 96 million shares, as the exchange said in its evening note."
)
ROADS = (
    "The A12 between Marlow and Kell will be closed from 9 to 17 May while the bridge is painted. "
    "Drivers from Marlow are asked to take the old road by the mill from 9 May until the work is done. "
    "Buses of line 14 to Kell will leave eleven minutes earlier from 9 May and stop at the church. "
    "Residents of Marlow may write to the council until 2 May if they need a pass for the work."
)


@pytest.mark.parametrize(
    ("reference", "suspect"),
    [
        (FORECAST, OTHER_FORECAST),
        (
            RESULTS,
            RESULTS.replace("Port Ellery", "Marlow").replace("Saturday", "Sunday").replace("3-1", "2-0").replace("31", "28"),
        ),
        (
            RESULTS,
            RESULTS.replace("Kell", "Velm").replace("Tuesday", "Wednesday").replace("Torrington", "Kell").replace("12", "40"),
        ),
        (MARKET, MARKET.replace("Kell", "Velm").replace("Monday", "Friday").replace("2.4", "1.1").replace("318", "402")),
        (MARKET, MARKET.replace("Kell", "Orrin").replace("Torrington", "Lund").replace("March", "April").replace("412", "97")),
        (ROADS, ROADS.replace("Marlow", "Ashby").replace("Kell", "Corran").replace("May", "June").replace("A12", "A40")),
    ],
)
def test_texts_of_one_template_are_explained_by_it(lexicon: Lexicon, reference: str, suspect: str) -> None:
    found = alternatives(lexicon, reference, suspect)["agreed_template"]
    assert found.explains > 0.5
    assert "agreed template" in found.message


def test_a_spun_text_is_no_template(lexicon: Lexicon) -> None:
    swaps = {
        "close": "shut",
        "old": "aged",
        "long": "lengthy",
        "owners": "proprietors",
        "delay": "deferral",
        "visitors": "guests",
    }
    spun = " ".join(swaps.get(word, word) for word in ARTICLE.split())
    assert alternatives(lexicon, ARTICLE, spun)["agreed_template"].explains == 0.0
    assert alternatives(lexicon, ARTICLE, ARTICLE)["agreed_template"].explains == 0.0


QUAKE = (
    "The quake killed at least three people on Sunday and hurt twelve others along the coast. "
    "Rescuers pulled eight people from a hotel near the market, and searched for four more inside. "
    "The mayor asked residents to stay out of damaged houses until the engineers had looked at them."
)


@pytest.mark.parametrize(
    "update",
    [
        QUAKE.replace("three", "five").replace("twelve", "twenty"),
        QUAKE.replace("at least three", "nine").replace("four more", "no more"),
        QUAKE.replace("three", "3").replace("eight", "11"),
        QUAKE.replace("three", "seven"),
        QUAKE.replace("twelve", "thirty").replace("three", "six"),
        QUAKE.replace("three", "more than fifty"),
    ],
)
def test_a_later_version_may_have_other_figures(lexicon: Lexicon, update: str) -> None:
    found = alternatives(lexicon, QUAKE, update)["later_version"]
    assert found.explains > 0.8
    assert "with other figures" in found.message


BIBLIOGRAPHY = """\
Finch, A. (1998). The boats of Port Ellery. Marlow University Press.
Hart, J. and Reed, A. (2004). A history of the lower quay. Harbour Studies, vol. 12, pp. 33-58.
Osei, P. (2011). Bread and salt: bakers of the eastern bank. Kell Books.
Reiter, T. (2016). What the river took. Velm Valley Press, no. 4."""
FILMS = """\
1984: The Lighthouse, as the keeper's son
1988: Salt and Iron, as a young engineer
1993: The Last Ferry, as the captain
2001: Winter Harbour, as the mayor of the town"""
BYLAWS = """\
Article 1. The association shall be called the Friends of the Old Quay and shall have its seat in Port Ellery.
Article 2. Every member shall pay the yearly fee before the first of March.
Article 3. The board shall meet at least four times a year and shall keep minutes of each meeting.
Section 4. A member may be excluded by a vote of two thirds of those present."""


RULES = """\
1.1 The boats of members shall be moored at the lower quay and must carry a lamp at night.
1.2 No member may leave nets on the steps, and nets that are found there shall be sold.
1.3 The keeper of the quay shall write down each boat that comes in after dark.
1.4 Fees are due on the first day of the month and must be paid to the treasurer."""
DISCS = """\
The Old Quay (Velm Records, 1987)
Songs for a Lighthouse (Velm Records, 1991)
Rope and Tar, with the Harbour Choir (Kell Sound, 1996)
A Winter on Deck (Kell Sound, 2003)"""
SCHEDULE = """\
(a) the tenant shall keep the shed dry and must not store oil in it;
(b) the tenant shall pay for each broken pane within a month;
(c) the owner shall mend the roof before the first of November;
(d) either side may end the lease with notice of six weeks."""


@pytest.mark.parametrize("shared", [BIBLIOGRAPHY, FILMS, BYLAWS, RULES, DISCS, SCHEDULE])
def test_a_shared_list_of_works_or_rules_is_explained_as_such(lexicon: Lexicon, shared: str) -> None:
    found = alternatives(lexicon, shared, shared)["shared_list"]
    assert found.explains > 0.7
    assert alternatives(lexicon, ARTICLE, ARTICLE)["shared_list"].explains == 0.0


def test_a_quotation_that_only_the_suspect_marks_is_one(lexicon: Lexicon) -> None:
    statement = ARTICLE.replace("“", "").replace("”", "")
    found = alternatives(lexicon, statement, ARTICLE)["quotation"]
    assert found.explains == pytest.approx(11 / 59)
    assert "in the suspect" in found.message


def test_sentences_put_in_between_change_no_weight(lexicon: Lexicon) -> None:
    put_in = "Nobody in the room had expected such a long evening, and the caretaker fell asleep."
    suspect = f"{TOLD} {put_in} {QUOTED} {put_in.upper()} {MORE}"
    found = alternatives(lexicon, ARTICLE, suspect)["later_version"]
    assert "59 of the" in found.message
    longer = " ".join(f"{ARTICLE} {put_in}" for _ in range(5))
    assert alternatives(lexicon, longer, suspect)["agreed_template"].explains == 0.0
