"""Submitting: paste, upload, pick, the sample; and everything that cannot be compared comes back with what was typed."""

import pytest

from tests.service.web.browser import SIDES, TITLES, Browser

HTML = "".join(f"<p>{each}</p>" for each in SIDES["suspect"].split("\n\n"))


def test_pasted_articles_become_a_report_with_its_verdict(browser: Browser) -> None:
    path = browser.compare()
    answer = browser.see(path)
    assert answer.status_code == 200
    assert "Spun" in answer.text
    assert "The ocean wall against The sea wall" in answer.text
    assert "reconstruct" in answer.text


def test_the_sample_is_filled_in(browser: Browser) -> None:
    assert "Marrow Bay votes to reconstruct" in browser.see("/?sample").text


def test_files_are_compared_and_their_names_are_the_title(browser: Browser) -> None:
    browser.see("/")
    files = {"reference_file": ("original.txt", SIDES["reference"].encode()), "suspect_file": ("copy.html", HTML.encode())}
    answer = browser.upload({"reference": "", "suspect": ""}, files)
    assert answer.status_code == 303
    assert "copy.html against original.txt" in browser.see(answer.headers["location"]).text


def test_an_earlier_reference_can_be_picked(browser: Browser) -> None:
    earlier = browser.compare().rsplit("/", 1)[1]
    assert f'<option value="{earlier}">' in browser.see("/").text
    answer = browser.upload({"picked": earlier, "reference": "", "suspect": SIDES["suspect"]})
    assert answer.status_code == 303
    report = browser.client.get(f"{answer.headers['location']}/export/json").json()
    assert report["reference"]["text"] == SIDES["reference"]


def test_line_ends_of_a_form_are_those_that_were_typed(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload({side: text.replace("\n", "\r\n") for side, text in SIDES.items()})
    report = browser.client.get(f"{answer.headers['location']}/export/json").json()
    assert report["reference"]["text"] == SIDES["reference"]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"reference": "", "suspect": "kept words"}, "reference-wrong"),
        ({"reference": "kept words", "suspect": " \r\n "}, "suspect-wrong"),
        ({"reference": "kept words", "suspect": "a " * 30_000}, "suspect-wrong"),
        ({**SIDES, "reference_title": "kept words" + "x" * 200}, "reference_title-wrong"),
        ({**SIDES, "suspect_title": "kept words\x1b[0m"}, "suspect_title-wrong"),
    ],
)
def test_what_cannot_be_compared_comes_back_with_a_sentence_at_its_place(
    browser: Browser, form: dict[str, str], place: str
) -> None:
    browser.see("/")
    answer = browser.upload(form)
    assert answer.status_code == 422
    assert f'id="{place}"' in answer.text
    assert "kept words" in answer.text


def test_a_binary_file_is_refused_at_its_place(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload({"reference": SIDES["reference"]}, {"suspect_file": ("x.txt", b"\0\1\2" * 100)})
    assert answer.status_code == 422
    assert 'id="suspect-wrong"' in answer.text
    assert "Choose <bdi>x.txt</bdi> again" in answer.text


def test_hostile_words_come_back_as_text(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload(
        {"reference": "</textarea><script>alert(1)</script>", "suspect": "", "suspect_title": '"><img src=x>'}
    )
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "<img" not in answer.text


def test_a_picked_report_that_does_not_exist_is_said_at_the_top(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload({"picked": "p_unknown", "reference": "", "suspect": "kept words"})
    assert answer.status_code == 404
    assert "kept words" in answer.text


def test_a_form_over_the_limit_is_refused_by_its_length(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload({**SIDES, "padding": "x" * 42_000_000})
    assert answer.status_code == 413
    assert browser.upload({**SIDES, "padding": "x" * 2_000_000}).status_code == 422


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xff\xfe\x00", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=csrf\r\n\r\n", "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"csrf=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"csrf=a", "application/x-www-form-urlencoded; charset=punycode"),
        (b"{}", "application/json"),
        (b"", ""),
        (b"&" * 5_000, "application/x-www-form-urlencoded"),
        (b"a=b&" * 100, "application/x-www-form-urlencoded"),
    ],
)
def test_a_malformed_form_is_no_fault_of_ours(browser: Browser, content: bytes, media_type: str) -> None:
    answer = browser.client.post("/submit", content=content, headers={"Content-Type": media_type})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")


ELSEWHERE: list[dict[str, str]] = [
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": "http://["}, {"Origin": "http://localhost:x"},
    {"Origin": "http://localhost:99999"}, {"Origin": "http://localhost.evil.example"}, {"Origin": "http://localhost:81"},
    {"Origin": "localhost"}, {"Origin": "http://[::1"}, {"Origin": "//localhost"}, {"Origin": "file://localhost"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": ""},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]  # fmt: skip


@pytest.mark.parametrize("headers", ELSEWHERE, ids=map(str, ELSEWHERE))
@pytest.mark.parametrize("path", ["/submit", "/sign-in", "/sign-out", "/reports/p_1/decisions", "/reports/p_1/links"])
def test_a_form_from_elsewhere_is_refused(browser: Browser, path: str, headers: dict[str, str]) -> None:
    assert browser.send(path, {**SIDES, **TITLES}, headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, {"Origin": "http://LOCALHOST:80"}, {},
        {"Origin": "https://localhost", "Host": "localhost:443"}, {"Sec-Fetch-Site": "none"},
    ],
)  # fmt: skip
def test_a_form_of_our_own_page_is_taken(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.send("/submit", {**SIDES, **TITLES}, headers).status_code == 303


def test_pages_set_no_cookie_before_somebody_signs_in(browser: Browser) -> None:
    for path in ("/", "/inbox", "/sign-in"):
        assert "set-cookie" not in browser.see(path).headers


def test_html_source_in_the_text_box_is_read_as_its_page(browser: Browser) -> None:
    browser.see("/")
    answer = browser.upload({"reference": SIDES["reference"], "suspect": f"<nav>Menu</nav>{HTML}"})
    report = browser.client.get(f"{answer.headers['location']}/export/json").json()
    assert report["suspect"]["text"] == SIDES["suspect"].strip()
    assert report["suspect"]["left_out"] == [{"reason": "navigation", "words": 1}]


def test_the_html_of_a_paste_is_taken_for_the_text(browser: Browser) -> None:
    browser.see("/")
    pasted = HTML.replace("<p>", "<p><del>A word that was cut</del>", 1)
    fields = {"reference": SIDES["reference"], "suspect": f"A word that was cut{SIDES['suspect']}", "suspect_html": pasted}
    report = browser.client.get(f"{browser.upload(fields).headers['location']}/export/json").json()
    assert report["suspect"]["text"] == SIDES["suspect"].strip()
    assert report["suspect"]["left_out"] == [{"reason": "deleted in tracked changes", "words": 5}]


@pytest.mark.parametrize(
    ("side", "form", "file", "said"),
    [
        ("suspect", dict(SIDES), True, "Here are a text and a file."),
        ("reference", dict(SIDES), True, "Here are a text and a file."),
        ("reference", dict(SIDES), False, "Here are a text and an earlier reference."),
        ("reference", {**SIDES, "reference": ""}, True, "Here are a file and an earlier reference."),
    ],
)
def test_a_side_that_is_given_twice_is_refused_at_its_field(
    browser: Browser, side: str, form: dict[str, str], file: bool, said: str
) -> None:
    picked = {"picked": browser.compare().rsplit("/", 1)[1]} if "earlier" in said else {}
    files = {f"{side}_file": ("other.txt", b"Quite another article about a goat and a bell. " * 20)} if file else {}
    answer = browser.upload({**form, **picked}, files)
    assert answer.status_code == 422
    assert f'id="{side}-wrong">{said}' in answer.text
    assert form["suspect"][:60] in answer.text


def test_a_text_of_blanks_beside_a_file_is_no_text(browser: Browser) -> None:
    files = {"suspect_file": ("copy.txt", SIDES["suspect"].encode())}
    assert browser.upload({**SIDES, "suspect": " \r\n"}, files).status_code == 303
