"""Claims about honest changes: what each kind changes and leaves, that it is the same for the same seed, that it varies."""

import re
from random import Random

import pytest
from rapidfuzz.distance import OSA

from app.training.examples.honest import (
    HONEST_CHANGES,
    UNTAUGHT_CHANGES,
    ChangeFamily,
    ChangeSource,
    Edit,
    HonestChange,
    HonestPair,
    calendars,
    cuts,
    figures,
    grammar,
    homophones,
    house_words,
    keyboards,
    marks,
    measures,
    names,
    scans,
    spelling,
    taught,
)
from app.training.examples.labels import TaughtLabel, new_share, words_of

ARTICLE = """The harbour council voted on Tuesday to close the bridge for six months, after engineers found cracks in two
of its piers.

Drivers will have to use the ring road from March 3 at 9 a.m. ET, a detour of about eleven miles. At least 14 buses don't
stop there, and the chairman, Marta Lindqvist, 52, said the center of the city would not recognize itself. "We would rather
have angry drivers," she told Reuters on Friday; "nobody took this decision lightly, and nobody will be happy with it."

The bridge was opened in 1911 and carries some 14,000 vehicles a day. Sen. Peter Osei, a Democrat from Ohio, said that it
was built for 3 million dollars and that the repairs will cost $12.5 million. He has asked the government in London to pay
half of the costs, according to a letter that was published by the BBC.

Shopkeepers on the eastern bank fear that deliveries will arrive late and cost more. Dozens of them wrote to Osei, who runs
a bakery near the market hall, which is 300 feet away. A 45-year-old driver, Hassan Rahman, has received no warning, he
said. The policemen who guard the bridge were told yesterday. Last week the salesmen closed early, and the third ferry of
this year was late because of the weather.

A full restoration could take four years, and the colour of the old labour hall stays
grey.
Mr. Osei met Dr. Lindqvist and Ms. Haas over bread, butter and tea. They want coal, iron and steel, or
food, fuel and rent. The committee believes that the program is necessary, but the minister has not yet
answered.
"""
OTHER = """The museum in Leeds opened a new wing on Sunday, with rooms for children and a garden on the roof that
anybody may visit for
free.

Curators spent seven years on the collection, which holds letters, maps and the tools of weavers. The director said the old
house had been too small for a long time, and that schools had asked for more space every summer.

Visitors stood in line from early morning. A choir sang, and the baker across the street sold two hundred rolls before noon.
The rooms on the second floor stay closed until the paint is dry, which may take another month according to the architect.
"""


def unwrapped(text: str) -> str:
    """One line a paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


ARTICLE, OTHER = unwrapped(ARTICLE), unwrapped(OTHER)
SOURCE = ChangeSource(ARTICLE, OTHER)
REPORT = unwrapped("""The inspector arrived before the commission had commenced its review. Approximately forty residents
requested assistance, and numerous vehicles remained in the street. "I will tell my neighbours what we need," a woman said, "and
they will help us." The residents asked the commission for money; the commission asked the residents for patience. My brother
purchased a lorry, and I sold mine.

The doctor said that his patients had endured the winter. He walked to the hospital because the bus was late, and the bus was
late because the road had flooded. "You know that I am tired," he said, "but this is our duty today." The employees demonstrated
at the factory; the company terminated the agreement and concealed the consequences. My neighbours and I were astonished.
In the apartment above the store, Mr. Lindqvist of Leeds and the lawyer Hassan Rahman watched soccer; the movie theater, said
Rahman, was shut. Old conventions were broken, marking the resulting end of a reign.
""")
FURTHER = ChangeSource(REPORT, OTHER)
EVERY = (*HONEST_CHANGES, *UNTAUGHT_CHANGES)
ALL = pytest.mark.parametrize("change", EVERY, ids=lambda change: change.name)
VERBATIM = pytest.mark.parametrize("change", [c for c in EVERY if c.is_verbatim], ids=lambda change: change.name)


def made(change: HonestChange, n: int = 8) -> list[HonestPair]:
    source = FURTHER if change in UNTAUGHT_CHANGES else SOURCE
    found = (change.make(source, Random(f"{change.name} {k}"), change.rates[k % len(change.rates)]) for k in range(n))
    return [pair for pair in found if pair is not None]


@ALL
def test_every_kind_finds_an_occasion_and_changes_something(change: HonestChange) -> None:
    pairs = made(change)
    assert pairs
    assert all(pair.reference != pair.suspect for pair in pairs)


@ALL
def test_a_kind_gives_the_same_pair_for_the_same_seed(change: HonestChange) -> None:
    assert made(change) == made(change)


@ALL
def test_a_kind_is_no_single_recipe(change: HonestChange) -> None:
    assert len({pair.suspect for pair in made(change, 40)}) > 3


@VERBATIM
def test_the_rest_of_a_verbatim_kind_is_word_for_word(change: HonestChange) -> None:
    """What is new stays under the noisiest rate, and over that only where letters or lines of the house are the change."""
    for pair in made(change, 24):
        sorted_words = (sorted(words_of(text.replace("- ", ""))) for text in pair)
        assert new_share(*map(list, sorted_words)) <= 0.5


def test_names_are_unique_and_no_kind_teaches_spun() -> None:
    assert len({change.name for change in EVERY}) == len(EVERY)
    assert {change.label for change in EVERY} <= {TaughtLabel.COPIED, TaughtLabel.INDEPENDENT, None}
    assert {change.family for change in HONEST_CHANGES} == set(ChangeFamily)


def without(pattern: str, text: str) -> str:
    return re.sub(pattern, "#", text)


SMALL = "|".join(sorted(figures.NUMBERS, key=len, reverse=True))


def test_only_figures_differ_after_an_update_in_digits() -> None:
    for seed in range(20):
        suspect = figures.digits("It took 14 men and 2,300 horses 9.5 days; 40 of them left.", Random(seed), 1.0)
        qualifier = r"\d[\d,.]*\d|\d"
        assert without(qualifier, suspect) == "It took # men and # horses # days; # of them left."


def test_only_number_words_differ_after_an_update_in_words() -> None:
    text = "It killed twenty-two men, hurt seven and left forty thousand homes dark."
    for seed in range(20):
        suspect = figures.worded(text, Random(seed), 1.0)
        assert (
            without(rf"\b(?:{SMALL})\b", suspect.replace("-", "-")) == "It killed # men, hurt # and left # thousand homes dark."
        )
        assert suspect != text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (40, "forty"),
        (87, "eighty-seven"),
        (105, "one hundred and five"),
        (12_340, "twelve thousand three hundred and forty"),
    ],
)
def test_numbers_are_written_in_full(number: int, words: str) -> None:
    assert figures.in_words(number) == words


def test_numbers_written_in_full_and_back_are_the_same() -> None:
    text = "They sold 7 cows, 19 pigs and 84 hens."
    assert figures.in_figures(figures.in_full(text, Random(1), 1.0), Random(1), 1.0) == text


def test_years_and_clock_times_are_no_counts() -> None:
    assert figures.digits("Born in 1984, he left at 10:30.", Random(1), 1.0) == "Born in 1984, he left at 10:30."


def test_another_number_is_never_the_same() -> None:
    random = Random(5)
    assert all(figures.other_number(n, random) != n for n in range(2, 400) for _ in range(5))


def test_only_weekdays_differ() -> None:
    days = "|".join(calendars.DAYS)
    suspect = calendars.days("On Monday they came, on Friday they left.", Random(3), 1.0)
    assert without(days, suspect) == "On # they came, on # they left."


@pytest.mark.parametrize("seed", range(12))
def test_clock_times_stay_clock_times(seed: int) -> None:
    suspect = calendars.hours("It begins at 9 p.m. and ends at 11:30 p.m. on Sunday.", Random(seed), 1.0)
    time = r"\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,3}\b)?"
    assert without(time, suspect) == "It begins at # and ends at # on Sunday."


def test_a_name_is_changed_everywhere_and_in_one_way() -> None:
    suspect = names.of_people("Then Lindqvist left. We saw Lindqvist's car, and Lindqvist waved.", Random(2), 1.0)
    found = re.fullmatch(r"Then (\S+) left\. We saw (\S+)'s car, and (\S+) waved\.", suspect)
    assert found
    assert len(set(found.groups())) == 1
    assert found[1] != "Lindqvist"


def test_places_become_places() -> None:
    suspect = names.of_places("He flew to Paris and the Democrats met in Ohio.", Random(1), 1.0)
    assert "Paris" not in suspect
    assert "Ohio" not in suspect
    assert suspect.startswith("He flew to ")


def test_misread_letters_keep_the_number_of_words() -> None:
    for seed in range(20):
        assert len(scans.letters(ARTICLE, Random(seed), 0.2).split()) == len(ARTICLE.split())


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.1, 0.2])
def test_the_rate_is_the_share_of_misread_words(rate: float) -> None:
    """A page may have few confusions that fit; over many pages the rate is met."""
    shares = []
    for seed in range(40):
        words = zip(ARTICLE.split(), scans.letters(ARTICLE, Random(seed), rate).split(), strict=True)
        shares.append(sum(one != two for one, two in words) / len(ARTICLE.split()))
    assert rate * 0.6 < sum(shares) / len(shares) < rate * 1.4


def test_multi_letter_confusions_are_among_the_misreadings() -> None:
    assert {("rn", "m"), ("m", "rn"), ("cl", "d"), ("li", "h"), ("O", "0"), ("l", "1")} <= set(scans.CONFUSIONS)
    assert scans.misread("modern", [("rn", "m")], Random(1)) == "modem"


def test_split_words_have_the_same_letters() -> None:
    for spoil in (scans.split_and_joined, scans.broken_lines):
        suspect = spoil(ARTICLE, Random(4), 0.1)
        assert letters(suspect) == letters(ARTICLE)
        assert suspect != ARTICLE


def letters(text: str) -> str:
    return re.sub("[\\W_\u02bc]", "", text).lower()


@pytest.mark.parametrize("slip", keyboards.SLIPS)
def test_a_slip_is_one_or_two_keys_away(slip: keyboards.Slip) -> None:
    typed = [slip("necessary", Random(seed)) for seed in range(30)]
    assert all(abs(len(word) - len("necessary")) <= 1 for word in typed)
    assert any(word != "necessary" for word in typed) or slip("Necessary", Random(1)) != "Necessary"


def test_misspellings_are_no_words_swapped_for_synonyms() -> None:
    assert all(
        right != wrong and OSA.normalized_similarity(right, wrong) >= 0.5 for right, wrong in keyboards.MISSPELLINGS.items()
    )


@pytest.mark.parametrize("spoil", [marks.lost, marks.retyped, marks.recased])
def test_only_marks_and_capitals_differ(spoil: Edit) -> None:
    for seed in range(20):
        suspect = spoil(ARTICLE, Random(seed), 0.5)
        assert letters(suspect) == letters(ARTICLE)


def test_tokenised_text_keeps_its_letters() -> None:
    for seed in range(20):
        suspect = marks.set_apart(ARTICLE, Random(seed), 0.5)
        assert letters(suspect) == letters(ARTICLE)
        assert suspect != ARTICLE


@pytest.mark.parametrize("note", [marks.footnotes, marks.citations])
def test_footnotes_leave_the_words(note: Edit) -> None:
    for seed in range(20):
        suspect = note(ARTICLE, Random(seed), 0.3)
        plain = [word for word in re.findall(r"[a-z]{3,}", suspect.lower()) if word in ARTICLE.lower()]
        assert len(plain) >= 0.9 * len(re.findall(r"[a-z]{3,}", ARTICLE.lower()))


def test_miles_are_converted_and_stay_in_words() -> None:
    suspects = {measures.units("It is eleven miles to the coast.", Random(seed), 1.0) for seed in range(30)}
    assert any("eighteen kilometres" in suspect for suspect in suspects)


def test_money_is_converted_in_its_format() -> None:
    suspects = {measures.money("It cost $12.5 million.", Random(seed), 1.0) for seed in range(40)}
    assert all(re.fullmatch(r"It cost \D{1,3}[\d,.]+ million\.", suspect) for suspect in suspects)
    assert len(suspects) > 2


def test_spelling_there_and_back_is_the_same() -> None:
    sure = [american for american, british in spelling.AMERICAN.items() if spelling.BRITISH[british] == american]
    assert len(sure) > 0.95 * len(spelling.AMERICAN)
    text = "The center of the organization recognized the color of labor and traveled gray roads."
    british = spelling.british(text, Random(1), 1.0)
    assert british == "The centre of the organisation recognised the colour of labour and travelled grey roads."
    assert spelling.american(british, Random(1), 1.0) == text


def test_a_style_guide_names_two_different_forms() -> None:
    entries = (*house_words.EXCHANGED, *house_words.PLAINER)
    assert len(entries) > 200
    assert all(one and other and one != other for one, other in entries)


def test_plain_words_go_one_way() -> None:
    suspects = {house_words.restyled("Many people now sit on it, upon my word.", Random(seed), 1.0) for seed in range(40)}
    assert any("on my word" in suspect for suspect in suspects)
    assert not any("upon it" in suspect or "individuals" in suspect or "currently" in suspect for suspect in suspects)


def test_house_words_are_changed_all_through_and_in_case() -> None:
    suspects = {house_words.restyled("Policemen met the policemen in Kiev.", Random(seed), 1.0) for seed in range(20)}
    assert "Police officers met the police officers in Kyiv." in suspects


def test_contractions_there_and_back_are_the_same() -> None:
    text = "We do not know, I am sure."
    suspects = {grammar.contractions(text, Random(seed), 1.0) for seed in range(20)}
    assert "We don't know, I'm sure." in suspects
    assert text in {grammar.contractions("We don't know, I'm sure.", Random(seed), 1.0) for seed in range(20)}


def test_a_form_is_exchanged_for_one_of_the_same_word() -> None:
    assert all(form not in others and others for form, others in grammar.FORMS.items())
    assert set(grammar.FORMS["went"]) == {"go", "goes", "gone", "going"}


def test_cuts_leave_the_other_sentences_as_they_were() -> None:
    for cut in (cuts.sentences_cut, cuts.paragraphs_cut):
        suspect = cut(ARTICLE, Random(1), 0.3)
        assert len(suspect) < len(ARTICLE)
        assert all(paragraph in ARTICLE or cut is cuts.sentences_cut for paragraph in suspect.split("\n\n"))


def test_reordered_paragraphs_are_the_same_paragraphs() -> None:
    suspect = cuts.paragraphs_reordered(ARTICLE, Random(1), 1.0)
    assert sorted(suspect.split("\n\n")) == sorted(ARTICLE.split("\n\n"))
    assert suspect.split("\n\n") != ARTICLE.split("\n\n")


def test_a_list_in_another_order_has_the_same_members() -> None:
    suspects = {cuts.lists_reordered("He sold bread, butter and tea.", Random(seed), 1.0) for seed in range(30)}
    assert "He sold tea, bread and butter." in suspects
    assert all(sorted(words_of(suspect)) == sorted(words_of("He sold bread, butter and tea.")) for suspect in suspects)


def test_lines_of_print_and_captions_keep_their_letters() -> None:
    for seed in range(10):
        assert re.sub(r"\d", "", letters(cuts.lines_as_paragraphs(ARTICLE, Random(seed), 1.0))) == re.sub(
            r"\d", "", letters(ARTICLE)
        )
        captions = marks.captions(ARTICLE, Random(seed), 1.0)
        assert captions == captions.lower()
        assert re.sub(r"\d", "", letters(captions)) == re.sub(r"\d", "", letters(ARTICLE))


def test_the_same_numbers_and_dates_in_another_format() -> None:
    shown = {figures.formats("It fell 5 percent to $2,500.", Random(seed), 1.0) for seed in range(40)}
    assert any("5%" in text for text in shown)
    assert all(re.sub(r"\D", "", text) == "52500" for text in shown)
    dates = {calendars.date_formats("They met on March 3, 2019.", Random(seed), 1.0) for seed in range(40)}
    assert {"They met on 3 March 2019.", "They met on 3/3/2019.", "They met on 2019-03-03."} <= dates


def test_a_name_withheld_is_withheld_everywhere() -> None:
    for seed in range(20):
        suspect = names.withheld("Then Lindqvist left. We saw Lindqvist's car.", Random(seed), 1.0)
        assert "Lindqvist" not in suspect


def test_misheard_words_are_other_words() -> None:
    assert all(word not in others and others for word, others in homophones.HOMOPHONES.items())


def test_glued_sentences_keep_their_letters() -> None:
    assert letters(cuts.glued(ARTICLE, Random(1), 1.0)) == letters(ARTICLE)


def test_background_comes_from_the_other_article() -> None:
    pair = cuts.background_added(SOURCE, Random(1), 1.0)
    assert pair is not None
    rows = {row for row in pair.suspect.split("\n\n") if row not in ARTICLE}
    assert rows
    assert all(row in OTHER for row in rows)


def test_a_teaser_begins_as_its_article() -> None:
    pair = cuts.teaser(SOURCE, Random(2), 1.0)
    assert pair is not None
    assert ARTICLE.startswith(pair.suspect[:60])
    assert len(pair.suspect) < len(ARTICLE) / 2


def test_a_quoted_statement_stands_in_quotation_marks() -> None:
    pair = cuts.statement_quoted(SOURCE, Random(3), 1.0)
    assert pair is not None
    assert re.search('["\u201c][^"\u201d]{80,}["\u201d]', pair.suspect)


def test_two_texts_of_one_form_share_the_form_alone() -> None:
    for change in (c for c in HONEST_CHANGES if c.family is ChangeFamily.TEMPLATE):
        for pair in made(change, 6):
            assert "{" not in pair.reference + pair.suspect
            assert 0 < new_share(words_of(pair.reference), words_of(pair.suspect)) < 0.6
            assert taught(change, pair) in (TaughtLabel.COPIED, None)


def test_a_small_i_has_other_forms_too() -> None:
    """Chats write it so; a draw of 15,000 pairs met one and ended."""
    assert {grammar.forms("and i know", Random(seed), 1.0).split()[1] for seed in range(30)} == {"i", "me"}
