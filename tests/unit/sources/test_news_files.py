"""The formats in which desks exchange articles: NITF, NewsML, ninjs, feeds, WordPress' exports, and EPUB."""

import base64
import json

import pytest

from app.errors import InputError, UnreadableInput
from app.sources import SeveralArticles, read_upload
from tests.unit.sources.reading import about, document_of, left_out
from tests.unit.sources.word_parts import packed

FIRST, SECOND = "The ferry left at noon.", "Nobody was on board."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
TEXT = f"Ferry leaves\n\n{FIRST}\n\n{SECOND}"


def nitf(body: str, head: str = "", doctype: str = "", end: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<nitf xml:lang="en-GB"><head><title>Other</title><docdata>'
        f'<date.issue norm="20260102T100000Z"/></docdata></head><body><body.head><hedline><hl1>Ferry leaves</hl1></hedline>'
        f"<byline>By Ann Reed</byline>{head}</body.head><body.content>{body}</body.content>{end}</body></nitf>"
    ).encode()


def g2(content: str, meta: str = "<headline>Ferry leaves</headline><by>Ann Reed</by><language tag='en'/>") -> str:
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>2026-01-02T10:00:00Z</versionCreated>'
        f"</itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


XHTML_NAMES = "http://www.w3.org/1999/xhtml"
XHTML = (
    f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="{XHTML_NAMES}"><head><title>No</title></head>'
    f"<body>{BODY}</body></html></inlineXML>"
)
INSIDE = (
    f'<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    f"<body.content>{BODY}</body.content></body></nitf></inlineXML>"
)
PLAIN = f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>'
ESCAPED = f'<inlineData contenttype="text/html"><![CDATA[{BODY}]]></inlineData>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY, f"{FIRST}\n\n{SECOND}"),
        ("<hl2>Middle</hl2><p>It <em>was</em> <org>Ferries Ltd</org>'s.</p>", "Middle\n\nIt was Ferries Ltd's."),
        ("<block><p>In a block.</p></block>", "In a block."),
        ("<p>Caf&eacute; &mdash; done&hellip;</p>", "Café — done…"),
        ("<p><num>1<frac><frac-num>1</frac-num><frac-sep/><frac-den>2</frac-den></frac></num> miles</p>", "1 1/2 miles"),
        ("<p>Take <frac><frac-num>1</frac-num><frac-den>2</frac-den></frac> of it.</p>", "Take 1/2 of it."),
        ("<p>One<br/>two.</p>", "One\ntwo."),
        (
            "<media><media-metadata name='a' value='b'>no</media-metadata><media-reference source='a.jpg'/>"
            "<media-caption>The pier.</media-caption></media><p>Text.</p>",
            "The pier.\n\nText.",
        ),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
    ],
)
def test_nitf_is_read_as_it_is_printed(body: str, expected: str) -> None:
    assert document_of("a.xml", nitf(body)).text == f"Ferry leaves\n\n{expected}"


def test_the_second_line_of_a_nitf_headline_is_read() -> None:
    page = nitf(BODY).replace(b"</hl1></hedline>", b"</hl1><hl2>Nobody knows why</hl2></hedline>")
    assert document_of("a.xml", page).text == f"Ferry leaves\n\nNobody knows why\n\n{FIRST}\n\n{SECOND}"


def test_the_lines_of_a_nitf_headline_are_parted() -> None:
    page = nitf(BODY).replace(b"<hl1>Ferry leaves", b"<hl1><org>Ferry</org><br/>leaves")
    assert document_of("a.xml", page).text == TEXT
    assert about("a.xml", page).title == "Ferry leaves"


def test_a_newsml_text_in_base64_is_unpacked_and_a_damaged_one_refused() -> None:
    packed_text = base64.b64encode(f"{FIRST}\n\n{SECOND}".encode()).decode()
    content = f'<inlineData contenttype="text/plain" encoding="base64">\n{packed_text}</inlineData>'
    assert document_of("a.xml", g2(content).encode()).text == TEXT
    with pytest.raises(UnreadableInput, match="base64"):
        document_of("a.xml", g2(content.replace(packed_text[:3], "?")).encode())


def test_nitf_says_title_author_date_and_language() -> None:
    found = about("a.nitf", nitf(BODY))
    assert (found.title, found.author, found.date, found.language) == ("Ferry leaves", "By Ann Reed", "20260102T100000Z", "en-GB")


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ann Reed<byttl>Political editor</byttl>", "By Ann Reed Political editor"),
        ("<person>Ann Reed</person><byttl>Editor</byttl><location>Elmford</location>", "Ann Reed Editor Elmford"),
        ("By Ann Reed<br/>in Elmford", "By Ann Reed in Elmford"),
        ("By <person>Ann Reed</person> and Bo Quill", "By Ann Reed and Bo Quill"),
    ],
)
def test_what_a_byline_says_besides_the_name_stands_apart_from_it(byline: str, author: str) -> None:
    assert about("a.nitf", nitf(BODY).replace(b"By Ann Reed", byline.encode())).author == author


def test_nitf_with_its_definition_and_a_tagline_is_read() -> None:
    doctype = '<!-- a --><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">'
    end = "<body.end><tagline>Reporting by Ann Reed.</tagline></body.end>"
    assert document_of("a.xml", nitf(BODY, doctype=doctype, end=end)).text == f"{TEXT}\n\nReporting by Ann Reed."


@pytest.mark.parametrize("content", [XHTML, INSIDE, PLAIN, ESCAPED, PLAIN + XHTML, '<remoteContent href="a"/>' + XHTML])
def test_newsml_g2_is_read_in_every_kind_of_content(content: str) -> None:
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{g2(content)}</itemSet></newsMessage>'
    for file in (g2(content), message):
        assert document_of("a.xml", file.encode()).text == TEXT
        found = about("a.newsml", file.encode())
        assert (found.title, found.author, found.date, found.language) == (
            "Ferry leaves",
            "Ann Reed",
            "2026-01-02T10:00:00Z",
            "en",
        )


@pytest.mark.parametrize("role", ["", ' role="hldrole:main"'])
def test_the_main_headline_of_newsml_is_the_title(role: str) -> None:
    others = '<headline role="hldrole:subHeadline">It came back</headline><headline role="hldrole:mobile">Ferry</headline>'
    assert about("a.xml", g2(XHTML, f"{others}<headline{role}>Ferry leaves</headline>").encode()).title == "Ferry leaves"
    assert about("a.xml", g2(XHTML, others).encode()).title == "It came back"


def test_of_headlines_in_several_languages_that_of_the_text_is_the_title() -> None:
    german, english, plain = (
        f"<headline{said}</headline>" for said in (' xml:lang="de">Abfahrt', ' xml:lang="en-GB">Leaves', ">Off")
    )
    for headlines, title in (
        (german + english, "Leaves"),
        (german + plain, "Off"),
        (plain + english, "Leaves"),
        (german, "Abfahrt"),
    ):
        assert about("a.xml", g2(XHTML, f"{headlines}<language tag='en'/>").encode()).title == title
    assert about("a.xml", g2(XHTML, german + english).encode()).title == "Abfahrt"


def test_the_words_of_a_newsml_headline_that_are_marked_stay_in_it() -> None:
    assert (
        about("a.xml", g2(XHTML, "<headline>Ferry <inline>leaves</inline> today</headline>").encode()).title
        == "Ferry leaves today"
    )


RUBY = "<ruby><rb>Ferry</rb><rp>(</rp><rt>fe-ri</rt><rp>)</rp></ruby> leaves"


def test_how_a_word_of_a_headline_is_spoken_is_no_word_of_it() -> None:
    spoken = f"<headline>{RUBY}</headline><by><ruby>Ann<rt>an</rt></ruby> Reed</by>"
    for item in (g2(XHTML, spoken), g2(PLAIN, spoken)):
        found = document_of("a.newsml", item.encode())
        assert found.text == TEXT
        assert about("a.newsml", item.encode()).author == "Ann Reed"
    assert document_of("a.nitf", nitf(BODY).replace(b"Ferry leaves", RUBY.encode())).text == TEXT


def test_newsml_1_is_read() -> None:
    lines = "<NewsLines><HeadLine>Ferry leaves</HeadLine><ByLine>Ann Reed</ByLine></NewsLines>"
    item = (
        f"<NewsItem><NewsComponent>{lines}<ContentItem><DataContent>{BODY}</DataContent></ContentItem></NewsComponent></NewsItem>"
    )
    marked = item.replace("Ferry leaves", "<Origin Href='a'>Ferry</Origin> leaves")
    for each in (item, marked):
        assert document_of("a.xml", f"<NewsML>{each}</NewsML>".encode()).text == TEXT
        assert about("a.xml", f"<NewsML>{each}</NewsML>".encode()).author == "Ann Reed"


@pytest.mark.parametrize(
    "content", ['<remoteContent href="http://a.example/b"/>', "", "<inlineXML/>", "<inlineData> </inlineData>"]
)
def test_newsml_without_a_text_in_it_is_refused(content: str) -> None:
    with pytest.raises(UnreadableInput, match="without a text"):
        document_of("a.xml", g2(content).encode())


@pytest.mark.parametrize(
    "item",
    [
        {"uri": "a", "headline": "Ferry leaves", "body_html": BODY, "body_text": "other"},
        {"uri": "a", "headline": "Ferry leaves", "body_xhtml": BODY},
        {"uri": "a", "headline": "Ferry leaves", "body_text": f"{FIRST}\n\n{SECOND}"},
        {"uri": "a", "headlines": [{"role": "sub", "value": "No"}, {"role": "main", "value": "Ferry leaves"}],
         "bodies": [{"role": "teaser", "contentType": "text/html", "value": "<p>No, no, no, no, no, no, no, no, no, no, no.</p>"},
                    {"role": "main", "contentType": "text/plain", "value": "no"},
                    {"role": "main", "contentType": "text/html", "value": BODY}]},
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Ferry leaves", "content_html": BODY}]},
        [{"uri": "a", "type": "picture"}, {"uri": "b", "headline": "Ferry leaves", "body_html": BODY}],
    ],
)  # fmt: skip
def test_ninjs_of_every_version_and_json_feeds_are_read(item: object) -> None:
    for name in ("a.json", "a.ninjs", ""):
        assert document_of(name, json.dumps(item).encode()).text == TEXT


def test_ninjs_says_title_author_date_and_language() -> None:
    item = {
        "headline": "Ferry leaves",
        "byline": "Ann Reed",
        "versioncreated": "2026-01-02T10:00:00Z",
        "language": "en",
        "body_html": BODY,
    }
    found = about("a.json", json.dumps(item).encode())
    assert (found.title, found.author, found.date, found.language) == ("Ferry leaves", "Ann Reed", "2026-01-02T10:00:00Z", "en")


def rss(*items: str, names: str = "", head: str = "") -> bytes:
    known = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    channel = f"<title>Paper</title><language>en-GB</language>{head}{''.join(f'<item>{item}</item>' for item in items)}"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {known} {names}><channel>{channel}</channel></rss>'.encode()


ENCODED = f"<title>Ferry leaves</title><content:encoded><![CDATA[{BODY}]]></content:encoded><description>Short.</description>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>Paper</title><entry><title type="html">Ferry leaves</title>'
    "<author><name>Ann Reed</name></author><updated>2026-01-02T10:00:00Z</updated>%s</entry></feed>"
)


@pytest.mark.parametrize(
    "file",
    [
        rss(ENCODED),
        rss(f"<title>Ferry leaves</title><description>{BODY.replace('<', '&lt;')}</description>"),
        (ATOM % f'<content type="html"><![CDATA[{BODY}]]></content>').encode(),
        (
            ATOM
            % f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content><summary>Short.</summary>'
        ).encode(),
        (ATOM % f'<content type="text">{FIRST}\n\n{SECOND}</content>').encode(),
        rss(ENCODED).replace(b"UTF-8", b"iso-8859-1"),
    ],
)
def test_feeds_are_read_whole(file: bytes) -> None:
    for name in ("a.xml", "a.rss", ""):
        assert document_of(name, file).text == TEXT


WHENCE = (
    '<p>The post <a rel="nofollow" href="https://a.example/?p=7&amp;b=1">Ferry leaves</a> appeared first on '
    '<a href="https://a.example">Paper</a>.</p>'
)


@pytest.mark.parametrize("of_it", ["content:encoded", "description"])
def test_the_line_that_wordpress_adds_to_a_feed_is_no_text(of_it: str) -> None:
    link = "<link>https://a.example/?p=7&amp;b=1</link>"
    item = f"<title>Ferry leaves</title>{link}<{of_it}><![CDATA[{BODY}{WHENCE}\n]]></{of_it}>"
    document = document_of("a.rss", rss(item))
    assert document.text == TEXT
    assert left_out(document) == {"footer": 8}
    elsewhere = document_of("a.rss", rss(item.replace(link, "<link>https://a.example/other</link>")))
    assert elsewhere.text.endswith("The post Ferry leaves appeared first on Paper.")


MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
OWN = f"<title>Ferry leaves</title><description>{BODY.replace('<', '&lt;')}</description>"
CAPTION = "<media:content url='a'><media:title>Pier</media:title><media:description>A pier.</media:description></media:content>"


@pytest.mark.parametrize(
    "beside",
    [
        CAPTION,
        f"<media:group>{CAPTION}</media:group>",
        "<media:description>A pier.</media:description>",
        "<itunes:summary>Listen to it.</itunes:summary>",
        "<dc:title>Pier</dc:title><dc:description>In short.</dc:description>",
        "<image><title>Pier</title><url>a</url></image>",
    ],
)
def test_the_words_beside_an_article_of_a_feed_are_not_the_article(beside: str) -> None:
    for item in (f"{OWN}{beside}", f"{beside}{OWN}", f"{beside}{ENCODED}"):
        assert document_of("a.rss", rss(item, names=MEDIA)).text == TEXT
    if "<image>" not in beside:
        atom = f'<content type="html"><![CDATA[{BODY}]]></content>{beside}'
        names = f'<feed {MEDIA} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        assert document_of("a.atom", (ATOM % atom).replace("<feed ", names).encode()).text == TEXT


def test_where_a_feed_has_no_other_words_those_beside_are_read() -> None:
    item = f"<title>Ferry leaves</title><description/><media:description>{FIRST}</media:description>"
    assert document_of("a.rss", rss(item, names=MEDIA)).text == f"Ferry leaves\n\n{FIRST}"


def test_hidden_words_of_a_feed_are_left_out() -> None:
    body = f'{BODY}<p style="display:none">not to be seen</p>'
    assert document_of("a.xml", rss(ENCODED.replace(BODY, body))).text == TEXT


@pytest.mark.parametrize("title", ["Ferry &amp;amp; quay", "<![CDATA[Ferry &amp; <b>quay</b>]]>", "Ferry &amp;#38; quay"])
def test_a_title_of_a_feed_is_read_as_html(title: str) -> None:
    assert about("a.xml", rss(f"<title>{title}</title><description>Words.</description>")).title == "Ferry & quay"


WP = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'


def post(title: str, content: str, kind: str = "post") -> str:
    return (
        f"<title>{title}</title><dc:creator>ann</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[Short.]]></excerpt:encoded><wp:post_date>2026-01-02 10:00:00</wp:post_date>"
        f"<wp:post_type>{kind}</wp:post_type>"
    )


@pytest.mark.parametrize(
    "content",
    [
        f"{FIRST}\n\n{SECOND}",
        f"{FIRST}\r\n\r\n{SECOND}",
        f"<!-- wp:paragraph -->\n<p>{FIRST}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>{SECOND}</p>\n<!-- /wp:paragraph -->",
        BODY,
    ],
)
def test_a_wordpress_export_is_read_of_either_editor(content: str) -> None:
    attachment = post("picture", "words of a caption", "attachment")
    file = rss(attachment, post("Ferry leaves", content), names=WP)
    for name in ("a.xml", "a.wxr"):
        assert document_of(name, file).text == TEXT
    found = about("a.xml", file)
    assert (found.title, found.author, found.date, found.language) == ("Ferry leaves", "ann", "2026-01-02 10:00:00", "en-GB")


@pytest.mark.parametrize(
    "file",
    [
        rss(ENCODED, ENCODED.replace("Ferry leaves", "Other")),
        rss(post("Ferry leaves", BODY), post("Other", BODY), names=WP),
        f"<newsMessage><itemSet>{g2(XHTML)}{g2(XHTML).replace('Ferry leaves', 'Other')}</itemSet></newsMessage>".encode(),
        json.dumps([{"headline": "Ferry leaves", "body_html": BODY}, {"headline": "Other", "body_html": BODY}]).encode(),
    ],
)
def test_of_several_articles_one_must_be_chosen(file: bytes) -> None:
    with pytest.raises(SeveralArticles, match=r"2 articles.*1 “Ferry leaves”, 2 “Other”"):
        document_of("", file)
    assert document_of("", file, item=1).text.startswith("Ferry leaves")
    assert document_of("", file, item=2).text.startswith("Other")
    with pytest.raises(UnreadableInput, match="no number 3"):
        document_of("", file, item=3)


def test_a_file_of_one_article_has_no_second_one() -> None:
    for name, content in (("a.txt", b"words"), ("a.html", b"<p>words</p>"), ("a.xml", nitf(BODY)), ("a.rtf", rb"{\rtf1 words}")):
        assert read_upload(name, content, max_characters=1000, item=1).source.model_fields_set
        with pytest.raises(UnreadableInput, match="no number 2"):
            read_upload(name, content, max_characters=1000, item=2)


ENTITIES = b'<!DOCTYPE nitf [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xml", nitf(BODY, doctype=ENTITIES.decode()), "entities"),
        ("a.xml", nitf(BODY, doctype='<!DOCTYPE nitf PUBLIC ">" "x" [<!ENTITY a "b">]>'), "named .xml"),
        ("a.xml", b"<?xml version='1.0'?><rss><!-- " + ENTITIES + rss(ENCODED)[100:], "damaged"),
        ("a.xml", rss(ENCODED)[:-30], "damaged"),
        ("a.xml", nitf(BODY)[:-30], "damaged"),
        ("a.xml", b"<?xml version='1.0'?><nitf><body/></nitf>", "without a body"),
        ("a.xml", b"<?xml version='1.0'?><book><p>words</p></book>", "'book'"),
        ("a.xml", b"<book>words</book>", "named .xml"),
        ("", b"<?xml version='1.0'?><book><p>words</p></book>", "give its text"),
        (
            "a.xml",
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "2003",
        ),
        ("a.json", b'{"a": 1}', "JSON of a kind"),
        ("", b'{"a": 1}', "JSON of a kind"),
        ("a.json", b'{"body_html": "a"', "named .json"),
        ("a.txt", b'{"body_html": "<p>a</p>"}', "named .txt and holds JSON"),
        ("a.txt", nitf(BODY), "named .txt and holds NITF"),
        ("a.xml", rss(), "no article"),
        ("a.xml", nitf("<p>" * 300 + "a" + "</p>" * 300), "nested"),
        ("a.xml", nitf(BODY).replace(b"UTF-8", b"utf-7"), "utf-7"),
        ("a.json", b"[" * 100_000 + b"]" * 100_000, "named .json"),
    ],
)
def test_damage_and_harm_are_refused_in_one_sentence(name: str, content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        read_upload(name, content, max_characters=10**6)
    assert len(str(refused.value)) < 250


CONTAINER = b'<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
OPF = (
    '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Ferry leaves</dc:title><dc:creator>Ann Reed</dc:creator>'
    "<dc:date>2026-01-02</dc:date><dc:language>en</dc:language></metadata><manifest>{}</manifest><spine>{}</spine></package>"
)


def epub(**parts: bytes) -> bytes:
    items = "".join(
        f'<item id="{k}" href="text/{k}.xhtml" media-type="application/xhtml+xml"{properties}/>'
        for k, properties in (("nav", ' properties="nav"'), ("one", ""), ("two", ""), ("notes", ""))
    )
    spine = '<itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/><itemref idref="notes" linear="no"/>'
    page = '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>{}</body></html>'
    usual = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF.format(items, spine).encode(),
        "OEBPS/text/nav.xhtml": page.format("<p>Contents</p>").encode(),
        "OEBPS/text/one.xhtml": page.format(f"<p>{SECOND}</p><p hidden>no</p>").encode(),
        "OEBPS/text/two.xhtml": page.format(f"<h1>Ferry leaves</h1><p>{FIRST}</p>").encode(),
        "OEBPS/text/notes.xhtml": page.format("<p>Notes</p>").encode(),
    }
    return packed(usual | parts)


def test_an_epub_is_read_in_reading_order() -> None:
    document = document_of("a.epub", epub())
    assert document.text == TEXT
    assert len(document.markings.hidden) == 1
    found = about("a.epub", epub())
    assert (found.title, found.author, found.date, found.language) == ("Ferry leaves", "Ann Reed", "2026-01-02", "en")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"META-INF/container.xml": b"<container/>"}, "where its text is"),
        ({"OEBPS/book.opf": b"<package/>"}, "reading order"),
        ({"OEBPS/book.opf": b"<package"}, "damaged"),
        ({"OEBPS/book.opf": b'<!DOCTYPE a [<!ENTITY x "y">]><package/>'}, "entities"),
        ({"META-INF/encryption.xml": b'<e xmlns:x="x"><x:EncryptionMethod Algorithm="http://www.w3.org/aes256"/></e>'}, "DRM"),
        ({"OEBPS/text/one.xhtml": bytes(30_000_000)}, "packed more than"),
        ({"META-INF/container.xml": CONTAINER.replace(b"book", b"lost")}, "lacks"),
    ],
)
def test_a_damaged_epub_is_refused(parts: dict[str, bytes], said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        document_of("a.epub", epub(**parts))


def test_an_epub_with_mangled_fonts_is_read() -> None:
    method = b'<e xmlns:x="x"><x:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert document_of("a.epub", epub(**{"META-INF/encryption.xml": method})).text == TEXT


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>The <![CDATA[old & new]]> ferry <![CDATA[<left>]]>.</p>", "The old & new ferry <left>."),
        ("<p>The fer<span epub:type='pagebreak' id='p12'>12</span>ry left.</p>", "The ferry left."),
        ("<p>The ferry <span role='doc-pagebreak'>12</span>left.</p>", "The ferry left."),
        (
            "<epub:switch><epub:case><p>Drawn.</p></epub:case><epub:default><p>It left.</p></epub:default></epub:switch>",
            "It left.",
        ),
    ],
)
def test_a_chapter_is_read_as_xhtml(body: str, text: str) -> None:
    page = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
    found = document_of("a.epub", epub(**{"OEBPS/text/one.xhtml": page.encode()})).text
    assert found.removeprefix(f"Ferry leaves\n\n{FIRST}").strip() == text
