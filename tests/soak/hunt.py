"""`python -m tests.soak.hunt [--minutes N]`: schemathesis draws requests from the service's own description.

Rounds with other seeds until the time is over. Exits with 1 at the first answer that is a fault (5xx but 503) or that the
description does not promise.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2

from tests.contract.served import served
from tests.waiting import PATIENCE

_PROGRAM = Path(sys.executable).with_name("schemathesis")


def main() -> None:
    """Prints what each round of schemathesis says."""
    options = _options()
    with TemporaryDirectory(prefix="unspun-hunt-") as folder, served(Path(folder), rate_limit_requests="0") as service:
        description = Path(folder) / "openapi.json"  # schemathesis itself waits ten seconds for it, whatever the load
        description.write_bytes(httpx2.get(f"{service.url}/openapi.json", timeout=PATIENCE).raise_for_status().content)
        until, n_round = time.monotonic() + 60 * options.minutes, 0
        while not n_round or time.monotonic() < until:
            n_round += 1
            command = [
                _PROGRAM, "run", description, "--url", service.url, "--header", f"Authorization: Bearer {service.key}",
                "--phases", options.phases,
                "--checks", "not_a_server_error", "--max-examples", str(options.examples),
                "--seed", str(n_round), "--request-timeout", str(PATIENCE), "--exclude-path", "/metrics",
            ]  # fmt: skip
            ended = subprocess.run([str(each) for each in command], check=False)
            if ended.returncode:
                sys.exit(f"round {n_round} found a fault")
    print(f"no fault in {n_round} round{'s' * (n_round > 1)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.hunt", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long at least (default 10)")
    parser.add_argument("--examples", type=int, default=200, help="examples of each route in a round (default 200)")
    parser.add_argument("--phases", default="examples,coverage,fuzzing", help="what schemathesis does in a round")
    return parser.parse_args()


if __name__ == "__main__":
    main()
