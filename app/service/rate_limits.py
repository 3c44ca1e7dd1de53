"""Rate limits as HTTP says them: `RateLimit-Policy`, `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), `Retry-After`."""

from collections.abc import Mapping
from math import ceil

from app.service.errors import TooManyRequests
from app.store import Rate, Taken

_POLICY = '"client"'


def standing(rate: Rate, taken: Taken) -> Mapping[str, str]:
    """The two fields of every answer: the policy, and how much is left until the bucket is full again (whole seconds)."""
    return {
        "RateLimit-Policy": f"{_POLICY};q={rate.requests};w={ceil(rate.seconds)}",
        "RateLimit": f"{_POLICY};r={taken.left};t={ceil(taken.full_in)}",
    }


def refuse_when_empty(taken: Taken) -> None:
    """Raises: TooManyRequests, with the seconds after which one request is let in again."""
    if not taken.is_allowed:
        seconds = max(1, ceil(taken.retry_in))
        raise TooManyRequests(f"Too many requests; try again in {seconds} s.", headers={"Retry-After": str(seconds)})
