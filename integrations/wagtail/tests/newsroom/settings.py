"""The settings of the site: Wagtail as its documentation sets it up, and ours."""

import os
from pathlib import Path

BASE = Path(os.environ["NEWSROOM"])
SECRET_KEY = "of a test"
DEBUG = False
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "newsroom.urls"
INSTALLED_APPS = [
    "newsroom", "unspun_wagtail",
    "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.snippets", "wagtail.admin", "wagtail.search", "wagtail",
    "modelcluster", "taggit",
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles",
]  # fmt: skip
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
]  # fmt: skip
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]  # fmt: skip
# a file, for the live server is a thread of its own
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3", "NAME": BASE / "site.db", "TEST": {"NAME": BASE / "test.db"},
        "OPTIONS": {"timeout": 60},
    }
}  # fmt: skip
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
USE_TZ = True
WAGTAIL_SITE_NAME = "Newsroom"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
UNSPUN = {
    "URL": os.environ.get("UNSPUN_URL", "http://127.0.0.1:9"), "KEY": os.environ.get("UNSPUN_KEY"),
    "PUBLIC_URL": "https://unspun.example",
    "WAIT_SECONDS": 120.0,
}  # fmt: skip
