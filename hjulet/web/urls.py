"""The staff site's addresses, by noun."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
