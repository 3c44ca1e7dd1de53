"""Signed links: one report, until a time, and nothing for whoever changes a character."""

import itertools

import pytest
from itsdangerous import URLSafeSerializer

from app.web.links import LinkAltered, LinkExpired, LinkSigner, SharedLink

SIGNER = LinkSigner("a secret of ours")
TOKEN = SIGNER.sign("batch-7.12", expires_at=1_000.5, is_redacted=True)


def test_a_link_says_what_it_grants() -> None:
    assert SIGNER.read(TOKEN, now=1_000.0) == SharedLink("batch-7.12", 1_000.5, is_redacted=True)


def test_a_token_fits_into_an_address() -> None:
    assert all(c.isascii() and (c.isalnum() or c in "-_.") for c in TOKEN)


@pytest.mark.parametrize("now", [1_000.5, 1_001.0, 2e9])
def test_a_link_ends(now: float) -> None:
    with pytest.raises(LinkExpired):
        SIGNER.read(TOKEN, now=now)


# the last character of base64 has bits that count for nothing, so another one there may mean the same signature
@pytest.mark.parametrize("at", range(len(TOKEN) - 1))
def test_a_changed_character_is_seen(at: int) -> None:
    other = "A" if TOKEN[at] != "A" else "B"
    with pytest.raises(LinkAltered):
        SIGNER.read(TOKEN[:at] + other + TOKEN[at + 1 :], now=0)


def test_parts_of_two_tokens_make_no_third() -> None:
    parts = [SIGNER.sign(name, expires_at=1e9, is_redacted=False).rpartition(".") for name in ("one", "two")]
    for (payload, dot, _), (_, _, signature) in itertools.permutations(parts, 2):
        with pytest.raises(LinkAltered):
            SIGNER.read(payload + dot + signature, now=0)


@pytest.mark.parametrize("token", ["", ".", "x", TOKEN[:-3], TOKEN + "A", "é.é", "\0", "A" * 10_000, "." * 900])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(LinkAltered):
        SIGNER.read(token, now=0)


def test_another_secret_makes_another_token() -> None:
    with pytest.raises(LinkAltered):
        LinkSigner("another secret").read(TOKEN, now=0)


def test_another_salt_makes_another_token() -> None:
    token = URLSafeSerializer("a secret of ours", salt="another purpose").dumps(["batch-7.12", 1e9, False])
    with pytest.raises(LinkAltered):
        SIGNER.read(str(token), now=0)


@pytest.mark.parametrize("payload", [[], ["a", 1.0], ["a", "1", True], [1, 1.0, True], {"a": 1}, "a", ["a", 1.0, True, 1], None])
def test_another_payload_is_refused_even_when_signed(payload: object) -> None:
    token = SIGNER._serializer.dumps(payload)
    with pytest.raises(LinkAltered):
        SIGNER.read(str(token), now=0)
