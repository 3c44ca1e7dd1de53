"""`python -m app.training.lexicon_english`: enters data/lexicon/english.json, which is written by hand, in the manifest."""

import json
from pathlib import Path

from app.training.lexicon_manifest import Pack, write_packs


def main(folder: Path = Path("data/lexicon")) -> None:
    """Checks that the file is JSON and writes its entry."""
    content = (folder / "english.json").read_bytes()
    rows = sum(len(words) for words in json.loads(content)["sets"].values())
    pack = Pack("english.json", content, rows, "written by us", "MIT", "python -m app.training.lexicon_english")
    write_packs(folder, (pack,), {})


if __name__ == "__main__":
    main()
