"""Claims about what imitated tools do to words, letters and marks. All texts are our own."""

from random import Random

import pytest

from app.text import Span
from app.training.examples.spinners.form_habits import FORM_HABITS, chatty
from app.training.examples.spinners.marked import Marked, changed
from app.training.examples.spinners.pages import read_page
from app.training.examples.spinners.vocabulary import Vocabulary
from app.training.examples.spinners.word_habits import WORD_HABITS, Habit
from app.training.examples.tools import plain_words, swapped_share
from tests.unit.training.small_tools import TEXT, WORDS, small_supply


def after(habit: Habit, rate: float = 0.1, seed: int = 1, text: str = TEXT) -> Marked:
    return changed(Marked(text), habit(read_page(text), small_supply(), rate, Random(seed)))


def marked_words(marked: Marked) -> list[str]:
    return [marked.text[span.start : span.end].strip() for span in marked.marks]


@pytest.mark.parametrize("name", WORD_HABITS)
def test_a_habit_of_words_changes_about_its_share_and_is_the_same_for_the_same_seed(name: str) -> None:
    found = [after(WORD_HABITS[name], 0.05, seed) for seed in range(10)]
    assert [after(WORD_HABITS[name], 0.05, seed) for seed in range(10)] == found
    shares = [swapped_share(TEXT, marked.text) + swapped_share(marked.text, TEXT) for marked in found]
    assert max(shares) > 0
    assert sum(shares) / len(shares) < 0.15


@pytest.mark.parametrize("name", sorted(set(WORD_HABITS) - {"deleted_words"}))
def test_what_a_habit_of_words_puts_in_is_marked_and_nothing_else(name: str) -> None:
    for seed in range(5):
        marked = after(WORD_HABITS[name], 0.1, seed)
        kept = "".join(c for at, c in enumerate(marked.text) if not any(s.start <= at < s.end for s in marked.marks))
        assert marked.marks
        rest = iter(TEXT)
        assert all(letter in rest for letter in kept), "what is not marked is the original's, in its order"


@pytest.mark.parametrize("name", FORM_HABITS)
def test_a_habit_of_letters_and_marks_changes_the_text_and_marks_nothing(name: str) -> None:
    found = [after(FORM_HABITS[name], 1.0, seed) for seed in range(9)]
    assert any(marked.text != TEXT for marked in found)
    assert not any(marked.marks for marked in found)


@pytest.mark.parametrize("name", sorted(set(FORM_HABITS) - {"stemmed", "overgrown", "unmarked"}))
def test_letters_and_marks_leave_the_words_as_they_were(name: str) -> None:
    for seed in range(4):
        assert plain_words(after(FORM_HABITS[name], 1.0, seed).text) == plain_words(TEXT)


def test_unrelated_words_are_any_words() -> None:
    assert {word.lower() for word in marked_words(after(WORD_HABITS["unrelated_words"]))} <= set(WORDS)


def test_a_model_of_trigrams_takes_what_stands_between_these_neighbours() -> None:
    vocabulary = Vocabulary(WORDS, {"the": ("copper", "marble"), "copper": ("bridge",)})
    assert {vocabulary.likely("the", "bridge", Random(seed)) for seed in range(20)} == {"copper"}
    assert {vocabulary.likely("the", "", Random(seed)) for seed in range(20)} == {"copper", "marble"}
    assert vocabulary.likely("nobody", "", Random(1)) in WORDS


def test_a_synonym_stands_beside_its_word() -> None:
    marked = after(WORD_HABITS["inserted_synonyms"], 1.0, text="they saw an old wall there")
    assert "old" in marked.text
    assert "wall" in marked.text
    assert set(marked_words(marked)) <= {"ancient", "former", "venerable", "barrier"}


def test_deleted_words_leave_no_gap() -> None:
    marked = after(WORD_HABITS["deleted_words"], 0.2)
    assert "  " not in marked.text
    assert len(marked.text.split()) < len(TEXT.split())


def test_exchanged_words_are_all_still_there() -> None:
    for seed in range(6):
        found = after(WORD_HABITS["exchanged_words"], 0.2, seed).text
        assert found != TEXT
        assert sorted(found) == sorted(TEXT)


def test_a_word_stands_twice() -> None:
    marked = after(WORD_HABITS["repeated_words"], 0.1, text="the council voted on the bridge and the wall")
    assert any(one == two for one, two in zip(marked.text.split(), marked.text.split()[1:], strict=False))


def test_function_words_become_others_of_their_kind() -> None:
    marked = after(WORD_HABITS["other_function_words"], 1.0, text="He is in the house")
    words = marked.text.split()
    assert words[-1] == "house"
    assert words[1] != "is"
    assert words[2] != "in"


def test_a_name_is_taken_for_a_word() -> None:
    marked = after(WORD_HABITS["other_names"], 1.0, text="They met the Mayor of Marrow yesterday")
    assert marked.text.startswith("They met the ")
    assert all(word[0].isupper() for word in marked_words(marked))
    assert len(marked.marks) == 2


def test_letters_that_are_a_word_by_chance_are_swapped() -> None:
    found = {after(WORD_HABITS["words_inside"], 1.0, seed, "a bridgekeeper came").text for seed in range(9)}
    assert found <= {"a crossingkeeper came", "a nosekeeper came", "a linkkeeper came"}
    assert len(found) > 1


def test_marks_are_lost() -> None:
    found = {after(FORM_HABITS["unmarked"], 1.0, seed, "The town’s well-known wall, “old”.").text for seed in range(9)}
    assert found <= {f"The towns well known wall old{end}" for end in (".", " .", "")}


def test_contractions_and_quotation_marks_as_in_a_treebank() -> None:
    assert after(FORM_HABITS["split_contractions"], text="“We can’t wait,” she said").text == "`` We ca n’t wait,'' she said"


def test_commas_become_full_stops() -> None:
    found = {after(FORM_HABITS["broken_sentences"], seed=seed, text="It fell, and they left").text for seed in range(9)}
    assert "It fell. And they left" in found


def test_words_are_cut_to_their_dictionary_form() -> None:
    assert after(FORM_HABITS["stemmed"], 1.0, text="Engineers helped the volunteers").text == "Engineer help the volunteer"


def test_chatter_swaps_no_word() -> None:
    text = "It was late. They do not know, and there is no plan. The wall fell. The bridge stood. " * 4
    for seed in range(6):
        marked = changed(Marked(text), chatty(read_page(text), Random(seed)))
        assert marked.marks == ()
    assert any(changed(Marked(text), chatty(read_page(text), Random(seed))).text != text for seed in range(6))


def test_an_empty_or_tiny_text_is_left_alone() -> None:
    for habit in (*WORD_HABITS.values(), *FORM_HABITS.values()):
        for text in ("", "Bridge", "12"):
            assert isinstance(after(habit, 0.5, text=text).text, str)
            assert all(isinstance(span, Span) for span in after(habit, 0.5, text=text).marks)
