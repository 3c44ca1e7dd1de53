"""Times of subtitles are no words and end no sentence; an arrow or a time in running text stays."""

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
