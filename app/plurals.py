"""A count and its noun, as everything here says them: pages, commands, problems, reasons."""


def plural(count: int, noun: str) -> str:
    """`1 stretch`, `2,310 words`, `2 libraries`."""
    return f"{count:,} {noun if count == 1 else _many(noun)}"


def plural_with(count: int, noun: str, verbs: tuple[str, str]) -> str:
    """The same with the verb that agrees: `1 job is`, `2 jobs are`."""
    return f"{plural(count, noun)} {verbs[count != 1]}"


def _many(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "ch")) else f"{noun}s"
