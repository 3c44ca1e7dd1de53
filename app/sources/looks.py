"""How letters of a file look, and whether a reader can see them."""

from dataclasses import dataclass, replace

WHITE = "FFFFFF"
UNKNOWN = "?"  # something is drawn behind the letters, and nobody says what
_TINY = 8  # half points: print is not set under 4 pt
_NARROW = 15  # percent of a letter's width
_SAME = 24  # of 255: two colours closer than that in red, green and blue look the same


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look; None where it is left to what stands around them. `size` in half points, `indent` in twips."""

    is_vanished: bool | None = None
    colour: str | None = None
    size: int | None = None
    width: int | None = None
    is_raised: bool | None = None
    ground: str | None = None
    indent: int | None = None
    is_hanging: bool | None = None
    is_list: bool | None = None

    def under(self, other: "Look") -> "Look":
        """This look with whatever `other` says put over it."""
        said = {name: value for name in _FIELDS if (value := getattr(other, name)) is not None}
        return replace(self, **said) if said else self

    @property
    def leaves_no_room(self) -> bool:
        """Whether a reader sees nothing, not even a gap."""
        return bool(self.is_vanished) or (self.size or _TINY) < _TINY or (self.width or 100) < _NARROW

    @property
    def is_invisible(self) -> bool:
        """Whether letters have the colour of what is behind them. Letters of the automatic colour never have."""
        ground = self.ground or WHITE
        if self.colour is None or UNKNOWN in (self.colour, ground):
            return False
        return all(abs(a - b) <= _SAME for a, b in zip(_channels(self.colour), _channels(ground), strict=True))


_FIELDS = tuple(Look.__slots__)
PLAIN = Look()


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
