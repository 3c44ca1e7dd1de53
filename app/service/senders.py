"""Where a request was made: by another site's page in a browser, or through a proxy.

Only what a request says of itself can be known. A browser says which site a request comes from, and no page can change that;
a proxy says so in a header, if it says anything at all.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

PEER: Final = "peer"  # in the state of a request: the address of the other end of its connection
_OWN_SITE: Final = frozenset({"same-origin", "none"})  # none: the address bar, a bookmark
_PORTS: Final = {"http": 80, "https": 443}
_PROXY_HEADERS: Final = frozenset(
    "via client-ip x-scheme x-url-scheme x-host x-varnish x-request-start x-cluster-client-ip x-bluecoat-via front-end-https "
    "true-client-ip do-connecting-ip x-cloud-trace-context x-proxyuser-ip wl-proxy-client-ip".split()
)
_PROXY_FAMILIES: Final = tuple(
    "x-forwarded forwarded x-real- x-original- x-originating- x-client-ip x-remote- x-proxy- proxy- x-envoy- x-amz "
    "x-azure- x-appengine- x-goog- x-arr- x-akamai- akamai- x-vercel- x-nf- x-heroku- x-traefik- x-haproxy- x-sucuri- x-ssl- "
    "ssl-client- cf- cdn- fastly- fly- tailscale- ngrok- incap- ali-cdn-".split()
)


def is_of_another_site(headers: Headers) -> bool:
    """Whether a page of another site made this request; who says nothing is no browser of today.

    `Sec-Fetch-Site` is sent by every browser since 2023, `Origin` with every POST since 2020.
    """
    if headers.get("sec-fetch-site", "none") not in _OWN_SITE:
        return True
    origin = headers.get("origin")
    return origin is not None and not _is_origin_of(origin, headers.get("host", ""))


def is_proxied(headers: Headers) -> bool:
    """Whether a proxy, a load balancer or a content network has had this request in its hands and says so."""
    return any(name in _PROXY_HEADERS or name.startswith(_PROXY_FAMILIES) for name in headers)


def _is_origin_of(origin: str, host: str) -> bool:
    try:
        sent, own = urlsplit(origin), urlsplit(f"//{host}")
        usual = _PORTS[sent.scheme]
        places = [(each.hostname, each.port or usual) for each in (sent, own)]
    except (ValueError, KeyError):  # `null`, another scheme, or no origin at all
        return False
    return places[0] == places[1] and sent.hostname is not None
