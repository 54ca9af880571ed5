"""What citizens see: published editions, read from their folder alone. Nothing is published yet."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def index(request: HttpRequest) -> HttpResponse:
    """Say that nothing is published yet."""
    return render(request, "public/index.html", {"has_fonts": bool(settings.STATICFILES_DIRS)})
