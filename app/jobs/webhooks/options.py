"""How webhooks are sent, as values; `main` fills them from the settings."""

from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from typing import Final

_DAY_SECONDS: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPolicy:
    """Where webhooks may go: to public addresses, and to the networks named here."""

    allow_http: bool = False
    ports: frozenset[int] = frozenset({80, 443, 8443})  # empty: any
    allowed_networks: tuple[IPv4Network | IPv6Network, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookOptions:
    """Everything a sender and the endpoints' routes need to know. Times in seconds."""

    addresses: AddressPolicy = field(default_factory=AddressPolicy)
    timeout_seconds: float = 15.0  # of one attempt, from the connection to the answer's head
    disable_after_seconds: float = 5 * _DAY_SECONDS  # without a single success
    rotation_seconds: float = _DAY_SECONDS  # how long the former secret signs too
    max_endpoints: int = 20  # a client
    poll_seconds: float = 0.5
