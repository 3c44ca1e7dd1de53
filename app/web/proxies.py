"""A proxy that has signed people in says in a header who asks; it is believed only where it stands, and only if it is asked to.

Comes in: a request. Comes out: the name that was proven, or nothing.
"""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from starlette.requests import Request

from app.service import PEER
from app.store import KeyScope

_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedProxy:
    """Whose word is taken: the header, where the proxy stands, and what the people whom it names may see and do."""

    header: str
    networks: tuple[IPv4Network | IPv6Network, ...]
    client: str
    scopes: frozenset[KeyScope]

    def name_in(self, request: Request) -> str:
        """Who asks; empty where nobody is named, somebody else says so, or the header stands there twice."""
        sent = request.headers.getlist(self.header)
        return _name(sent[0]) if len(sent) == 1 and self._is_at(request.scope["state"].get(PEER)) else ""

    def _is_at(self, peer: str | None) -> bool:
        """Whether the connection comes from the proxy; what a header says of that is no proof."""
        try:
            address = ip_address((peer or "").partition("%")[0])
        except ValueError:
            return False
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return any((mapped or address) in network for network in self.networks)


def _name(sent: str) -> str:
    """The header's text, which servers hand on as Latin-1 and proxies send as UTF-8; empty where it cannot be shown."""
    try:
        name = sent.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return ""
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else ""
