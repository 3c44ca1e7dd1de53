"""An article with the text that it may be made from."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticlePage(Page):
    """One article."""

    lead = models.TextField(blank=True)
    body = RichTextField(blank=True)
    reference = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("reference")]
