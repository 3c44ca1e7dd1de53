"""What subtitles have beside their lines is no word and ends no sentence; an arrow or a time in running text stays."""

import pytest

from app.text import read_text

LINES = (
    "The ferry had left before anyone",
    "noticed that the crates on the quay",
    "were still waiting for their papers.",
    "Nobody on the island was surprised.",
)
PLAIN = " ".join(LINES)


def subtitled(form: str, mark: str = ",", first: str = "") -> str:
    times = [f"00:00:{3 * k:02d}{mark}000 --> 00:00:{3 * k + 2:02d}{mark}500" for k in range(len(LINES))]
    return first + "\n".join(
        form.format(n=n, times=t, line=line) for n, (t, line) in enumerate(zip(times, LINES, strict=True), 1)
    )


@pytest.mark.parametrize(
    "text",
    [
        subtitled("{n}\n{times}\n{line}\n"),
        subtitled("{n}\n{times}\n{line}\n").replace("\n", "\r\n"),
        subtitled("{times} align:start line:90%\n{line}\n", ".", "WEBVTT - harbour\n\n"),
        subtitled("{times}\n{line}\n").replace("00:00:", "00:"),
    ],
)
def test_subtitles_read_as_the_text_that_they_show(text: str) -> None:
    document = read_text(text)
    assert document.norms == read_text(PLAIN).norms
    assert document.n_sentences == 2


def test_words_of_subtitles_keep_their_places() -> None:
    text = subtitled("{n}\n{times}\n{line}\n")
    document = read_text(text)
    assert [text[a:b].lower() for a, b in zip(document.starts, document.ends, strict=True)] == list(document.norms)


HEAD = (
    "WEBVTT\nKind: captions\nLanguage: en\n\nSTYLE\n::cue(b) {\n  color: yellow\n}\n\n"
    "REGION\nid:left\n\nNOTE by hand\nof Ann Reed\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + subtitled("{times}\n{line}\n", "."),
        (HEAD + subtitled("{times}\n{line}\n", ".")).replace("\n", "\r\n"),
        subtitled("NOTE\nnumber {n} is Ann's\n\ncue {n}\n{times} line:9\n<v Ann Reed>{line}</v>\n", ".", HEAD),
        subtitled("{times}\n{line}\n", ".", HEAD)
        .replace("crates", "<c.loud.yellow>crates</c>")
        .replace("left", "<00:00:01.200>left"),
        subtitled("{times}\n{line}\n", ".", HEAD).replace("quay", "<ruby>quay<rt>kiː</rt></ruby>"),
    ],
)
def test_of_webvtt_the_head_names_comments_and_marks_are_no_words(text: str) -> None:
    document = read_text(text)
    assert document.norms == read_text(PLAIN).norms
    assert document.n_sentences == 2


@pytest.mark.parametrize(
    "line",
    [
        "<i>{line}</i>",
        '<font color="#ffff00">{line}</font>',
        "{{\\an8}}<b>{line}</b>",
    ],
)
def test_subtitles_with_tags_are_no_page(line: str) -> None:
    document = read_text(subtitled("{n}\n{times}\n" + line + "\n"))
    assert document.norms == read_text(PLAIN).norms
    assert document.n_sentences == 2


def test_a_sentence_goes_on_over_the_lines_of_a_cue() -> None:
    text = subtitled("{n}\n{times}\n{line}\n")
    for line in LINES:
        words = line.split()
        text = text.replace(line, " ".join(words[:3]) + "\n" + " ".join(words[3:]))
    document = read_text(text)
    assert document.norms == read_text(PLAIN).norms
    assert document.n_sentences == 2


def test_every_speaker_of_a_cue_has_a_sentence() -> None:
    text = subtitled("{n}\n{times}\n{line}\n").replace(LINES[3], "- Who was on board?\n- Nobody.")
    assert read_text(text).n_sentences == 3


def test_a_cue_without_words_is_none_either() -> None:
    empty = "9\n00:00:40,000 --> 00:00:41,000\n\n" * 2
    assert read_text(empty + subtitled("{n}\n{times}\n{line}\n")).norms == read_text(PLAIN).norms


@pytest.mark.parametrize(
    "text", ["Press File --> Open at 10:30 and wait.", "The clock said 00:10:00,500 --> nobody believed it."]
)
def test_an_arrow_in_running_text_is_no_cue(text: str) -> None:
    assert read_text(text).norms == read_text(text.replace("-->", "and then").replace("and then ", "")).norms


def test_a_header_without_cues_is_a_word() -> None:
    assert read_text("WEBVTT is what the file began with --> nothing else.").norms[0] == "webvtt"
