"""`python -m tests.soak.siege [--seconds N] [--clients N]`: how long `/healthz` takes under the worst that is permitted.

The service is a process of its own with the limits that it publishes; the clients are other processes. Prints what they were
answered and the percentiles of `/healthz`; exits with 1 when the 99th is over 200 ms, or an answer is a fault.
"""

import argparse
import gzip
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
import orjson

from tests.contract.served import served
from tests.waiting import PATIENCE

_BETWEEN_LOOKS = 0.02
_JSON = {"Content-Type": "application/json"}
_PACKED = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Attack:
    """One request at the limits."""

    name: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def attacks(limits: Mapping[str, int]) -> list[Attack]:
    """Of each kind that once stopped the service, the worst that its limits still let in."""
    n = limits["max_characters"]
    line = limits["max_body_bytes"]
    plain = "The old wall stands at the end of the road. " * (n // 44)
    marks = ("e" + "\u0301\u0327" * 15) * (n // 31)
    broken = ("over-\n" * (n // 6))[:n]
    html = {"nested": "<b>" * (n // 3), "unclosed": "<p><i>x" * (n // 7), "attributes": "<a " + "b=c " * (n // 4 - 2) + ">"}
    return [
        Attack("combining marks", "/compare", _JSON, _pair({"text": marks}, {"text": plain})),
        Attack("words broken over lines", "/compare", _JSON, _pair({"text": broken}, {"text": broken})),
        *(Attack(f"markup, {name}", "/compare", _JSON, _pair({"text": plain}, {"html": text})) for name, text in html.items()),
        Attack("content type", "/compare", {"Content-Type": "a/b" + ";a=b" * 49, "X-Padding": "a" * 7_000}, b"{}"),
        Attack("content type over the limit", "/compare", {"Content-Type": "a/b" + ";a=b" * 1_700}, b"{}"),
        Attack("blank lines", "/batches", _PACKED, gzip.compress(b"\n" * limits["max_batch_lines"] * 3)),
        Attack("one blank line", "/batches", _PACKED, gzip.compress(b" " * line * 3)),
        Attack("a gigabyte in one line", "/batches", _PACKED, gzip.compress(b"x" * 100_000_000)),
        Attack("lists in lines", "/batches", _PACKED, gzip.compress((b"[" + b"[]," * 40_000 + b"1]\n") * 20)),
        Attack("lists", "/compare", _JSON, b"[" + b"[]," * (line // 3 - 10) + b"1]"),
    ]


def _pair(reference: Mapping[str, str], suspect: Mapping[str, str]) -> bytes:
    return orjson.dumps({"reference": reference, "suspect": suspect})


def send(url: str, key: str, first: int, seconds: float) -> Counter[tuple[str, int]]:
    """What one client was answered, by attack and status; it begins with another attack than the others."""
    answers: Counter[tuple[str, int]] = Counter()
    with httpx2.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=PATIENCE) as client:
        found = attacks(client.get("/limits").json())
        until = time.monotonic() + seconds
        for attack in cycle(found[first % len(found) :] + found[: first % len(found)]):
            if time.monotonic() > until:
                return answers
            try:
                answer = client.post(attack.path, headers=dict(attack.headers), content=attack.body)
                answers[attack.name, answer.status_code] += 1
            except httpx2.TransportError:  # refused before all of it was sent
                answers[attack.name, 0] += 1
    return answers


def look(url: str, is_over: Callable[[], bool]) -> Iterator[float]:
    """Seconds that `/healthz` takes, again and again."""
    with httpx2.Client(base_url=url, timeout=PATIENCE) as client:
        while not is_over():
            started = time.perf_counter()
            client.get("/healthz").raise_for_status()
            yield time.perf_counter() - started
            time.sleep(_BETWEEN_LOOKS)


def main() -> None:
    """Prints two tables."""
    options = _options()
    with (
        TemporaryDirectory(prefix="unspun-siege-") as folder,
        served(Path(folder), rate_limit_requests="0") as service,
        ProcessPoolExecutor(options.clients, mp_context=get_context("spawn")) as pool,
    ):
        sending = [pool.submit(send, service.url, service.key, k, options.seconds) for k in range(options.clients)]
        taken = sorted(look(service.url, lambda: all(each.done() for each in sending)))
        answers = sum((each.result() for each in sending), Counter[tuple[str, int]]())
    for (name, status), n in sorted(answers.items()):
        print(f"{name:<28} {status or 'closed':>6} {n:>6,}")
    at = {share: taken[min(int(share * len(taken)), len(taken) - 1)] for share in (0.5, 0.9, 0.99)}
    print(
        f"/healthz, {len(taken):,} times: "
        + ", ".join(f"p{round(100 * share)} {1000 * each:.0f} ms" for share, each in at.items())
    )
    faults = [status for _, status in answers if status >= 500 and status != 503]
    sys.exit(bool(faults) or at[0.99] > options.goal)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.siege", description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long (default 30)")
    parser.add_argument("--clients", type=int, default=10, help="how many clients (default 10)")
    parser.add_argument("--goal", type=float, default=0.2, help="seconds that 99 of 100 looks may take (default 0.2)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
