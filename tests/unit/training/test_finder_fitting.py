"""Claims about fitting a finder, on pairs of made-up texts; and about choosing its threshold."""

from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.finder import FinderModel, FinderParts, detections
from app.finder.stored import NETWORKS, TREES
from app.lexicon import Lexicon
from app.model import Network
from app.sides import number_pair
from app.text import Span, read_text
from app.training.examples.corpora import CorpusMissing
from app.training.finder.fitting import FinderPair, OtherPair, finder_pair, fit_finder, mean_of
from app.training.finder.pan_xml import Case
from app.training.finder.runs import LEAST_SILENT, N_FOLDS, NO_REUSE, choose_acceptance, fold_of, train_finder

THRESHOLDS = {"acceptance": 0.5, "condensation": 0.5}


class Author:
    """Writes texts of random rare words; what it copies it shuffles."""

    def __init__(self, lexicon: Lexicon, seed: int) -> None:
        rare = (word for word in lexicon.words if word.isalpha() and word.islower() and 5 < len(word) < 9)
        self.words, self.random = list(islice(rare, 8_000, 20_000)), Random(seed)

    def paragraph(self, words: list[str]) -> str:
        sentences = (words[k : k + 12] for k in range(0, len(words), 12))
        return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)

    def text(self, n: int) -> str:
        return "\n\n".join(self.paragraph(self.random.choices(self.words, k=60)) for _ in range(n // 60))

    def copy(self, text: str, n: int) -> str:
        words = text.lower().replace(".", "").split()
        return self.paragraph(self.random.sample(words, min(n, len(words))))


def passage_pair(author: Author, lexicon: Lexicon) -> FinderPair:
    """A paragraph of 60 words taken, shuffled, into another text."""
    paragraphs = author.text(300).split("\n\n")
    taken = author.copy(paragraphs[2], 60)
    before, reference = author.text(120), "\n\n".join(paragraphs)
    suspect = f"{before}\n\n{taken}\n\n{author.text(120)}"
    start = reference.index(paragraphs[2])
    spans = Span(len(before) + 2, len(before) + 2 + len(taken)), Span(start, start + len(paragraphs[2]))
    return paired(reference, suspect, lexicon, spans)


def summary_pair(author: Author, lexicon: Lexicon) -> FinderPair:
    """Sixty words from all over the reference as a paragraph of another text."""
    reference, before = author.text(300), author.text(120)
    taken = author.copy(reference, 60)
    spans = Span(len(before) + 2, len(before) + 2 + len(taken)), Span(0, len(reference))
    return paired(reference, f"{before}\n\n{taken}\n\n{author.text(120)}", lexicon, spans)


def paired(reference: str, suspect: str, lexicon: Lexicon, spans: tuple[Span, Span]) -> FinderPair:
    """The pair with one case: characters of the suspect and of the reference."""
    texts = number_pair(read_text(reference), read_text(suspect), lexicon)
    return finder_pair("made-up", "source", texts, [Case(spans[0], spans[1], "suspect", "source")])


@pytest.fixture(scope="module")
def pairs(lexicon: Lexicon) -> list[FinderPair]:
    author = Author(lexicon, 1)
    return [make(author, lexicon) for _ in range(20) for make in (passage_pair, summary_pair)]


@pytest.fixture(scope="module")
def others(lexicon: Lexicon) -> list[OtherPair]:
    """Articles that share no words, and a copy."""
    author = Author(lexicon, 3)
    texts = [read_text(author.text(300)) for _ in range(7)]
    drawn = [OtherPair(number_pair(one, other, lexicon), is_reuse=False) for one, other in pairwise(texts)]
    return [*drawn, OtherPair(number_pair(texts[0], texts[0], lexicon), is_reuse=True)]


@pytest.fixture(scope="module")
def parts(pairs: list[FinderPair], others: list[OtherPair]) -> FinderParts:
    return fit_finder(pairs, others, seed=7)


small = pytest.mark.filterwarnings("ignore:Got `batch_size`")  # the recipe's batches are larger than these sets


def test_cases_are_told_apart_and_counted_in_words(pairs: list[FinderPair]) -> None:
    passage, summary = pairs[:2]
    assert [(len(p.passages), len(p.summaries)) for p in (passage, summary)] == [(1, 0), (0, 1)]
    (case,) = passage.passages
    assert (case.reference, case.suspect) == (Span(120, 180), Span(120, 180))
    (case,) = summary.summaries
    assert (case.reference, case.suspect) == (Span(0, 300), Span(120, 180))


def test_a_case_without_words_teaches_nothing(lexicon: Lexicon) -> None:
    pair = paired("one two … three", "one two … three", lexicon, (Span(8, 9), Span(8, 9)))
    assert pair.passages == pair.summaries == ()


@small
def test_a_fitted_finder_has_all_parts_and_finds_what_it_never_saw(parts: FinderParts, lexicon: Lexicon) -> None:
    assert parts.networks.keys() == set(NETWORKS)
    assert parts.trees.keys() == set(TREES)
    model, author = FinderModel.of("tiny", parts, THRESHOLDS), Author(lexicon, 2)
    for make in (passage_pair, summary_pair):
        pair = make(author, lexicon)
        starts, ends = pair.texts.suspect.document.starts, pair.texts.suspect.document.ends
        found = max(detections(pair.texts, model), key=lambda detection: detection.probability)
        assert abs(found.suspect.start - starts[120]) < 100, make.__name__
        assert abs(found.suspect.end - ends[179]) < 100, make.__name__


@small
def test_the_same_seed_gives_the_same_networks(pairs: list[FinderPair], others: list[OtherPair], parts: FinderParts) -> None:
    again = fit_finder(pairs, others, seed=7)
    for name, network in parts.networks.items():
        for mine, theirs in zip(weights_of(again.networks[name]), weights_of(network), strict=True):
            np.testing.assert_allclose(mine, theirs, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(again.trees["acceptance"].values, parts.trees["acceptance"].values)


@small
def test_another_seed_gives_other_networks(pairs: list[FinderPair], others: list[OtherPair], parts: FinderParts) -> None:
    other = fit_finder(pairs, others, seed=8).networks["condensation"]
    assert not np.allclose(weights_of(other)[0], weights_of(parts.networks["condensation"])[0], atol=1e-3)


def test_the_mean_of_networks_has_the_mean_of_their_log_odds() -> None:
    random = np.random.default_rng(1)
    networks = [
        Network((random.normal(size=(5, 3)), random.normal(size=(3, 1))), (random.normal(size=3), random.normal(size=1)))
        for _ in range(4)
    ]
    values = random.normal(size=(9, 5))
    expected = np.mean([network.log_odds(values) for network in networks], axis=0)
    np.testing.assert_allclose(mean_of(networks).log_odds(values), expected)


def weights_of(network: Network) -> tuple[NDArray[np.float64], ...]:
    return (*network.weights, *network.biases)


def table(plagdet: float, silent: float) -> dict[str, Any]:
    return {"whole": {"plagdet": plagdet}, NO_REUSE: {"silent": silent}}


def test_the_best_threshold_is_chosen_among_those_that_keep_silent() -> None:
    quiet, loud = LEAST_SILENT, LEAST_SILENT - 0.001
    assert (
        choose_acceptance({0.4: table(0.95, loud), 0.5: table(0.91, quiet), 0.6: table(0.93, 1.0), 0.7: table(0.9, 1.0)}) == 0.6
    )


def test_when_none_keeps_silent_the_highest_threshold_is_taken() -> None:
    assert choose_acceptance({0.4: table(0.95, 0.5), 0.7: table(0.6, 0.9)}) == 0.7


def test_without_pairs_without_reuse_plagdet_decides() -> None:
    assert choose_acceptance({0.4: {"whole": {"plagdet": 0.8}}, 0.5: {"whole": {"plagdet": 0.7}}}) == 0.4


def test_folds_are_by_source_document_and_all_used() -> None:
    folds = [fold_of(f"source-document{k:05}.txt") for k in range(400)]
    assert folds == [fold_of(f"source-document{k:05}.txt") for k in range(400)]
    assert np.bincount(folds, minlength=N_FOLDS).min() > 60


def test_without_the_corpus_training_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match=r"pan13-train\.tar\.gz is not there"):
        train_finder(tmp_path, tmp_path / "models", tmp_path / "build")
    assert not (tmp_path / "models").exists()
