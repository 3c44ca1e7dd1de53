"""An article as five content management systems publish it, in pages of our own writing with their structures."""

from html import escape

from tests.round_trips.articles import Article

MENU = '<li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>'
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title><style>.sr{{display:none}}</style></head>'


def body(article: Article) -> str:
    """Paragraphs and headings as HTML."""
    blocks = (
        f"<h2>{escape(each)}</h2>" if k in article.subheads else f"<p>{escape(each)}</p>"
        for k, each in enumerate(article.paragraphs)
    )
    return "\n".join(blocks)


def plain(article: Article) -> str:
    """A page with nothing but the article."""
    return f"{HEAD.format(escape(article.headline))}<body><h1>{escape(article.headline)}</h1>{body(article)}</body></html>"


def wordpress(article: Article) -> str:
    return (
        f'{HEAD.format("Paper")}<body class="single"><header class="site-header"><nav><ul>{MENU}</ul></nav></header><main id="main">'
        f'<article class="post"><h1 class="entry-title">{escape(article.headline)}</h1><div class="entry-content wp-block-post-content">'
        f'{body(article)}</div></article></main><aside class="widget-area"><h2>Recent posts</h2><ul>{MENU}</ul></aside>'
        "<footer>Proudly written by hand</footer></body></html>"
    )


def drupal(article: Article) -> str:
    return (
        f'{HEAD.format("Paper")}<body><div class="dialog-off-canvas-main-canvas"><div class="region region-header"><nav>{MENU}</nav></div>'
        f'<main role="main"><article class="node node--type-article"><h1><span class="field--name-title">{escape(article.headline)}</span></h1>'
        f'<div class="node__content"><div class="field field--name-body field__item">{body(article)}</div></div></article></main>'
        '<form class="search"><label>Search</label><input></form><footer role="contentinfo">Powered by pens</footer></div></body></html>'
    )  # fmt: skip


def ghost(article: Article) -> str:
    return (
        f'{HEAD.format("Paper")}<body class="post-template"><div class="site-wrapper"><nav class="gh-head">{MENU}</nav><main>'
        f'<article class="gh-article"><h1 class="gh-article-title">{escape(article.headline)}</h1>'
        f'<section class="gh-content gh-canvas">{body(article)}</section></article></main><footer>Subscribe now</footer></div></body></html>'
    )


def aspnet(article: Article) -> str:
    return (
        f'{HEAD.format("Paper")}<body><form method="post" action="./a.aspx" id="aspnetForm"><div><input type="hidden" name="v"></div>'
        f'<header><nav><ul>{MENU}</ul></nav></header><div id="content"><h1>{escape(article.headline)}</h1>{body(article)}</div>'
        "<footer>All rights reserved</footer></form></body></html>"
    )


def typo3(article: Article) -> str:
    return (
        f'{HEAD.format("Paper")}<body><nav class="mainnav"><ul>{MENU}</ul></nav><div id="wrap"><main><div class="frame frame-default">'
        f'<h1 itemprop="headline">{escape(article.headline)}</h1><div class="ce-bodytext" itemprop="articleBody">{body(article)}</div>'
        '<span class="sr" aria-hidden="true">skip to top</span></div></main></div><footer>Imprint</footer></body></html>'
    )


SYSTEMS = {"WordPress": wordpress, "Drupal": drupal, "Ghost": ghost, "ASP.NET": aspnet, "TYPO3": typo3}
