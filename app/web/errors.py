"""Errors that only the pages know; each becomes a page by the table in `failures.py`.

UnspunError
├── PageError
│   ├── SignInNeeded      nobody is signed in
│   ├── SignInRefused     the key opens nothing, with the name of the field
│   ├── FormRefused       the form does not come from a page of ours
│   ├── FormTooLong       more bytes than the limit
│   ├── FormUnusable      the form or the address as sent cannot be used
│   ├── ViewOutdated      somebody else changed what the form was about
│   └── LinkGone          the link is withdrawn, or its report is deleted
├── NoSuchReport, ReportGone (app.api)
├── LinkAltered, LinkExpired (links)
└── PdfTooCostly, PdfUnavailable (app.views)
"""

from app.errors import UnspunError


class PageError(UnspunError):
    """A page cannot be shown."""


class SignInNeeded(PageError):
    """Sign in with an API key to see this page."""


class SignInRefused(PageError):
    """This key is unknown, expired or revoked."""


class FormRefused(PageError):
    """The form does not come from a page of this service. Load the page again and repeat."""


class FormTooLong(PageError):
    """The form is longer than the limit."""


class FormUnusable(PageError):
    """The form cannot be used."""


class ViewOutdated(PageError):
    """Somebody changed what is left out while you looked. Load the report again and repeat."""


class LinkGone(PageError):
    """This link no longer opens anything: it was withdrawn, or its report is deleted."""
