#!/usr/bin/env bash
# textdistance: by Tanimoto two texts that are the same have the similarity 0, and by Monge-Elkan two of the same words have the less the longer they are.
# Guess: `normalized_similarity` of a text and itself is 1 in every measure, and Monge-Elkan (the mean of each word's best partner) of the same
# words in another order is 1 as well.
# Seen: `tanimoto` is a logarithm of the share, 0 for the same and below 0 for all others; `normalized_similarity` gives it as it is. Monge-Elkan divides by the
# number of words twice: two words exchanged .5 of 1, six .17, a hundred .01; only a text that is the very same is 1. A table of
# detectors that runs "all measures of the library" ranks the longest copies last.
# Version: textdistance 4.6.3 (algorithms/token_based.py: Tanimoto, `log(result, 2)`; MongeElkan, `/ len(seq) / len(maxes)`). Pull request 81 of
# life4/textdistance told of the second in 2022 and was closed. Of such measures the product uses none.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check textdistance==4.6.3 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from textdistance import Jaccard, MongeElkan, Tanimoto, jaro_winkler

print("textdistance", version("textdistance"), "- guess: 1 in every line")
text = "the sea wall of the harbour fell on monday"
print("jaccard of the same", Jaccard(qval=None).normalized_similarity(text, text))
same = Tanimoto(qval=None).normalized_similarity(text, text)
less = Tanimoto(qval=None).normalized_similarity(text, text.replace("monday", "friday"))
print("tanimoto of the same", same, "of another day", round(less, 2))
assert same == 0 and less < 0
shares = {}
for n in (2, 6, 100):
    words = [f"w{k}x" for k in range(n)]
    measure = MongeElkan(algorithm=jaro_winkler, qval=None)
    shares[n] = round(measure.similarity(" ".join(words), " ".join(reversed(words))), 2)
print("monge-elkan of the same words, turned round, by their number", shares)
assert shares == {2: 0.5, 6: 0.17, 100: 0.01}
PYTHON
venv/bin/python -W ignore try.py
