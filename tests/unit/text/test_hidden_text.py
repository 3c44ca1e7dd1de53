"""What a page hides from its readers is left out, with an alert at its place; what merely looks like it is read."""

import pytest

from app.errors import UnreadableInput
from app.text import DisguiseKind, Omission, Span, read_html

AROUND = "The ferry left <span class='z' id='y'>secret words</span> the quay."
BY_OWN_STYLE = [
    ".z{display:none}",
    "#y { visibility : hidden }",
    "p > .z{opacity:0}",
    "p span[class=z]{font-size:0}",
    ".z{font-size:1pt}",
    ".z{font: 1px/1 Arial}",
    ".z{position:absolute;left:-9999px}",
    ".z{position:fixed;top:-200em}",
    ".z{text-indent:-5000px;display:inline-block}",
    ".z{position:absolute;clip:rect(0,0,0,0)}",
    ".z{clip-path:inset(50%)}",
    ".z{width:1px;height:1px;overflow:hidden}",
    ".z{max-height:0;overflow:hidden}",
    ".z{color:#fff}",
    ".z{color:white;background:#fefefe}",
    ".z{color:rgba(10,20,30,0)}",
    ".z{color:transparent}",
    "body{background:#102030} .z{color:rgb(16,32,48)}",
    ".z{transform:scale(0)}",
    ".z{filter:opacity(0%)}",
    ":root{--gone:none} .z{display:var(--gone)}",
    "@media screen{.z{display:none}}",
    "p::before, p:lang(en), .z{display:none}",
    "@media (min-width:300px){.z{display:none}}",
    "@supports (display:grid){@media all{.z{display:none}}}",
    "/* .z{} */ .a, .z , b{display:none !important} .z{display:inline}",
    ".z{display:inline} #y.z{display:none}",
    "@font-face{font-family:x;src:url(y)} @keyframes k{from{top:0}to{top:1px}} .z{display:none}",
    "p{margin:0; .z{display:none}}",
    "body{ & p{ color:black; > .z{display:none} } }",
    "p{ @media screen{ .z{display:none} } color:red}",
    ".z{dis\\70lay:none}",
    ".z{display:n\\6fne}",
    "span:is(.z,.q){display:none}",
    "p:has(.z) .z:not(.shown){display:none}",
    "@media (width >= 300px){.z{display:none}}",
    "@media (max-width:3000px) and (min-width:200px){.z{display:none}}",
    "@media not print{.z{display:none}}",
    '.x{background:url("data:image/svg+xml;utf8,<svg>{}</svg>")} .z{display:none}',
    ".z{position:absolute;left:9999px}",
    ".z{margin:0 0 0 -9999px}",
    ".z{position:absolute;inset:-9999px auto auto -9999px}",
    ".z{margin-inline-start:-9999px}",
    ".z{transform:translateX(200vw)}",
    ".z{translate:-9999px}",
    ".z{scale:0}",
    ".z{transform:rotateX(90deg)}",
    ".z{transform:matrix(0,0,0,0,0,0)}",
    ".z{letter-spacing:-1em}",
    ".z{clip-path:inset(0 100% 0 0)}",
    ".z{clip-path:rect(0 0 0 0)}",
    ".z{inline-size:0;overflow:hidden}",
    ".z{overflow:hidden;text-indent:100%;white-space:nowrap}",
    ".z{overflow:clip;line-height:0}",
    ".z{mask-image:linear-gradient(transparent,transparent)}",
    ".z{opacity:1e-3}",
    ".z{opacity:calc(0)}",
    ".z{color:rgb(255 255 255 / 1)}",
    ".z{color:hwb(0 100% 0%)}",
    ".z{color:oklch(100% 0 0)}",
    ".z{color:lab(100 0 0)}",
    ".z{color:color(srgb 1 1 1)}",
    ".z{color:canvas}",
    ".z{color:light-dark(white, black)}",
    ".z{color:#fff;text-shadow:0 0 2px white}",
    ":root{--w:255,255,255} .z{color:rgb(var(--w))}",
]
BY_WIDTH = r".hidden{display:none} @media(min-width:768px){.md\:block{display:block}}"
NOT_HIDING = [
    ".z{display:none} .z{display:inline}",
    "#y{display:inline} .z{display:none}",
    ".z{display:inline!important} #y{display:none}",
    "@media print{.z{display:none}}",
    "@media (max-width:600px){.z{display:none}}",
    "@media screen and (min-width: 2000px){.z{display:none}}",
    ".z:hover{display:none}",
    ".z::after{display:none}",
    ".other{display:none}",
    ".z .x{display:none}",
    ".z{color:#fff;background:#003366}",
    ".z{color:#fff;background-image:url(x.png)}",
    ".z{color:transparent;background:linear-gradient(red,blue);background-clip:text}",
    "p{background:#000;color:#fff}",
    ".z{font-size:9px;opacity:.6;color:#777}",
    ".z{position:relative;left:-3px;text-indent:-18pt}",
    "p{font-size:0} .z{font-size:16px} p{font-size:15px}",
    ".z{overflow:hidden;width:300px}",
    "p::first-letter{font-size:3em}",
    "p{color:#333; .q{display:none}}",
    "@media (width<600px){.z{display:none}}",
    "@media (prefers-color-scheme:dark){.z{color:#fff}}",
    "@supports not (display:grid){.z{display:none}}",
    "@container (max-width:300px){.z{display:none}}",
    ".z{color:transparent;text-shadow:0 0 1px #000}",
    ".z{color:#fff;text-shadow:1px 1px 2px rgba(0,0,0,.8)}",
    ".z{color:#fff;-webkit-text-stroke:1px black}",
    ".z{overflow:hidden;line-height:1}",
    ".z{position:absolute;left:100%}",
    ".z{clip-path:inset(10px)}",
    ".z{transform:rotate(90deg)}",
    ".z{opacity:calc(1 - .2)}",
    ".z{color:oklch(30% 0 0)}",
    ".z{color:light-dark(black, white)}",
    ".z{margin:-20px}",
    ".z{letter-spacing:-.02em}",
    ".z{display:none} @media (min-width:768px){.z{display:inline}}",
]


@pytest.mark.parametrize("style", BY_OWN_STYLE)
def test_what_the_pages_own_style_sheet_hides_is_left_out_with_its_place(style: str) -> None:
    document = read_html(f"<!doctype html><style>{style}</style><p>{AROUND}</p>")
    assert document.text == "The ferry left the quay."
    assert [(d.kind, d.chars) for d in document.disguises] == [(DisguiseKind.HIDDEN_MARKUP, Span(14, 14))]
    assert [(each.reason, each.words) for each in document.markings.left_out] == [(Omission.HIDDEN, 2)]


@pytest.mark.parametrize("style", NOT_HIDING)
def test_what_can_be_seen_is_read(style: str) -> None:
    document = read_html(f"<!doctype html><style>{style}</style><p>{AROUND}</p>")
    assert "secret words" in document.text
    assert document.disguises == ()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<table><tr><td bgcolor=navy><font color=white>Seen</font></table>", "Seen"),
        ("<table background=x.gif><tr><td><font color=white>Seen</font></table>", "Seen"),
        ("<body bgcolor=black text=white><p>Seen</p>", "Seen"),
        (f"<style>{BY_WIDTH}</style><p class='hidden md:block'>Seen</p>", "Seen"),
        ("<p class='hidden lg:flex'>Seen</p>", "Seen"),
        ("<p class='d-none d-md-block'>Seen</p>", "Seen"),
        ("<p aria-hidden=true>Seen</p>", "Seen"),
        ("<style>.sr-only{color:red}</style><p class=sr-only>Seen</p>", "Seen"),
    ],
)
def test_what_a_wide_screen_shows_is_read(page: str, text: str) -> None:
    document = read_html(page)
    assert document.text == text
    assert document.disguises == ()


@pytest.mark.parametrize(
    "element", ["<span style='color:#fff'>i</span>", "<font color=white>xx</font>", "<span style='visibility:hidden'>x</span>",
                "<span style='opacity:0'>x</span>", "<span class=pale>q</span>", "<span style='color:transparent'>i</span>"],
)  # fmt: skip
def test_unseen_letters_that_take_room_are_seen_as_blanks(element: str) -> None:
    document = read_html(f"<style>.pale{{color:#fefefe}}</style><p>{element.join(['The', 'ferry', 'left', 'the', 'quay.'])}</p>")
    assert document.text == "The ferry left the quay."
    assert len(document.disguises) == 4


@pytest.mark.parametrize(
    "element", ["<span style='display:none'>x</span>", "<span style='font-size:0'>x</span>", "<i hidden>x</i>"]
)
def test_unseen_letters_that_take_no_room_part_no_word(element: str) -> None:
    assert read_html(f"<p>The fer{element}ry left.</p>").text == "The ferry left."


def test_a_style_sheet_in_an_address_is_read_and_one_elsewhere_is_not() -> None:
    for href in ("data:text/css,.z%7Bdisplay:none%7D", "data:text/css;base64,Lnp7ZGlzcGxheTpub25lfQ=="):
        assert read_html(f"<link rel=stylesheet href='{href}'><p>{AROUND}</p>").text == "The ferry left the quay."
    assert "secret" in read_html(f"<link rel=stylesheet href='data:text/css;base64,Lnp7Z'><p>{AROUND}</p>").text


def test_more_unseen_words_than_seen_ones_are_no_dark_page() -> None:
    hidden = "<span style='color:#fff'>hidden words of another kind altogether</span>"
    document = read_html(f"<p>{hidden.join(['The ferry has been late', 'every day this week, and', 'nobody knows why.'])}</p>")
    assert document.text == "The ferry has been late every day this week, and nobody knows why."
    assert len(document.disguises) == 2


MULTIPLYING = [
    ".z{color:red;" * 3_000,
    "a{" * 20_000,
    "a,b,c,d{" * 60,
    "a{&&&&{" * 12 + "color:red",
    "a,b,c,d,e,f,g,h{" * 8 + "x,y{color:red}" * 40_000,
]
MANY = [".a{" + "b,c{x:y}" * 20_000, "{;}" * 100_000, "(" * 100_000, "@media{" * 9_000, "'" * 99_999]


@pytest.mark.parametrize("sheet", MULTIPLYING)
def test_rules_inside_rules_that_multiply_are_refused(sheet: str) -> None:
    with pytest.raises(UnreadableInput, match="style sheet"):
        read_html(f"<style>{sheet}</style><p>{AROUND}</p>")


@pytest.mark.parametrize("sheet", MANY)
def test_many_rules_that_mean_nothing_cost_nothing(sheet: str) -> None:
    assert "quay" in read_html(f"<style>{sheet}</style><p>{AROUND}</p>").text


@pytest.mark.parametrize(
    "hidden",
    [
        "<span style='COLOR : #FFFFFF'>secret words</span>",
        "<font color=white>secret words</font>",
        "<span style='font-size:.05em'><b>secret</b> <i>words</i></span>",
        "<span style='position:absolute;left:-2000px'>secret words</span>",
        "<span style='mso-hide:all'>secret words</span>",
        "<div style='height:0;overflow:hidden'><p>secret words</p></div>",
        "<i style='opacity:.01'>secret words</i>",
        "<span style='color:#FFF;background-color:#fff'>secret words</span>",
        "<span hidden>secret words</span>",
        "<span style='font-size:2px;color:red'>secret words</span>",
        "<span style='display:/**/none'>secret words</span>",
        "<span style='dis\\70lay:none'>secret words</span>",
        "<span style='display:&#110;one'>secret words</span>",
        "<span class=sr-only>secret words</span>",
        "<span class='screen-reader-text'>secret words</span>",
        "<span class='d-none'>secret words</span>",
        "<span hidden=until-found>secret words</span>",
    ],
)
def test_what_an_elements_own_style_hides_is_left_out(hidden: str) -> None:
    document = read_html(f"<p>The ferry left {hidden} the quay.</p>")
    assert document.norms == ("the", "ferry", "left", "the", "quay")
    assert document.disguises


def test_white_letters_on_a_page_whose_styles_are_elsewhere_are_hidden_only_where_nothing_can_stand_behind_them() -> None:
    page = "<link rel=stylesheet href=x.css><div class=hero style='color:#fff'>Shown on a picture</div><p>Left {} there.</p>"
    document = read_html(page.format("<span style='color:#fff'>secret words</span>"))
    assert document.text == "Shown on a picture\n\nLeft there."
    assert "LIVE" in read_html(page.format("<span class=badge style='color:#fff'>LIVE</span>")).text


def test_blanks_around_hidden_words_part_the_words_that_stay() -> None:
    assert read_html("<p>one<span style='display:none'> x </span>two</p>").norms == ("one", "two")
    assert read_html("<p>one<span style='display:none'>x</span>two</p>").norms == ("onetwo",)


def test_a_style_sheet_that_would_take_seconds_is_refused() -> None:
    rules = "".join(f"p > i.a:nth-child({n}){{display:none}}" for n in range(6_000))
    with pytest.raises(UnreadableInput, match="style sheet"):
        read_html(f"<style>{rules}</style>" + "<p><i class=a>x</i>" * 3_000)


def test_many_rules_for_one_class_are_refused_too() -> None:
    with pytest.raises(UnreadableInput, match="style sheet"):
        read_html("<style>" + ".a{display:none}" * 6_000 + "</style>" + "<p class=a>x" * 2_000)


@pytest.mark.parametrize(
    "broken", ["{", "}", "}}}{{{", ".z{", ".z{display", ".z{display:none", "@media", "@media{.z{display:none}", "<!--"]
)
def test_a_broken_style_sheet_breaks_no_page(broken: str) -> None:
    assert "quay" in read_html(f"<style>{broken}</style><p>{AROUND}</p>").text


def test_a_text_that_was_pasted_from_a_dark_page_is_read() -> None:
    page = "<p style='color:#eee'>The ferry has been late every day this week.</p><p style='color:#fff'>Nobody knows why.</p>"
    document = read_html(page)
    assert document.text == "The ferry has been late every day this week.\n\nNobody knows why."
    assert document.disguises == ()
