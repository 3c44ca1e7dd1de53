"""Where a webhook may go: guards against requests into our own network (server-side request forgery).

A URL is read by one strict grammar, and only what was read is used to connect: no second parser can understand it
otherwise. A name is resolved once, every answer must be allowed, and the connection goes to those very answers.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from app.errors import AddressRefused
from app.jobs.webhooks.options import AddressPolicy

Resolver = Callable[[str, int], Sequence[str]]
Address = IPv4Address | IPv6Address

# IANA's special-purpose registry (RFC 6890 and later entries), without what is said to be globally reachable
_REFUSED_IPV4: Final = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # a public number, but inside Azure it is the host's own service
    )
)  # fmt: skip
# of IPv6 only global unicast is used, and in it not the tunnels, which carry an IPv4 address of anybody's choice
_GLOBAL_IPV6: Final = IPv6Network("2000::/3")
_REFUSED_IPV6: Final = tuple(ip_network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_NAT64: Final = IPv6Network("64:ff9b::/96")
_LOCAL_NAMES: Final = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa")

_URL: Final = re.compile(r"(https?)://([^/?#\\]+)([^#\\]*)", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::([0-9]{1,5}))?")
_PRINTABLE: Final = re.compile(r"[\x21-\x7e]+")
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME: Final = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
# what browsers and inet_aton read as IPv4: 2130706433, 0x7f.1, 0177.0.0.1, 127.1
_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_MAX_PORT: Final = 65_535
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that was read: `host` is a lower-case name or an address without brackets, `path` holds the query too."""

    scheme: str
    host: str
    port: int
    path: str


def read_target(url: str, policy: AddressPolicy) -> Target:
    """The target of a URL, as far as it can be judged without asking DNS.

    Raises: AddressRefused.
    """
    match = _URL.fullmatch(url) if _PRINTABLE.fullmatch(url) else None
    if not match:
        raise AddressRefused("The URL must be https://host/path in ASCII, without spaces, backslashes or a fragment.")
    scheme, authority, path = match[1].lower(), match[2].lower(), match[3]
    if scheme == "http" and not policy.allow_http:
        raise AddressRefused("The URL must begin with https://.")
    host, port = _read_authority(authority, _DEFAULT_PORTS[scheme])
    if not 0 < port <= _MAX_PORT or (policy.ports and port not in policy.ports):
        raise AddressRefused(f"Port {port} is not one that webhooks are sent to.")
    _check_host(host, policy)
    return Target(scheme, host, port, path if path.startswith("/") else f"/{path}")


def resolve_target(target: Target, policy: AddressPolicy, resolver: Resolver) -> tuple[str, ...]:
    """The addresses to connect to, all of them allowed: one that is not refuses them all. Asks `resolver` once.

    Raises: AddressRefused, in the same words for a name that is unknown and one that leads inside: nobody may search our
    network by them.
    """
    if _literal(target.host):
        return (target.host,)
    try:
        found = tuple(dict.fromkeys(resolver(target.host, target.port)))
    except (OSError, UnicodeError):
        found = ()
    if not found or not all(is_allowed(address, policy) for address in found):
        raise AddressRefused("The host's name has no address that webhooks may be sent to.")
    return found


def is_allowed(address: str, policy: AddressPolicy) -> bool:
    """Whether webhooks may go to an IP address: a public one, or one in a network that is allowed by name."""
    try:
        judged = _unwrapped(ip_address(address))
    except ValueError:
        return False
    if any(judged in network for network in policy.allowed_networks):
        return True
    if isinstance(judged, IPv4Address):
        return not any(judged in network for network in _REFUSED_IPV4)
    return judged in _GLOBAL_IPV6 and not any(judged in network for network in _REFUSED_IPV6)


def system_resolver(host: str, port: int) -> tuple[str, ...]:
    """The system's answers for a name.

    Raises: OSError when there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(str(each[4][0]) for each in found)


def _read_authority(authority: str, default_port: int) -> tuple[str, int]:
    match = _AUTHORITY.fullmatch(authority)
    if not match:
        raise AddressRefused("The host cannot be read: a name in ASCII or an IP address, and no user name or password.")
    return match[1] or match[2], int(match[3]) if match[3] else default_port


def _check_host(host: str, policy: AddressPolicy) -> None:
    if _literal(host):
        if not is_allowed(host, policy):
            raise AddressRefused("Webhooks are not sent to this address.")
    elif _NUMERIC.fullmatch(host) or ":" in host:
        raise AddressRefused("An IP address must be written in its usual form.")
    elif not _NAME.fullmatch(host):
        raise AddressRefused("The host's name is not one that DNS knows, or it ends in a dot.")
    elif _is_local(host) and not policy.allowed_networks:
        raise AddressRefused("Webhooks are not sent to local names.")


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_local(host: str) -> bool:
    return "." not in host or any(host == name or host.endswith(f".{name}") for name in _LOCAL_NAMES)


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that a mapped or NAT64 one stands for."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else address
