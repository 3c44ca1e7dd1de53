"""Each compiled form and its plain twin say the same; the fast network says what scikit-learn says."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from app.align import blocks, sentence_pairs, word_edits
from app.align.blocks import PRICES
from app.align.groups import Group
from app.align.sentence_pairs import LIMITS, Candidates
from app.align.twins import kernel
from app.compiled import PLAIN
from app.features import facts
from app.lexicon import STORED_SHIFT, Lexicon, Relation
from app.model.networks import MOST_ROWS, Network, network_of, pack_networks, unpack_networks
from app.sides import Pair, Side, number_pair
from app.text import Document, read_text, sentences
from app.text.spelling import spelled
from app.text.twins import scanner
from app.text.types import Ints
from tests.property.drawn_texts import pairs, texts
from tests.twins import needs_compiled

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


_ENDS = st.text(st.sampled_from("aBßÿé9_ \n\t\u00a0.!?…\"'”’)]»“‘([«-–—"), max_size=40)


@needs_compiled
@given(text=st.one_of(_ENDS, st.text(max_size=60), texts()))
@settings(max_examples=1_000, deadline=None)
def test_the_scanner_finds_the_marks_of_the_regular_expression(text: str) -> None:
    assert scanner.find_marks(text) == sentences.find_marks_plainly(text)


@needs_compiled
@given(parts=st.lists(texts(), max_size=3))
@often
def test_compiled_numbers_are_the_plain_ones(lexicon: Lexicon, parts: list[str]) -> None:
    norms = read_text(" ".join(parts)).norms + ("zzqx", "") * len(parts)
    starts = np.arange(len(norms), dtype=np.int32)
    asked = spelled(norms), starts, starts + 1
    compiled, plain = lexicon.number_side(*asked), lexicon.number_side_plainly(*asked)
    assert (compiled.numbers.tolist(), compiled.unknown) == (plain.numbers.tolist(), plain.unknown)


@needs_compiled
@given(words=st.lists(st.one_of(st.text(max_size=8), st.sampled_from(["the", "police", "such as", "naïve", "zzqx", "", "\n"]))))
@often
def test_compiled_rows_of_words_are_the_plain_ones(lexicon: Lexicon, words: list[str]) -> None:
    assert lexicon.rows(words).tolist() == lexicon.rows_plainly(words).tolist()
    assert [lexicon.index.get(word) for word in words] == [lexicon.vocabulary.rows.get(word) for word in words]
    assert [word in lexicon.index for word in words] == [word in lexicon.vocabulary.rows for word in words]


@needs_compiled
def test_compiled_unit_rows_are_the_plain_ones(lexicon: Lexicon) -> None:
    phrases = [phrase.split() for phrase in lexicon.words if " " in phrase][::40]
    rows = lexicon.rows([word for phrase in phrases for word in phrase] + ["zzqx"])
    starts = np.arange(len(rows) - 4, dtype=np.int32)
    for n in (1, 2, 3, 4):
        ends = (starts + n).astype(np.int32)
        assert np.array_equal(lexicon.unit_rows(rows, starts, ends), lexicon.unit_rows_plainly(rows, starts, ends))


@needs_compiled
def test_compiled_relatives_are_the_plain_ones(lexicon: Lexicon) -> None:
    random = np.random.default_rng(7)
    left = np.sort(random.choice(lexicon.n_words, 2_000, replace=False)).astype(np.int32)
    marks = (random.random(lexicon.n_words + 1) < 0.2).astype(np.uint8)
    compiled, plain = lexicon.tables.between(left, marks), lexicon.between_plainly(left, marks)
    assert len(compiled[0]) > 1_000
    assert [column.tolist() for column in compiled] == [column.tolist() for column in plain]


@pytest.fixture(scope="session")
def row_pairs(lexicon: Lexicon) -> tuple[Ints, Ints]:
    """Random pairs of rows, pairs of frequent rows, every 50th stored pair and its turned self, and unknown words."""
    random = np.random.default_rng(7)
    base = lexicon.pairs.base
    keys = np.concatenate((lexicon.pairs.keys[:-1:50], lexicon.bigrams.keys[:-1:200]))
    left, right = (keys // np.uint64(base)).astype(np.int32), (keys % np.uint64(base)).astype(np.int32)
    one, other = random.integers(0, base, (2, 20_000), dtype=np.int32)
    often_one, often_other = np.argsort(-lexicon.log_frequency)[random.integers(0, 2_000, (2, 20_000))].astype(np.int32)
    ends = np.array([0, lexicon.n_words, lexicon.n_words, 0], np.int32)
    return (
        np.concatenate((left, right, one, often_one, one[:100], ends)),
        np.concatenate((right, left, other, often_other, one[:100], ends[::-1])),
    )


@needs_compiled
def test_compiled_relations_are_the_plain_ones(lexicon: Lexicon, row_pairs: tuple[Ints, Ints]) -> None:
    assert np.array_equal(lexicon.tables.relations(*row_pairs), lexicon.relations_plainly(*row_pairs))


@needs_compiled
def test_compiled_levels_are_the_plain_ones(lexicon: Lexicon, row_pairs: tuple[Ints, Ints]) -> None:
    assert np.array_equal(lexicon.tables.levels(*row_pairs), lexicon.levels_plainly(*row_pairs))


@needs_compiled
def test_compiled_cosines_are_the_plain_ones(lexicon: Lexicon, row_pairs: tuple[Ints, Ints]) -> None:
    if lexicon.vectors is None:
        pytest.skip("the lexicon holds no vectors")
    compiled, plain = lexicon.similarity(*row_pairs), lexicon.similarity_plainly(*row_pairs)
    assert np.allclose(compiled, plain, rtol=1e-5, atol=1e-6, equal_nan=True)


def test_the_compiled_relations_are_numbered_as_the_enum() -> None:
    assert [int(r) for r in Relation] == [1 << k for k in range(9)]
    assert [r.name for r in Relation][::8] == ["SAME_LEMMA", "FUNCTION_SWAP"]
    assert STORED_SHIFT == 2


# Words that are related in many ways, function words, parts of phrases, and words that no lexicon knows.
_VOCABULARY = (
    "the a of in by to some few were had been through means such as reminiscent took take place came come about two 2 2nd "
    "second leading main foreign overseas minister however but rose fell increase increased growth nation national "
    "programme program buildings edifices xqzzyv qvvk london leeds big large huge quickly today we speak out without with"
).split()


@st.composite
def sides(draw: st.DrawFn) -> tuple[list[str], list[str], list[int], list[int]]:
    """Words of both sides over a small vocabulary, and where marks stand."""
    word = st.sampled_from(draw(st.lists(st.sampled_from(_VOCABULARY), min_size=2, max_size=30)))
    one = draw(st.lists(word, min_size=0, max_size=50))
    other = draw(st.one_of(st.lists(word, min_size=0, max_size=50), st.permutations(one)))
    mark = st.integers(0, 3)
    marks = [draw(st.lists(mark, min_size=len(side), max_size=len(side))) for side in (one, other)]
    return one, list(other), [int(m == 0) for m in marks[0]], [int(m == 0) for m in marks[1]]


def document_of(side: list[str]) -> Document:
    return read_text(" ".join(side))


def pair_of(texts: tuple[str, str], lexicon: Lexicon) -> Pair:
    return number_pair(read_text(texts[0]), read_text(texts[1]), lexicon)


def check_edits(stretches: list[word_edits.Stretch], pair: Pair) -> None:
    bounds = np.array(stretches, np.int32).reshape(-1, 4)
    rows, counts = kernel.edit_stretches(bounds, pair, PRICES)
    plain_rows, plain_counts = word_edits.edit_plainly(stretches, pair)
    assert rows.tolist() == plain_rows.tolist()
    assert counts.tolist() == plain_counts.tolist()


@needs_compiled
@given(drawn=sides())
@often
def test_the_kernel_edits_drawn_words_as_its_twin(
    drawn: tuple[list[str], list[str], list[int], list[int]], lexicon: Lexicon
) -> None:
    one, other = document_of(drawn[0]), document_of(drawn[1])
    assume(len(one) == len(drawn[0]) and len(other) == len(drawn[1]))
    reference, suspect = (
        replace(Side.of(document, lexicon), marks=np.array(marks, np.uint8))
        for document, marks in ((one, drawn[2]), (other, drawn[3]))
    )
    m, n = len(one), len(other)
    check_edits([(0, m, 0, n), (0, m // 2, 0, n // 2), (m // 2, m, n // 2, n)], Pair.of(reference, suspect))


@needs_compiled
@given(pair=pairs())
@often
def test_the_kernel_edits_sentences_as_its_twin(pair: tuple[str, str], lexicon: Lexicon) -> None:
    both = pair_of(pair, lexicon)
    check_edits([(0, len(both.reference), 0, len(both.suspect))], both)


@needs_compiled
def test_the_kernel_keeps_a_huge_stretch_whole_as_its_twin_does(lexicon: Lexicon) -> None:
    n = int(blocks.MOST_CELLS**0.5) + 1
    zeros = np.zeros(n, np.int32)
    side = Side(read_text(""), lexicon, zeros, zeros, zeros, zeros.astype(np.uint8), ())
    check_edits([(0, n, 0, n), (0, 5, 0, 3)], Pair(side, side))


def by_sentence(candidates: Candidates) -> dict[int, dict[int, float]]:
    found: dict[int, dict[int, float]] = {}
    for i, j, similarity in zip(*(column.tolist() for column in candidates), strict=True):
        found.setdefault(i, {})[j] = similarity
    return found


@needs_compiled
@given(pair=pairs())
@often
def test_the_kernel_finds_the_partners_of_its_twin(pair: tuple[str, str], lexicon: Lexicon) -> None:
    both = pair_of(pair, lexicon)
    assume(len(both.reference) and len(both.suspect))
    compiled, plain = sentence_pairs.find_candidates(both), sentence_pairs.find_candidates_plainly(both)
    assert list(zip(compiled.suspect, compiled.reference, strict=True)) == sorted(
        zip(compiled.suspect, compiled.reference, strict=True)
    )
    left, right = by_sentence(compiled), by_sentence(plain)
    for i in left.keys() | right.keys():
        mine, theirs = left.get(i, {}), right.get(i, {})
        for j in mine.keys() & theirs.keys():
            assert mine[j] == pytest.approx(theirs[j], abs=1e-5)
        for j in mine.keys() ^ theirs.keys():  # only what stands on the brink may differ
            edges = [LIMITS.lowest, *([min(mine.values())] if mine else []), *([min(theirs.values())] if theirs else [])]
            assert (mine | theirs)[j] == pytest.approx(min(edges, key=lambda e: abs(e - (mine | theirs)[j])), abs=1e-5)


@needs_compiled
@given(
    drawn=st.dictionaries(
        st.tuples(st.integers(0, 12), st.integers(0, 12)), st.sampled_from([0.12, 0.18, 0.3, 0.5, 1.0]), max_size=60
    )
)
@settings(max_examples=300, deadline=None)
def test_the_kernel_chains_candidates_as_its_twin(drawn: dict[tuple[int, int], float]) -> None:
    keys = sorted(drawn)
    candidates = Candidates(
        np.array([i for i, _ in keys], np.int32),
        np.array([j for _, j in keys], np.int32),
        np.array([drawn[key] for key in keys], float),
    )
    chains = kernel.best_chains(*candidates, 13, 13, LIMITS, Group)
    assert chains == [sentence_pairs._groups(chain) for chain in sentence_pairs._best_chains(candidates, 13, 13)]


_SAID_AGAIN = st.lists(st.sampled_from(("It is so.", "He went on.", "It is so", "So it is.", "They did.")), max_size=12).map(
    "\n".join
)


@needs_compiled
@given(one=_SAID_AGAIN, other=_SAID_AGAIN, paired=st.sets(st.integers(0, 11)))
@settings(max_examples=200, deadline=None)
def test_the_kernel_pairs_equal_sentences_as_its_twin(one: str, other: str, paired: set[int], lexicon: Lexicon) -> None:
    pair = number_pair(read_text(one), read_text(other), lexicon)
    assume(len(pair.reference) and len(pair.suspect))
    known = [(i, 0, 0.5) for i in sorted(paired) if i < pair.suspect.document.n_sentences]
    candidates = Candidates.of(known)
    added = kernel.equal_sentences(candidates.suspect, pair)
    plain = sentence_pairs._with_equal_sentences(candidates, pair)
    found = sentence_pairs._with(candidates, added) if added else candidates
    assert [column.tolist() for column in found] == [column.tolist() for column in plain]


_PIECES = (
    *("one", "One", "Two", "40", "4.5", "million", "may", "May", "Marrow", "Bay", "Dr.", "Lind", "The", "the", "town", "of"),
    *("Corran’s", "“We", "we”", "I", "Éire", "ÉIRE", "said.", "\n\n", "Mayor,", "ｆ", "Ａ-b", "中", "(US)"),
)
_FACTS = st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join)


@needs_compiled
@given(text=st.one_of(_FACTS, _FACTS.map(str.title), texts()))
@settings(max_examples=600, deadline=None)
def test_the_compiled_marking_finds_the_names_and_numbers_of_its_twin(text: str, lexicon: Lexicon) -> None:
    document = read_text(text)
    assume(len(document))
    side = Side.of(document, lexicon)
    compiled, plain = facts.find_short(side), facts.find_short_plainly(side)
    assert [column.tolist() for column in compiled] == [column.tolist() for column in plain]


def written(folder: Path, plain: str) -> dict[str, Any]:
    """The report of the sample pair by a process of its own, with compiled modules or without."""
    command = "from app.cli import main; main()"
    texts = [str(ROOT / "data" / "samples" / f"{side}.txt") for side in ("reference", "suspect")]
    process = subprocess.run(
        [sys.executable, "-c", command, "compare", "--json", *texts],
        cwd=folder, env=os.environ | {PLAIN: plain}, capture_output=True, check=True,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(process.stdout)
    return report


@needs_compiled
def test_without_compiled_twins_the_detector_says_the_same(tmp_path: Path) -> None:
    compiled, plain = written(tmp_path, "0"), written(tmp_path, "1")
    for name in ("label", "patterns", "survived"):
        assert plain[name] == compiled[name]
    for mine, other in zip(plain["substitutions"], compiled["substitutions"], strict=True):
        assert [mine[name] for name in ("reference", "suspect", "kind")] == [
            other[name] for name in ("reference", "suspect", "kind")
        ]
    assert plain["probabilities"]["spun"] == pytest.approx(compiled["probabilities"]["spun"], abs=1e-3)


def test_a_process_with_the_plain_twins_loads_no_compiled_module(tmp_path: Path) -> None:
    program = "import sys, app.main, app.cli; from app.compiled import MODULES; print(*sys.modules.keys() & set(MODULES))"
    process = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=os.environ | {PLAIN: "1"}, capture_output=True, text=True, check=True
    )
    assert process.stdout == "\n"


def fitted(n_classes: int, layers: tuple[int, ...]) -> Pipeline:
    random = np.random.default_rng(n_classes)
    values = random.normal(3.0, 2.0, (200, 6))
    values[:, 3] *= 1_000.0
    classes = (values[:, 0] + values[:, 1] > 6.0).astype(int) + (n_classes - 2) * (values[:, 2] > 3.0)
    network = MLPClassifier(layers, activation="relu", max_iter=40, random_state=1)
    return make_pipeline(StandardScaler(), network).fit(values, classes)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize(("n_classes", "layers"), [(2, (5,)), (4, (8,)), (4, (8, 4)), (2, (4, 4, 4))])
def test_the_network_says_what_scikit_learn_says(n_classes: int, layers: tuple[int, ...]) -> None:
    pipeline = fitted(n_classes, layers)
    values = np.random.default_rng(9).normal(2.0, 4.0, (300, 6)).astype(np.float32)
    values[0] = 1e6
    found = network_of(pipeline).probabilities(values)
    assert np.allclose(found, pipeline.predict_proba(values.astype(float)), rtol=0, atol=1e-6)
    assert np.allclose(found.sum(axis=1), 1.0)
    network = network_of(pipeline)
    assert np.allclose(found, network.probabilities_plainly(values), rtol=1e-9, atol=1e-12)
    few = network.probabilities(values[:MOST_ROWS])
    assert np.allclose(few, network.probabilities_plainly(values[:MOST_ROWS]), rtol=1e-9, atol=1e-12)
    assert np.array_equal(network.probabilities(values[:MOST_ROWS].astype(float)), few)
    assert network.probabilities(values[:0]).shape == found[:0].shape


def test_packed_networks_come_back() -> None:
    network = Network((np.ones((3, 2)), np.eye(2)), (np.zeros(2), np.ones(2)))
    packed = pack_networks({"swap": network, "article": network})
    assert packed == pack_networks({"swap": network, "article": network})
    unpacked = unpack_networks(packed)
    assert list(unpacked) == ["swap", "article"]
    assert all(np.array_equal(a, b) for a, b in zip(unpacked["article"].weights, network.weights, strict=True))
