"""Pairs of texts for property tests: our own sentences, shuffled, cut, and with words swapped, dropped and put in."""

from hypothesis import strategies as st

SENTENCES = (
    "The ferry to the island leaves at nine and the crossing takes about an hour.",
    "Two fishermen were rescued on Sunday after their boat hit a rock near the lighthouse.",
    "“We had no warning at all,” said the older of the two, Emil Sorrow, on Monday.",
    "However, the coast guard had sent out a storm warning at 10:30 in the morning.",
    "The council bought 40,000 sandbags, and about 20% of them have been used.",
    "Farmers in the valley grow barley, oats and a few early potatoes.",
    "Prices rose in spring and fell in autumn, as they do every year.",
    "A new school will be built beside the old mill, the mayor announced.",
    "It didn't rain for seven weeks.",
    "The leading newspaper of the region called the plan a high-level mistake.",
    "Critics say that the wall is too low, too late and far too expensive.",
    "The museum opened its doors to young visitors through a side entrance.",
    "Nobody was hurt.",
    "Engineers from the U.S. examined the bridge, which was closed in May.",
    "The doctor walked to the hospital because the road was under water.",
    "Late at night the bells rang for the first time since the war.",
    "In the end the court decided that the land belongs to the village.",
    "She had such patience as few teachers have, her pupils remember.",
)
SWAPS = (
    ("two", "2"), ("leading", "main"), ("bought", "purchased"), ("however", "but"), ("about", "approximately"),
    ("farmers", "planters"), ("old", "ancient"), ("mayor", "city chairman"), ("said", "stated"), ("through", "by means of"),
    ("hospital", "medical institution"), ("rose", "fell"), ("was", "had been"), ("such", "this sort of"), ("built", "bulit"),
    ("because", "due to the fact that"), ("sorrow", "grief"), ("road", "street"), ("decided", "determined"), ("a", "an"),
)  # fmt: skip
_TO = dict(SWAPS)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """One to ten of our sentences, each at most twice, some opening a paragraph."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10))
    gaps = draw(st.lists(st.sampled_from([" ", " ", "\n\n"]), min_size=len(chosen), max_size=len(chosen)))
    return "".join(sentence + gap for sentence, gap in zip(chosen, gaps, strict=True)).strip()


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """`text` with each word kept, swapped, dropped, doubled or followed by another, and its sentences perhaps turned."""
    rate = draw(st.sampled_from([0.0, 0.1, 0.4, 0.8]))
    random = draw(st.randoms(use_true_random=True))
    blocks = text.split("\n\n")
    if draw(st.booleans()):
        random.shuffle(blocks)
    words = "\n\n".join(blocks).split(" ")
    written = []
    for word in words:
        choice = random.random() if random.random() < rate else 1.0
        if choice < 0.6:
            written.append(_TO.get(word, word) if choice > 0.2 else random.choice(SWAPS)[1])
        elif choice < 0.7:
            written.extend((word, random.choice(SWAPS)[0]))
        elif choice > 0.8:
            written.append(word)
    return " ".join(written)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A reference and a suspect: a changed copy, another text, or both in one."""
    reference = draw(texts())
    manner = draw(st.sampled_from(["changed", "changed", "other", "both"]))
    suspect = "" if manner == "other" else draw(changed(reference))
    return reference, suspect if manner == "changed" else f"{suspect}\n\n{draw(texts())}".strip()
