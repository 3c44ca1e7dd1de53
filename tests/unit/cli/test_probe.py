"""`unspun probe` as a person meets it."""

import json
from pathlib import Path

from app.probing import MEANINGS, RATES
from tests.unit.cli.test_compare import REFERENCE, unspun


def test_every_disguise_and_rate_is_printed() -> None:
    shown = " ".join(unspun("probe", REFERENCE, COLUMNS="160").stdout.decode().split())
    for meaning in MEANINGS.values():
        assert meaning in shown
    assert "50 % swapped" in shown
    assert "called spun from 10 % of the words" in shown


def test_as_json_each_version_has_its_figures() -> None:
    probe = json.loads(unspun("probe", REFERENCE, "--json").stdout)
    assert len(probe["trials"]) == len(MEANINGS) * len(RATES)
    assert {"rate", "disguise", "n_swapped", "n_found", "label", "spun", "n_alerts"} == set(probe["trials"][0])


def test_an_article_that_is_too_short_says_so() -> None:
    ended = unspun("probe", "-", stdin=b"Too short.")
    assert ended.returncode == 0
    assert "Not measured" in ended.stdout.decode()
    assert "too short" in ended.stdout.decode()


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    ended = unspun("probe", tmp_path / "none.txt")
    assert ended.returncode == 2
    assert len(ended.stderr.decode().splitlines()) == 1
