"""Pages, clipboards and sources as editing systems write them: the article whole, and nothing of the system."""

import pytest

from app.text import DisguiseKind, read_html, read_text

ONE = "The ferry has been late every day this week, and the island’s only shop has run out of bread and of candles too."
TWO = "Marta Lindqvist, who runs the bakery on the quay, said that she had sent forty loaves by rowing boat on Tuesday."
THREE = "Nobody at the harbour could say when the old boat would be repaired, or who among them would have to pay for it."
STORY = (ONE, TWO, THREE)
NORMS = read_text("\n\n".join(STORY)).norms
BODY = "".join(f"<p>{each}</p>" for each in STORY)
REST = f"<p>{TWO}</p><p>{THREE}</p>"
NOTE = "<p>A note that nobody should compare.</p>"


def told(document_of: str, before: str = "", behind: str = "") -> str:
    """A page whose article stands between."""
    return f"<!doctype html><html><head><title>t</title>{document_of}</head><body>{before}{BODY}{behind}</body></html>"


PAGES = {
    "Ghost": f'<main class="gh-main"><article class="gh-article post"><section class="gh-content">{BODY}</section></article></m'
    f"ain>"
    '<div class="kg-card kg-signup-card"><form><input></form></div>',
    "Substack": f'<article><div class="available-content"><div class="body markup"><p>{ONE}<a id="footnote-anchor-1" href="#foo'
    f'tnote-1" '
    f'class="footnote-anchor">1</a></p><div class="subscription-widget"><form><input></form></div>{REST}<div class="footnote"><a '
    f'id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content">{NOTE}</div></div'
    f"></div></div>"
    "</article>",
    "Medium": f'<article><section><p class="pw-post-body-paragraph"><span class="l bq">T</span>{ONE[1:]}</p>{REST}</section></a'
    f"rticle>",
    "Google Docs, published": f'<div id="contents"><style>.c1{{color:#000}}</style><p><span class="c1">{ONE[:40]}</span><span'
    f">{ONE[40:]}"
    f'</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p>{REST}<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
    f" A note."
    "</p></div></div>",
    "Google Docs, clipboard": '<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">'
    + "".join(f'<p dir="ltr"><span style="color:#000000;background-color:transparent">{each}</span></p><br>' for each in STORY)
    + "</b>",
    "Word Online": "".join(
        f'<div class="OutlineElement Ltr"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">'
        f"{each[:30]}</span><span "
        f'class="NormalTextRun SpellingErrorV2">{each[30:]}</span></span><span class="EOP">&nbsp;</span></p></div>'
        for each in STORY
    ),
    "Outlook": f'<div class="WordSection1"><p class="MsoNormal">{ONE}<o:p></o:p></p><p class="MsoListParagraph"><span style="fo'
    f"nt-family:"
    f'Symbol"><span style="mso-list:Ignore">·&nbsp;</span></span>{TWO}</p><p>{THREE}<o:p>&nbsp;</o:p></p></div>',
    "SharePoint": f'<form id="aspnetForm"><div class="ms-rtestate-field">{BODY}</div></form>',
    "Drupal": f'<form class="node-preview-form-select"><a href="/b">Back</a></form><main><article class="node">{BODY}</article>'
    f"</main>",
    "Blogger": f'<div class="post-body" itemprop="articleBody">{ONE}<div><br></div><div>{TWO}</div><div><br></div>{THREE}</div>',
    "a newsletter of tables": "<table><tr><td><table>"
    + "".join(f"<tr><td>{each}</td></tr>" for each in STORY)
    + "</table></table>",
    "a page of own elements": "<story-body>" + "".join(f"<x-p>{each}</x-p>" for each in STORY) + "</story-body>",
    "a drawing with a page in it": f"<svg><foreignObject><div>{BODY}</div></foreignObject></svg>",
    "frames": f'<html><frameset cols="50%,50%"><frame src="a"><noframes><body>{BODY}</body></noframes></frameset></html>',
    "XHTML whose empty elements have no end tag": f'<?xml version="1.0"?><html xmlns="x"><head><title/><script/></head><body><a'
    f' id="p1"/>'
    f"{BODY}</body></html>",
    "opacity until a script has run": told("<style>body{opacity:0}</style>"),
    "a class against flicker": f'<style>.async-hide{{opacity:0 !important}}</style><body class="async-hide">{BODY}</body>',
    "invisible until a script has run": told("<style>body{visibility:hidden}</style>"),
    "hidden until a script has run": told("", "<div id=app style='display:none'>", "</div>"),
    "paragraphs that fade in": "<style>[data-aos]{opacity:0;transform:translateY(100px)}</style>"
    + "".join(f"<p data-aos=fade-up>{each}</p>" for each in STORY),
    "data for search engines alone": '<div id=root></div><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",'
    f'"articleBody":"{ONE}\\n\\n{TWO}\\n\\n{THREE}"}}]}}</script>',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_the_article_of_a_system_is_read_whole(page: str) -> None:
    document = read_html(page)
    assert document.norms == NORMS
    assert document.disguises == ()


def test_what_is_hidden_within_a_page_that_a_script_shows_stays_hidden() -> None:
    page = f"<style>body{{opacity:0}}.z{{display:none}}</style>{BODY.replace('ferry', 'ferry <i class=z>secret</i>')}"
    document = read_html(page)
    assert document.norms == NORMS
    assert [each.kind for each in document.disguises] == [DisguiseKind.HIDDEN_MARKUP]


def test_an_article_that_is_seen_beside_much_that_is_hidden_is_read_alone() -> None:
    hidden = "<div style='display:none'>" + "<p>These words stand in a window that nobody opened yet.</p>" * 60 + "</div>"
    assert read_html(f"{BODY}{hidden}").norms == NORMS


def test_data_for_search_engines_is_not_added_to_an_article_that_stands_there() -> None:
    data = f'<script type="application/ld+json">{{"articleBody":"{ONE} {TWO} {THREE} And more."}}</script>'
    assert read_html(f"{BODY}{data}<script type='application/ld+json'>{{broken</script>").norms == NORMS


DELETIONS = {
    "CKEditor 5": '<suggestion-start name="deletion:e1:u1"></suggestion-start>slow<suggestion-end name="deletion:e1:u1"></sugge'
    "stion-end>",
    "Froala": '<span class="fr-highlight-change fr-track-deleted">slow</span>',
    "FLITE": '<span class="flite-del">slow</span>',
    "TinyMCE": '<span class="tox-revisionhistory__delete">slow</span>',
    "TinyMCE suggestions": '<span class="tce-suggestion tce-suggestion-remove">slow</span>',
    "Word Online": '<span class="TrackChangeTextDeletionMarker TrackedChange"><span class="TextRun">slow</span></span>',
    "ONLYOFFICE": '<span class="docx-del">slow</span>',
    "SuperDoc": '<span class="track-delete-dec highlighted">slow</span>',
    "Livingdocs": '<span data-type="trackDelete">slow</span>',
    "a revision": '<span class="rev_del">slow</span>',
    "changes": '<span class="cts-delete">slow</span>',
    "Word's own element": "<w:del><w:r>slow</w:r></w:del>",
    "pandoc": '<span class="deletion" data-author="A">slow</span>',
}


@pytest.mark.parametrize("deletion", DELETIONS.values(), ids=list(DELETIONS))
def test_what_an_editor_marked_as_deleted_is_no_text(deletion: str) -> None:
    document = read_html(f"<p>{ONE.replace('late', f'{deletion}late')}</p>{REST}")
    assert document.norms == NORMS
    assert [str(each.reason) for each in document.markings.left_out] == ["deleted in tracked changes"]


def test_a_blank_that_was_deleted_joins_two_words() -> None:
    assert read_html("<p>on<del> </del>ly one</p>").norms == ("only", "one")


@pytest.mark.parametrize("name", ["delivery", "model-change", "delta-track", "undeletable", "remove-me", "delete-button"])
def test_a_class_that_tells_no_change_deletes_nothing(name: str) -> None:
    assert read_html(f"<p>Some <span class='{name}'>words</span> here.</p>").norms == ("some", "words", "here")


NOTES = {
    "Modern Footnotes": '<sup class="modern-footnotes-footnote" data-mfn="1"><a href="javascript:void(0)">1</a></sup><span '
    'class="modern-footnotes-footnote__note">The note itself</span>',
    "Easy Footnotes": '<span class="easy-footnote"><a href="#easy-footnote-bottom-1-12"><sup>1</sup></a></span>|<ol class='
    '"easy-footnotes-wrapper"><li class="easy-footnote-single">Note words</li></ol>',
    "footnotes of MCI": '<sup class="footnote_referrer"><a role="button"><sup class="footnote_plugin_tooltip_text">[1]</sup></a'
    '><span class='
    '"footnote_tooltip">Note text</span></sup>|<div class="footnotes_reference_container"><p>References</p><table><tr><td>Note '
    'text</table>'
    "</div>",
    "a side note": '<label for="s" class="margin-toggle sidenote-number"></label><span class="sidenote">A side note</span>',
    "AsciiDoctor": '<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1">1</a>]</sup>|<div cla'
    'ss="footnote" '
    'id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. Note words.</div>',
    "Gutenberg's library": '<a id="FNanchor_1" href="#Footnote_1" class="fnanchor">[1]</a>|<div class="footnote"><p><a id="Foot'
    'note_1" '
    'href="#FNanchor_1" class="label">[1]</a> Note words.</p></div>',
    "EPUB": '<a epub:type="noteref" href="#n1">1</a>|<aside epub:type="footnote" id="n1"><p>Note words</p></aside>',
    "kramdown": '<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup>|<div class="footnotes"><ol><li id="fn:1">Words<'
    '/li></ol></div>',
}  # fmt: skip


@pytest.mark.parametrize("note", NOTES.values(), ids=list(NOTES))
def test_notes_of_editing_systems_are_left_out_and_counted(note: str) -> None:
    mark, _, body = note.partition("|")
    document = read_html(f"<p>{ONE.replace('week,', f'week,{mark}')}</p>{REST}{body}")
    assert document.norms == NORMS
    assert {str(each.reason) for each in document.markings.left_out} <= {"note", "aside"}
    assert document.markings.left_out


def test_an_article_in_a_part_that_is_called_after_notes_is_read() -> None:
    assert read_html(f"<div class='footnotes-content'>{BODY}</div>").norms == NORMS


INITIALS = [
    '<span style="float:left;font-size:60px">T</span> he',
    '<div class="dropcap">T</div>he',
    '<div style="float:left;font-size:5em">T</div>he',
    '<img src=t.gif alt="T">he',
    '<span class="drop-cap">T</span>\nhe',
    '“<span class="dropcap">T</span>he',
    '<b class="lettrine">T</b> <span>he</span>',
]


@pytest.mark.parametrize("initial", INITIALS)
def test_an_initial_joins_its_word(initial: str) -> None:
    assert read_html(f"<p>{initial}{ONE[3:]}</p>{REST}").norms == NORMS


def test_an_initial_in_a_paragraph_of_its_own_joins_the_next_one() -> None:
    assert read_html(f"<p class='drop-cap'>T</p><p>{ONE[1:]}</p>{REST}").norms == NORMS


@pytest.mark.parametrize(
    ("page", "norms"),
    [
        ("<p><span class=dropcap>A</span> ferry left.</p>", ("a", "ferry", "left")),
        ("<p><span class=dropcap>A</span>fter noon it left.</p>", ("after", "noon", "it", "left")),
        ("<p><span class=dropcap>I</span> left.</p>", ("i", "left")),
        ("<p><img alt=A src=x> ferry left.</p>", ("ferry", "left")),
        ("<p><span style='float:left'>Two</span> left.</p>", ("two", "left")),
    ],
)
def test_a_first_word_of_one_letter_stays_a_word(page: str, norms: tuple[str, ...]) -> None:
    assert read_html(page).norms == norms


@pytest.mark.parametrize(
    ("glued", "norms"),
    [
        ("<strong>HARBOUR</strong>The ferry left.", ("harbour", "the", "ferry", "left")),
        ("<b>Live</b>The ferry left.", ("live", "the", "ferry", "left")),
        ("<i style='display:inline-block'>now</i>it left", ("now", "it", "left")),
        ("He left.<em>She</em> stayed.", ("he", "left", "she", "stayed")),
        ("<b>He left.</b>She stayed.", ("he", "left", "she", "stayed")),
        ("<i>Mac</i>Donald left", ("macdonald", "left")),
        ("<i style='display:inline-block'>T</i>he ferry", ("the", "ferry")),
    ],
)
def test_a_label_before_plain_text_is_a_word_of_its_own(glued: str, norms: tuple[str, ...]) -> None:
    assert read_html(f"<p>{glued}</p>").norms == norms


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<sup>1</sup>/<sub>2</sub>", "1/2"),
        ("<span class=frac><sup>3</sup>&frasl;<sub>4</sub></span>", "3⁄4"),
        ("<span><sup>3</sup></span><span>/</span><sub>4</sub>", "3/4"),
        ("1<sup>1</sup>/2", "1 1/2"),
        ("flour<sup>1</sup>", "flour"),
        ("flour<sup>1</sup>/sugar", "flour/sugar"),
        ("<sup>12</sup>C", "C"),
    ],
)
def test_the_raised_number_of_a_fraction_is_no_mark_of_a_note(written: str, read: str) -> None:
    assert read_html(f"<p>Take {written} cups.</p>").text == f"Take {read} cups."


LETTERS = "".join(f"<div style='position:relative;display:inline-block'>{letter}</div>" for letter in "The")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (f"<h1>{LETTERS} <div style='display:inline-block'>ferry</div> left</h1>", "The ferry left"),
        ("<p style='display:inline-block'>It left.</p><p style='display:inline-block'>It came.</p>", "It left.\n\nIt came."),
        ("<div style='display:flex'><span>north</span><b>south</b></div>", "north south"),
        ("<p style='display:inline-grid'><i>T</i><i>h</i><i>e</i></p>", "The"),
        ("<p>The <ruby>ferry<rp>(</rp><rt>fe-ri</rt><rp>)</rp></ruby> left.</p>", "The ferry left."),
        ("<p>The <progress value=1 max=2>half</progress>ferry <meter value=1>one</meter>left.</p>", "The ferry left."),
        ("<p>The ferry left.</p><div popover id=more>Buy a ticket.</div>", "The ferry left."),
    ],
)
def test_a_page_is_read_as_a_browser_sets_it(page: str, text: str) -> None:
    assert read_html(page).text == text


@pytest.mark.parametrize("turned", ["<bdo dir=rtl>yrref</bdo>", "<i style='unicode-bidi:bidi-override;direction:rtl'>yrref</i>"])
def test_letters_that_a_page_draws_from_right_to_left_are_read_so_and_told(turned: str) -> None:
    for document in (read_html(f"<p>The {turned} left.</p>"), read_text(f"<p>The {turned} left.</p>")):
        assert document.norms == ("the", "ferry", "left")
        assert [each.kind for each in document.disguises] == [DisguiseKind.HIDDEN_MARKUP]


SOURCES = {
    "a picture in a caption": '[caption id="a" width="300"]<img src="a.jpg" />[/caption]{}',
    "marks of pages": "{}<!--more-->\n\n{}<!--nextpage-->{}",
    "a forum": "[b]{}[/b]\n\n[url=https://example.com/some/page]{}[/url]\n\n[i]{}[/i]\n\n[img]https://example.com/a.jpg[/img]",
    "Drupal": '{}\n\n[[{{"fid":"123","view_mode":"default","attributes":{{"height":"300"}}}}]]\n\n{}\n\n{}',
    "Joomla": "{}\n\n{{loadposition banner-ad}}\n\n{}\n\n{{youtube}}dQw4w9WgXcQ{{/youtube}}{}",
    "Hugo": '{}\n\n{{{{< figure src="a.jpg" title="x" >}}}}\n\n{}\n\n{}',
    "Liquid": "{}\n\n{{% include ad.html %}}\n\n{}\n\n{}",
    "a head": "---\nlayout: post\ntags:\n- sea\n---\n{}\n\n{}\n\n{}",
    "a picture in Markdown": "![A photo](https://example.com/a-photo.jpg)\n\n{}\n\n{}\n\n{}",
    "a note in Markdown": "{}[^1]\n\n{}\n\n{}",
    "paragraphs without an end": "<p>{}<p>{}<p>{}",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))
def test_codes_of_an_editing_system_are_no_words(source: str) -> None:
    written = source.format(*STORY) if source.count("{}") > 1 else source.format("\n\n".join(STORY))
    assert read_text(written).norms == NORMS


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the [only shop](https://example.com/shop/news) there", "the only shop there"),
        ('the [shop](/news/a_(b) "Title") there', "the shop there"),
        ("the [shop][1] there\n\n[1]: https://example.com/a-page", "the shop there"),
        ("the [shop][] there\n\n[shop]: https://example.com/a-page 'T'", "the shop there"),
        ("**K**ellmouth and f**er**ry", "kellmouth and ferry"),
        ("The *un*happy pre*school* of *T*he _Mac_Donald", "the unhappy preschool of the macdonald"),
        ("It *left* at _noon_ and f*ck and sh*t* and 2*3*4", "it left at noon and f ck and sh t and 2 3 4"),
        ("---\ntitle: A late boat\nlayout: post\n---\nIt left.", "a late boat it left"),
        ("A [remark] (in brackets) here", "a remark in brackets here"),
        ("[b] is a note and [i] another", "b is a note and i another"),
        ("It is {one} of {two}", "it is one of two"),
        ("--- a dash ---\nIt left.", "a dash it left"),
    ],
)
def test_what_markdown_shows_is_read_and_plain_brackets_stay(text: str, read: str) -> None:
    assert " ".join(read_text(text).norms) == read


FURNITURE = {
    "Wikipedia’s edit link": '<h2>{kept}<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>',
    "Jetpack": '{p}<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><a href="/t">Twitter</a></div>'
    '<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p>Another boat that sank off the cape</p></div>',
    "Easy Table of Contents": '<div id="ez-toc-container" class="ez-toc-v2_0 ez-toc-container-direction"><p>Contents</p>'
    "<ul><li>The boat</li></ul></div>{p}",
    "AddToAny": '{p}<div class="addtoany_share_save_container"><a href="/f">Share</a></div>',
    "a button of WordPress": '{p}<div class="wp-block-buttons"><div class="wp-block-button"><a href="/b">Buy now</a></div></div>',
    "Ghost’s bookmark": '{p}<figure class="kg-card kg-bookmark-card"><a href="/b"><div>Another story</div></a></figure>',
    "Substack’s button": '{p}<div class="captioned-button-wrap"><p>Tell a friend</p><p class="button-wrapper">Share</p></div>',
    "comments of readers": '{p}<section class="comments-area"><article class="comment"><p>I never liked that boat.</p></article>'
    "</section>",
    "an advertisement of AMP": "{p}<amp-ad><div>Advertisement</div></amp-ad>",
    "a banner about cookies": '{p}<div role="dialog" aria-modal="true"><p>We use cookies, and so do our partners.</p></div>',
    "what stands beside it": '{p}<div role="complementary"><p>More from the island, every Friday, by post.</p></div>',
    "a drawn symbol": '<p>{kept} <span class="material-icons">arrow_forward</span></p>',
    "a formula and its second copy": '<p>{kept}<span class="katex"><span class="katex-mathml"><i>y</i></span></span></p>',
}


@pytest.mark.parametrize("mid", FURNITURE.values(), ids=list(FURNITURE))
def test_what_a_system_sets_into_an_article_is_none_of_its_words(mid: str) -> None:
    kept = "The shop is empty"
    page = told("", "<article>", f"{mid.format(kept=kept, p=f'<p>{kept}</p>')}{BODY}</article>")
    assert read_html(page).norms == (*NORMS, *read_text(kept).norms, *NORMS)


def test_an_article_that_a_theme_wraps_in_such_a_class_is_read() -> None:
    for name in ("comments-area", "advertisement", "breadcrumb"):
        assert read_html(f'<div class="{name}">{BODY}</div>').norms == NORMS
