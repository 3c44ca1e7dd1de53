"""Markup that the parser would not give as the page shows it, brought into a form that it does.

The tree of a shadow root, a frame's own source, the text beside frames, elements of XHTML without an end tag (which HTML takes
for open ones: `<title/>` would swallow the page) and its sections of characters (which HTML takes for comments), and deletions
that an editor keeps as two points.
"""

import re
from html import escape, unescape

_SHADOW_ROOT = re.compile(r"<template\b(?=[^<>]{0,300}\bshadowroot(?:mode)?\s*=)[^<>]{0,300}>", re.IGNORECASE)
_FRAME = re.compile(r"<iframe\b[^<>]{0,1000}?\bsrcdoc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^<>]{0,1000}>", re.IGNORECASE)
_BESIDE_FRAMES = re.compile(r"</?(?:frameset|noframes)\b[^<>]{0,1000}>", re.IGNORECASE)
_XML = re.compile(r"\s*(?:\ufeff)?<\?xml\b|[^<]{0,100}(?:<!doctype[^>]{0,300}>\s*)?<html\b[^>]{0,500}\bxmlns\s*=", re.IGNORECASE)
_SECTION = "<![CDATA["
_VOID = "area|base|br|col|embed|frame|hr|img|input|link|meta|param|source|track|wbr"
_EMPTY = re.compile(rf"<(?!(?:{_VOID})\b)([a-z][\w:-]{{0,40}})(\s[^<>]{{0,2000}}?)?/>", re.IGNORECASE)
_DELETED_FROM = re.compile(
    r"<suggestion-start\b[^<>]{0,300}\bname\s*=\s*[\"']?deletion:([\w:.-]{1,120})[^<>]{0,300}>(?:\s*</suggestion-start>)?"
    r"|<suggestion-end\b[^<>]{0,300}\bname\s*=\s*[\"']?deletion:[\w:.-]{1,120}[^<>]{0,300}>",
    re.IGNORECASE,
)


def with_inner_pages(html: str) -> str:
    """The same markup, in which each inner page is a block of the outer one and every element ends."""
    lower = html.encode("utf-8", "surrogatepass").lower()  # these names are ASCII, and a string's letters take ten times as long
    if ("/>" in html or _SECTION in html) and _XML.match(html):
        html = _without_sections(_EMPTY.sub(r"<\1\2></\1>", html))
    if b"<frameset" in lower:
        html = _BESIDE_FRAMES.sub("<div>", html)
    if b"<suggestion-" in lower:
        html = _DELETED_FROM.sub(lambda found: "<del>" if found[1] else "</del>", html)
    if b"shadowroot" in lower:
        html = _SHADOW_ROOT.sub("<div>", html)  # the end tag has nothing to end then, and is passed over
    if b"srcdoc" in lower:
        html = _FRAME.sub(lambda frame: f"<div>{unescape(frame[1] or frame[2] or '')}</div><iframe>", html)
    return html


def _without_sections(html: str) -> str:
    """XHTML in which every section of characters is written as other characters are. O(n) time."""
    before, *sections = html.split(_SECTION)
    return before + "".join(map(_unwrapped, sections))


def _unwrapped(piece: str) -> str:
    inside, end, behind = piece.partition("]]>")
    return escape(inside, quote=False) + behind if end else _SECTION + piece
