"""The page that tries the API: every operation is there, and what is sent is answered by the service itself."""

import json
import shlex
import subprocess

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import headline, overflow
from tests.contract.served import Served
from tests.waiting import PATIENCE


def operation(page: Page, id_: str) -> Locator:
    """The form of an operation, unfolded."""
    place = page.locator(f"#{id_}")
    place.locator("summary").click()
    return place


def send(place: Locator, status: int) -> str:
    """What was answered."""
    place.get_by_role("button", name="Send").click()
    expect(place.get_by_role("status")).to_contain_text(f"{status} ")
    return place.locator(".content").inner_text()


def test_the_example_is_compared_and_the_command_does_the_same(page: Page, service: Served) -> None:
    page.goto(service.url)
    page.get_by_role("link", name="API").click()
    expect(headline(page)).to_have_text("Try the API")
    place = operation(page, "compare")
    assert json.loads(send(place, 200))["label"] == "spun"
    command = shlex.split(place.locator(".command").inner_text())
    again = subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    assert json.loads(again.stdout)["label"] == "spun"


def test_paths_queries_and_errors_are_sent_and_shown(page: Page, service: Served) -> None:
    page.goto(f"{service.url}/try#create_library")
    made = page.locator("#create_library")
    made.get_by_label("Body").fill('{"name": "tried"}')
    send(made, 201)
    put = operation(page, "put_article")
    put.get_by_label("library path").fill("tried")
    put.get_by_label("external_id path").fill("2026/11/ferry & co")
    put.get_by_label("Body").fill(json.dumps({"text": "The ferry sank in the harbour on Monday, and nobody was hurt."}))
    assert json.loads(send(put, 200))["external_id"] == "2026/11/ferry & co"
    listed = operation(page, "get_articles")
    listed.get_by_label("library path").fill("tried")
    listed.get_by_label("limit query").fill("0")
    assert json.loads(send(listed, 422))["errors"]
    listed.get_by_label("limit query").fill("5")
    assert [each["external_id"] for each in json.loads(send(listed, 200))["articles"]] == ["2026/11/ferry & co"]


def test_a_key_is_sent_and_stands_in_no_address_and_no_command(page: Page, guarded: Served) -> None:
    page.goto(f"{guarded.url}/try")
    place = operation(page, "get_jobs")
    assert json.loads(send(place, 401))["title"]
    page.get_by_label("API key").fill(guarded.key)
    page.get_by_label("API key").press("Enter")
    assert "jobs" in json.loads(send(place, 200))
    assert guarded.key not in page.url + place.locator(".command").inner_text()


def test_every_operation_of_the_description_is_there(page: Page, service: Served) -> None:
    page.goto(f"{service.url}/try")
    with service.client() as client:
        paths = client.get("/openapi.json").json()["paths"]
    ids = {operation["operationId"] for item in paths.values() for operation in item.values()}
    assert {each.get_attribute("id") for each in page.locator(".operation").all()} == ids


def test_the_page_is_for_everybody(page: Page, service: Served) -> None:
    page.goto(f"{service.url}/try")
    place = operation(page, "limits")
    send(place, 200)
    for width, theme in ((320, "light"), (1440, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in found] == []
        assert overflow(page) <= 0
