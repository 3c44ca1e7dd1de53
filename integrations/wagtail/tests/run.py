"""Starts the service and runs the site's tests with a Wagtail of their own: `python -m integrations.wagtail.tests.run PYTHON`."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.contract.served import ROOT, served

HERE = Path(__file__).resolve().parent


def main(python: str) -> int:
    """The exit code of the site's tests; `python` is one that has Wagtail."""
    with TemporaryDirectory(prefix="newsroom-") as folder, served(Path(folder)) as service:
        environment = service.environment | {
            "UNSPUN_URL": service.url, "UNSPUN_KEY": service.key, "UNSPUN_SAMPLES": str(ROOT / "data" / "samples"),
            "NEWSROOM": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "PYTHONPATH": os.pathsep.join(map(str, (HERE, HERE.parent, ROOT / "clients" / "python"))),
        }  # fmt: skip
        command = [python, "-W", "error::DeprecationWarning:unspun_wagtail", "-m", "django", "test", "newsroom", *sys.argv[2:]]
        return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
