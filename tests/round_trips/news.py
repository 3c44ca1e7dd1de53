"""An article in the formats that desks exchange."""

import io
import json
import zipfile
from html import escape

from tests.round_trips.articles import Article
from tests.round_trips.pages import body


def nitf(article: Article) -> bytes:
    content = body(article).replace("<h2>", "<hl2>").replace("</h2>", "</hl2>")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{escape(article.headline)}</title></head><body><body.head><hedline>'
        f"<hl1>{escape(article.headline)}</hl1></hedline><byline>{escape(article.author)}</byline></body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    ).encode()


def newsml_g2(article: Article) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2">'
        f"<itemMeta><versionCreated>2026-01-02T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>{escape(article.headline)}"
        f"</headline><by>{escape(article.author)}</by></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'>"
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body>{body(article)}</body></html></inlineXML>'
        "</contentSet></newsItem>"
    ).encode()


def ninjs(article: Article) -> bytes:
    item = {"uri": "a", "type": "text", "headline": article.headline, "byline": article.author, "body_html": body(article)}
    return json.dumps(item).encode()


def wxr(article: Article) -> bytes:
    content = "\n\n".join(
        f"<h2>{escape(p)}</h2>" if k in article.subheads else escape(p) for k, p in enumerate(article.paragraphs)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Paper</title>'
        f"<item><title>{escape(escape(article.headline))}</title><dc:creator>{escape(article.author)}</dc:creator>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_type>post</wp:post_type></item></channel></rss>"
    ).encode()


def rss(article: Article) -> bytes:
    return wxr(article).replace(b"<wp:post_type>post</wp:post_type>", b"")


def epub(article: Article) -> bytes:
    written = io.BytesIO()
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>a</title></head><body><h1>{escape(article.headline)}</h1>{body(article)}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, part in (("META-INF/container.xml", container), ("a.opf", package), ("a.xhtml", page)):
            archive.writestr(name, part)
    return written.getvalue()
