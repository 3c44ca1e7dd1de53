"""Takes what the service sends: answers that came late, and decisions that editors made at the evidence."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from unspun_client import UnspunError, WebhookRefused, verify_webhook
from unspun_wagtail.checking import decide, fetch
from unspun_wagtail.settings import setting


@csrf_exempt  # the signature says who sends it
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """204 for every message from the service, also for one that concerns no page here; the same one twice changes nothing."""
    secret = setting("WEBHOOK_SECRET")
    if not secret:
        return HttpResponse("UNSPUN['WEBHOOK_SECRET'] is not set", status=503)
    try:
        event = verify_webhook(secret, request.headers, request.body)
    except WebhookRefused:
        return HttpResponse(status=401)
    try:
        _apply(event.type, event.data)
    except UnspunError:
        return HttpResponse(status=503)  # the service sends it again
    return HttpResponse(status=204)


def _apply(kind: str, data: dict) -> None:
    """Raises: UnspunError."""
    if kind == "report.decided" and data.get("custom_id"):
        decide(data["custom_id"], data["verdict"], data["name"], data["page"])
    elif kind == "job.finished" and data.get("done"):
        fetch(data["id"])
