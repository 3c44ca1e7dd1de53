"""Pages inside a page that a browser shows where they stand: the tree of a shadow root, and a frame's own source."""

import re
from html import unescape

_SHADOW_ROOT = re.compile(r"<template\b(?=[^<>]{0,300}\bshadowroot(?:mode)?\s*=)[^<>]{0,300}>", re.IGNORECASE)
_FRAME = re.compile(r"<iframe\b[^<>]{0,1000}?\bsrcdoc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^<>]{0,1000}>", re.IGNORECASE)


def with_inner_pages(html: str) -> str:
    """The same markup with each inner page as a block of the outer one; the parser alone would give none of their words."""
    lower = html.lower()
    if "shadowroot" in lower:
        html = _SHADOW_ROOT.sub("<div>", html)  # the end tag has nothing to end then, and is passed over
    if "srcdoc" in lower:
        html = _FRAME.sub(lambda frame: f"<div>{unescape(frame[1] or frame[2] or '')}</div><iframe>", html)
    return html
