"""What every page of the site takes: whether there are fonts, and the municipality's own style."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hjulet.documents.house_page import PageStyle, page_style


def frame(_request: HttpRequest) -> dict[str, Any]:
    """Give templates what their frame needs, the page of what is not there too."""
    return {"has_fonts": bool(settings.STATICFILES_DIRS), "style": site_style()}


def site_style() -> PageStyle:
    """Read the municipality's name, colour and logo from the home."""
    return page_style(settings.HJULET_HOME / "house")
