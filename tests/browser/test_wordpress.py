"""The WordPress plugin in a real WordPress, by the screens that an editor has: from its zip file to a decision that came back."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.newsroom import Newsroom, newsroom, what_is_missing
from tests.browser.visits import ANOTHER, REFERENCE, SUSPECT, decide, headline
from tests.contract.served import ROOT, Served, served
from tests.waiting import PATIENCE, PATIENCE_MILLISECONDS

MISSING: Final = what_is_missing()
pytestmark = [
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
    # a site and its cron live through all of them, in the order of the file; a busy machine takes minutes
    pytest.mark.skipif("WITH_WORDPRESS" not in os.environ, reason="`make wordpress` runs them, in their order"),
]

PLUGIN: Final = ROOT / "integrations" / "wordpress"
PASS_PHRASE: Final = "quay winter ledger ferry"
BAKERY: Final = (
    "Two brothers bake the island's bread before dawn, in an oven that their grandmother built of ballast stone. A ferry takes "
    "half of it to the mainland, still warm, and brings back flour, yeast and the day's gossip from the market."
)
EVENTS: Final = ["job.finished", "screening.finished", "report.decided"]
EDITOR: Final = "wp.data.dispatch('core/edit-post')"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("service"), rate_limit_requests="0") as running:
        yield running


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with newsroom(tmp_path_factory.mktemp("wordpress")) as running:
        yield running


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Newsroom) -> Iterator[BrowserContext]:
    """The browser of an editor who has installed WordPress and is signed in; its own pages may complain of what they like."""
    opened = browser.new_context(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(PATIENCE_MILLISECONDS)
    opened.route(re.compile(r"^https?://(?!127\.0\.0\.1[:/])"), lambda route: route.abort())  # portraits of Gravatar
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def original(desk: BrowserContext, site: Newsroom, service: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The number of a post that was published before anybody thought of the plugin, which is then installed and set up."""
    page = desk.new_page()
    install_wordpress(page, site)
    write(page, site, "The sea wall", REFERENCE)
    number = publish(page)
    install_plugin(page, site, tmp_path_factory.mktemp("plugin"))
    set_up(page, site, service)
    page.get_by_role("link", name="Fill it with all that is published").click()
    expect(page.get_by_text(re.compile(r"^\d published articles were put into the library, 0 were refused\.$"))).to_be_visible()
    page.close()
    return number


def install_wordpress(page: Page, site: Newsroom) -> None:
    page.goto(f"{site.url}/wp-admin/install.php")
    for field, value in (("#weblog_title", "The Harbour Post"), ("#user_login", "ada"), ("#pass1", PASS_PHRASE)):
        page.locator(field).fill(value)
    page.locator("#admin_email").fill("ada@example.org")
    page.locator("#submit").click()
    page.get_by_role("link", name="Log In").click()
    page.locator("#user_login").fill("ada")
    page.locator("#user_pass").fill(PASS_PHRASE)
    page.locator("#wp-submit").click()
    expect(page).to_have_title(re.compile("Dashboard"))


def install_plugin(page: Page, site: Newsroom, folder: Path) -> None:
    archive = shutil.make_archive(str(folder / "unspun"), "zip", PLUGIN, "unspun")
    page.goto(f"{site.url}/wp-admin/plugin-install.php?tab=upload")
    page.locator("#pluginzip").set_input_files(archive)
    page.locator("#install-plugin-submit").click()
    page.get_by_role("link", name="Activate Plugin").click()
    expect(page.get_by_text("Plugin activated.")).to_be_visible()


def set_up(page: Page, site: Newsroom, service: Served) -> None:
    """Fills in the plugin's settings, with an endpoint at the address that they show."""
    page.goto(f"{site.url}/wp-admin/options-general.php?page=unspun")
    with service.client() as client:
        endpoint = client.post("/webhooks/endpoints", json={"url": page.locator("td code").inner_text(), "events": EVENTS}).json()
    page.get_by_label("Service URL").fill(service.url)
    page.get_by_label("API key").fill(service.key)
    page.get_by_label("Webhook secret").fill(endpoint["secret"])
    page.get_by_label("Library").fill("site")
    page.get_by_role("button", name="Save Changes").click()
    expect(page.get_by_text("Settings saved.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text(service.key)


def write(page: Page, site: Newsroom, title: str, text: str, reference: str = "") -> None:
    """Opens the block editor and types an article."""
    page.goto(f"{site.url}/wp-admin/post-new.php")
    page.wait_for_function(
        "window.wp && wp.data && wp.data.select('core/edit-post') && document.querySelector('.edit-post-layout')"
    )
    page.evaluate(f"wp.data.select('core/edit-post').isFeatureActive('welcomeGuide') && {EDITOR}.toggleFeature('welcomeGuide')")
    page.evaluate(f"{EDITOR}.switchEditorMode('text')")
    page.get_by_role("textbox", name="Add title").fill(title)
    page.get_by_label("Type text or HTML").fill(text)
    if reference:
        page.get_by_label("Reference article").fill(reference)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("Draft saved.").first).to_be_visible()


def publish(page: Page) -> str:
    """The number of the post."""
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_label("Editor publish").get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("is now live").first).to_be_visible()
    return str(page.evaluate("wp.data.select('core/editor').getCurrentPostId()"))


def listed(page: Page, site: Newsroom, title: str, status: str) -> None:
    """Looks at the list until a webhook has come."""
    cell = page.get_by_role("row").filter(has_text=title).locator("td.column-unspun")
    for _ in range(int(PATIENCE)):
        page.goto(f"{site.url}/wp-admin/edit.php")
        if status in cell.inner_text():
            return
        page.wait_for_timeout(1000)
    expect(cell).to_contain_text(status)


def articles(service: Served) -> dict[str, str]:
    """Titles by external id."""
    with service.client() as client:
        answer = client.get("/libraries/site/articles").json()
    return {each["external_id"]: each["title"] for each in answer["articles"]}


def test_what_was_published_before_the_plugin_came_is_in_the_library(original: str, service: Served) -> None:
    assert articles(service)[f"post-{original}"] == "The sea wall"


def test_a_submission_gets_its_verdict_and_the_decision_comes_back(
    desk: BrowserContext, site: Newsroom, service: Served, original: str
) -> None:
    page = desk.new_page()
    write(page, site, "A barrier", SUSPECT, reference=original)
    save(page)
    expect(page.locator("#unspun_status")).to_contain_text("Spun, probability 9")  # without loading the page anew
    listed(page, site, "A barrier", "Spun, probability 9")

    with desk.expect_page() as opened:
        page.get_by_role("row").filter(has_text="A barrier").get_by_role("link", name="Evidence").click()
    evidence = opened.value
    evidence.get_by_label("API key").fill(service.key)
    evidence.get_by_role("button", name="Sign in").click()
    expect(headline(evidence)).to_contain_text("spun", ignore_case=True)
    expect(evidence.locator("main")).to_contain_text("A barrier")
    decide(evidence, "Confirm", "Ada Reporter")
    listed(page, site, "A barrier", "Confirmed by Ada Reporter")


def test_a_submission_without_a_reference_is_traced_to_what_the_site_published(
    desk: BrowserContext, site: Newsroom, original: str
) -> None:
    page = desk.new_page()
    for title, text, status in (
        ("Nobody said where from", SUSPECT, "Spun, probability 9"),
        ("Of our own", ANOTHER, "No source found in the library"),
    ):
        write(page, site, title, text)
        save(page)
        expect(page.locator("#unspun_status")).to_contain_text(status)
        listed(page, site, title, status)
    cell = page.get_by_role("row").filter(has_text="Nobody said").locator("td.column-unspun")
    expect(cell.get_by_role("link", name="The sea wall")).to_be_visible()
    page.goto(str(cell.get_by_role("link", name="Evidence").get_attribute("href")))
    expect(headline(page)).to_contain_text("Sources of")
    expect(page.locator("main")).to_contain_text("The sea wall")


def test_what_is_published_enters_the_library_and_what_is_withdrawn_leaves_it(
    desk: BrowserContext, site: Newsroom, service: Served, original: str
) -> None:
    page = desk.new_page()
    write(page, site, "Bread & salt", BAKERY)
    number = publish(page)
    assert articles(service)[f"post-{number}"] == "Bread & salt"
    assert f"post-{original}" in articles(service)
    page.goto(f"{site.url}/wp-admin/post.php?post={number}&action=edit")
    page.get_by_role("button", name="Move to trash").click()
    page.wait_for_url(re.compile(r"edit\.php"))
    assert f"post-{number}" not in articles(service)
