"""The public site's addresses."""

from django.urls import path

from hjulet.public.views import accessibility, index

urlpatterns = [path("", index, name="index"), path("tillganglighet/", accessibility, name="accessibility")]
