#!/usr/bin/env bash
# boilerpy3: a crosshead that begins with "Comments", or a short line that holds "have your say", ends the article.
# Guess: a heading inside of an article is a heading, and the paragraphs below it are text: what ends an article is the foot of the page.
# Seen: ArticleExtractor and ArticleSentencesExtractor drop the crosshead and all that follows ("Comments from the mayor", "Have your say in
# March", "12 comments were sent in"), half of the words here; of a copy that has another crosshead they keep everything. Nothing is raised.
# DefaultExtractor, which does not look for it, keeps the paragraphs. Whoever compares such texts finds half of the article taken over.
# Version: boilerpy3 1.0.7 (boilerpy3/filters.py, TerminatingBlocksFinder: a block of less than 15 words); its README does not speak of it. The
# product reads on (tests/unit/text/test_page_parts.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check boilerpy3==1.0.7 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

from boilerpy3 import extractors

prose = [
    "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
    "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
    "A vote on the money is due in March, when the members of the council meet again in the town hall on the eastern quay.",
]
paragraphs = "".join(f"<p>{each}</p>" for each in prose)
below = paragraphs.replace("council", "board")


def kept(extractor, crosshead):
    page = f"<html><head><title>Sea wall</title></head><body><h1>Sea wall</h1>{paragraphs}<h2>{crosshead}</h2>{below}</body></html>"
    return "The board of the old harbour town" in extractor.get_content(page)


article, sentences, default = extractors.ArticleExtractor(), extractors.ArticleSentencesExtractor(), extractors.DefaultExtractor()
print("boilerpy3", version("boilerpy3"), "guess: the paragraphs below are kept, whatever the crosshead says")
for crosshead in ("Comments from the mayor", "Have your say in March", "12 comments were sent in"):
    print(f"{crosshead}: article {kept(article, crosshead)}, sentences {kept(sentences, crosshead)}, default {kept(default, crosshead)}")
    assert not kept(article, crosshead)
    assert not kept(sentences, crosshead)
    assert kept(default, crosshead)
assert kept(article, "What the mayor says")
PYTHON
venv/bin/python try.py
