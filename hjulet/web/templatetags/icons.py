"""Icons: drawings of the package Lucide, written into the page. Each stands before its word, never alone."""

from django import template
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
def icon(name: str) -> str:
    """Draw an icon by its name at Lucide; whoever listens hears the word beside it only."""
    hidden = {"class": "icon", "aria_hidden": "true", "focusable": "false"}
    return lucide(name, size=None, **hidden)
