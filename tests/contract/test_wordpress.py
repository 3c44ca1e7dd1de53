"""The WordPress plugin: PHP's linter, its own tests, and the whole way from saving a post to the verdict on the edit screen."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.jobs.webhooks.signing import signed_headers
from app.store.endpoints import new_secret
from tests.contract.served import Served, new_key, served
from tests.local import status_of
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.skipif(not shutil.which("php"), reason="php is not installed")

PLUGIN = Path(__file__).resolve().parents[2] / "integrations" / "wordpress"
FILES = sorted(PLUGIN.rglob("*.php"))
HOOK = "/wp-json/unspun/v1/webhook"


def php(*arguments: str, given: str = "", **environment: str) -> str:
    ended = subprocess.run(
        ["php", *arguments], check=False, input=given, env=os.environ | environment, capture_output=True, text=True,
        timeout=PATIENCE,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PLUGIN)))
def test_the_linter_has_nothing_to_say(file: Path) -> None:
    assert php("-d", "error_reporting=-1", "-d", "display_errors=1", "-l", str(file)).startswith("No syntax errors")


def test_the_readme_offers_the_version_that_the_plugin_says() -> None:
    said = re.search(r"^ \* Version: +(\S+)$", (PLUGIN / "unspun" / "unspun.php").read_text("utf-8"), re.MULTILINE)
    assert said is not None
    offered = (PLUGIN / "unspun" / "readme.txt").read_text("utf-8")
    assert f"\nStable tag: {said[1]}\n" in offered
    assert f"\n= {said[1]} =\n" in offered
    assert not [file for file in FILES if file.name != "unspun.php" and said[1] in file.read_text("utf-8")]


def test_the_plugins_own_tests_pass() -> None:
    assert php(str(PLUGIN / "tests" / "run.php")).endswith(" 0 failed\n")


def test_the_plugin_takes_our_signatures_and_no_others() -> None:
    body, now = '{"type":"job.finished","data":{"id":"j_1a"}}', 1_795_298_400
    secret, former, other = (new_secret().value for _ in range(3))
    headers = signed_headers("msg_1", now, body.encode(), [secret, former])
    message = {"body": body, "now": now, **{name.removeprefix("webhook-"): value for name, value in headers.items()}}
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"secrets": [secret]}, True),
        ({"secrets": [former]}, True),
        ({"secrets": [other, former]}, True),
        ({"secrets": [other]}, False),
        ({"secrets": [secret], "body": body + " "}, False),
        ({"secrets": [secret], "now": now + 301}, False),
        ({"secrets": [secret], "now": now + 300}, True),
    ]
    said = php(str(PLUGIN / "tests" / "verify.php"), given=json.dumps([message | each for each, _ in cases]))
    assert json.loads(said) == [is_taken for _, is_taken in cases]


class Blog:
    """A site with the plugin, in a file, and a key of its own: what two sites send alike are two jobs."""

    def __init__(self, folder: Path, service: Served) -> None:
        self.key = new_key(folder.name, service.environment)
        self.environment = {"UNSPUN_SITE": str(folder / "site"), "UNSPUN_PATIENCE": str(PATIENCE)}

    def do(self, what: str, given: object = None) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(
            php(str(PLUGIN / "tests" / "site.php"), what, given=json.dumps(given), **self.environment)
        )
        return said

    @contextmanager
    def listening(self) -> Iterator[str]:
        """PHP's own server with the plugin's route; its address."""
        port = free_port()
        process = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{port}", str(PLUGIN / "tests" / "site.php")],
            env=os.environ | self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_until(lambda: is_listening(f"http://127.0.0.1:{port}"))
            yield f"http://127.0.0.1:{port}{HOOK}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def is_listening(url: str) -> bool:
    return status_of(url, "POST", content=b"{}") == 401


def states(client: httpx2.Client, endpoint: str) -> list[str]:
    return [each["state"] for each in client.get(f"/webhooks/endpoints/{endpoint}/deliveries").json()["deliveries"]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("wordpress")) as running:
        yield running


@pytest.fixture
def blog(tmp_path: Path, service: Served) -> Blog:
    blog = Blog(tmp_path, service)
    blog.do("set", {"unspun_service_url": service.url, "unspun_api_key": blog.key, "unspun_post_types": ["post"]})
    return blog


def test_what_processes_change_at_once_is_all_kept(blog: Blog) -> None:
    names = [f"unspun_test_{k}" for k in range(12)]
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(lambda name: blog.do("set", {name: "kept"}), names))
    site = Path(blog.environment["UNSPUN_SITE"]).read_text()
    assert [name for name in names if f'"{name}"' not in site] == []


def test_a_saved_submission_is_compared_and_the_webhook_brings_the_verdict(
    blog: Blog, service: Served, sample_reference: str, sample_suspect: str
) -> None:
    with blog.listening() as hook, service.client(blog.key) as client:
        endpoint = client.post("/webhooks/endpoints", json={"url": hook, "events": ["job.finished"]}).json()
        blog.do("set", {"unspun_webhook_secrets": [endpoint["secret"]]})
        saved = blog.do("save", {"reference": sample_reference, "suspect": sample_suspect})
        assert saved["state"] == "queued"
        wait_until(lambda: blog.do("show")["state"] != "queued")
        wait_until(lambda: states(client, endpoint["id"]) == ["sent"])
        assert client.delete(f"/webhooks/endpoints/{endpoint['id']}").status_code == 204
    check = blog.do("show")
    assert (check["state"], check["label"], check["job"]) == ("checked", "spun", saved["job"])
    assert f'{service.url}/reports/{saved["job"]}"' in check["shown"]


def test_without_webhooks_the_poll_brings_the_verdict(blog: Blog, service: Served, sample_reference: str) -> None:
    saved = blog.do("save", {"reference": sample_reference, "suspect": "Too short."})
    with service.client(blog.key) as client:
        wait_until(lambda: client.get(f"/jobs/{saved['job']}").json()["state"] == "done")
    assert blog.do("poll")["state"] == "queued"  # it is left to its webhook for five minutes
    site = Path(blog.environment["UNSPUN_SITE"])
    site.write_text(site.read_text().replace(f'"since";i:{saved["since"]}', f'"since";i:{int(time.time()) - 301}'))
    check = blog.do("poll")
    assert (check["state"], check["shown"].split(":")[0]) == ("not_measured", "Not measured")


def test_a_refused_key_and_a_service_that_is_away_leave_the_submission_waiting(
    blog: Blog, service: Served, sample_reference: str, sample_suspect: str
) -> None:
    blog.do("set", {"unspun_api_key": "unspun_wrongwrongwrong"})
    saved = blog.do("save", {"reference": sample_reference, "suspect": sample_suspect})
    assert (saved["state"], saved["reason"]) == ("waiting", "The API key is refused (status 401)")
    blog.do("set", {"unspun_service_url": f"http://127.0.0.1:{free_port()}"})
    assert blog.do("poll")["reason"] == "The service could not be reached."
    blog.do("set", {"unspun_service_url": service.url, "unspun_api_key": blog.key})
    assert blog.do("poll")["state"] == "queued"
