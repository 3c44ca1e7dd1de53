"""A POST becomes a form, or the narrowest error: only from a page of ours, never more bytes than the limit, only clean text."""

import email.message
import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from python_multipart.exceptions import FormParserError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from app.web.errors import FormRefused, FormTooLong, FormUnusable

CSRF: Final = "csrf"
_URL_ENCODED: Final = "application/x-www-form-urlencoded"
_UPLOAD: Final = "multipart/form-data"
_MAX_FIELDS: Final = 40
_MAX_FILES: Final = 2
_PAD_BYTES: Final = 32
_OTHER_BLANKS: Final = re.compile(r"[^\S\n\t]")
_JOINERS: Final = "\u200c\u200d"  # inside emoji, and in the spelling of some languages


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Form:
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

    def number(self, name: str, largest: int) -> int:
        """The field as a whole number from 0.

        Raises: FormUnusable.
        """
        written = self.fields.get(name, "").strip()
        if not (written.isascii() and written.isdigit() and len(written) <= 12 and int(written) <= largest):
            raise FormUnusable(f"{name.replace('_', ' ').capitalize()} must be a whole number from 0 to {largest}.")
        return int(written)


@dataclass(frozen=True, slots=True)
class FormLimits:
    """Bytes of a whole form, files included, and of one field of it."""

    whole: int
    field: int


async def read_form(request: Request, limits: FormLimits) -> Form:
    """The form of a POST within these limits.

    Raises: FormRefused, FormTooLong, FormUnusable.
    """
    _check_origin(request)
    media_type, parameters = _media_type(request)
    length = request.headers.get("content-length", "0")
    if length.isdigit() and int(length) > limits.whole:
        raise FormTooLong(f"The form is longer than the limit of {limits.whole:,} bytes.")
    sent = _at_most(limits.whole, request)
    parser: MultiPartParser | FormParser
    if media_type == _UPLOAD and parameters:
        parser = MultiPartParser(request.headers, sent, max_files=_MAX_FILES, max_fields=_MAX_FIELDS, max_part_size=limits.field)
    elif media_type == _URL_ENCODED:
        parser = FormParser(request.headers, sent, max_fields=_MAX_FIELDS, max_part_size=limits.field)
    else:
        raise FormUnusable("A form must be sent as multipart/form-data or application/x-www-form-urlencoded.")
    try:
        parsed = await parser.parse()
    except (MultiPartException, FormParserError):
        raise FormUnusable("The form is malformed, or one of its fields is too long.") from None
    try:
        return await _form(parsed)
    finally:
        await parsed.close()


def csrf_token(visit: str) -> str:
    """Proves that a form was read by the browser that holds this cookie.

    Another one each time: what is the same in every answer could be guessed by the length of compressed answers (BREACH).
    """
    pad = secrets.token_bytes(_PAD_BYTES)
    return urlsafe_b64encode(pad + _masked(pad, visit)).decode()


def check_csrf(form: Form, visit: str) -> None:
    """Refuses a form that no page of this browser's held.

    Raises: FormRefused.
    """
    try:
        sent = urlsafe_b64decode(form.fields.get(CSRF, "").encode("ascii", "replace"))
    except (NotBase64, ValueError):
        raise FormRefused() from None
    pad, masked = sent[:_PAD_BYTES], sent[_PAD_BYTES:]
    if len(sent) != 2 * _PAD_BYTES or not hmac.compare_digest(masked, _masked(pad, visit)):
        raise FormRefused()


def _masked(pad: bytes, visit: str) -> bytes:
    proof = hmac.digest(visit.encode(), b"unspun form", hashlib.sha256)
    return bytes(a ^ b for a, b in zip(pad, proof, strict=True))


def _check_origin(request: Request) -> None:
    """Browsers say where a form comes from; who does not say it is no browser of today, and the token still decides."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    if site not in {"same-origin", "none"} or (origin is not None and urlsplit(origin).netloc != request.headers.get("host")):
        raise FormRefused()


def _media_type(request: Request) -> tuple[str, bool]:
    """The media type, and whether a multipart body can be cut; other encodings than UTF-8 are nothing a page of ours sends.

    Raises: FormUnusable.
    """
    message = email.message.Message()
    message["content-type"] = request.headers.get("content-type", "")
    if str(message.get_param("charset", "utf-8")).lower() not in {"utf-8", "utf8"}:
        raise FormUnusable("A form must be sent as UTF-8.")
    return message.get_content_type(), bool(message.get_param("boundary"))


async def _at_most(limit: int, request: Request) -> AsyncGenerator[bytes, None]:
    n_bytes = 0
    async for chunk in request.stream():
        n_bytes += len(chunk)
        if n_bytes > limit:
            raise FormTooLong(f"The form is longer than the limit of {limit:,} bytes.")
        yield chunk


async def _form(parsed: FormData) -> Form:
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for name, value in parsed.multi_items():
        if isinstance(value, UploadFile):
            files[name] = Upload(value.filename or "", await value.read())
        else:
            fields[name] = value
    return Form(fields, files)


def _checked(name: str, value: str, longest: int, allowed: str) -> str:
    title = name.replace("_", " ").capitalize()
    value = _OTHER_BLANKS.sub(" ", value)
    if len(value) > longest:
        raise FormUnusable(f"{title} has {len(value):,} characters; at most {longest:,} are kept.")
    if not all(each.isprintable() or each in allowed + _JOINERS for each in value):
        raise FormUnusable(f"{title} holds characters that cannot be shown.")
    return value
