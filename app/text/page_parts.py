"""Which elements of a page are not its text, and why: tables of names, of classes and of what word processors write."""

import re
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborNode

from app.text.note_marks import is_note_mark
from app.text.shown import shown_in
from app.text.style_sheets import Declarations
from app.text.types import Omission

UNREAD = frozenset("script style head title rp rt rtc".split())  # holds no words of the page, or how they are spoken
_BY_TAG = {
    "nav": Omission.NAVIGATION,
    "menu": Omission.NAVIGATION,
    "footer": Omission.FOOTER,
    **dict.fromkeys(("aside", "amp-ad", "amp-sidebar", "amp-consent"), Omission.ASIDE),
    **dict.fromkeys(("form", "amp-social-share"), Omission.FORM),
    "button": Omission.FORM,
    "select": Omission.FORM,
    "datalist": Omission.FORM,
    "textarea": Omission.FORM,
    "dialog": Omission.HIDDEN,
    "noscript": Omission.HIDDEN,
    "template": Omission.HIDDEN,
    **dict.fromkeys(
        "svg math iframe object canvas audio video meter progress epub:case mjx-assistive-mml".split(), Omission.MEDIA
    ),
    **dict.fromkeys(("del", "w:del", "w:movefrom"), Omission.DELETED),
}
_BY_ROLE = {
    **dict.fromkeys(("navigation", "menu", "toolbar", "doc-toc"), Omission.NAVIGATION),
    **dict.fromkeys(("complementary", "dialog", "alertdialog"), Omission.ASIDE),
    "search": Omission.FORM,
    "contentinfo": Omission.FOOTER,
    "doc-footnote": Omission.NOTE,
    "doc-endnote": Omission.NOTE,
    "doc-endnotes": Omission.NOTE,
    **dict.fromkeys(("doc-noteref", "noteref", "doc-backlink", "backlink", "footnote", "footnotes", "endnote"), Omission.NOTE),
    **dict.fromkeys(("endnotes", "rearnote", "rearnotes"), Omission.NOTE),
    **dict.fromkeys(("doc-pagebreak", "pagebreak"), Omission.RUNNING_LINE),  # numbers of the printed pages
    "deletion": Omission.DELETED,
}
_BY_CLASS = {
    **dict.fromkeys(("msodel", "ice-del", "tracked-deletion", "trackchange-delete", "mce-del"), Omission.DELETED),
    **dict.fromkeys(("msocomanchor", "msocomtxt", "msocommentreference", "msocommenttext", "ice-cmt"), Omission.COMMENT),
    **dict.fromkeys(
        (
            "msofootnotereference", "msofootnotetext", "msoendnotereference", "msoendnotetext", "sdfootnoteanc", "sdfootnotesym",
            "sdendnoteanc", "sdendnotesym", "footnotes", "endnotes", "footnotes-list", "wp-block-footnotes", "footnote-ref",
            "footnote-backref", "reflist", "easy-footnote",
        ),
        Omission.NOTE,
    ),
    # What WordPress with its usual plugins, Ghost, Substack, MediaWiki and KaTeX set beside the words of an article.
    **dict.fromkeys(
        (
            "mw-editsection", "mw-jump-link", "ez-toc-container", "ez-toc-container-direction", "lwptoc", "toc_container",
            "wp-block-table-of-contents", "wp-block-yoast-seo-table-of-contents", "wp-block-rank-math-toc-block", "breadcrumb",
            "breadcrumbs",
        ),
        Omission.NAVIGATION,
    ),
    **dict.fromkeys(
        (
            "jp-relatedposts", "yarpp-related", "crp_related", "kg-bookmark-card", "kg-product-card", "wp-block-latest-posts",
            "author-box", "saboxplugin-wrap", "comments-area", "comment-list", "commentlist", "wp-block-comments", "adsbygoogle",
            "ad-slot", "ad-container", "advertisement", "cookie-consent", "cookie-banner",
        ),
        Omission.ASIDE,
    ),
    **dict.fromkeys(
        (
            "sharedaddy", "addtoany_share_save_container", "a2a_kit", "heateor_sss_sharing_container", "wp-block-social-links",
            "wp-block-buttons", "kg-signup-card", "kg-button-card", "subscription-widget", "subscription-widget-wrap",
            "captioned-button-wrap", "button-wrapper", "mc4wp-form", "newsletter-signup", "comment-respond",
        ),
        Omission.FORM,
    ),
    **dict.fromkeys(("katex-mathml", "material-icons", "material-symbols-outlined"), Omission.MEDIA),
}  # fmt: skip
# Classes of the usual systems for what is on a page and not seen; what shows an element again on a wide screen.
_UNSEEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden u-visually-hidden screen-reader-text screen-reader screenreader show-for-sr "
    "element-invisible element-hidden assistive-text a11y-hidden hidden d-none is-hidden u-hidden uk-hidden".split()
)
_SHOWING_CLASS = re.compile(r"(?:^|[-:_])(?:block|inline|flex|grid|table|contents|visible|not-sr-only|list-item)(?:$|-)")
# Of editors that track changes, and of what compares two versions: both a word of the one kind and one of the other.
_WORDS_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DELETED = frozenset("del delete deleted deletion remove removed removal".split())
_TRACKING = frozenset(
    "track tracked tracking trackchange trackchanges change changes suggestion suggestions suggest suggested suggestededits diff "
    "rev revision revisions revisionhistory redline ice lite flite fr ck mce tox tce mso cts docx tei".split()
)
_MAY_BE_DELETION = re.compile("del|remov", re.IGNORECASE)
_DELETION_CLASS = re.compile(
    r"[a-z]*(?:diff|track(?:ed|change)?s?)(?:text)?(?:del|deleted?|deletion|removed|removal)(?:[-_m].*)?|del|deletion"
)
_CHANGE_NAME = re.compile(r"data-[\w-]*(?:suggest|track|change|diff|revision)")
_NOTE_WORDS = frozenset("footnote footnotes endnote endnotes sidenote sidenotes marginnote marginnotes easyfootnote".split())
_NOTE_PARTS = frozenset("note text content body tooltip definition wrapper container list section title area block item".split())
_NOTE_CLASS = re.compile(
    r"(?:[a-z]+[-_]){0,2}(?:foot|end)-?notes?(?:[-_]?(?:ref(?:erence)?|number|mark|marker|link|anchor))?|noteref|fnref"
)
_LONGEST_CLASS = 60
_BY_WORD_ELEMENT = {"comment": Omission.COMMENT, "footnote": Omission.NOTE, "endnote": Omission.NOTE}
_NOTE_ID = re.compile(r"(?:sdfootnote|sdendnote|_?ftn|_?edn|fn|footnote|endnote|easy-footnote|cite_note)[-_:]?\d+", re.IGNORECASE)
_COMMENT_ID = re.compile(r"(?:cmnt|_com_)\d+", re.IGNORECASE)
_GOOGLE_ID = re.compile(r"(ftnt|cmnt)\d+")
_TO_NOTE = re.compile(
    r"#(?:_?ftn|_?edn|_?fn|f_?note|foot_?note|end_?note|cite_note|sdfootnote|sdendnote|ftnt|note|easy-footnote|ref)[-_:\w]*",
    re.IGNORECASE,
)
_BACK_FROM_NOTE = re.compile(
    r"#_?(?:f(?:oot)?n(?:ote|t)?|ftn|e(?:nd)?n(?:ote)?|cite|note)[-_.:]?(?:ref|anchor|back|label)|#(?:fnanchor|noteref|nref|refn)",
    re.IGNORECASE,
)
_TO_COMMENT = re.compile(r"#(?:cmnt|_msocom)[-_\w]*")
_NOTE_MARK = re.compile(
    r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶#]{1,3})(?:\s*[,;–-]\s*\d{1,3})*[\])]?|\[[^\]]{1,25}\]", re.IGNORECASE
)
_STROKE = re.compile(r"[/\u2044]\s*(?:\d|\Z)")
_SHORT, _DEEPEST_STROKE = 10, 3  # characters, elements
_BULLETS = frozenset("·•●○◦▪■□o§ØüvqwnlÞàè-–—*→➢✓✔❖◆")
_SYMBOL_FONTS = ("symbol", "wingdings", "courier new", "webdings")
# Containers that may turn out to hold the article; what is deleted, hidden or a comment never does.
RESCUABLE = frozenset({Omission.NAVIGATION, Omission.HEADER, Omission.FOOTER, Omission.ASIDE, Omission.FORM})
_Shows = Callable[[Callable[[str], bool]], bool]


def reason_of(node: LexborNode, tag: str, attributes: Mapping[str, str | None], styles: Declarations) -> Omission | None:
    """Why `node` is not the page's text; None when it is. Says nothing of what only a reader's eye would not see."""
    return _reason(tag, attributes, styles, lambda is_such: is_such(shown_in(node).strip()))


def may_be_left_out(tag: str, attributes: Mapping[str, str | None], styles: Declarations) -> bool:
    """Whether `reason_of` has a reason for elements that are written so, or may have one by the text of some of them."""
    return _reason(tag, attributes, styles, lambda _: True) is not None


def _reason(tag: str, attributes: Mapping[str, str | None], styles: Declarations, shows: _Shows) -> Omission | None:
    """The first reason; `shows` answers whether the text of the element is such a one."""
    if tag == "dialog" and "open" in attributes:
        return None
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if not attributes:
        return None
    for role in (attributes.get("role") or attributes.get("epub:type") or "").lower().split():
        if role in _BY_ROLE:
            return _BY_ROLE[role]
    by_class = _by_class(attributes, shows)
    return by_class or _by_word_processor(tag, attributes, styles, shows) or _by_link(tag, attributes, shows)


def _by_class(attributes: Mapping[str, str | None], shows: _Shows) -> Omission | None:
    for name in (attributes.get("class") or "").lower().split():
        if name in _BY_CLASS:
            return _BY_CLASS[name]
        if "note" in name and _is_body_of_note(name[:_LONGEST_CLASS]):
            return Omission.NOTE
        if _NOTE_CLASS.fullmatch(name[:_LONGEST_CLASS]) and shows(_is_mark_of_note):
            return Omission.NOTE
    return Omission.DELETED if _is_deletion(attributes) else None


def _is_deletion(attributes: Mapping[str, str | None]) -> bool:
    """Whether a class or another attribute says that the element was deleted while changes were tracked."""
    for name, value in attributes.items():
        if (name == "class" or name.startswith("data-")) and value and _MAY_BE_DELETION.search(value):
            said = "tracked" if _CHANGE_NAME.match(name) else ""
            if any(_names_deletion(word, said) for word in value.split()):
                return True
    return False


def _names_deletion(name: str, said: str) -> bool:
    """Whether a name, beside what is `said` already, is of what tracks changes and of what was deleted."""
    words = {word.lower() for word in _WORDS_OF_NAME.findall(f"{name[:_LONGEST_CLASS]} {said}")}
    is_both = not words.isdisjoint(_DELETED) and not words.isdisjoint(_TRACKING)
    return is_both or _DELETION_CLASS.fullmatch(name[:_LONGEST_CLASS].lower()) is not None


def _is_body_of_note(name: str) -> bool:
    """Whether a class, in lower case, is that of a note itself or of a list of them."""
    words = set(_WORDS_OF_NAME.findall(name))
    return not words.isdisjoint(_NOTE_WORDS) and (words <= _NOTE_WORDS | _NOTE_PARTS or not words.isdisjoint(_NOTE_PARTS))


def is_unseen_by_class(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's class is one by which the usual systems hide; to be asked where the page's own styles say nothing."""
    names = (attributes.get("class") or "").lower().split()
    return not _UNSEEN_CLASSES.isdisjoint(names) and not any(map(_SHOWING_CLASS.search, names))


def _by_word_processor(tag: str, attributes: Mapping[str, str | None], styles: Declarations, shows: _Shows) -> Omission | None:
    if "mso-element" in styles:
        return _BY_WORD_ELEMENT.get(styles["mso-element"].removesuffix("-list"))
    if styles.get("mso-special-character") in ("footnote", "comment"):
        return _BY_WORD_ELEMENT[styles["mso-special-character"]]
    if styles.get("mso-list") == "ignore" or (_has_symbol_font(styles) and shows(_BULLETS.__contains__)):
        return Omission.LIST_MARK
    if (identity := attributes.get("id")) and tag in ("div", "li", "p", "aside", "section"):
        if _NOTE_ID.fullmatch(identity):
            return Omission.NOTE
        if _COMMENT_ID.fullmatch(identity):
            return Omission.COMMENT
    return None


def _has_symbol_font(styles: Declarations) -> bool:
    """Whether a font is one of those with which Word draws the marks of list items."""
    font = styles.get("font-family") or styles.get("font") or ""
    return any(name in font for name in _SYMBOL_FONTS)


def _by_link(tag: str, attributes: Mapping[str, str | None], shows: _Shows) -> Omission | None:
    """A link to a note or a comment that shows no more than its mark."""
    target = attributes.get("href") if tag == "a" else None
    if not target or not target.startswith("#"):
        return None
    if _TO_COMMENT.fullmatch(target):
        return Omission.COMMENT
    return Omission.NOTE if _TO_NOTE.fullmatch(target) and shows(_is_mark_of_note) else None


def _is_mark_of_note(text: str) -> bool:
    return _NOTE_MARK.fullmatch(text) is not None


def reason_by_first_link(node: LexborNode) -> Omission | None:
    """A note or a comment may be a block that begins with a link back to the text."""
    first = node.child
    for _ in range(4):
        while first is not None and (first.tag == "-text" and not shown_in(first).strip()):
            first = first.next
        if first is None or first.tag == "-text":
            return None
        if first.tag == "a":
            return _by_link_back(first)
        first = first.child
    return None


def _by_link_back(link: LexborNode) -> Omission | None:
    target = link.attributes.get("href") or ""
    if not target.startswith("#"):
        return None
    if found := _GOOGLE_ID.fullmatch(link.attributes.get("id") or ""):
        is_back = target.startswith(f"#{found[1]}_ref")
        return (Omission.NOTE if found[1] == "ftnt" else Omission.COMMENT) if is_back else None
    is_mark = _NOTE_MARK.fullmatch(shown_in(link).strip().rstrip(".:").strip("↩↑^ ") or "*")
    return Omission.NOTE if is_mark and _BACK_FROM_NOTE.match(target) else None


def is_note(node: LexborNode, before: str) -> bool:
    """Whether a raised stretch is the mark of a note, given what stands `before` it."""
    written = shown_in(node)
    is_linked = "data-fn" in node.attributes or node.css_first("a") is not None
    return (is_linked and _NOTE_MARK.fullmatch(written.strip()) is not None) or is_note_mark(before, written)


def is_over_stroke(node: LexborNode) -> bool:
    """Whether a raised stretch is the first number of a fraction: a stroke stands behind it."""
    written = shown_in(node)
    if not written.strip().isdecimal():
        return False
    behind = node.next or (node.parent.next if node.parent is not None else None)
    for _ in range(_DEEPEST_STROKE):
        if behind is None or behind.tag == "-text":
            break
        behind = behind.child
    return behind is not None and _STROKE.match(shown_in(behind)[:_SHORT]) is not None
