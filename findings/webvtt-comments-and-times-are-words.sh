#!/usr/bin/env bash
# pysubs2 and webvtt-py: of WebVTT a comment becomes a caption, the time of a word stays in its line, and "&amp;" is what was said.
# Guess: a caption is what a viewer reads: without comments (NOTE), times inside of a line (<00:00:03.500>) and tags, and "&amp;" is "&".
# Seen: pysubs2 appends a comment that stands behind a cue to that cue's words and leaves the times in (so every word of captions that a machine timed has one);
# both leave "&amp;" and "&lt;" as they are written, and of `<ruby>` both join the word and how it is read. Nothing is raised.
# Whoever has speeches from captions compares words of the subtitler, and figures that are times.
# Versions: pysubs2 1.8.1 (formats/webvtt.py), webvtt-py 0.6.0 (`Caption.text`); WebVTT, comment blocks and cue text parsing rules. The product
# reads .vtt and .srt itself (app/text/cues.py): its own reader had the comments and speakers as words until this was tried.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0 2>/dev/null
cat > try.py <<'PYTHON'
import io
from importlib.metadata import version

import pysubs2
import webvtt

VTT = """WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ann>The wall &amp; the <00:00:02.000>pier fell.

NOTE
The next one is mine.

00:00:03.000 --> 00:00:05.000
The <ruby>quay<rt>key</rt></ruby> stood.
"""
by_pysubs2 = [each.plaintext for each in pysubs2.SSAFile.from_string(VTT, format_="vtt")]
by_webvtt = [each.text for each in webvtt.from_buffer(io.StringIO(VTT))]
print("guess: ['The wall & the pier fell.', 'The quay stood.']")
print("pysubs2", version("pysubs2"), "seen:", by_pysubs2)
print("webvtt-py", version("webvtt-py"), "seen:", by_webvtt)
assert by_pysubs2 == ["The wall &amp; the <00:00:02.000>pier fell.\n\nNOTE\nThe next one is mine.", "The quaykey stood."]
assert by_webvtt == ["The wall &amp; the pier fell.", "The quaykey stood."]
PYTHON
venv/bin/python try.py
