"""The strips: both articles to one scale, whole; what moved crosses; only likely swaps darken; no word inside."""

import lxml.etree

from app.detector import Detector
from app.report import Report
from app.views.evidence import draw_strips
from app.views.strip_picture import draw_picture
from app.views.strips import MOST_BLOCKS, WIDTH, Strips, small_strip, strips_of
from tests.unit.views.conftest import compared


def strips(report: Report) -> Strips:
    drawn = strips_of(report)
    assert drawn is not None
    return drawn


def test_each_strip_is_covered_in_order_and_to_one_scale(sample: Report) -> None:
    drawn = strips(sample)
    longest = max(sample.reference.characters, sample.suspect.characters)
    for blocks, length in ((drawn.suspect, sample.suspect.characters), (drawn.reference, sample.reference.characters)):
        assert [block.x for block in blocks] == sorted(block.x for block in blocks)
        assert blocks[-1].x + blocks[-1].width <= WIDTH * length / longest + 1
        assert sum(block.width for block in blocks) >= 0.9 * WIDTH * length / longest
        assert len(blocks) <= 2 * MOST_BLOCKS + 1


def test_a_spun_sentence_is_dark_and_a_copied_one_pale(detector: Detector, sample: Report, sample_reference: str) -> None:
    assert max(block.level for block in strips(sample).suspect) >= 3
    copied = strips(compared(detector, sample_reference, sample_reference))
    assert {block.level for block in copied.suspect} == {0}
    assert small_strip(compared(detector, sample_reference, sample_reference)) == "0" * 40


def test_ribbons_of_moved_passages_cross(detector: Detector, sample_reference: str) -> None:
    paragraphs = sample_reference.strip().split("\n\n")
    half = len(paragraphs) // 2
    moved = "\n\n".join(paragraphs[half:] + paragraphs[:half])
    drawn = strips(compared(detector, sample_reference, moved))
    assert len(drawn.ribbons) > 1
    assert any(ribbon.is_moved for ribbon in drawn.ribbons)
    first, last = drawn.ribbons[0], drawn.ribbons[-1]
    assert first.corners[0] < last.corners[0]
    assert first.corners[3] > last.corners[3]


def test_the_drawing_is_xml_with_a_name_for_each_ribbon_and_no_word_of_a_text(hostile: Report) -> None:
    if not hostile.measured:  # a word without an end leaves no English
        assert strips_of(hostile) is None
        return
    for is_linked in (True, False):
        tree = lxml.etree.fromstring(str(draw_strips(strips(hostile), is_linked=is_linked)))
        titles = [one.text for one in tree.iterfind(".//{*}path/{*}title")]
        assert len(titles) == len(strips(hostile).ribbons)
        assert all(title.startswith("Passage ") for title in titles)
        assert bool(tree.findall(".//{http://www.w3.org/2000/svg}a")) == is_linked
        assert [one.text for one in tree.iterfind("{*}title")] == ([] if is_linked else [strips(hostile).summary])


def test_the_picture_is_a_png(sample: Report) -> None:
    assert draw_picture(strips(sample)).startswith(b"\x89PNG")


def test_what_was_not_measured_has_no_strips(detector: Detector) -> None:
    report = compared(detector, "Too short.", "Too short.")
    assert strips_of(report) is None
    assert small_strip(report) == ""
