"""``person``: somebody with a password, for the first administrator and for when nobody gets in."""

import getpass
import sys
from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.services import homes
from hjulet.services.errors import refused
from hjulet.services.local_people import LocalPerson, add_local_person, set_password
from hjulet.services.people import OPERATOR
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Add a person, or give one who is there a new password."""
    if bool(asked.role) != bool(asked.unit):
        raise refused("half-a-role")
    homes.make_ready()
    at = timezone.now()
    validity = Validity(timezone.localdate(at))
    grant = Grant(role=asked.role, unit=asked.unit, validity=validity) if asked.role else None
    password = _read_password(asked.lang)
    if asked.new:
        person = add_local_person(
            asked.username, name=asked.new.strip(), password=password, grant=grant, by=OPERATOR, at=at
        )
    else:
        person = set_password(asked.username, password, grant=grant, by=OPERATOR, at=at)
    return Answer(document=_document(person, added=bool(asked.new)), lines=_lines(person, asked))


def _read_password(language: str) -> str:
    """Read the first line of standard input; at a terminal, ask without showing what is typed."""
    if sys.stdin.isatty():
        return getpass.getpass(say("ask-password", language=language))
    return sys.stdin.readline().rstrip("\r\n")


def _document(person: LocalPerson, *, added: bool) -> dict[str, object]:
    return {
        "schema": "person/1",
        "username": person.username,
        "name": person.name,
        "status": "added" if added else "password-set",
        "is_active": person.is_active,
        "roles": [{"role": each.role, "unit": each.unit} for each in person.roles],
        "untied": list(person.untied),
        "sessions_ended": person.sessions,
    }


def _lines(person: LocalPerson, asked: Namespace) -> tuple[str, ...]:
    said = ["person-added" if asked.new else "password-set"]
    said += ["person-untied"] if person.untied else []
    said += [] if person.roles else ["person-without-role"]
    said += [] if person.is_active else ["person-closed"]
    values = {"username": person.username, "providers": ", ".join(person.untied)}
    return tuple(say(code, language=asked.lang, **values) for code in said)
