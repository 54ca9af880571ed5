"""The staff site's addresses, by noun."""

from django.urls import include, path

urlpatterns = [
    path("", include("hjulet.web.accounts")),
    path("", include("hjulet.web.economy")),
    path("", include("hjulet.web.figure")),
    path("", include("hjulet.web.report")),
    path("", include("hjulet.web.report_text")),
    path("", include("hjulet.web.ledger")),
    path("", include("hjulet.web.edition")),
]
