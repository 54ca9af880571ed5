"""The public site's addresses: all of them belong to ``public``."""

from django.urls import include, path

urlpatterns = [path("", include("hjulet.public.urls"))]
