"""Types of the compiled number."""

SOURCES: int
