"""Signed links to one report. In: a report's id, when the link ends, whether texts are redacted. Out: a token, and back.

Whoever holds a token may read that one report and nothing else, until it ends. Tokens are signed, not encrypted.
"""

import hashlib
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from app.errors import UnspunError

_SALT = "unspun.report-link.1"  # a token made for another purpose with the same secret is none of ours
_LONGEST_TOKEN = 1_000  # characters; ours have about 150


class LinkAltered(UnspunError):
    """This link was not made here, or was altered."""


class LinkExpired(UnspunError):
    """This link has ended."""


@dataclass(frozen=True, slots=True)
class SharedLink:
    """What a token grants; `expires_at` is in seconds since 1970."""

    report_id: str
    expires_at: float
    is_redacted: bool


class LinkSigner:
    """Makes and reads tokens with one secret; a new secret ends every link."""

    def __init__(self, secret: str) -> None:
        self._serializer = URLSafeSerializer(
            secret, salt=_SALT, signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
        )

    def sign(self, report_id: str, *, expires_at: float, is_redacted: bool) -> str:
        """A token of letters, digits, `-`, `_` and `.`, fit for an address."""
        return str(self._serializer.dumps([report_id, expires_at, is_redacted]))

    def read(self, token: str, *, now: float) -> SharedLink:
        """What `token` grants at `now`, in seconds since 1970.

        Raises:
            LinkAltered: not signed with this secret for this purpose.
            LinkExpired: it ended at or before `now`.
        """
        if len(token) > _LONGEST_TOKEN:
            raise LinkAltered
        try:
            match self._serializer.loads(token):
                case [str(report_id), int() | float() as expires_at, bool(is_redacted)]:
                    link = SharedLink(report_id, float(expires_at), is_redacted)
                case _:
                    raise LinkAltered
        except BadSignature as error:  # BadData that is no BadSignature comes only from a payload that we signed
            raise LinkAltered from error
        if link.expires_at <= now:
            raise LinkExpired
        return link
