"""What a file says about its article: title, author, date, language. Nothing of it is checked."""

from dataclasses import dataclass

LONGEST_FACT = 300  # characters; what is longer is no title and no name
_PROGRAMS = ("python-docx",)
_TEMPLATE_DATE = "2013-12-23T23:15:00Z"  # of the file that python-docx begins each document with


@dataclass(frozen=True, slots=True)
class About:
    """Title, author, date and language as a file gives them, each one line; empty when it does not."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""

    @classmethod
    def of(cls, *, title: object = "", author: object = "", date: object = "", language: object = "") -> "About":
        """The same from whatever a file holds: blanks folded, what is too long or no text left out."""
        if _line(author) in _PROGRAMS:  # a template's own facts
            return cls(language=_line(language))
        return cls(_line(title), _line(author), "" if date == _TEMPLATE_DATE else _line(date), _line(language))


NO_FACTS = About()


def _line(value: object) -> str:
    """A fact as one line that can be printed; empty for what is none."""
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(each if each.isprintable() else " " for each in value).split())
    return line if len(line) <= LONGEST_FACT else ""
