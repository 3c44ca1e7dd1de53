"""What a page's own styles say about each of its elements: `<style>` and `style=""`, as far as they decide what a reader sees.

Style sheets that the page loads are not read: nothing is fetched; those in a `data:` address are. What holds only while a
pointer is over something, in print or on a narrow screen is passed over.
"""

import base64
import binascii
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from app.errors import UnreadableInput
from app.text.screens import NESTING, holds_on_a_screen, is_met

PROPERTIES = frozenset(
    "display visibility opacity filter font font-size color background background-color background-image background-clip "
    "-webkit-background-clip -webkit-text-fill-color position left top right bottom text-indent margin-left margin-right "
    "margin-top clip clip-path width height max-width max-height overflow overflow-x overflow-y transform vertical-align "
    "content-visibility text-decoration text-decoration-line mso-text-raise translate scale rotate zoom letter-spacing "
    "line-height text-shadow -webkit-text-stroke white-space mask direction unicode-bidi mso-hide mso-list mso-element mso- "
    "special-character font-family float".split()
)
MOST_MATCHES = 20_000_000  # selectors times elements: about a second; a large page of a CMS needs a tenth of it
_MOST_ENTERED = 4_000_000  # declarations of elements; likewise
_TOO_MANY = "the page's own style sheet has too many rules for so many elements"
Declarations = Mapping[str, str]
NOTHING: Declarations = {}
_Weight = tuple[bool, bool, int, int]  # important, inline, specificity, order

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# Each begins where nothing of its own kind stands before it, and gives nothing back: a style may have 200,000 characters.
_DECLARATION = re.compile(r"(?<![-\w])([-\w]++)\s*+:\s*+((?:[^;'\"(]++|\([^)]*+\)?|'[^']*+'?|\"[^\"]*+\"?)*)")
_IMPORTANT = re.compile(r"!\s*+important$")
_VARIABLE = re.compile(r"var\(\s*+(--[-\w]++)\s*+(?:,([^()]*+))?\)")
_URL = re.compile(r"url\([^)]*+\)?")
_LONGEST_VALUE = 300  # characters, without addresses; what hides a text is said in some tens
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(\S))")
_PIECE = re.compile(r"[{};]|\"[^\"\n]*\"|'[^'\n]*'|\((?:[^()\"'{}]|\"[^\"\n]*\"|'[^'\n]*')*\)")
_PART = re.compile(r"[(),]")
_BRACKETS = re.compile(r"\[[^\]]*+(?:\]|\Z)|:(?:not|is|where|has|matches|-webkit-any|nth-child)\([^)]*+(?:\)|\Z)")
_PASSING = re.compile(r"::|:(?:before|after|hover|focus|active|visited|target|checked|disabled|first-l|placeholder|selection|-)")
_NAMES = re.compile(r"([.#])((?:[-\w]|\\[0-9a-fA-F]{1,6}\s?|\\.)+)")
_SIDES = {"margin": ("margin-top", "margin-right", "", "margin-left"), "inset": ("top", "right", "bottom", "left")}
PLACES_OF_SIDES = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}  # by how many parts are written
_LOGICAL = {
    "inline-size": "width", "block-size": "height", "max-inline-size": "max-width", "max-block-size": "max-height",
    "inset-inline-start": "left", "inset-inline-end": "right", "inset-block-start": "top", "inset-block-end": "bottom",
    "inset-inline": "left", "inset-block": "top", "margin-inline-start": "margin-left", "margin-inline": "margin-left",
    "margin-block-start": "margin-top", "margin-block": "margin-top", "overflow-inline": "overflow-x",
    "overflow-block": "overflow-y", "mask-image": "mask", "-webkit-mask-image": "mask", "-webkit-mask": "mask",
    "-webkit-text-stroke-width": "-webkit-text-stroke",
}  # fmt: skip
_SHORTHANDS = _SIDES.keys() | _LOGICAL.keys()
_MOST_NESTED = 20  # times the sheet's length, and a million: rules inside rules are multiplied by them
_MOST_AT_ONCE = 10_000  # selectors of one rule
_LONGEST_SELECTOR = 1_000  # characters
_DATA = re.compile(r"data:text/css[^,]{0,100},", re.IGNORECASE)
_IMPORTED = re.compile(
    r"@import\s+(?:url\(\s*)?[\"']?(data:text/css[^\"')\s]{0,100000})[\"']?\s*\)?[^;{}]{0,200};", re.IGNORECASE
)
_ID_WEIGHT, _CLASS_WEIGHT = 10_000, 100
_STEPS = re.compile(r"(#[-\w]+)|([.\[:][-\w]+)|(?:^|[\s>+~])([a-z][\w-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    order: int


@dataclass(slots=True)
class Styles:
    """The declarations that win for each element; those of its own attribute are added when it is asked for.

    Elements that the same rules match, with the same attribute, share one mapping: thousands of paragraphs are alike.
    """

    rules: list[tuple[int, _Rule]] = field(default_factory=list)  # with their specificity
    matched: dict[int, list[int]] = field(default_factory=dict)  # places in `rules`, by element
    _shared: dict[tuple[tuple[int, ...], str], Declarations] = field(default_factory=dict)
    _variables: dict[str, str] = field(default_factory=dict)
    _fills: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True  # no style sheet is loaded besides

    def of(self, node: LexborNode, inline: str | None) -> Declarations:
        """The declarations of `node`, whose attribute `style` is `inline`."""
        found = self.matched.get(node.mem_id, ()) if self.matched else ()
        if not (found or inline):
            return NOTHING
        key = tuple(found), inline or ""
        if key not in self._shared:
            self._shared[key] = self._winning(*key)
        return self._shared[key]

    def _winning(self, numbers: tuple[int, ...], inline: str) -> Declarations:
        won: dict[str, tuple[_Weight, str]] = {}
        for specificity, rule in map(self.rules.__getitem__, numbers):
            for name, value, important in rule.declarations:
                _put(won, name, value, (important, False, specificity, rule.order))
        for name, value, important in parse_declarations(inline):
            _put(won, name, value, (important, True, 0, 0))
        return {name: self._filled(value) for name, (_, value) in won.items()}

    def declare(self, declarations: tuple[tuple[str, str, bool], ...]) -> None:
        """Keeps the variables among `declarations`; the last value of one counts for the whole page."""
        self._variables.update((name, value) for name, value, _ in declarations if name.startswith("--"))

    def _filled(self, value: str) -> str:
        if "var(" not in value:
            return value
        if value not in self._fills:  # thousands of elements may share one
            self._fills[value] = _VARIABLE.sub(lambda m: self._variables.get(m[1], m[2] or ""), value)[:_LONGEST_VALUE]
        return self._fills[value]


def read_styles(page: LexborHTMLParser) -> Styles:
    """The styles of `page`.

    Raises:
        UnreadableInput: so many rules and elements that matching them would take seconds.
    """
    sheets = [node for node in page.css("style") if is_met(node.attributes.get("media") or "")]
    linked = page.css("link[rel~=stylesheet]")
    inside = [_sheet_in_address(node.attributes.get("href") or "") for node in linked]
    written = "\n".join((*(node.text() or "" for node in sheets), *(sheet for sheet in inside if sheet)))
    written = _IMPORTED.sub(lambda found: _sheet_in_address(found[1]) or "", written)
    styles = Styles(is_whole="@import" not in written and None not in inside)
    rules = list(_rules(_COMMENT.sub(" ", written), styles))
    if rules:
        _match(page, _possible(page, rules), styles)
    return styles


def parse_declarations(written: str) -> list[tuple[str, str, bool]]:
    """Name, value and importance of each declaration that decides what is seen, in lower case, shorthands spelled out."""
    plain = written.lower()
    if "/*" in plain or "\\" in plain:
        plain = _unescaped(_COMMENT.sub(" ", plain))
    found = []
    for name, value in _DECLARATION.findall(plain):
        if name in PROPERTIES or name in _SHORTHANDS or name.startswith("--"):
            whole = _URL.sub("url()", value).strip()
            said = _IMPORTANT.sub("", whole)
            is_important = len(said) < len(whole)
            found += [(each, part, is_important) for each, part in _spelled_out(name, said.rstrip()[:_LONGEST_VALUE])]
    return found


def _spelled_out(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A declaration by the names that are asked for: a shorthand is several, a logical side is one of English writing."""
    if name not in _SIDES:
        yield _LOGICAL.get(name, name), value
        return
    parts = value.split()
    if len(parts) in PLACES_OF_SIDES:
        four = [parts[k] for k in PLACES_OF_SIDES[len(parts)]]
        yield from ((side, part) for side, part in zip(_SIDES[name], four, strict=True) if side)


def _unescaped(written: str) -> str:
    """CSS may write any character by its number, or with a backslash before it."""
    return _ESCAPE.sub(lambda found: chr(min(int(found[1], 16), sys.maxunicode)) if found[1] else found[2], written)


def _sheet_in_address(address: str) -> str | None:
    """The style sheet that an address holds itself; None for one that leads elsewhere."""
    found = _DATA.match(address.strip())
    if not found:
        return None
    content = unquote_to_bytes(address.strip()[found.end() :])
    try:
        return (base64.b64decode(content) if ";base64" in found[0].lower() else content).decode("utf-8", "replace")
    except binascii.Error:
        return ""  # damaged: a browser applies none of it


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is open: what it is about (none: not elements), whether it holds, and the pieces of its own declarations."""

    selectors: tuple[str, ...]
    holds: bool
    order: int
    pieces: list[str]


def _rules(written: str, styles: Styles) -> Iterator[_Rule]:
    """The rules that hold on a usual screen, one for each selector of a list; rules inside a rule belong to its elements."""
    at = order = n_nested = 0
    blocks = [_Block((), holds=True, order=0, pieces=[])]
    for piece in _PIECE.finditer(written):
        mark = piece.group()
        if mark not in "{};":
            continue  # a string, or what stands in brackets
        said, at, block = written[at : piece.start()], piece.end(), blocks[-1]
        if mark == "{":
            order += 1
            blocks.append(_opened(said.strip(), block, order))
            n_nested += sum(map(len, blocks[-1].selectors)) if block.selectors else 0
            if n_nested > _MOST_NESTED * len(written) + 1_000_000:
                raise UnreadableInput(_TOO_MANY)
            continue
        if block.selectors:
            block.pieces.append(said)
        if mark == "}":
            yield from _rules_of(block, styles)
            del blocks[max(len(blocks) - 1, 1) :]
    blocks[-1].pieces.append(written[at:])
    for block in blocks[:0:-1]:  # what a sheet leaves open is closed by its end
        yield from _rules_of(block, styles)


def _rules_of(block: _Block, styles: Styles) -> Iterator[_Rule]:
    declarations = tuple(parse_declarations(";".join(block.pieces))) if block.selectors and block.holds else ()
    if declarations:
        styles.declare(declarations)
        yield from (_Rule(selector, declarations, block.order) for selector in block.selectors)


def _opened(prelude: str, outer: _Block, order: int) -> _Block:
    """The block that begins inside `outer`."""
    if prelude.lower().startswith(NESTING):
        return _Block(outer.selectors, outer.holds and holds_on_a_screen(prelude.lower()), order, [])
    if prelude.startswith("@"):
        return _Block((), holds=False, order=order, pieces=[])  # a font, frames of a movement
    selectors = tuple(each.strip() for each in _selectors(prelude))
    if outer.selectors:
        if len(outer.selectors) * len(selectors) > _MOST_AT_ONCE:
            raise UnreadableInput(_TOO_MANY)
        selectors = tuple(_inside(each, parent) for parent in outer.selectors for each in selectors)
    return _Block(selectors, outer.holds, order, [])


def _selectors(prelude: str) -> Iterator[str]:
    """The selectors of a list; a comma inside brackets parts none."""
    at = depth = 0
    for found in _PART.finditer(prelude):
        mark = found.group()
        depth += (mark == "(") - (mark == ")" and depth > 0)
        if mark == "," and not depth:
            yield prelude[at : found.start()]
            at = found.end()
    yield prelude[at:]


def _inside(selector: str, parent: str) -> str:
    if len(selector) + max(selector.count("&"), 1) * len(parent) > _LONGEST_SELECTOR:
        raise UnreadableInput(_TOO_MANY)
    return selector.replace("&", parent) if "&" in selector else f"{parent} {selector}"


def _possible(page: LexborHTMLParser, rules: list[_Rule]) -> list[_Rule]:
    """The rules whose classes and ids the page has; those for a pointer or a part of an element are none of ours."""
    names = {f".{name.lower()}" for node in page.css("[class]") for name in (node.attributes.get("class") or "").split()}
    names |= {f"#{(node.attributes.get('id') or '').lower()}" for node in page.css("[id]")}
    return [
        rule
        for rule in rules
        if not _PASSING.search(rule.selector)
        and all(f"{mark}{_unescaped(name.lower())}" in names for mark, name in _NAMES.findall(_BRACKETS.sub("", rule.selector)))
    ]


def _match(page: LexborHTMLParser, rules: list[_Rule], styles: Styles) -> None:
    if len({rule.selector for rule in rules}) * len(page.css("*")) > MOST_MATCHES:
        raise UnreadableInput(_TOO_MANY)
    nodes: dict[str, list[int]] = {}
    n_entered = 0
    for rule in rules:
        if rule.selector not in nodes:
            nodes[rule.selector] = _nodes_of(page, rule.selector)
        n_entered += len(nodes[rule.selector]) * len(rule.declarations)
        if n_entered > _MOST_ENTERED:
            raise UnreadableInput(_TOO_MANY)
        for node in nodes[rule.selector]:
            styles.matched.setdefault(node, []).append(len(styles.rules))
        styles.rules.append((_specificity(rule.selector), rule))


def _nodes_of(page: LexborHTMLParser, selector: str) -> list[int]:
    try:
        return [node.mem_id for node in page.css(selector)]
    except SelectolaxError:
        return []  # as browsers do with a selector that they do not know


def _specificity(selector: str) -> int:
    return sum(_ID_WEIGHT if an_id else _CLASS_WEIGHT if a_class else 1 for an_id, a_class, _ in _STEPS.findall(selector))


def _put(won: dict[str, tuple[_Weight, str]], name: str, value: str, weight: _Weight) -> None:
    """Enters a declaration where none of more weight stands."""
    if name not in won or won[name][0] <= weight:
        won[name] = (weight, value)
