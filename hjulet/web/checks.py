"""Django's check of the site as it is configured: what ``hjulet doctor`` and ``hjulet serve`` say too."""

from typing import Any

from django.core.checks import Error, Tags, register

from hjulet.services.safety import start_problems
from hjulet.texts.catalogue import SWEDISH
from hjulet.texts.problems import sentence


@register(Tags.security, "hjulet", deploy=True)
def site_is_safe(**_: Any) -> list[Error]:
    """List what makes the site unsafe to start."""
    return [
        Error(sentence(problem, language=SWEDISH), id=f"hjulet.{problem.code}")
        for problem in start_problems()
    ]
