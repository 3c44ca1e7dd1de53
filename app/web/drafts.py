"""What somebody puts on the submit page: two articles, each typed, uploaded or picked, becomes a request to compare.

A draft that cannot be compared goes back to the page with what was typed, and with a sentence at each place that is to blame.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.errors import InputError
from app.pairs import CompareRequest, Options, SentText, SideError, check_lengths
from app.report import Report, reread
from app.sources import Article, FileMarkings, SeveralArticles, Source, source_of
from app.text import Markings
from app.web.errors import FormUnusable
from app.web.forms import SentForm, Upload

SIDES: Final = ("reference", "suspect")
_LONGEST_TITLE: Final = 140  # two of them and the words between fit into the inbox's column


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it was filled in; `wrong` says what is to blame, by field.

    `pasted` is the HTML of a text that was pasted and not touched since, as the browser gave it;
    `items` are the numbers of the articles that are meant in files of several, as typed; an empty one asks for a number.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    pasted: Mapping[str, str] = field(default_factory=dict)
    picked: str = ""
    exclude_quotations: bool = False
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the report is called: the titles that were given, or the names of the files."""
        reference, suspect = map(self._title_of, SIDES)
        return f"{suspect} against {reference}" if reference and suspect else suspect or reference

    def _title_of(self, side: str) -> str:
        file_name = self.uploads[side].name[:_LONGEST_TITLE] if side in self.uploads else ""
        title = self.titles.get(side) or file_name
        return title if title.isprintable() else ""

    def entitled(self, side: str, title: str) -> "Draft":
        """The draft with the title that a file gives, unless one was typed."""
        return replace(self, titles={**self.titles, side: self.titles.get(side) or title[:_LONGEST_TITLE]})

    def blaming(self, side: str, detail: str) -> "Draft":
        """The draft with a sentence at one of its places."""
        return replace(self, wrong={**self.wrong, side: detail})


def read_draft(form: SentForm) -> Draft:
    """What was filled in; a file that was not chosen is sent without a name."""
    draft = Draft(
        texts={side: form.text(side) for side in SIDES},
        uploads={side: form.files[f"{side}_file"] for side in SIDES if form.files.get(f"{side}_file", Upload("", b"")).name},
        items={side: form.fields[f"{side}_item"].strip()[:9] for side in SIDES if f"{side}_item" in form.fields},
        pasted={side: form.fields.get(f"{side}_html", "") for side in SIDES},
        picked=form.fields.get("picked", "")[:64],
        exclude_quotations=form.fields.get("exclude_quotations") == "yes",
    )
    for side in SIDES:
        try:
            titles = {**draft.titles, side: form.line(f"{side}_title", _LONGEST_TITLE)}
        except FormUnusable as error:
            draft = draft.blaming(f"{side}_title", str(error))
            titles = {**draft.titles, side: form.fields[f"{side}_title"][:_LONGEST_TITLE]}
        draft = replace(draft, titles=titles)
    return draft


def read_sides(
    draft: Draft, files: Mapping[str, Article | InputError], stored: Report | None, max_characters: int
) -> tuple[Draft, CompareRequest | None]:
    """The request to compare; where there is none, the draft says why.

    `files` are the articles of the uploads by side, or why there is none; `stored` is the report whose reference was picked.
    """
    sides: dict[str, SentText] = {}
    for name in SIDES:
        try:
            _check_one_way(draft, name)
            article = _in_file(files[name]) if name in files else _article(draft, name, stored, max_characters)
            draft = draft.entitled(name, article.about.title)
            sides[name] = SentText(**article.source.model_dump(exclude_none=True), **_about(draft, name, article))
        except SeveralArticles as error:
            draft = replace(draft, items={**draft.items, name: ""}).blaming(name, str(error))
        except InputError as error:
            draft = draft.blaming(name, _sentence(str(error)))
    if draft.wrong:
        return draft, None
    options = Options(exclude_quotations=draft.exclude_quotations)
    request = CompareRequest(reference=sides["reference"], suspect=sides["suspect"], options=options)
    try:
        check_lengths(request, max_characters)
    except SideError as error:
        return draft.blaming(side_of(error), str(error)), None
    return draft, request


def side_of(error: SideError) -> str:
    """`#/suspect/text` → `suspect`."""
    return error.pointer.split("/")[1]


def _in_file(read: Article | InputError) -> Article:
    """Raises: InputError."""
    if isinstance(read, InputError):
        raise read
    return read


def _article(draft: Draft, name: str, stored: Report | None, max_characters: int) -> Article:
    """Raises: InputError."""
    if name == "reference" and stored is not None and stored.reference.text is not None:
        markings = reread(stored, "reference").markings
        is_plain = markings.is_source or markings == Markings()
        return Article(Source(text=stored.reference.text, markings=None if is_plain else FileMarkings.of(markings)))
    text = draft.texts[name]
    if not text.strip():
        raise InputError("Paste a text, or choose a file.")
    if any("\ud800" <= each <= "\udfff" for each in text):
        raise InputError("The text holds half characters (lone surrogates) that cannot be stored.")
    html = draft.pasted.get(name, "")
    return Article(Source(html=html) if html.strip() and len(html) <= max_characters else source_of(text))


def _about(draft: Draft, name: str, article: Article) -> Mapping[str, str]:
    """What is said of an article: the title that was typed or that its file gives, and what else its file gives."""
    said = {"title": draft.titles.get(name, ""), "author": article.about.author, "published": article.about.date[:40]}
    return {fact: value for fact, value in said.items() if value and value.isprintable()}


def _check_one_way(draft: Draft, name: str) -> None:
    """Refuses a side that was given in more than one way: whatever were left aside, the verdict would be about another article.

    Raises: InputError.
    """
    ways = (
        ("a text", bool(draft.texts[name].strip())),
        ("a file", name in draft.uploads),
        ("an earlier reference", name == "reference" and bool(draft.picked)),
    )
    given = [way for way, is_given in ways if is_given]
    if len(given) > 1:
        raise InputError(f"Here are {' and '.join(given)}. Keep one of them: which article is meant?")


def item_of(written: str) -> int | None:
    """Which article of a file is meant, as typed.

    Raises: InputError.
    """
    if not written:
        return None
    if not (written.isascii() and written.isdigit()):
        raise InputError("The number of the article must be a whole number from 1.")
    return int(written)


def _sentence(detail: str) -> str:
    return f"{detail[:1].upper()}{detail[1:]}" + ("" if detail.endswith((".", "?", "!")) else ".")
