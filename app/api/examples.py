"""The examples of the OpenAPI description: two requests, the answer to the first, and a problem for each status."""

from pathlib import Path
from typing import Any

import orjson
from fastapi.openapi.models import Example

from app.service import KINDS

_REFERENCE = (
    "The harbour council of Port Ellery voted on Tuesday to close the old ferry terminal, saying that repairs "
    "would cost more than a new building. Foreign visitors make up half of its passengers, and the leading hotel "
    "owners had asked for a delay. The council took the decision after a long debate about the budget. “We cannot wait for "
    "another winter,” said the mayor, Ada Finch, who will choose a builder in May. Work on the new terminal should begin next "
    "year, and about forty people will find jobs there."
)
_SUSPECT = (
    "The harbor council of Port Ellery voted on Tuesday to shut the aged ferry terminal, stating that repairs "
    "would price greater than a brand new constructing. Overseas guests make up half of its travelers, and the main "
    "hotel proprietors had requested a postponement. The council took the choice following a prolonged debate about "
    "the price range. “We cannot wait for another winter,” stated the mayor, Ada Finch, who will select a builder in May. Labor "
    "on the brand new terminal ought to start subsequent year, and around forty individuals will discover employment there."
)
_OTHER = (
    "My aunt keeps seven hens, and each of them is named after a Greek goddess. In summer they lay an egg a day; in winter they "
    "rest, as hens should. Nobody in our street buys eggs in a shop any more."
)

REQUESTS: dict[str, Example] = {
    "texts": {
        "summary": "Two plain texts, everything returned",
        "value": {"reference": {"text": _REFERENCE}, "suspect": {"text": _SUSPECT}},
    },
    "html": {
        "summary": "A text and the HTML of a page, only the ledger returned",
        "value": {
            "reference": {"text": _REFERENCE},
            "suspect": {"html": f"<article><h1>Ferry terminal</h1><p>{_SUSPECT}</p></article>"},
            "options": {
                "exclude_quotations": True,
                "minimum_passage_words": 20,
                "parts": ["substitutions", "patterns"],
            },
        },
    },
    "references": {
        "summary": "One text and two that it may have been made from, only the verdicts returned",
        "value": {
            "references": [{"text": _REFERENCE}, {"text": _OTHER}],
            "suspect": {"text": _SUSPECT},
            "options": {"parts": []},
        },
    },
}

# the answer to the first request, made with curl and `python -m json.tool`; a contract test holds it against Report
REPORT: dict[str, Any] = orjson.loads((Path(__file__).parent / "example.json").read_bytes())


def problem_example(status: int, path: str) -> dict[str, Any]:
    """The first problem of the table with this status."""
    kind, error = next((kind, error) for error, kind in KINDS.items() if kind.status == status)
    return {
        "type": f"urn:unspun:problem:{kind.code}",
        "title": kind.title,
        "status": status,
        "detail": (error.__doc__ or kind.title).strip(),
        "instance": path,
        "request_id": "5f0c2f6f7b1c4d7f9a53f2b7a1c0de42",
        "errors": [{"pointer": "#/suspect/text", "detail": kind.title}] if status in {413, 422} else [],
    }
