"""Series are what reports truly have in common: recurring swaps, habits of one spinner, sources of several suspects."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.report.series import Swap, Swapped, find_series, likeness

TABLES = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh")), st.integers(1, 5)).map(Counter)


def _suspect(report: str, source: str, *swaps: str, label: str = "spun", text: str = "") -> Swapped:
    pairs: list[Swap] = [(before, after) for before, _, after in (swap.partition(">") for swap in swaps)]
    return Swapped(report, label, source, text or report, Counter(pairs))


def _content(*swaps: tuple[str, str, float]) -> dict[str, Any]:
    found = [{"reference": {"text": a}, "suspect": {"text": b}, "spin_probability": p} for a, b, p in swaps]
    return {"label": "spun", "reference": {"sha256": "r"}, "suspect": {"sha256": "s"}, "substitutions": found}


def test_a_suspect_has_the_swaps_that_a_spinner_made() -> None:
    content = _content(("Big", "large", 0.9), ("big", "Large", 0.6), ("said", "told", 0.2))
    assert Swapped.of("j_1", content) == Swapped("j_1", "spun", "r", "s", Counter({("big", "large"): 2}))


def test_swaps_of_several_suspects_recur_the_commonest_first() -> None:
    one = _suspect("1", "A", "big>large", "big>large", "old>aged", "car>auto")
    other, third = _suspect("2", "B", "big>large", "old>aged"), _suspect("3", "C", "big>large")
    found = find_series([one, other, third])
    assert [(each.swap, each.reports, each.times) for each in found.swaps] == [
        (("big", "large"), ("1", "2", "3"), 4),
        (("old", "aged"), ("1", "2"), 2),
    ]


def test_suspects_with_one_spinner_s_habits_are_a_group() -> None:
    first = ("big>large", "old>aged", "car>auto", "fast>quick")
    second = ("big>huge", "old>ancient", "car>vehicle", "fast>rapid")
    suspects = [_suspect(f"f{k}", f"F{k}", *first, f"word{k}>w{k}") for k in range(3)]
    suspects += [_suspect(f"s{k}", f"S{k}", *second, f"word{k}>v{k}") for k in range(2)]
    found = find_series([*suspects, _suspect("alone", "Z", "red>scarlet")])
    assert [habit.reports for habit in found.habits] == [("f0", "f1", "f2"), ("s0", "s1")]
    assert {each.swap for each in found.habits[1].swaps} == {
        ("big", "huge"),
        ("old", "ancient"),
        ("car", "vehicle"),
        ("fast", "rapid"),
    }


def test_two_suspects_of_one_source_say_nothing_of_habits() -> None:
    swaps = ("big>large", "old>aged", "car>auto")
    found = find_series([_suspect("1", "A", *swaps), _suspect("2", "A", *swaps)])
    assert found.habits == ()
    assert [(each.source, each.reports) for each in found.sources] == [("A", ("1", "2"))]


def test_two_shared_swaps_are_chance() -> None:
    assert find_series([_suspect("1", "A", "big>large", "old>aged"), _suspect("2", "B", "big>large", "old>aged")]).habits == ()


def test_a_text_that_was_compared_again_counts_once() -> None:
    swaps = ("big>large", "old>aged", "car>auto")
    found = find_series([_suspect("1", "A", *swaps, text="t"), _suspect("2", "B", *swaps, text="t")])
    assert (found.swaps, found.habits, found.sources) == ((), (), ())


def test_an_independent_suspect_has_no_source() -> None:
    found = find_series([_suspect("1", "A", label="independent"), _suspect("2", "A"), _suspect("3", "A", label="copied")])
    assert [each.reports for each in found.sources] == [("2", "3")]


def test_nothing_has_nothing_in_common() -> None:
    found = find_series([])
    assert (found.swaps, found.habits, found.sources) == ((), (), ())


@given(TABLES, TABLES)
def test_likeness_is_shared_of_all(one: Counter[Swap], other: Counter[Swap]) -> None:
    either = one | other
    expected = (one & other).total() / either.total() if either else 0.0
    assert likeness(one, other) == likeness(other, one) == expected
    assert likeness(one, one) == (1.0 if one else 0.0)
