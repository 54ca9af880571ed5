"""Whose site it is and where one writes about its accessibility.

Public by law, so no permission is asked for.
"""

from dataclasses import dataclass

from django.conf import settings

from hjulet.services.day import is_demo
from hjulet.store.models import Company, CompanyKind

DEMO_CONTACT = "tillganglighet@example.se"


@dataclass(frozen=True, kw_only=True)
class AccessibilityFacts:
    """The municipality's name and an e-mail address; each empty where it is not known."""

    body: str
    contact: str


def accessibility_facts() -> AccessibilityFacts:
    """Tell who answers for the site, and to whom a fault is reported; the demo has an invented address."""
    municipality = Company.objects.filter(kind=CompanyKind.MUNICIPALITY).order_by("id").first()
    contact = str(settings.HJULET_ACCESSIBILITY_CONTACT)
    return AccessibilityFacts(
        body=municipality.name if municipality else "",
        contact=contact or (DEMO_CONTACT if is_demo() else ""),
    )
