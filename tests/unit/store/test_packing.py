"""What is packed for the database is what zlib would unpack, and what zlib packed before is unpacked."""

import zlib

import pytest

from app.store.packing import packed, unpacked

_CONTENTS = (b"", b"{}", b'{"label":"spun"}' * 5_000, bytes(range(256)) * 40)


@pytest.mark.parametrize("content", _CONTENTS, ids=len)
def test_the_format_is_zlibs(content: bytes) -> None:
    assert zlib.decompress(packed(content)) == content
    assert unpacked(zlib.compress(content, 1)) == unpacked(packed(content)) == content
    assert len(packed(content)) <= len(content) + 64
