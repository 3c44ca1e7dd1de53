"""The report as one self-contained HTML page: in comes a Report, out goes a string that needs no server and no script.

The page fetches nothing and says so in its content security policy, which allows this page's own style and script by
their hashes.
"""

import base64
import hashlib

from markupsafe import Markup

from app.report import Annex, Cover, Report
from app.views.evidence import draw_evidence, environment, evidence_script, evidence_style, resource


def draw_page(report: Report, annex: Annex | None = None) -> str:
    """The whole page for `report`, with what a reviewer added."""
    style, script = evidence_style() + resource("page.css"), evidence_script()
    return (
        environment()
        .get_template("page.html")
        .render(
            report=report,
            cover=annex.cover if annex else Cover(),
            evidence=draw_evidence(report, annex),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            policy=_policy(style, script),
        )
    )


def _policy(style: str, script: str) -> str:
    return f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
