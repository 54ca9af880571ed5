"""The public site's addresses."""

from django.urls import path

from hjulet.public.views import accessibility, index, logo, theme

urlpatterns = [
    path("", index, name="index"),
    path("tillganglighet/", accessibility, name="accessibility"),
    path("tema/<str:key>.css", theme, name="theme"),
    path("tema/<str:key>/logotyp", logo, name="logo"),
]
