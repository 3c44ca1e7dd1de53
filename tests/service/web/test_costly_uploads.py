"""An uploaded file that costs too much ends the process that reads it, and is refused at its place; nobody else waits."""

from pathlib import Path

from starlette.testclient import TestClient

from app.detector import Detector
from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.service.web.browser import SIDES, Browser
from tests.waiting import PATIENCE, wait_until, wait_until_ready

# ten million pieces: seconds on any machine, and no more than its length
COSTLY = ("a.rtf", b"{\\rtf1 " + b"{}" * 5_000_000 + b"}")


def test_a_file_that_takes_too_long_is_refused_at_its_place(tmp_path: Path, detector: Detector) -> None:
    settings = Settings(
        database_url=sqlite_url(tmp_path / "unspun.db"), embedded_worker=False, time_limit_seconds=0.5, comparisons_at_once=1,
        queue_timeout_seconds=PATIENCE,
    )  # fmt: skip
    app = create_app(settings, lambda: detector)
    with TestClient(app, base_url="http://localhost") as client:
        wait_until_ready(client)
        outside = app.state.desk.service._outside
        wait_until(lambda: outside.is_ready)
        browser = Browser(client)
        browser.see("/")
        answer = browser.upload({"reference": SIDES["reference"], "suspect": ""}, {"suspect_file": COSTLY})
        assert answer.status_code == 422
        assert 'id="suspect-wrong"' in answer.text
        assert "takes too long" in answer.text
        wait_until(lambda: not outside._busy)  # the place is free again, for the process is gone
        assert client.get("/healthz").status_code == 200
