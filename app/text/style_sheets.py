"""What a page's own styles say about each of its elements: `<style>` and `style=""`, as far as they decide what a reader sees.

Style sheets that the page loads are not read: nothing is fetched. What depends on a pointer, a printer or a narrow screen is
passed over.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from app.errors import UnreadableInput

PROPERTIES = frozenset(
    "display visibility opacity filter font font-size color background background-color background-image background-clip "
    "-webkit-background-clip -webkit-text-fill-color position left top right bottom text-indent margin-left margin-top clip "
    "clip-path width height max-width max-height overflow overflow-x overflow-y transform vertical-align content-visibility "
    "mso-hide mso-list mso-element mso-special-character font-family float".split()
)
MOST_MATCHES = 20_000_000  # selectors times elements: about a second; a large page of a CMS needs a tenth of it
_MOST_ENTERED = 4_000_000  # declarations of elements; likewise
_TOO_MANY = "the page's own style sheet has too many rules for so many elements"
Declarations = Mapping[str, str]
NOTHING: Declarations = {}
_Weight = tuple[bool, bool, int, int]  # important, inline, specificity, order

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_DECLARATION = re.compile(r"([-\w]+)\s*:\s*((?:[^;'\"(]|\([^)]*\)?|'[^']*'?|\"[^\"]*\"?)*)")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$")
_VARIABLE = re.compile(r"var\(\s*(--[-\w]+)\s*(?:,([^()]*))?\)")
_PIECE = re.compile("[{};]")
_COMMA = re.compile(r",(?![^(]*\))")
_BRACKETS = re.compile(r"\[[^\]]*\]|:not\([^)]*\)")
_NESTING = ("@media", "@supports", "@layer", "@container", "@scope")
_NARROW = re.compile(r"print|speech|not\b|max-width|max-device|orientation|prefers|hover|pointer")
_LEAST_WIDTH = re.compile(r"min-(?:device-)?width\s*:\s*(\d+)")
_WIDEST = 1_200  # pixels of a usual screen
_PASSING = re.compile(r"::|:(?:before|after|hover|focus|active|visited|target|checked|disabled|first-l|placeholder|selection|-)")
_NAMES = re.compile(r"([.#])([-\w]+)")
_ID_WEIGHT, _CLASS_WEIGHT = 10_000, 100
_STEPS = re.compile(r"(#[-\w]+)|([.\[:][-\w]+)|(?:^|[\s>+~])([a-z][\w-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    order: int


@dataclass(slots=True)
class Styles:
    """The declarations that win for each element; those of its own attribute are added when it is asked for."""

    matched: dict[int, dict[str, tuple[_Weight, str]]] = field(default_factory=dict)
    _variables: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True  # no style sheet is loaded besides

    def of(self, node: LexborNode, inline: str | None) -> Declarations:
        """The declarations of `node`, whose attribute `style` is `inline`."""
        found = self.matched.get(node.mem_id) if self.matched else None
        if not found:
            return {name: self._filled(value) for name, value, _ in parse_declarations(inline)} if inline else NOTHING
        won = dict(found)
        for name, value, important in parse_declarations(inline or ""):
            put(won, name, value, (important, True, 0, 0))
        return {name: self._filled(value) for name, (_, value) in won.items()}

    def declare(self, declarations: tuple[tuple[str, str, bool], ...]) -> None:
        """Keeps the variables among `declarations`; the last value of one counts for the whole page."""
        self._variables.update((name, value) for name, value, _ in declarations if name.startswith("--"))

    def _filled(self, value: str) -> str:
        if "var(" not in value:
            return value
        return _VARIABLE.sub(lambda m: self._variables.get(m[1], m[2] or ""), value)


def read_styles(page: LexborHTMLParser) -> Styles:
    """The styles of `page`.

    Raises:
        UnreadableInput: so many rules and elements that matching them would take seconds.
    """
    sheets = [node for node in page.css("style") if not _NARROW.search((node.attributes.get("media") or "").lower())]
    written = "\n".join(node.text() or "" for node in sheets)
    styles = Styles(is_whole="@import" not in written and not page.css("link[rel~=stylesheet]"))
    rules = list(_rules(_COMMENT.sub(" ", written), styles))
    if rules:
        _match(page, _possible(page, rules), styles)
    return styles


def parse_declarations(written: str) -> list[tuple[str, str, bool]]:
    """Name, value and importance of each declaration that decides what is seen, in lower case."""
    found = []
    for name, value in _DECLARATION.findall(written.lower()):
        if name in PROPERTIES or name.startswith("--"):
            plain = _IMPORTANT.sub("", value.strip())
            found.append((name, plain, len(plain) < len(value.strip())))
    return found


def _rules(written: str, styles: Styles) -> Iterator[_Rule]:
    """The rules that hold on a usual screen, one for each selector of a list."""
    at, order = 0, 0
    holds = [True]  # of the blocks that are open
    for piece in _PIECE.finditer(written):
        prelude, mark = written[at : piece.start()].strip(), piece.group()
        if piece.start() < at:
            continue  # inside a body that was read
        at = piece.end()
        if mark == "}":
            holds = holds[:-1] or [True]
        elif mark == "{" and prelude.lower().startswith(_NESTING):
            holds.append(holds[-1] and _holds(prelude.lower()))
        elif mark == "{" and prelude.startswith("@"):
            holds.append(False)  # a font, frames of a movement
        elif mark == "{":
            end = written.find("}", at)
            declarations = tuple(parse_declarations(written[at : end if end >= 0 else len(written)]))
            at = len(written) if end < 0 else end + 1
            if not holds[-1] or not declarations:
                continue
            order += 1
            styles.declare(declarations)
            yield from (_Rule(selector.strip(), declarations, order) for selector in _COMMA.split(prelude))


def _holds(prelude: str) -> bool:
    """Whether the condition of `@media` and the like is met on a usual screen."""
    if not prelude.startswith("@media"):
        return True
    width = _LEAST_WIDTH.search(prelude)
    return not _NARROW.search(prelude) and (width is None or int(width[1]) <= _WIDEST)


def _possible(page: LexborHTMLParser, rules: list[_Rule]) -> list[_Rule]:
    """The rules whose classes and ids the page has; those for a pointer or a part of an element are none of ours."""
    names = {f".{name.lower()}" for node in page.css("[class]") for name in (node.attributes.get("class") or "").split()}
    names |= {f"#{(node.attributes.get('id') or '').lower()}" for node in page.css("[id]")}
    return [
        rule
        for rule in rules
        if not _PASSING.search(rule.selector)
        and all(f"{mark}{name.lower()}" in names for mark, name in _NAMES.findall(_BRACKETS.sub("", rule.selector)))
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
        weight = _specificity(rule.selector)
        for node in nodes[rule.selector]:
            won = styles.matched.setdefault(node, {})
            for name, value, important in rule.declarations:
                put(won, name, value, (important, False, weight, rule.order))


def _nodes_of(page: LexborHTMLParser, selector: str) -> list[int]:
    try:
        return [node.mem_id for node in page.css(selector)]
    except SelectolaxError:
        return []  # as browsers do with a selector that they do not know


def _specificity(selector: str) -> int:
    return sum(_ID_WEIGHT if an_id else _CLASS_WEIGHT if a_class else 1 for an_id, a_class, _ in _STEPS.findall(selector))


def put(won: dict[str, tuple[_Weight, str]], name: str, value: str, weight: _Weight) -> None:
    """Enters a declaration where none of more weight stands."""
    if name not in won or won[name][0] <= weight:
        won[name] = (weight, value)
