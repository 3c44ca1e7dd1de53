"""The sixty commonest words of English news that name nothing: pairs with one of them would be in every article.

From the lexicon's counts of 36 million words of news, without the names among them. Part of what a feature is: whoever changes
this list changes `features.VERSION`.
"""

from typing import Final

COMMON_WORDS: Final = frozenset(
    """the to of and a in that for is on he with it as said was have his be are at by not but has this from an they who more i
    about we will or would their had been if you one were what all which up also when than out after she there some it's her
    no""".split()
)
