"""How letters of a file look, and whether a reader can see them."""

from dataclasses import dataclass, replace

WHITE = "FFFFFF"
UNKNOWN = "?"  # something is drawn behind the letters, and nobody says what
_TINY = 8  # half points: print is not set under 4 pt
_NARROW = 15  # percent of a letter's width
_COLLAPSED = -160  # twips between letters, which then stand on one another
_FLAT = 40  # twips of a line's height, where the file insists on it
_SAME = 24  # of 255: two colours closer than that in red, green and blue look the same


@dataclass(frozen=True, slots=True)
class LetterLook:
    """How letters look; None where it is left to what stands around them.

    `size` in half points; `indent`, `spacing` (between letters) and `line` (the height of a line that is held to) in twips.
    """

    is_vanished: bool | None = None
    colour: str | None = None
    size: int | None = None
    width: int | None = None
    is_raised: bool | None = None
    is_struck: bool | None = None
    ground: str | None = None
    is_clear: bool | None = None
    is_outlined: bool | None = None
    spacing: int | None = None
    line: int | None = None
    indent: int | None = None
    is_hanging: bool | None = None
    is_list: bool | None = None

    def under(self, other: "LetterLook") -> "LetterLook":
        """This look with whatever `other` says put over it."""
        said = {name: value for name in _FIELDS if (value := getattr(other, name)) is not None}
        return replace(self, **said) if said else self

    @property
    def leaves_no_room(self) -> bool:
        """Whether a reader sees nothing, not even a gap."""
        is_pressed = (self.spacing or 0) <= _COLLAPSED or 0 < (self.line or 0) <= _FLAT
        return bool(self.is_vanished) or is_pressed or (self.size or _TINY) < _TINY or (self.width or 100) < _NARROW

    @property
    def is_invisible(self) -> bool:
        """Whether letters have no colour, or that of what is behind them. Letters of the automatic colour never have."""
        if self.is_outlined or self.is_clear:
            return not self.is_outlined
        ground = self.ground or WHITE
        if self.colour is None or UNKNOWN in (self.colour, ground):
            return False
        return all(abs(a - b) <= _SAME for a, b in zip(_channels(self.colour), _channels(ground), strict=True))


_FIELDS = tuple(LetterLook.__slots__)
PLAIN = LetterLook()


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
