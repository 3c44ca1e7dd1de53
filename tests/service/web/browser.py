"""A browser as the tests need it: keeps cookies, follows no redirect by itself, and sends forms of the page that it saw last."""

import html
import re
from collections.abc import Mapping
from pathlib import Path

from httpx2 import Response
from starlette.testclient import TestClient

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
SIDES = {side: (SAMPLES / f"{side}.txt").read_text(encoding="utf-8") for side in ("reference", "suspect")}
_ACCEPTED = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TITLES = {"reference_title": "The sea wall", "suspect_title": "The ocean wall"}


class Browser:
    """One visitor."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.client.cookies.clear()
        self.client.follow_redirects = False
        self.last = ""

    def see(self, path: str) -> Response:
        answer = self.client.get(path, headers=_ACCEPTED)
        self.last = answer.text
        return answer

    def send(self, path: str, form: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Response:
        return self.client.post(path, data=dict(form), headers=dict(headers or {}))

    def upload(self, form: Mapping[str, str], files: Mapping[str, tuple[str, bytes]] | None = None) -> Response:
        parts: dict[str, tuple[str | None, str | bytes]] = {name: (None, value) for name, value in form.items()}
        return self.client.post("/submit", files={**parts, **(files or {})})

    def compare(self, **more: str) -> str:
        """The path of a fresh report of the sample pair."""
        self.see("/")
        answer = self.upload({**SIDES, **TITLES, **more})
        assert answer.status_code == 303, answer.text
        path: str = answer.headers["location"]
        self.see(path)
        return path

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.last)
        assert found, self.last[:2000]
        return html.unescape(found[1])

    def exclude(self, path: str, action: str, **fields: str) -> Response:
        self.see(path)
        return self.send(f"{path}/exclusions", {"action": action, "basis": self.hidden("basis"), "name": "Ann", **fields})
