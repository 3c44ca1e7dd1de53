"""Types of the compiled writer."""

class Writer:
    """Writes rows of a table of columns as JSON."""

    def __init__(self, cells: list[tuple[bytes, int, tuple[object, ...]]], end: bytes) -> None: ...
    def write(self, first: int, end: int) -> bytes: ...
