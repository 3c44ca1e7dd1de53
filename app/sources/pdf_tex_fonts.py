"""Letters of TeX's bitmap fonts, which say no Unicode: what comes is the place in the font.

Part of the process of `pdf_reader.py`. The places are those of Cork's encoding (T1) or of TeX's first one (OT1).
"""

_CORK = dict(zip(range(0x0D, 0x20), "‚‹›“”„«»–—\u200c‰ıȷ", strict=False)) | {
    0x1B: "ff", 0x1C: "fi", 0x1D: "fl", 0x1E: "ffi", 0x1F: "ffl", 0x27: "’", 0x60: "‘", 0x7F: "-",
}  # fmt: skip
_CORK |= dict(
    zip(
        range(0x80, 0x100),
        "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£"
        "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß",
        strict=True,
    )
)
_OT1 = {
    0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl",
    0x10: "ı", 0x11: "ȷ", 0x12: "`", 0x13: "´", 0x14: "ˇ", 0x15: "˘",
    0x16: "¯", 0x17: "˚", 0x18: "¸", 0x19: "ß", 0x1A: "æ", 0x1B: "œ", 0x1C: "ø", 0x1D: "Æ", 0x1E: "Œ", 0x1F: "Ø", 0x22: "”",
    0x27: "’", 0x3C: "¡", 0x3E: "¿", 0x5C: "“", 0x5E: "ˆ", 0x5F: "˙", 0x60: "‘", 0x7B: "–", 0x7C: "—", 0x7D: "˝", 0x7E: "˜",
    0x7F: "¨",
}  # fmt: skip
_SYMBOLS = {0xBF: "€"}  # TeX's font of signs (TS1) has no letters, and most signs in Latin-1's places
_ONLY_OT1, _ONLY_CORK = frozenset(range(0x0B, 0x10)), frozenset(range(0x80, 0x100))


def letters_of(codes: set[int], *, has_letters: bool) -> dict[int, str]:
    """What places mean, by those among `codes` that only one of the two encodings has for letters; signs where there are none."""
    if not has_letters:
        return _SYMBOLS
    return _OT1 if codes & _ONLY_OT1 and not codes & _ONLY_CORK else _CORK
