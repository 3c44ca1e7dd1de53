"""Asks the service about a page that waits at a step, and lets it go on or wait. Nothing here stops a submission.

Each question is a job with the step's own name (`wagtail-7`), so that a decision or an answer that comes later finds the page.
"""

import logging
from typing import Any, Final

from django.db import models
from wagtail.log_actions import log
from wagtail.models import TaskState

from unspun_client import Article, JobFailed, Unspun, UnspunError, WaitedTooLong
from unspun_wagtail.settings import setting
from unspun_wagtail.texts import html_of, reference_of

ACTION: Final = "unspun.check"
_PREFIX: Final = "wagtail-"
_TIMEOUT_SECONDS: Final = 10.0  # of one request

_log = logging.getLogger("unspun_wagtail")


class Label(models.TextChoices):
    """What a report may say."""

    INDEPENDENT = "independent"
    COPIED = "copied"
    SPUN = "spun"
    PARAPHRASED = "paraphrased"
    UNDECIDED = "undecided"
    NOT_MEASURED = "not_measured"


def check(task_state_id: int) -> None:
    """Asks about the page of a step that has begun; what goes wrong is noted, and the page waits for a person."""
    state = _waiting(task_state_id)
    if state is None:
        return
    page = state.revision.as_object()
    reference = reference_of(page)
    if not reference.strip():
        _note(state, "There is no reference to compare with; one of the groups decides.")
        return
    try:
        _ask(state, page, reference)
    except UnspunError as error:
        _log.warning("the service could not be asked", extra={"error_type": type(error).__name__})
        _note(state, f"Unspun could not be asked ({type(error).__name__}); one of the groups decides.")


def answer(name: str, label: str, probability: float, page: str) -> None:
    """Applies a report to the page that waits for it: it goes on, or waits with the verdict in its history."""
    state = _named(name)
    if state is None:
        return
    said = f"Unspun: {label.replace('_', ' ')}, probability {probability:.0%}. Evidence: {_public(page)}"
    if label in state.task.specific.passing:
        state.approve(comment=said)
    else:
        _note(state, said)


def decide(name: str, verdict: str, who: str, page: str) -> None:
    """Applies an editor's decision at the evidence: `denied` lets the page go on, `confirmed` sends it back."""
    state = _named(name)
    if state is None:
        return
    said = f"{verdict.capitalize()} by {who or 'an editor'} in Unspun. Evidence: {_public(page)}"
    if verdict == "denied":
        state.approve(comment=said)
    elif verdict == "confirmed":
        state.reject(comment=said)
    else:
        _note(state, said)


def fetch(job_id: str) -> None:
    """Fetches the answer of a job that has ended, and applies it."""
    with _client() as client:
        job = client.job(job_id)
    if job.custom_id and job.report:
        answer(job.custom_id, job.report.label, job.report.probability or 0.0, job.page)


def _ask(state: Any, page: Any, reference: str) -> None:
    """Raises: UnspunError."""
    name = f"{_PREFIX}{state.pk}"
    with _client() as client:
        job = client.submit(
            Article(text=reference), Article(html=html_of(page), title=page.title), custom_id=name, idempotency_key=name
        )
        try:
            report = client.wait(job.id, setting("WAIT_SECONDS"))
        except WaitedTooLong:
            _note(state, f"Unspun has not answered yet; the page waits. Evidence: {_public(job.page)}")
        except JobFailed as error:
            _note(state, f"Unspun could not compare the page ({error}); one of the groups decides.")
        else:
            answer(name, report.label, report.probability or 0.0, job.page)


def _client() -> Unspun:
    return Unspun(setting("URL"), setting("KEY"), timeout=_TIMEOUT_SECONDS)


def _named(name: str) -> Any:
    """The step that a job's name tells, as long as its page waits."""
    number = name.removeprefix(_PREFIX)
    is_ours = name.startswith(_PREFIX) and number.isascii() and number.isdigit() and len(number) < 18
    return _waiting(int(number)) if is_ours else None


def _waiting(task_state_id: int) -> Any:
    """The step, unless somebody has ended it meanwhile."""
    return TaskState.objects.filter(pk=task_state_id, status=TaskState.STATUS_IN_PROGRESS).first()


def _note(state: Any, said: str) -> None:
    """Into the page's history: of a step that goes on, Wagtail shows no comment."""
    log(instance=state.revision.as_object(), action=ACTION, data={"said": said}, title=state.revision.object_str)


def _public(page: str) -> str:
    return f"{(setting('PUBLIC_URL') or setting('URL')).rstrip('/')}{page}"
