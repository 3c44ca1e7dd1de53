"""Numbers that count lines are no words, wherever they stand; numbered lists, tables and years keep theirs."""

import pytest

from app.text import read_text

LINES = (
    "The harbour master read the letter twice before he",
    "folded it and put it into his coat. Nobody on the",
    "quay had noticed that the last boat of the evening",
    "carried more passengers than its papers allowed. He",
    "walked to the office, where a lamp was burning, and",
    "counted the names again. There were eleven too many,",
    "and all of them were written in the same green ink",
    "that his daughter used at school on rainy days.",
)
PLAIN = "\n".join(LINES)


def numbered(first: int = 1, step: int = 1, form: str = "{n} {line}") -> str:
    marked = [n for n in range(first, first + len(LINES)) if n % step == 0]
    return "\n".join(form.format(n=n, line=line) if n in marked else line for n, line in enumerate(LINES, first))


@pytest.mark.parametrize(
    "form",
    ["{n} {line}", "{n:4d}  {line}", "{n}\t{line}", "{n}: {line}", "{n}\n{line}", "{line}   {n}", "{line}\t{n}"],
)
@pytest.mark.parametrize("first", [1, 96])
def test_the_numbers_of_lines_are_no_words(form: str, first: int) -> None:
    assert read_text(numbered(first, form=form)).norms == read_text(PLAIN).norms


def test_lines_without_words_may_have_their_numbers_too() -> None:
    lines = (*LINES[:5], "", *LINES[5:])
    text = "\n".join(f"{n} {line}" for n, line in enumerate(lines, 1))
    assert read_text(text).norms == read_text(PLAIN).norms


def test_every_fifth_line_may_be_numbered() -> None:
    lines = [f"{line} number" for line in LINES * 4]
    text = "\n".join(f"{n:3d} {line}" if n % 5 == 0 else f"    {line}" for n, line in enumerate(lines, 1))
    assert read_text(text).norms == read_text("\n".join(lines)).norms


def test_words_keep_their_places() -> None:
    text = numbered(form="{n:3d}  {line}")
    document = read_text(text)
    assert [text[a:b].lower() for a, b in zip(document.starts, document.ends, strict=True)] == list(document.norms)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            f"{n}. {sentence}." for n, sentence in enumerate(("Wash rice", "Boil it", "Drain it", "Salt it", "Eat it", "Rest"), 1)
        ),
        "\n".join(f"{year} {line}" for year, line in zip((1901, 1904, 1911, 1915, 1919, 1922, 1930, 1944), LINES, strict=True)),
        "\n".join(f"{n}) {line}" for n, line in enumerate(LINES, 1)),
        "\n".join(f"{year}: {count}" for year, count in zip(range(23, 31), range(133, 30_000, 3_333), strict=False)),
        "\n".join(LINES[:4]) + "\n12 men came\n" + "\n".join(LINES[4:]),
    ],
    ids=["list", "years", "list without stops", "table", "one number"],
)
def test_other_numbers_stay(text: str) -> None:
    n_figures = sum(norm.isdigit() for norm in read_text(text).norms)
    assert n_figures == sum(word.strip(".:)").isdigit() for word in text.split())
