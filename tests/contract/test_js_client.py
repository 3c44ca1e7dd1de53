"""The JavaScript client's own tests, against a running service; its types are what its module exports."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contract.served import ROOT, served
from tests.waiting import PATIENCE

CLIENT = ROOT / "clients" / "js"


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_its_own_tests_pass_against_a_real_service(tmp_path: Path) -> None:
    with served(tmp_path, rate_limit_requests="0") as service:
        environment = service.environment | {
            "UNSPUN_URL": service.url, "UNSPUN_KEY": service.key, "UNSPUN_SAMPLES": str(ROOT / "data" / "samples")
        }  # fmt: skip
        command = ["node", "--test", "test.mjs"]
        ended = subprocess.run(
            command, cwd=CLIENT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    assert ended.returncode == 0, ended.stdout[-4_000:]
    assert re.search(r"# pass 7\b", ended.stdout) or re.search(r"pass 7\b", ended.stdout)


def test_whatever_is_exported_has_a_type() -> None:
    exported = re.findall(r"^export (?:async )?(?:class|function) (\w+)", (CLIENT / "index.js").read_text("utf-8"), re.MULTILINE)
    typed = re.findall(r"^export (?:class|function) (\w+)", (CLIENT / "index.d.ts").read_text("utf-8"), re.MULTILINE)
    assert sorted(exported) == sorted(typed)
    methods = re.findall(r"^  (?:async )?\*?(?!constructor)([a-z]\w+)\(", (CLIENT / "index.js").read_text("utf-8"), re.MULTILINE)
    typed_methods = re.findall(r"^  (?!constructor)([a-z]\w+)\(", (CLIENT / "index.d.ts").read_text("utf-8"), re.MULTILINE)
    assert sorted(methods) == sorted(typed_methods)
