"""The one address that the service calls: include it as `path("unspun/", include("unspun_wagtail.urls"))`."""

from django.urls import path

from unspun_wagtail.views import receive

urlpatterns = [path("webhook/", receive, name="unspun_webhook")]
