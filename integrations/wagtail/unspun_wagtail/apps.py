"""The app's name for Django."""

from django.apps import AppConfig


class UnspunConfig(AppConfig):
    """The app."""

    name = "unspun_wagtail"
    label = "unspun_wagtail"
    verbose_name = "Unspun"
    default_auto_field = "django.db.models.BigAutoField"
