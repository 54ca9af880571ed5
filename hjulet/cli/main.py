"""The ``hjulet`` command: words in, one call into services, an answer out."""

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from hjulet.cli.answer import INTERNAL, REFUSED, USAGE, Answer, error
from hjulet.cli.parser import NOT_BUILT, UsageFault, parse
from hjulet.cli.problems import problem_document
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError, refused
from hjulet.texts.problems import say, sentence

log = logging.getLogger("hjulet")

SETTINGS = "hjulet.config.settings.staff"
_MISUSE = frozenset(
    {
        "not-built",
        "map-needs-name",
        "unknown-map",
        "several-maps",
        "map-exists",
        "bad-reference",
        "bad-period",
        "unknown-metric",
        "unknown-parameter",
        "missing-parameter",
        "unknown-line",
        "unknown-version",
        "unknown-items",
        "unknown-organisation",
        "no-such-file",
        "unknown-rule",
        "half-a-scope",
        "half-a-role",
        "needs-folder",
        "needs-output",
        "cannot-write",
        "bad-configuration",
        "rebuild-needs-home",
    }
)
"""Refusals that are wrong usage of the command rather than wrong data."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        asked = parse(given)
    except UsageFault as fault:
        return _print(error("usage", str(fault), exit_code=USAGE), as_json="--json" in given)
    return _print(_answer(asked), as_json=asked.json)


def _answer(asked: Namespace) -> Answer:
    """Answer one command; whatever goes wrong is an answer too."""
    if asked.module == NOT_BUILT:
        return error("not-built", say("not-built", language=asked.lang, kind=asked.command), exit_code=USAGE)
    try:
        _set_up()
        result: Answer = import_module(f"hjulet.cli.{asked.module}").run(asked)
    except NotFoundError as fault:
        return error("not-found", say("not-found", language=asked.lang, what=str(fault)), exit_code=REFUSED)
    except ConflictError:
        return error("conflict", say("conflict", language=asked.lang), exit_code=REFUSED)
    except RefusedError as refusal:
        return _refusal(refusal, language=asked.lang)
    except Exception as fault:  # the edge: told to whoever asked, logged for whoever runs the machine
        log.exception("%s", asked.command)
        return error("internal", say("internal", language=asked.lang, fault=repr(fault)), exit_code=INTERNAL)
    return result


def _set_up() -> None:
    """Set Django up; raises RefusedError where the settings or the home's folder do not allow it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    badly_configured = import_module("django.core.exceptions").ImproperlyConfigured
    try:
        import_module("django").setup()
    except badly_configured as fault:
        raise refused("bad-configuration", cause=str(fault)) from fault
    except OSError as fault:  # the folder of the home, or the key in it
        raise refused("home-not-writable", home=str(fault.filename)) from fault


def _refusal(refusal: RefusedError, *, language: str) -> Answer:
    first = refusal.problems[0]
    return error(
        first.code,
        sentence(first, language=language),
        exit_code=USAGE if first.code in _MISUSE else REFUSED,
        problems=[problem_document(problem, language=language) for problem in refusal.problems],
    )


def _print(result: Answer, *, as_json: bool) -> int:
    if isinstance(sys.stdout, TextIOWrapper):  # always UTF-8; a file's odd name becomes an escape of JSON
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    """Print the answer; a reader that has had enough (``| head``) is no fault."""
    try:
        _write(result, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return result.exit_code


def _write(result: Answer, *, as_json: bool) -> None:
    if result.raw is not None and not as_json:
        sys.stdout.buffer.write(result.raw)
    elif as_json:
        print(result.as_json())
    elif result.lines:
        print(result.as_text(), file=sys.stderr if result.exit_code in (USAGE, INTERNAL) else sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
