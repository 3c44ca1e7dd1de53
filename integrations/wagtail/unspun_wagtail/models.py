"""The step of a workflow. A page that passes goes on by itself; any other waits for the groups that the step names."""

from django import forms
from django.db import models, transaction
from wagtail.models import AbstractGroupApprovalTask

from unspun_wagtail.checking import Label, check


class SpunTextTask(AbstractGroupApprovalTask):
    """Asks Unspun whether the page was made from its reference by swapping words."""

    passes = models.CharField(
        "verdicts that go on by themselves",
        max_length=200,
        default=Label.INDEPENDENT.value,
        help_text=f"Separated by commas, out of: {', '.join(Label.values)}. Any other verdict waits for one of the groups.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "passes"]
    admin_form_widgets = {**AbstractGroupApprovalTask.admin_form_widgets, "passes": forms.TextInput}

    class Meta:
        verbose_name = "Unspun check"
        verbose_name_plural = "Unspun checks"

    def clean(self):
        """Raises: ValidationError, for a verdict that there is not."""
        super().clean()
        if unknown := sorted(self.passing - set(Label.values)):
            raise forms.ValidationError({"passes": f"There is no verdict {unknown[0]}; there are {', '.join(Label.values)}."})

    @property
    def passing(self):
        """The verdicts that go on by themselves."""
        return {each.strip() for each in self.passes.split(",") if each.strip()}

    def start(self, workflow_state, user=None):
        """Begins the step, and asks as soon as that is written down: an answer may come before the request has ended."""
        task_state = super().start(workflow_state, user=user)
        transaction.on_commit(lambda: check(task_state.pk))
        return task_state

    @classmethod
    def get_description(cls):
        """What the choice of steps says."""
        return "Unspun compares the page with its reference; pages that pass go on, others wait for the chosen groups"
