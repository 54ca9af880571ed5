"""The staff site's addresses: all of them belong to ``web``."""

from django.urls import include, path

handler500 = "hjulet.web.away.server_error"
urlpatterns = [path("", include("hjulet.web.urls"))]
