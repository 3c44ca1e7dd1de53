"""The step in a real Wagtail against a real service: an honest page goes on, a spun one waits for a person or for a decision."""

import os
import time
from pathlib import Path
from typing import ClassVar

import httpx2
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.test import LiveServerTestCase, override_settings
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, TaskState, Workflow, WorkflowTask

from newsroom.models import ArticlePage
from unspun_wagtail.models import SpunTextTask

SAMPLES = Path(os.environ["UNSPUN_SAMPLES"])
REFERENCE, SUSPECT = ((SAMPLES / f"{side}.txt").read_text(encoding="utf-8") for side in ("reference", "suspect"))
WEATHER = "It rained on Monday and on Tuesday, and on Wednesday the sun came out over the harbour for an hour before noon. " * 3
PATIENCE = 120.0


class CheckedPages(LiveServerTestCase):
    """Each test submits a page to a workflow whose only step is ours."""

    serialized_rollback = True
    service: ClassVar[httpx2.Client]

    def setUp(self):
        self.service = httpx2.Client(
            base_url=settings.UNSPUN["URL"], headers={"Authorization": f"Bearer {settings.UNSPUN['KEY']}"}, timeout=60
        )
        self.addCleanup(self.service.close)
        self.editor = User.objects.create_superuser("ann", password="ann")
        self.moderators = Group.objects.get_or_create(name="Moderators")[0]
        self.task = SpunTextTask.objects.create(name="Spun text", passes="independent")
        self.task.groups.add(self.moderators)
        workflow = Workflow.objects.create(name="Checked")
        WorkflowTask.objects.create(workflow=workflow, task=self.task, sort_order=1)
        self.workflow = workflow

    def submitted(self, **texts) -> ArticlePage:
        """A new page that is handed to the workflow by the editor's own form."""
        page = Page.objects.get(depth=1).add_child(instance=ArticlePage(title="The harbour", live=False, **texts))
        page.save_revision()
        self.workflow.start(page, self.editor)
        return ArticlePage.objects.get(pk=page.pk)

    def state(self, page) -> TaskState:
        return TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("started_at")

    def history(self, page) -> list[str]:
        return [each.message for each in PageLogEntry.objects.filter(page_id=page.pk, action="unspun.check")]

    def until(self, holds) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            self.assertLess(time.monotonic(), end, "it never came")
            time.sleep(0.2)

    def test_a_page_of_its_own_words_is_published(self):
        page = self.submitted(body=f"<p>{WEATHER}</p>", reference=REFERENCE)
        self.assertTrue(page.live)
        self.assertIn("independent", self.state(page).comment)

    def test_a_spun_page_waits_and_its_history_leads_to_the_evidence(self):
        page = self.submitted(body="".join(f"<p>{each}</p>" for each in SUSPECT.split("\n\n")), reference=REFERENCE)
        self.assertFalse(page.live)
        self.assertEqual(self.state(page).status, TaskState.STATUS_IN_PROGRESS)
        (said,) = self.history(page)
        self.assertRegex(said, r"^Unspun: spun, probability \d+%\. Evidence: https://unspun\.example/reports/j_\w+$")

    def test_a_moderator_lets_a_spun_page_go_on(self):
        page = self.submitted(body=f"<p>{SUSPECT}</p>", reference=REFERENCE)
        self.client.force_login(self.editor)
        shown = self.client.get(f"/admin/pages/{page.pk}/history/")
        self.assertContains(shown, "Evidence: https://unspun.example/reports/")
        state = self.state(page)
        action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        answer = self.client.post(action, {"comment": "a licensed edition"})
        self.assertRedirects(answer, f"/admin/pages/{page.pk}/edit/", fetch_redirect_response=False)
        self.assertTrue(ArticlePage.objects.get(pk=page.pk).live)

    def test_what_is_compared_is_the_page_s_own_text(self):
        """The reference is a field of the page too, and would be a perfect copy of itself."""
        page = self.submitted(lead=WEATHER, body=f"<p>{WEATHER}</p>", reference=REFERENCE)
        self.assertTrue(page.live)

    def test_a_decision_at_the_evidence_comes_back(self):
        for verdict, status in (("denied", TaskState.STATUS_APPROVED), ("confirmed", TaskState.STATUS_REJECTED)):
            page = self.submitted(body=f"<p>{SUSPECT}</p>", reference=REFERENCE, slug=verdict)
            report = self.history(page)[0].partition("https://unspun.example")[2]
            with self.subscribed():
                self.service.post(f"{report}/decisions", json={"verdict": verdict, "name": "Ann"}).raise_for_status()
                self.until(lambda page=page: self.state(page).status != TaskState.STATUS_IN_PROGRESS)
            self.assertEqual(self.state(page).status, status)
            self.assertIn("by Ann in Unspun", self.state(page).comment)

    def test_an_answer_that_comes_late_comes_back(self):
        with self.subscribed(WAIT_SECONDS=0.0):
            page = self.submitted(body=f"<p>{WEATHER}</p>", reference=REFERENCE)
            self.until(lambda: ArticlePage.objects.get(pk=page.pk).live)

    def test_without_a_service_the_page_waits_for_a_person(self):
        with override_settings(UNSPUN={**settings.UNSPUN, "URL": "http://127.0.0.1:9"}):
            page = self.submitted(body=f"<p>{WEATHER}</p>", reference=REFERENCE)
        self.assertFalse(page.live)
        self.assertIn("could not be asked (Unreachable)", self.history(page)[0])

    def test_without_a_reference_the_page_waits_for_a_person(self):
        page = self.submitted(body=f"<p>{WEATHER}</p>")
        self.assertFalse(page.live)
        self.assertIn("no reference", self.history(page)[0])

    def test_a_message_that_is_not_from_the_service_is_refused(self):
        with override_settings(UNSPUN={**settings.UNSPUN, "WEBHOOK_SECRET": "whsec_" + "A" * 32}):
            sent = {
                "HTTP_WEBHOOK_ID": "msg_1",
                "HTTP_WEBHOOK_TIMESTAMP": str(int(time.time())),
                "HTTP_WEBHOOK_SIGNATURE": "v1,AAAA",
            }
            answer = self.client.post("/unspun/webhook/", b"{}", content_type="application/json", **sent)
        self.assertEqual(answer.status_code, 401)
        self.assertEqual(self.client.post("/unspun/webhook/").status_code, 503)  # nobody could have signed it
        self.assertEqual(self.client.get("/unspun/webhook/").status_code, 405)

    def test_a_verdict_that_there_is_not_is_refused_in_the_form(self):
        with self.assertRaises(ValidationError):
            SpunTextTask(name="Wrong", passes="honest").full_clean(exclude=["content_type"])

    def test_the_step_is_offered_where_workflows_are_made(self):
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(reverse("wagtailadmin_workflows:select_task_type")), "Unspun check")
        form = self.client.get(reverse("wagtailadmin_workflows:add_task", args=["unspun_wagtail", "spuntexttask"]))
        self.assertContains(form, "Verdicts that go on by themselves")

    def subscribed(self, **more):
        """The service calls this site for as long as it lasts."""
        endpoint = self.service.post(
            "/webhooks/endpoints",
            json={"url": f"{self.live_server_url}/unspun/webhook/", "events": ["report.decided", "job.finished"]},
        ).json()
        return _Subscribed(self.service, endpoint, more)


class _Subscribed:
    def __init__(self, service, endpoint, more):
        self.service = service
        self.endpoint = endpoint
        self.settings = override_settings(UNSPUN={**settings.UNSPUN, **more, "WEBHOOK_SECRET": endpoint["secret"]})

    def __enter__(self):
        self.settings.enable()

    def __exit__(self, *_):
        self.settings.disable()
        self.service.delete(f"/webhooks/endpoints/{self.endpoint['id']}")
