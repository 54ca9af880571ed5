"""``demo``, ``migrate`` and ``doctor``."""

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.backups import backup_document, backup_line
from hjulet.cli.problems import problem_document, problem_line
from hjulet.domain.problem import is_refused
from hjulet.services import homes
from hjulet.services.backup import copy_home
from hjulet.services.demo import PASSWORD, demo_people, load_demo, reset_demo
from hjulet.services.doctor import examine
from hjulet.services.people import OPERATOR
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Answer one of the three."""
    return {"demo": _demo, "migrate": _migrate, "doctor": _doctor}[asked.command](asked)


def _demo(asked: Namespace) -> Answer:
    homes.make_ready()
    if asked.reset:
        reset_demo()
    changed = load_demo(by=OPERATOR, at=timezone.now())
    people = [{"username": username, "name": name} for username, name in demo_people()]
    code = "demo-loaded" if changed else "demo-unchanged"
    return Answer(
        document={"schema": "demo/1", "changed": changed, "people": people, "password": PASSWORD},
        lines=(say(code, language=asked.lang, password=PASSWORD),),
    )


def _migrate(asked: Namespace) -> Answer:
    made = None
    if asked.backup and homes.tables():
        homes.require_known()
        made = copy_home(Path(asked.backup).absolute(), by=OPERATOR, at=timezone.now())
    steps = homes.migrate()
    lines = [backup_line(made, asked.lang)] if made else []
    return Answer(
        document={
            "schema": "migrate/1",
            "steps": steps,
            "backup": backup_document(made) if made else None,
        },
        lines=(*lines, say("migrated", language=asked.lang)),
    )


def _doctor(asked: Namespace) -> Answer:
    problems = examine(by=OPERATOR, at=timezone.now())
    lines = [problem_line(problem, language=asked.lang) for problem in problems]
    return Answer(
        document={
            "schema": "doctor/1",
            "ok": not problems,
            "problems": [problem_document(problem, language=asked.lang) for problem in problems],
        },
        lines=tuple(lines) or (say("healthy", language=asked.lang),),
        exit_code=REFUSED if is_refused(problems) else 0,
    )
