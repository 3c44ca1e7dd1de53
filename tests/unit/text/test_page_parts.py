"""What of a page is its text: tracked changes as accepted, no notes, comments and list marks; what is left out is counted."""

import pytest

from app.text import Omission, read_html, read_text

STORY = (
    "The ferry has been late every day this week, and the island’s only shop has run out of bread. "
    "Nobody at the harbour could say on Friday when the old boat would be repaired, or who would pay for it. "
    "The mayor promised an answer by the end of the month."
)
MASTHEAD = "<p>The Island Courier has been printed on the quay since the year of the great storm.</p>"


def omissions(html: str) -> dict[str, int]:
    return {str(each.reason): each.words for each in read_html(html).markings.left_out}


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("<form action=/x>", "</form>"),
        ("<form><div><fieldset>", "</fieldset></div></form>"),
        ("<aside>", "</aside>"),
        ("<nav>", "</nav>"),
        ("<footer>", "</footer>"),
        ("<header>", "</header>"),
        ("<menu>", "</menu>"),
        ("<noscript>", "</noscript>"),
        ("<form><nav>", "</nav></form>"),
        ("<dialog open>", "</dialog>"),
        ("<div role=navigation>", "</div>"),
        ("<form><textarea>", "</textarea></form>"),
        ("<form><input type=hidden name=__VIEWSTATE value=x><div><table><tr><td>", "</td></tr></table></div></form>"),
        ("<my-story><template shadowrootmode=open>", "</template></my-story>"),
        ("<iframe srcdoc='", "'></iframe>"),
        ("<div role=search>", "</div>"),
        ("<select><option>", "</option></select>"),
        ("<aside><form><footer>", "</footer></form></aside>"),
    ],
)
def test_an_article_is_read_whatever_its_page_wraps_it_in(before: str, behind: str) -> None:
    assert STORY in read_html(f"<body>{MASTHEAD}{before}<p>{STORY}</p>{behind}</body>").text


def test_a_short_page_that_stands_in_a_form_as_a_whole_is_read() -> None:
    page = "<body><form><label>Name</label><p>The ferry left the old quay at noon today.</p></form></body>"
    assert "The ferry left the old quay" in read_html(page).text


@pytest.mark.parametrize(
    ("part", "reason", "words"),
    [
        ("<nav>Home News Sport</nav>", Omission.NAVIGATION, 3),
        ("<form><label>Your name</label><button>Send</button></form>", Omission.FORM, 3),
        ("<form><p>Sign up for our weekly letter and never miss a story again.</p></form>", Omission.FORM, 12),
        ("<aside>Most read today</aside>", Omission.ASIDE, 3),
        ("<footer>All rights reserved</footer>", Omission.FOOTER, 3),
        ("<header>The Island Courier</header>", Omission.HEADER, 3),
        ("<svg><text>a chart</text></svg>", Omission.MEDIA, 2),
        ("<div style='display:none'>cookies and ads</div>", Omission.HIDDEN, 3),
        ("<noscript>Switch scripts on</noscript>", Omission.HIDDEN, 3),
        ("<div role=contentinfo>Imprint</div>", Omission.FOOTER, 1),
    ],
)
def test_what_is_left_out_is_counted_with_its_reason(part: str, reason: Omission, words: int) -> None:
    assert omissions(f"<body>{part}<div><p>{STORY}</p></div></body>") == {str(reason): words}


def test_what_stands_outside_of_the_article_is_counted() -> None:
    page = f"<body><p>Weather for today</p><article><h1>Late</h1><p>{STORY}</p></article><p>More stories</p></body>"
    assert omissions(page) == {"outside the article": 5}
    assert read_html(page).text == f"Late\n\n{STORY}"


@pytest.mark.parametrize("tag", ["time datetime=2026-05-05", "cite", "mark", "abbr title=x", "dfn", "q", "small", "samp"])
def test_what_marks_words_for_what_they_are_leaves_them_in_their_sentence(tag: str) -> None:
    name = tag.split(maxsplit=1)[0]
    page = f"<body><article><p>{STORY}</p><p>The ferry <{tag}>came back</{name}> at noon.</p></article></body>"
    assert read_html(page).norms[-6:] == ("the", "ferry", "came", "back", "at", "noon")


def scanned(*lines: str) -> str:
    """A page as text recognition writes it: hOCR has an element for each line and one for each word."""
    inner = (" ".join(f"<span class=ocrx_word>{word}</span>" for word in line.split()) for line in lines)
    spans = "\n".join(f"<span class='ocr_line' title='bbox 0 0 9 9'>{words}</span>" for words in inner)
    return f"<body><div class=ocr_page><div class=ocr_carea><p class=ocr_par>{spans}</p></div></div></body>"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("The har-", "bour of the town", "fell."), "The harbour of the town fell."),
        (("The har\u00ad", "bour of the town", "fell."), "The harbour of the town fell."),
        (("The <em>har-</em>", "bour fell."), "The harbour fell."),
        (
            ("Anne-", "Marie came at 3-", "year intervals - it fell -", "and stood."),
            "Anne- Marie came at 3- year intervals - it fell - and stood.",
        ),
        (("The fer-", "ry-", "man left."), "The ferryman left."),
    ],
)
def test_a_word_that_a_scanned_line_broke_is_one(lines: tuple[str, ...], text: str) -> None:
    page = scanned(*lines)
    assert read_html(page).text == text
    assert read_text(page).norms == read_html(page).norms


def test_scripts_and_styles_are_no_words_and_do_not_weigh() -> None:
    script = f"<script>var words = '{STORY * 9}'</script><style>p{{color:black}}</style>"
    assert omissions(f"<body>{script}<article><p>{STORY}</p></article></body>") == {}


def test_a_header_with_the_headline_belongs_to_the_text() -> None:
    assert read_html(f"<body><header><h1>Late again</h1></header><p>{STORY}</p></body>").text.startswith("Late again")
    assert read_html(f"<article><header>Late again</header><p>{STORY}</p></article>").text.startswith("Late again")


@pytest.mark.parametrize(
    ("page", "text", "norms"),
    [
        ("<p>Some 10<sup>6</sup> tonnes</p>", "Some 10⁶ tonnes", ("some", "10", "6", "tonnes")),
        ("<p>Some 10<sup><b>12</b></sup>.</p>", "Some 10¹².", ("some", "10", "12")),
        ("<p>Of 10<span style='vertical-align: super'>6</span>.</p>", "Of 10⁶.", ("of", "10", "6")),
        ("<p>Of 10<sup style='color: white'>6</sup> here.</p>", "Of 10 here.", ("of", "10", "here")),
        ("<p>In 1987<sup>2</sup> 60 m<sup>2</sup>, 1<sup>1</sup>/<sub>2</sub>.</p>", "In 1987 60 m2, 1 1/2.", None),
    ],
)
def test_the_power_of_a_figure_is_no_digit_of_it(page: str, text: str, norms: tuple[str, ...] | None) -> None:
    document = read_html(page)
    assert document.text == text
    assert norms in (document.norms, None)
    assert read_text(text).norms == document.norms


@pytest.mark.parametrize(
    ("changed", "accepted"),
    [
        ("They <del>gathered</del><ins>met</ins> here.", "They met here."),
        ("They<del> gathered</del><ins>met</ins> here.", "They met here."),
        ("They <s>gathered</s><ins>met</ins> here.", "They gathered met here."),
        ("They <strike>gathered</strike> <ins>met</ins> here.", "They gathered met here."),
        ("They <s>gathered</s>met here.", "They gathered met here."),
        ("Of <span style='text-decoration: line-through'>Monday</span><b>Tuesday</b>.", "Of Monday Tuesday."),
        ("In <strike>2019</strike>2020: <s>one</s>, <s>two</s> three.", "In 2019 2020: one, two three."),
        ("They ga<s>th</s>ered here.", "They gathered here."),
        ("They <span class=msoDel><del cite='mailto:a'>gathered</del></span><span class=msoIns><ins>met</ins></span> here.",
         "They met here."),
        ("They <span class='ice-del ice-cts-1'>gathered</span><span class='ice-ins'>met</span> here.", "They met here."),
        ("They <del><b>gathered</b> in<br>haste</del><ins>met</ins> here.", "They met here."),
        ("They met<del>, it is said,</del> here.", "They met here."),
        ("They met h<del>a</del>ere.", "They met here."),
        ("They <DEL>gathered</DEL><INS>met</INS> here.", "They met here."),
        ("<del>Some</del><ins>They</ins> met here.", "They met here."),
        ("They met here<ins>.</ins><del>, too.</del>", "They met here."),
        ("They met<del>,</del><ins>;</ins> here.", "They met; here."),
        ("They work<del>s</del><ins>ed</ins> here.", "They worked here."),
        ("They <ins>met</ins><del>gathered</del> here.", "They met here."),
        ("They <span class='ck-suggestion-marker-deletion'>gathered</span><span class=x>met</span> here.", "They met here."),
        ("They <span class='fr-deleted'>gathered</span><span class='fr-inserted'>met</span> here.", "They met here."),
        ("They <span class='diff-html-removed'>gathered</span><span class='diff-html-added'>met</span> here.", "They met here."),
        ("They <span class='wikEdDiffDelete'>gathered</span>met here.", "They met here."),
        ("They <span class='suggestion-deletion'>gathered</span>met here.", "They met here."),
        ("They <span role=deletion>gathered</span><span role=insertion>met</span> here.", "They met here."),
        ("They <span data-suggestion=deletion>gathered</span>met here.", "They met here."),
        ("They <span data-track-changes='delete'>gathered</span>met here.", "They met here."),
        ("They <span style='text-decoration:line-through'>gathered</span><ins>met</ins> here.", "They gathered met here."),
        ("They <span class='special-delivery'>met</span> <b class=ms-model>here</b>.", "They met here."),
    ],
)  # fmt: skip
def test_tracked_changes_are_read_as_accepted(changed: str, accepted: str) -> None:
    assert read_html(f"<p>{changed}</p>").text == accepted


def test_a_paragraph_that_was_deleted_is_gone_and_counted() -> None:
    page = f"<p>{STORY}</p><del><p>An old paragraph.</p></del><ins><p>A new one.</p></ins>"
    assert read_html(page).text == f"{STORY}\n\nA new one."
    assert omissions(page) == {"deleted in tracked changes": 3}


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>1</sup>",
        "<sup>[12]</sup>",
        "<sup><a href='#fn3'>3</a></sup>",
        '<sup data-fn="c0ffee" class="fn"><a href="#c0ffee" id="c0ffee-link">2</a></sup>',
        "<span style='vertical-align:super;font-size:60%'>4</span>",
        "<sup>*</sup>",
        "<sup>a</sup>",
        "<sup>1, 2</sup>",
        '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
        '<a href="#_ftn1" name="_ftnref1" style="mso-footnote-id:ftn1"><span class=MsoFootnoteReference>[1]</span></a>',
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>',
        '<a href="#ftnt1" id="ftnt_ref1">[1]</a>',
        "<sup class=note>†</sup>",
        "<sup>1</sup><sup>,</sup><sup>2</sup>",
        "<sup>(1)</sup>",
        "<sup>iv</sup>",
        "<sup><sup>8</sup></sup>",
        "<a class=footnote href='#x'>3</a>",
        "<span class='footnote-number'>3</span>",
        "<span style='position:relative;top:-.4em;font-size:.7em'>3</span>",
        "<span style='vertical-align:5pt;font-size:7pt'>3</span>",
        "<small style='vertical-align:.5em'>3</small>",
        "<span style='mso-text-raise:4.0pt'>3</span>",
        "<sup><a href='https://example.org/story#fn:1'>1</a></sup>",
    ],
)
@pytest.mark.parametrize("behind", [" agreed.", ", they say."])
def test_the_mark_of_a_note_is_no_part_of_its_word(mark: str, behind: str) -> None:
    document = read_html(f"<p>The ministers{mark}{behind}</p>")
    assert document.text == f"The ministers{behind}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the 21<sup>st</sup> day", "the 21st day"),
        ("60 m<sup>2</sup> of floor", "60 m2 of floor"),
        ("5 km<sup>2</sup>", "5 km2"),
        ("H<sub>2</sub>O", "H2O"),
        ("E=mc<sup>2</sup>", "E=mc2"),
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("the 4<sup>th</sup>", "the 4th"),
        ("M<sup>me</sup> Blanc", "Mme Blanc"),
        ("1<sup>er</sup> mai", "1er mai"),
        ("n<sup>o</sup> 5", "no 5"),
        ("40 in<sup>2</sup>", "40 in2"),
        ("x<sup>2</sup> and x<sup>n</sup>", "x2 and xn"),
        ("Acme<sup>TM</sup> won", "AcmeTM won"),
        ("10<sup>-3</sup>", "10⁻³"),
        ("in 2019<sup>12</sup> and so<sup>2</sup>", "in 2019 and so"),
    ],
)
def test_ordinals_units_and_powers_stay_whole(written: str, read: str) -> None:
    assert read_html(f"<p>{written}</p>").text == read


@pytest.mark.parametrize(
    "notes",
    [
        "<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>A note.</p></div></div>",
        "<div style='mso-element:endnote-list'><p>A note.</p></div>",
        '<ol class="wp-block-footnotes"><li id="c0ffee">A note. <a href="#c0ffee-link">↩</a></li></ol>',
        '<div id="sdfootnote1"><p class="sdfootnote">A note.</p></div>',
        '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1">A note.</li></ol></section>',
        '<div><p class="c0"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> A note.</span></p></div>',
        '<aside epub:type="footnote">A note.</aside>',
        '<div class="reflist"><ol><li>A note.</li></ol></div>',
    ],
)
def test_notes_are_left_out_as_in_word_files(notes: str) -> None:
    document = read_html(f"<body><p>{STORY}</p>{notes}</body>")
    assert document.text == STORY
    assert document.markings.left_out


@pytest.mark.parametrize(
    "comment",
    [
        "<span class=MsoCommentReference><a class=msocomanchor id=_anchor_1 href='#_msocom_1'>[A1]</a></span>",
        "<a href='#cmnt1' id=cmnt_ref1>[a]</a>",
        "<sup><a href='#cmnt2' id='cmnt_ref2'>[b]</a></sup>",
        "<span style='mso-special-character:comment'>&nbsp;</span>",
        "<span class='ice-cmt'>ask him</span>",
        "<span class=MsoCommentText>ask him</span>",
    ],
)
def test_comments_and_their_anchors_are_no_words(comment: str) -> None:
    block = "<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Check this</p></div></div>"
    google = "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>Check this</span></p></div>"
    document = read_html(f"<body><p>The ministers{comment} agreed.</p>{block}{google}</body>")
    assert document.norms == ("the", "ministers", "agreed")


@pytest.mark.parametrize(
    "mark",
    [
        "<span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span>",
        "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·</span></span><![endif]>",
        "<span style='font-family:\"Courier New\"'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp; </span></span>",
        "<span style='font-family:Wingdings'>§<span style='font:7pt \"Times New Roman\"'>&nbsp;</span></span>",
        "<span style='mso-list:Ignore'>1.<span style='font:7.0pt \"Times New Roman\"'>&nbsp;</span></span>",
        "<span style='mso-list: Ignore'>a)</span>",
    ],
)
def test_the_marks_of_lists_are_no_words(mark: str) -> None:
    assert read_html(f"<p class=MsoListParagraph>{mark}The old quay</p>").norms == ("the", "old", "quay")


@pytest.mark.parametrize(
    ("glued", "norms"),
    [
        ("<span>Politics</span><span>Europe</span>", ("politics", "europe")),
        ("<a>politics</a><a>europe</a>", ("politics", "europe")),
        ("<span>He left.</span><span>She stayed.</span>", ("he", "left", "she", "stayed")),
        ("<span>five min</span><time>Monday</time>", ("five", "min", "monday")),
        ("Published<time>Monday</time>by Ana", ("published", "monday", "by", "ana")),
        ("<b>Summary:</b><span>It rained.</span>", ("summary", "it", "rained")),
        ("<label>Topic</label><label>sport</label>", ("topic", "sport")),
        ("<span style='display:block'>one</span><span style='display:block'>two</span>", ("one", "two")),
        ("one<img src=x>two", ("one", "two")),
        ("<em>“Stop!”</em><em>“Why?”</em>", ("stop", "why")),
    ],
)
def test_labels_and_sentences_that_touch_are_parted(glued: str, norms: tuple[str, ...]) -> None:
    assert read_html(f"<div>{glued}</div>").norms == norms


@pytest.mark.parametrize(
    "whole", ["wo<b>r</b>d", "<b>w</b><i>ord</i>", "<span>w</span>ord", "w<wbr>ord", "<span>wo</span><span>rd</span>"]
)
def test_the_parts_of_a_word_stay_together(whole: str) -> None:
    assert read_html(f"<p>{whole}</p>").norms == ("word",)


def test_blank_lines_part_paragraphs_where_a_page_has_no_blocks() -> None:
    assert read_html("One <b>day</b>.\n\nAnother\nday.").text == "One day.\n\nAnother day."


@pytest.mark.parametrize(
    ("part", "norms"),
    [
        ("<h2>Comments from the captain</h2>", ("comments", "from", "the", "captain")),
        ("<h2>Have your say in March</h2>", ("have", "your", "say", "in", "march")),
        ("<p>The old boat sank on 3 May 2024.</p>", ("the", "old", "boat", "sank", "on", "3", "may", "2024")),
        ("<ul><li>Rovers 2</li><li>Wanderers 1</li></ul>", ("rovers", "2", "wanderers", "1")),
        ("<p>On Monday the captain wrote:</p>", ("on", "monday", "the", "captain", "wrote")),
    ],
)
def test_what_looks_like_the_frame_of_a_page_is_text_inside_of_an_article(part: str, norms: tuple[str, ...]) -> None:
    below = "She will sail again in spring, when the winter storms are over and the quay has been mended."
    document = read_html(f"<body><article><h1>The ferry</h1>{part}<p>{STORY}</p>{part}<p>{below}</p></article></body>")
    expected = (*norms, *read_html(f"<p>{STORY}</p>").norms)
    assert document.norms[2 : 2 + len(expected)] == expected
    assert document.norms[2 + len(expected) :] == (*norms, *read_html(f"<p>{below}</p>").norms)
