"""A small dictionary and vocabulary for the tests of tools' habits. All texts are our own."""

from collections import Counter

from app.training.examples.spinners import Knobs, Style
from app.training.examples.spinners.inflection import Inflection
from app.training.examples.spinners.thesauri import Choices, Thesaurus
from app.training.examples.spinners.vocabulary import Vocabulary
from app.training.examples.spinners.word_habits import Supply
from app.training.lexicon.sources import WordNet

TEXT = (
    "Harbour town votes on its old bridge\n\n"
    "The council of Marrow Bay voted on Thursday to repair the old bridge, but not before spring. “We can’t wait "
    "because of the weather,” said Mayor Ada Lindqvist. The work takes place in two steps, and about 40 people lose "
    "their garden.\n\n"
    "Engineers emphasized that the well-known wall is in a poor state (see page 4). According to the town’s engineers, "
    "volunteers helped to save an old house. However, the repair needs permits; the council expects them by June, "
    "which is why the vote matters. A bridgekeeper is paid until winter."
)

_PARTS = {
    "noun": {"bridge", "garden", "house", "council", "engineer", "volunteer", "permit", "step"},
    "verb": {"emphasize", "underline", "repair", "vote", "help"},
    "adj": {"old", "ancient"},
    "adv": set[str](),
}
_TAGS = {
    "engineers": Counter(NNS=9), "volunteers": Counter(NNS=9), "permits": Counter(NNS=9), "steps": Counter(NNS=9),
    "helped": Counter(VBD=9), "voted": Counter(VBD=9), "emphasized": Counter(VBD=9), "old": Counter(JJ=9),
    "bridge": Counter(NN=9), "house": Counter(NN=9), "garden": Counter(NN=9), "council": Counter(NN=9), "mayor": Counter(NN=9),
}  # fmt: skip
_HEADS = {
    "old": Choices(("ancient",), ("former", "venerable")),
    "bridge": Choices(("crossing",), ("nose", "link")),
    "emphasize": Choices(("underline",), ("stress",)),
    "house": Choices(("building",), ("parliament",)),
    "council": Choices(("board",), ("advice",)),
    "garden": Choices((), ("yard",)),
    "mayor": Choices(("governor",), ()),
    "wall": Choices(("barrier",), ()),
    "weather": Choices(("climate",), ("endure",)),
    "people": Choices(("folk",), ()),
    "work": Choices(("labour",), ("function",)),
    "state": Choices(("condition",), ("say",)),
    "poor": Choices(("bad",), ("needy",)),
    "spring": Choices((), ("jump",)),
    "winter": Choices((), ("cold",)),
}
WORDS = ("turnip", "ledger", "copper", "violin", "marble")


def small_supply() -> Supply:
    wordnet = WordNet({}, {part: frozenset(words) for part, words in _PARTS.items()}, {part: {} for part in _PARTS})
    thesaurus = Thesaurus("small", _HEADS, {}, Inflection(wordnet, _TAGS, {}))
    return Supply(thesaurus, Vocabulary(WORDS, {"the": ("copper", "marble"), "copper": ("bridge",), "marble": ("wall",)}))


def small_style() -> Style:
    return Style("small", small_supply().thesaurus, Knobs())
