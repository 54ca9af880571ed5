"""What must be right before the site is started."""

from collections.abc import Iterator

from django.conf import settings

from hjulet.domain.loopback import LOOPBACK
from hjulet.domain.problem import Problem, Severity
from hjulet.services.day import is_demo
from hjulet.services.errors import RefusedError

KEY_LENGTH, KEY_LETTERS = 50, 10
"""A key has at least so many letters, and so many different ones."""

MADE_BY_DJANGO = "django-insecure-"
"""How the keys begin that Django makes for a new project."""


def start_problems() -> tuple[Problem, ...]:
    """Tell why the site may not be started; nothing where it may."""
    if settings.HJULET_DEMO:
        return tuple(_demo_problems())
    return tuple(_real_problems())


def require_safe() -> None:
    """Raise RefusedError with all that makes the site unsafe to start.

    Also where the database holds the example and the home is not marked as one, as after a restore: the
    passwords of its people are public.
    """
    problems = start_problems()
    if is_demo() and not settings.HJULET_DEMO:
        problems = (*problems, _problem("demo-without-mark"))
    if problems:
        raise RefusedError(problems)


def _demo_problems() -> Iterator[Problem]:
    elsewhere = [host for host in settings.ALLOWED_HOSTS if host not in LOOPBACK]
    if elsewhere:
        yield _problem("demo-not-on-loopback", hosts=", ".join(elsewhere))


def _real_problems() -> Iterator[Problem]:
    if settings.DEBUG:
        yield _problem("debug-on")
    key = str(settings.SECRET_KEY)
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS or key.startswith(MADE_BY_DJANGO):
        yield _problem("weak-key")


def _problem(code: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, params=params)
