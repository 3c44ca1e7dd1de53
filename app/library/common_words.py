"""The words that pairs are made without: the commonest of news that name nothing would be in every article.

The pack's, from the lexicon's counts of 36 million words of news, without the names among them. Part of what a feature is:
whoever changes them changes `features.VERSION`.
"""

from functools import cache

from app.text import shipped_pack


@cache
def common_words() -> frozenset[str]:
    """The words that are left out, of the pack that is shipped: an index is of one language."""
    return frozenset(shipped_pack()["words_not_indexed"])
