"""A WordPress of its own in a folder: Debian's code, a MariaDB and PHP's server; installed by its own first page."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx2

from tests.local import status_of
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

_PATH: Final = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"  # of servers
CODE: Final = Path("/usr/share/wordpress")
PROGRAMS: Final = {"php": "php-cli", "mariadbd": "mariadb-server-core", "mariadb-install-db": "mariadb-server-core"}
CONFIGURATION: Final = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}');
define('FS_METHOD', 'direct');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A running WordPress."""

    url: str

    def tick(self) -> None:
        """What WP-Cron would do now."""
        httpx2.get(f"{self.url}/wp-cron.php?doing_wp_cron", timeout=PATIENCE).raise_for_status()


def what_is_missing() -> list[str]:
    """Debian's packages that it needs and that are not here."""
    packages = {package for program, package in PROGRAMS.items() if not shutil.which(program, path=_PATH)}
    extensions = (
        subprocess.run(["php", "-m"], check=False, capture_output=True, text=True).stdout if "php-cli" not in packages else ""
    )
    here = {"php-mysql": "mysqli" in extensions.split(), "wordpress": CODE.is_dir()}
    return sorted(packages | {package for package, is_here in here.items() if not is_here})


@contextmanager
def newsroom(folder: Path) -> Iterator[Newsroom]:
    """A site that nobody has installed yet."""
    site, port = folder / "site", free_port()
    shutil.copytree(CODE, site)  # symbolic links lead to other packages: followed, they are files of this site
    with _database(folder) as socket:
        (site / "wp-config.php").write_text(CONFIGURATION.format(socket=socket), encoding="utf-8")
        # a page may ask its own server for another one; a service's webhook comes while a page is drawn
        environment = os.environ | {"PHP_CLI_SERVER_WORKERS": "6"}
        command = ["php", "-d", "max_execution_time=0", "-S", f"127.0.0.1:{port}", "-t", str(site)]
        with _running(command, folder / "php.log", environment):
            wait_until(lambda: _answers(f"http://127.0.0.1:{port}/wp-admin/install.php"))
            yield Newsroom(f"http://127.0.0.1:{port}")


@contextmanager
def _database(folder: Path) -> Iterator[Path]:
    """The socket of a MariaDB without a password, which nobody outside this folder can reach."""
    files, socket = folder / "db", folder / "db.sock"
    user = f"--user={os.environ.get('USER', 'root')}" if os.geteuid() else "--user=root"
    own = ["--no-defaults", f"--datadir={files}", user]
    made = ["mariadb-install-db", *own, "--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(made, check=True, capture_output=True, timeout=PATIENCE)
    (folder / "first.sql").write_text("CREATE DATABASE IF NOT EXISTS wordpress;\n", encoding="utf-8")
    # nobody needs these rows after a crash, and a busy disk makes every write of them wait
    careless = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin"]
    server = [str(shutil.which("mariadbd", path=_PATH)), *own, *careless, f"--socket={socket}", "--skip-networking",
              f"--init-file={folder / 'first.sql'}", f"--pid-file={folder / 'db.pid'}"]  # fmt: skip
    with _running(server, folder / "db.log", dict(os.environ)):
        wait_until(socket.exists)
        yield socket


@contextmanager
def _running(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    """The command with a group of its own: PHP's server leaves its workers behind when it alone is told to end."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)


def _answers(url: str) -> bool:
    return status_of(url) == 200
