"""The public site's addresses."""

from django.urls import path

from hjulet.public.views import index

urlpatterns = [path("", index, name="index")]
