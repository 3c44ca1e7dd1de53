"""A batch that goes on behind answers says so when these were asked for with other options."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from app.detector import Detector
from app.pairs import Options, answer_line
from app.pairs.batches import BatchMismatch, NumberedLine, _skip_done
from app.report import Part

TEXT = "The keeper of the old light went up the stairs twice a night, and wrote the weather down in a book that nobody read. "


def line_of(name: str, **options: Any) -> NumberedLine:
    pair = {"custom_id": name, "reference": {"text": 3 * TEXT}, "suspect": {"text": 3 * TEXT}} | (
        {"options": options} if options else {}
    )
    return NumberedLine(1, orjson.dumps(pair), name)


def go_on(detector: Detector, out: Path, line: NumberedLine, before: Options, now: Options) -> int:
    _, report = answer_line(detector, 100_000, line.content, before)
    out.write_bytes(b'{"custom_id":"%s","report":%s}\n' % (str(line.custom_id).encode(), report))
    return _skip_done(iter([line]), out, now)


@pytest.mark.parametrize(
    ("before", "now", "named"),
    [
        (Options(), Options(exclude_quotations=True), "exclude_quotations was False, now True"),
        (Options(minimum_passage_words=20), Options(), "minimum_passage_words was 20, now 15"),
        (Options(parts=[Part.TEXTS]), Options(), "parts"),
        (Options(), Options(parts=[Part.PASSAGES]), "parts"),
        (Options(), Options(parts=[*Part]), "parts"),
    ],
)
def test_other_options_are_refused(detector: Detector, tmp_path: Path, before: Options, now: Options, named: str) -> None:
    with pytest.raises(BatchMismatch, match=named):
        go_on(detector, tmp_path / "out.jsonl", line_of("a"), before, now)


@pytest.mark.parametrize("options", [Options(), Options(parts=[Part.PLACES]), Options(exclude_quotations=True, parts=[])])
def test_the_same_options_go_on(detector: Detector, tmp_path: Path, options: Options) -> None:
    assert go_on(detector, tmp_path / "out.jsonl", line_of("a"), options, options) == 1


def test_what_a_line_itself_asks_for_is_no_other_option(detector: Detector, tmp_path: Path) -> None:
    own = line_of("a", minimum_passage_words=30)
    assert go_on(detector, tmp_path / "out.jsonl", own, Options(), Options(minimum_passage_words=20)) == 1
