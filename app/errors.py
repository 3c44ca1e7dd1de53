"""The tree of errors. The class docstring is the message's first half; the instance adds what was seen.

UnspunError
├── InputError            something from outside cannot be compared
│   ├── TextTooLong
│   ├── MarkupTooDeep
│   └── UnreadableInput
├── LexiconError          a lexicon pack is missing, altered or of another format
├── ModelError            a model is missing, altered, or was made by other versions
├── UnusableDatabase      the database's URL names nothing that can be used
│   └── NewerTables       … or what a newer version made
├── AddressRefused        a webhook may not be sent to this address
└── Overloaded            the bounded queue is full
"""


class UnspunError(Exception):
    """Unspun could not do what was asked."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or (self.__doc__ or "").strip())


class InputError(UnspunError):
    """The input cannot be compared."""


class TextTooLong(InputError):
    """The text is longer than the limit."""


class MarkupTooDeep(InputError):
    """The HTML is nested deeper than any article."""


class UnreadableInput(InputError):
    """The input is not readable text."""


class LexiconError(UnspunError):
    """A lexicon pack is missing, altered or of another format."""


class ModelError(UnspunError):
    """A model is missing, altered, or was made by other versions."""


class UnusableDatabase(UnspunError):
    """The database's URL names nothing that can be used."""


class NewerTables(UnusableDatabase):
    """The database's tables were made by a newer version."""


class AddressRefused(UnspunError):
    """A webhook may not be sent to this address."""


class Overloaded(UnspunError):
    """All comparison places and the waiting queue are taken."""
