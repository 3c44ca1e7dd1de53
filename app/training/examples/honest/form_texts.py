"""Forms that desks and machines fill in: weather, earnings, matches, death notices, police, property, traffic and more.

In: `forms.json` beside this file, all of it written for this purpose; a new form is a new entry there. Out: `FORMS`.
"""

import json
from pathlib import Path
from typing import Final

from app.training.examples.honest.forms import TextForm


def read_forms(path: Path) -> dict[str, TextForm]:
    """The forms of a file by name: `sentences`, and `choices` whose values stand between bars."""
    return {
        name: TextForm(tuple(form["sentences"]), {slot: tuple(words.split(" | ")) for slot, words in form["choices"].items()})
        for name, form in json.loads(path.read_text(encoding="utf-8")).items()
    }


FORMS: Final = read_forms(Path(__file__).with_name("forms.json"))
"""By name: what is filled in with other values on either side."""
