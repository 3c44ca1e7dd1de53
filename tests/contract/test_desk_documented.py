"""docs/desk.md names the test of each thing that people do: each is there, under that name."""

import re

import pytest

from tests.contract.served import ROOT

NAMED = re.findall(r"`([\w/.]+\.py)::(\w+)`", (ROOT / "docs" / "desk.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_test_that_the_page_names_is_there(file: str, test: str) -> None:
    assert f"\ndef {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")


def test_every_line_names_a_test_or_a_command() -> None:
    lines = [line for line in (ROOT / "docs" / "desk.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(lines) > 40
    assert [
        line
        for line in lines
        if "::test_" not in line and "make " not in line and ".ci/run" not in line and "shown by" not in line
    ] == []
