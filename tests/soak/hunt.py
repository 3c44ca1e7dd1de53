"""`python -m tests.soak.hunt [--minutes N]`: schemathesis draws requests from the service's own description.

Rounds with other seeds until the time is over; most ids in the requests are those of something that is there. Exits with 1 at
the first answer that is a fault (5xx but 503) or that the description does not promise.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.contract.served import Served, served
from tests.soak.stock import stock
from tests.waiting import PATIENCE

_MET = 0.8  # of the values of a parameter that names a thing
_PROGRAM = Path(sys.executable).with_name("schemathesis")


def main() -> None:
    """Prints what each round of schemathesis says."""
    options = _options()
    until, n_round = time.monotonic() + 60 * options.minutes, 0
    while not n_round or time.monotonic() < until:
        n_round += 1
        with TemporaryDirectory(prefix="unspun-hunt-") as folder, served(Path(folder), rate_limit_requests="0") as service:
            if _round(Path(folder), service, n_round, options):
                sys.exit(f"round {n_round} found a fault")
    print(f"no fault in {n_round} round{'s' * (n_round > 1)}")


def _round(folder: Path, service: Served, seed: int, options: argparse.Namespace) -> int:
    """The exit code of schemathesis, which is asked once, of a service that holds some of everything."""
    description, config = folder / "openapi.json", folder / "schemathesis.toml"
    with service.client() as client:  # schemathesis itself waits ten seconds for the description, whatever the load
        description.write_bytes(client.get("/openapi.json").raise_for_status().content)
        _tell(config, stock(client, options.things))
    command = [
        _PROGRAM, "--config-file", config, "run", description, "--url", service.url,
        "--header", f"Authorization: Bearer {service.key}", "--phases", options.phases,
        "--checks", "not_a_server_error", "--max-examples", str(options.examples),
        "--seed", str(seed), "--request-timeout", str(PATIENCE), "--exclude-path", "/metrics",
    ]  # fmt: skip
    return subprocess.run([str(each) for each in command], check=False).returncode


def _tell(config: Path, ids: Mapping[str, list[str]]) -> None:
    """Writes schemathesis's configuration: what most of a parameter's values are drawn from."""
    lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in ids.items()]
    lines.append("[parameters]")
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = {_MET} }}' for name in ids]
    config.write_text("\n".join(lines), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.hunt", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long at least (default 10)")
    parser.add_argument("--examples", type=int, default=200, help="examples of each route in a round (default 200)")
    parser.add_argument("--phases", default="examples,coverage,fuzzing", help="what schemathesis does in a round")
    parser.add_argument("--things", type=int, default=40, help="of each kind that are there; a hunt deletes, too (default 40)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
