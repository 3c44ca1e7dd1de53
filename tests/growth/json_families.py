"""Bodies of requests that are nasty to what reads JSON. Each is one line: a name, what is repeated, and what stands around it."""

from tests.growth.families import Family, Stage


def _body(name: str, piece: str, before: str = "", after: str = "") -> Family:
    return Family(name, Stage.JSON, lambda n: (before, before + piece * (n // len(piece)) + after))


_STRETCHES = '{"reference":{"text":"a"},"suspect":{"text":"b"},"options":{"excluded":{"suspect":['
JSON_FAMILIES = (
    _body("lists", "[],", "[", "1]"),
    _body("open lists", "["),
    _body("open objects", '{"a":'),
    _body("strings", '"a",', "[", "1]"),
    _body("quotes without an end", '"\\"', '{"custom_id":'),
    _body("a string of escapes", "\\u0041", '{"custom_id":"', '"}'),
    _body("a number", "1", '{"custom_id":'),
    _body("blanks", " ", "{", "}"),
    _body("stretches", '{"start":0,"end":1},', _STRETCHES, "{}]}}}"),
    _body("wrong stretches", '{"start":1,"end":0},', _STRETCHES, "{}]}}}"),
    _body("halves of characters", "\\ud800", '{"custom_id":"a","suspect":{"text":"', '"}}'),
)
