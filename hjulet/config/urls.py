"""The staff site's addresses: all of them belong to ``web``."""

from django.urls import include, path

urlpatterns = [path("", include("hjulet.web.urls"))]
