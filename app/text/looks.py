"""How the elements of one page look: what is declared for many of them alike is judged once."""

from app.text.style_sheets import Declarations
from app.text.visibility import Look, is_removed, look_of


class Looks:
    """What was judged of a page's declarations, each mapping told by its identity, as `Styles` shares them."""

    def __init__(self) -> None:
        self._removed: dict[int, tuple[Declarations, bool]] = {}  # with the mapping, so that it lives and keeps its identity
        self._looks: dict[tuple[int, Look], tuple[Declarations, Look]] = {}

    def is_removed(self, styles: Declarations) -> bool:
        """See `visibility.is_removed`."""
        if not styles:
            return False
        found = self._removed.get(id(styles))
        if found is None:
            found = self._removed[id(styles)] = styles, is_removed(styles)
        return found[1]

    def look_of(self, styles: Declarations, inherited: Look) -> Look:
        """See `visibility.look_of`."""
        if not styles:
            return inherited
        key = id(styles), inherited
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = styles, look_of(styles, inherited)
        return found[1]
