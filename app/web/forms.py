"""A POST becomes a form, or the narrowest error: only from a page of ours, never more bytes than the limit, only clean text."""

import re
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Final

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from app.service import MediaType, is_of_another_site
from app.web.errors import FormRefused, FormTooLong, FormUnusable

_URL_ENCODED: Final = "application/x-www-form-urlencoded"
_UPLOAD: Final = "multipart/form-data"
_MAX_FIELDS: Final = 120  # a page of the inbox has a box for each of its reports
_MAX_FILES: Final = 2
_OTHER_BLANKS: Final = re.compile(r"[^\S\n\t]")
_JOINERS: Final = "\u200c\u200d"  # inside emoji, and in the spelling of some languages


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentForm:
    """Fields and files by name; a field that was not sent is empty."""

    fields: Mapping[str, str]
    files: Mapping[str, Upload]

    def text(self, name: str) -> str:
        """The field with plain line ends: browsers write every line end of a form as CRLF, whatever was typed."""
        return self.fields.get(name, "").replace("\r\n", "\n")

    def line(self, name: str, longest: int) -> str:
        """The field as one line without blanks around it.

        Raises: FormUnusable.
        """
        return _checked(name, self.text(name).strip(), longest, "")

    def lines(self, name: str, longest: int) -> str:
        """The field as some lines.

        Raises: FormUnusable.
        """
        return _checked(name, self.text(name).strip(), longest, "\n\t")

    def number(self, name: str, largest: int, least: int = 0) -> int:
        """The field as a whole number from `least` to `largest`.

        Raises: FormUnusable.
        """
        written = self.fields.get(name, "").strip()
        if not (written.isascii() and written.isdigit() and len(written) <= 12 and least <= int(written) <= largest):
            raise FormUnusable(f"{name.replace('_', ' ').capitalize()} must be a whole number from {least} to {largest}.")
        return int(written)


@dataclass(frozen=True, slots=True)
class FormLimits:
    """Bytes of a whole form, files included, and of one field of it."""

    whole: int
    field: int


async def read_form(request: Request, limits: FormLimits) -> SentForm:
    """The form of a POST within these limits.

    Raises: FormRefused, FormTooLong, FormUnusable.
    """
    if is_of_another_site(request.headers):
        raise FormRefused()
    if "content-type" not in request.headers and not int(request.headers.get("content-length", 0)):
        return SentForm({}, {})  # a button without a field
    try:
        parsed = await _parser_of(request, limits).parse()
    except (MultiPartException, FormParserError):
        raise FormUnusable("The form is malformed, or one of its fields is too long.") from None
    try:
        return await _form(parsed)
    finally:
        await parsed.close()


def _parser_of(request: Request, limits: FormLimits) -> MultiPartParser | FormParser:
    """Raises: FormTooLong, FormUnusable."""
    media_type = MediaType.of(request.headers)
    if not media_type.is_utf_8:  # nothing a page of ours sends
        raise FormUnusable("A form must be sent as UTF-8.")
    if int(request.headers.get("content-length", 0)) > limits.whole:
        raise FormTooLong(f"The form is longer than the limit of {limits.whole:,} bytes.")
    sent = _at_most(limits.whole, request)
    if media_type.name == _UPLOAD and media_type.boundary:
        return MultiPartParser(request.headers, sent, max_files=_MAX_FILES, max_fields=_MAX_FIELDS, max_part_size=limits.field)
    if media_type.name == _URL_ENCODED:
        return FormParser(request.headers, sent, max_fields=_MAX_FIELDS, max_part_size=limits.field)
    raise FormUnusable("A form must be sent as multipart/form-data or application/x-www-form-urlencoded.")


async def _at_most(limit: int, request: Request) -> AsyncGenerator[bytes, None]:
    n_bytes = 0
    async for chunk in request.stream():
        n_bytes += len(chunk)
        if n_bytes > limit:
            raise FormTooLong(f"The form is longer than the limit of {limit:,} bytes.")
        yield chunk


async def _form(parsed: FormData) -> SentForm:
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            files[name] = Upload(value.filename or "", await value.read())
        else:
            fields[name] = value
    return SentForm(fields, files)


def _checked(name: str, value: str, longest: int, allowed: str) -> str:
    title = name.replace("_", " ").capitalize()
    value = _OTHER_BLANKS.sub(" ", value)
    if len(value) > longest:
        raise FormUnusable(f"{title} has {len(value):,} characters; at most {longest:,} are kept.")
    if not all(each.isprintable() or each in allowed + _JOINERS for each in value):
        raise FormUnusable(f"{title} holds characters that cannot be shown.")
    return value
