"""What a hunt finds in the service: some of each thing that has an id, so that the requests that are drawn meet them."""

from collections import defaultdict
from typing import Any

from httpx2 import Client

from tests.contract.situations import ENDPOINT
from tests.waiting import wait_until

_ENDPOINTS = 10  # a client may have twenty, and a hunt makes some
_REFERENCE = "The old wall of the harbour fell down on the night of the storm, and nobody was hurt. "
_SUSPECT = "The aged wall of the port fell down on the night of the tempest, and no one was harmed. "
_PAIR = {"reference": {"text": _REFERENCE * 4}, "suspect": {"text": _SUSPECT * 4}}
_LINES = {"headers": {"Content-Type": "application/x-ndjson"}, "content": b'{"external_id": "line", "text": "The old wall."}\n'}
# what a report has, by the last part of the address where it is made, and what is sent there
_OF_REPORTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("exclusion_id", "exclusions", {"kind": "quotations"}),
    ("link_id", "links", {"days": 1}),
)


def stock(client: Client, n: int) -> dict[str, list[str]]:
    """Makes `n` of everything and returns the ids, by the names of the parameters that take them."""
    found: dict[str, list[str]] = defaultdict(list)
    for k in range(n):
        _stock_libraries(client, f"archive-{k}", found)
        if k < _ENDPOINTS:
            _stock_webhooks(client, found)
        found["batch_id"].append(_made(client, "/batches", **_LINES))
        found["job_id"].append(_made(client, "/jobs", json=_PAIR))
    found["report_id"] = list(found["job_id"])
    for job in found["job_id"]:
        wait_until(lambda job=job: client.get(f"/jobs/{job}").raise_for_status().json()["report"] is not None)  # type: ignore[misc]
        for parameter, last, sent in _OF_REPORTS:
            found[parameter].append(_made(client, f"/reports/{job}/{last}", json=sent))
    return dict(found)


def _stock_libraries(client: Client, name: str, found: dict[str, list[str]]) -> None:
    client.post("/libraries", json={"name": name}).raise_for_status()
    client.put(f"/libraries/{name}/articles/one", json={"text": _REFERENCE}).raise_for_status()
    found["library"].append(name)
    found["external_id"].append("one")
    found["import_id"].append(_made(client, f"/libraries/{name}/articles", **_LINES))
    asked = {"suspect": {"text": _SUSPECT}, "libraries": [name]}
    found["screening_id"].append(_made(client, "/screenings", json=asked, headers={"Prefer": "respond-async"}))


def _stock_webhooks(client: Client, found: dict[str, list[str]]) -> None:
    endpoint = _made(client, "/webhooks/endpoints", json=ENDPOINT)
    found["endpoint_id"].append(endpoint)
    found["delivery_id"].append(_made(client, f"/webhooks/endpoints/{endpoint}/test"))


def _made(client: Client, path: str, **sent: Any) -> str:
    return str(client.post(path, **sent).raise_for_status().json()["id"])
