"""The staff site's addresses, by noun."""

from django.urls import include, path

urlpatterns = [
    path("", include("hjulet.web.accounts")),
    path("", include("hjulet.web.economy")),
]
