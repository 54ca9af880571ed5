"""Every address, asked by every role over the thing's own body and over another, with GET and with POST.

Over another body a role is asked what it may over its own: the rest is refused there already.

What each address takes stands in ``matrix/rules.py``. Whoever may not is told that the thing does not
exist, in the same words as of a thing that does not. What an answer holds is searched for things of the
other body. One role is one test, so that they share the machine's cores.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from hjulet.domain.permission import ROLES
from tests.web.matrix import accounts
from tests.web.matrix import rules as of_steering
from tests.web.matrix.rules import Need, Rule
from tests.web.matrix.world import BODIES, SECRET, World

RULES = of_steering.RULES | accounts.RULES
OPEN = of_steering.OPEN | accounts.OPEN

THEIRS = (200, 302, 422)
"""Answers to whoever may; 422 says what is wrong with a form, which only they are told."""

DECIDED = 409
"""The answer to whoever may write, once the report is decided."""

SLOW = {"seal"}
"""Sealing renders every format: whether one may is told by the page that asks."""

Fault = str

APART = tuple({role.permissions: name for name, role in ROLES.items()}.values())
"""The roles that differ in what they may."""


def addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    """Walk all addresses that are there."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern)
        else:
            yield pattern


def allowed(need: Need, role: str, body: str) -> bool:
    """Tell whether a role over a body meets a need about a thing of KS."""
    has = need.permission is None or need.permission in ROLES[role].permissions
    return has and (need.anywhere or need.permission is None or body == "KS")


class Walk:
    """One role's way over all addresses; collects the faults, and counts what it did."""

    def __init__(self, world: World, role: str, body: str, *, sealed: bool = False) -> None:
        self.role, self.body, self.sealed = role, body, sealed
        self.client = world.clients[role, body]
        self.things = world.owned(role, body)
        self.nowhere = _words(self.client.get("/finns-inte/"))
        self.faults: list[Fault] = []
        self.done: Counter[str] = Counter()

    def over(self, names: Mapping[str, tuple[Rule, ...]]) -> "Walk":
        """Try some addresses with all their rules."""
        for name, rules in names.items():
            for rule in rules:
                if self._asks(rule.get):
                    self._get(name, rule)
                if self._asks(rule.post):
                    self._post(name, rule)
                if self.body == "KS":
                    self._swapped(name, rule)
        return self

    def _asks(self, need: Need | None) -> bool:
        """Tell whether to ask: over the other body only what the role may over its own."""
        return self.body == "KS" or (need is not None and allowed(need, self.role, "KS"))

    def _get(self, name: str, rule: Rule) -> None:
        answer = self._ask("GET", name, rule)
        if rule.get is None:
            self._expect(answer, (404, 405), "GET", name, rule)
        elif allowed(rule.get, self.role, self.body):
            self._expect(answer, THEIRS + rule.also, "GET", name, rule)
            self._expect_own(answer, name, rule)
        else:
            self._expect_missing(answer, "GET", name, rule)

    def _post(self, name: str, rule: Rule) -> None:
        may = rule.post is not None and allowed(rule.post, self.role, self.body)
        if rule.post is None or (may and (name in SLOW or rule.is_only_shown)):
            return
        answer = self._ask("POST", name, rule)
        if allowed(rule.post, self.role, self.body):
            expected = (DECIDED,) if self.sealed and rule.writes else THEIRS + rule.also
            self._expect(answer, expected, "POST", name, rule)
            self._expect_own(answer, name, rule)
        else:
            self._expect_missing(answer, "POST", name, rule)

    def _swapped(self, name: str, rule: Rule) -> None:
        """Change one id at a time: nobody finds a thing under what it does not belong to."""
        if self.role == rule.all_for:
            return
        for swap in rule.swaps:
            for method in ("GET", "POST"):
                need = getattr(rule, method.lower())
                if need is None or not allowed(need, self.role, self.body):
                    continue  # whoever may not is refused whatever the ids
                try:
                    answer = self._ask(method, name, rule, swap)
                except NoReverseMatch:
                    continue
                self._expect(answer, (404,), method, name, rule, swap=swap)

    def _expect_missing(self, answer: Any, method: str, name: str, rule: Rule) -> None:
        self._expect(answer, (404,), method, name, rule)
        if (
            rule.missing
            and answer.status_code == 404
            and _words(answer) != self._words_of_missing(method, name, rule)
        ):
            self.faults.append(f"{self._who()} {method} {name}: told apart from what is not there")

    def _words_of_missing(self, method: str, name: str, rule: Rule) -> str:
        """Give what is said of what is not there: the same of all, but what was sent is shown again."""
        if method == "POST":
            return _words(self._ask(method, name, rule, rule.missing))
        return self.nowhere

    def _expect_own(self, answer: Any, name: str, rule: Rule) -> None:
        other = next(body for body in BODIES if body != self.body)
        if not rule.shows_all and SECRET.format(body=other) in _content(answer):
            self.faults.append(f"{self._who()} {name}: shows a thing of {other}")

    def _expect(
        self, answer: Any, statuses: tuple[int, ...], method: str, name: str, rule: Rule, *, swap: Any = None
    ) -> None:
        if answer.status_code not in statuses:
            what = " ".join(str(each) for each in (dict(rule.args), dict(rule.query), swap) if each)
            self.faults.append(f"{self._who()} {method} {name} {what}: {answer.status_code}, not {statuses}")

    def _ask(self, method: str, name: str, rule: Rule, changed: Mapping[str, Any] | None = None) -> Any:
        """Send a request; what it changes is rolled back."""
        given = {**self._named(rule.args), **self._named(rule.query), **self._named(changed or {})}
        args = {key: value for key, value in given.items() if key in rule.args}
        query = {key: value for key, value in given.items() if key not in rule.args}
        address = reverse(name, kwargs=args)
        self.done[method] += 1
        with transaction.atomic():
            if method == "GET":
                answer: Any = self.client.get(address, query)
            else:
                answer = self.client.post(address, self._named(rule.data), query_params=query)
            content = _content(answer)
            transaction.set_rollback(True)
        answer.seen = content
        return answer

    def _named(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: self.things[value[1:-1]] if isinstance(value, str) and value[:1] == "{" else value
            for key, value in given.items()
        }

    def _who(self) -> str:
        return f"{self.role} over {self.body}{' (decided)' if self.sealed else ''}"


def _content(answer: Any) -> str:
    if hasattr(answer, "seen"):
        return str(answer.seen)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data.decode("utf-8", errors="replace")


def _words(answer: Any) -> str:
    """Give an answer without what differs with the address: tokens, links, which carry it, and its menu."""
    words = _content(answer)
    for differing in (r'name="csrfmiddlewaretoken" value="[^"]*"', r'(href|value)="/[^"]*"'):
        words = re.sub(differing, "", words)
    return re.sub(r'<nav class="words".*?</nav>', "", words, flags=re.DOTALL)


@pytest.fixture
def world(demo: Path) -> World:
    """Give the example municipality with things of two bodies, and people of all roles."""
    return World()


def test_every_address_says_what_it_takes() -> None:
    found = {pattern.name for pattern in addresses(get_resolver())}
    assert found == set(RULES) | set(OPEN)


@pytest.mark.parametrize("role", APART)
def test_a_role_gets_what_it_may_and_nothing_else_exists(world: World, role: str) -> None:
    walks = [Walk(world, role, body).over(RULES) for body in BODIES]
    with transaction.atomic():
        world.seal()
        writing = {name: rules for name, rules in RULES.items() if any(rule.writes for rule in rules)}
        walks.append(Walk(world, role, "KS", sealed=True).over(writing))  # KFN is refused before its state
        transaction.set_rollback(True)
    asked = sum((walk.done for walk in walks), Counter[str]())
    sys.stdout.write(f"{role}: {len(RULES)} addresses, {len(BODIES)} bodies, 2 states, {dict(asked)}\n")
    faults = [fault for walk in walks for fault in walk.faults]
    assert not faults, "\n".join(faults)


def test_whoever_has_not_signed_in_is_led_to_the_door(world: World) -> None:
    things, faults = world.owned("controller", "KS"), []
    for name, rules in RULES.items():
        args = {
            key: things[value[1:-1]] if isinstance(value, str) and value[:1] == "{" else value
            for key, value in rules[0].args.items()
        }
        for ask in (Client().get, Client().post):
            answer = ask(reverse(name, kwargs=args))
            if (answer.status_code, answer.headers.get("Location", "")[:11]) != (302, "/logga-in/?"):
                faults.append((name, answer.status_code))
    assert faults == []


@pytest.mark.parametrize("name", OPEN)
def test_what_is_open_answers_whoever_comes(demo: Path, name: str) -> None:
    address = reverse(name, kwargs=accounts.OPEN_ARGS.get(name))
    assert (Client().get(address).status_code, Client().post(address).status_code) == OPEN[name]


def _lets_through(*_given: object, **_named: object) -> bool:
    return True


CONTROLS = {
    "hjulet.services.economy.require": "unit",
    "hjulet.services.drill.require": "line",
    "hjulet.services.grant_pages.require": "grant",
    "hjulet.services.staff.require_anywhere": "staff",
    "hjulet.services.people_pages.require_anywhere": "people",
    "hjulet.services.organisation_import.require_centrally": "organisation-upload",
    "hjulet.services.report.require": "report-file",
    "hjulet.services.drafts.may": "report-text",
    "hjulet.services.items._may_edit": "item",
}
"""A guard, by where it is called -> an address that it guards."""


def test_without_a_guard_the_walk_finds_a_fault(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: taken away, each guard is missed by somebody of another body or role."""

    def faults(name: str) -> list[Fault]:
        who = (("elected_representative", "KS"), ("controller", "KFN"))
        for role, body in who:
            world.clients[role, body].raise_request_exception = False  # a fault like any other
        walks = [Walk(world, role, body).over({name: RULES[name]}) for role, body in who]
        return [fault for walk in walks for fault in walk.faults]

    for guard, name in CONTROLS.items():
        assert faults(name) == []
        with monkeypatch.context() as patched:
            patched.setattr(guard, _lets_through)
            assert faults(name), guard
