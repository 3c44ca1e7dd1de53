"""The lexicon room: what is known about words and pairs of words. `Lexicon.load(path)` reads data/lexicon."""

from app.lexicon.amounts import DASHES, Amount, Amounts, roman
from app.lexicon.credit_wording import CreditWording
from app.lexicon.dictionary import Lexicon
from app.lexicon.english import ClosedSet, English, Rules, SlotKind
from app.lexicon.kinds import STORED_SHIFT, TAGSET, PartOfSpeech, Relation
from app.lexicon.packs import FORMAT
from app.lexicon.pairs import FEWEST, LEVELS, decode_keys, encode_keys, levels

__all__ = [
    "DASHES",
    "FEWEST",
    "FORMAT",
    "LEVELS",
    "STORED_SHIFT",
    "TAGSET",
    "Amount",
    "Amounts",
    "ClosedSet",
    "CreditWording",
    "English",
    "Lexicon",
    "PartOfSpeech",
    "Relation",
    "Rules",
    "SlotKind",
    "decode_keys",
    "encode_keys",
    "levels",
    "roman",
]
