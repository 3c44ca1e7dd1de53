"""Codes of raw markup. What they enclose is text, they are not.

WordPress (`[gallery ids="1,2"]`), forums (`[b]`, `[url=…]`), Drupal (`[[{"fid": …}]]`), Joomla (`{loadposition banner}`), Hugo
(`{{< figure … >}}`), Liquid (`{% include … %}`).
"""

import re
from collections.abc import Iterator

from app.text.characters import has_sign

_CODE = re.compile(r"\[(?P<closing>/?)(?P<name>[a-z][a-z0-9_-]{1,40})(?P<rest>(?:\s[^\[\]\n]{0,1000})?)/?\]", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s[\w-]{1,40}\s?=\s?[\"'“”″’&\w]")
_KNOWN = frozenset(
    "caption wp_caption gallery embed audio video playlist youtube vimeo twitter tweet instagram facebook soundcloud googlemaps "
    "contact-form-7 contact-form gravityform ads ad adrotate adsense newsletter poll dropcap pullquote blockquote quote button "
    "columns column row col one_half one_third two_third tabs tab toggle accordion spoiler divider spacer clear highlight "
    "sidebar infobox box more readmore read_more related related_posts slideshow slider tablepress table raw nextpage "
    "vc_row vc_column vc_column_text vc_row_inner vc_column_inner et_pb_section et_pb_row et_pb_column et_pb_text "
    "fusion_text fusion_builder_row fusion_builder_column fusion_builder_container su_quote su_box su_note".split()
)
_WITHOUT_TEXT = frozenset(
    "embed audio video youtube vimeo twitter tweet instagram facebook soundcloud googlemaps url img".split()
)
_FORUM = re.compile(
    r"\[(?P<closing>/?)(?P<name>b|i|u|s|url|img|quote|size|color|font|center|left|right|justify|indent|list|code|email|sub|sup|h[1-6])"
    r"(?P<rest>(?:=[^\[\]\n]{0,500})?)\]",
    re.IGNORECASE,
)
_JOOMLA = (
    "loadposition|loadmodule|loadmoduleid|module|modulepos|mosimage|mospagebreak|youtube|vimeo|gallery|phocagallery|igallery|"
    "rokbox|jcomments|slider|tabs?|tip|modal|articles?|source|snippet|readmore|googlemaps|mp3|audio|video"
)
_LIQUID = (
    "include|if|endif|else|elsif|unless|endunless|for|endfor|case|when|raw|endraw|comment|endcomment|assign|capture|endcapture|"
    "highlight|endhighlight|link|post_url|block|endblock|extends|load|render|figure|picture|embed|youtube|gallery|image|img|"
    "quote|endquote|blockquote|endblockquote|pullquote|endpullquote"
)
_TEMPLATES = re.compile(
    r"\[\[\{[^\n]{0,3000}?\}\]\]"
    r"|\{\{[<%][^{}\n]{0,1000}?[>%]\}\}"
    rf"|\{{%-?\s{{0,3}}(?:{_LIQUID})\b[^{{}}\n]{{0,500}}?%\}}"
    rf"|\{{(?:{_JOOMLA})\}}[^\s{{}}]{{1,300}}\{{/[a-z]{{2,20}}\}}"
    rf"|\{{/?(?:{_JOOMLA})(?:\s[^{{}}\n|]{{0,300}})?\}}",
    re.IGNORECASE,
)
_INSIDE_WORDS = frozenset("dropcap highlight su_dropcap".split())


def find_shortcodes(text: str) -> Iterator[tuple[int, int, str]]:
    """Each shortcode, as a blank; those around a letter of a word as nothing, those around an address with the address."""
    codes = sorted((*_CODE.finditer(text), *_in_pairs(text)), key=re.Match.start)
    closed = {code["name"].lower() for code in codes if code["closing"]}
    until = 0
    for code in codes:
        name = code["name"].lower()
        if code.start() < until or not (name in _KNOWN or name in closed or _ATTRIBUTE.search(code["rest"])):
            continue
        until = _end_of_address(text, code, name)
        yield code.start(), until, "" if name in _INSIDE_WORDS or code.re is _FORUM else " "


def _in_pairs(text: str) -> Iterator[re.Match[str]]:
    """A forum's codes, of names that are closed somewhere: [i] alone may be a remark."""
    codes = list(_FORUM.finditer(text)) if "[/" in text else []
    closed = {code["name"].lower() for code in codes if code["closing"]}
    opened = {code["name"].lower() for code in codes if not code["closing"]}
    return (code for code in codes if code["name"].lower() in closed & opened)


def has_templates(text: str, _beyond: frozenset[str]) -> bool:
    """Whether a code in braces may stand in `text`."""
    return has_sign(text, "{")


def find_templates(text: str) -> Iterator[tuple[int, int, str]]:
    """Each code in braces, as a blank; alternatives and placeholders of spinners are none."""
    return ((found.start(), found.end(), " ") for found in _TEMPLATES.finditer(text))


def _end_of_address(text: str, code: re.Match[str], name: str) -> int:
    """The end of the shortcode, or of its closing one where it encloses one word: an address."""
    if name in _WITHOUT_TEXT and not code["closing"]:
        enclosed = re.compile(rf"\s*+(?:\S{{1,2000}}?\s*+)?\[/{re.escape(name)}\]", re.IGNORECASE).match(text, code.end())
        if enclosed:
            return enclosed.end()
    return code.end()
