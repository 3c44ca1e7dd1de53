"""`unspun training english`: enters data/lexicon/english.json, which is written by hand, in the manifest."""

import json
from pathlib import Path

from app.training.lexicon.manifest import Pack, write_packs


def enter_english(folder: Path) -> None:
    """Checks that the file is JSON and writes its entry."""
    content = (folder / "english.json").read_bytes()
    rows = sum(len(words) for words in json.loads(content)["sets"].values())
    write_packs(folder, (Pack("english.json", content, rows, "written by us", "MIT", "unspun training english"),), {})
