"""Our own rules about safety, read from the code itself: each finds a planted breach, none in the house.

What ruff and bandit look for is not said again. An exception stands here with its reason.
"""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "hjulet"
EDGES = ("web", "cli", "config", "public")
MARKUP = {"mark_safe", "SafeString", "SafeText", "format_html_join", "Markup"}
SQL = {"raw", "extra", "cursor"}
RUNS = {"eval", "exec", "system", "popen", "compile_command"}
CLOCKS = {"now", "today", "utcnow"}
CLOCKS_OF_NOTHING = {"localdate", "localtime"}
ASKED = {"GET", "POST", "META", "COOKIES", "headers"}

SAFE_TEMPLATES = {
    "mfa/totp/activate_form.html": "a square that allauth draws of a secret of its own",
}

Rule = Callable[[str, ast.AST], bool]


def name_of(node: ast.AST) -> str:
    """Name what is called: the last part of ``a.b.c``."""
    return getattr(node, "attr", getattr(node, "id", ""))


def package_of(path: str) -> str:
    return path.partition("/")[0]


def markup_made_of_text(_path: str, node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if name_of(node.func) == "format_html":
        return not isinstance(node.args[0], ast.Constant)
    return name_of(node.func) in MARKUP and not all(isinstance(each, ast.Constant) for each in node.args)


def sql_outside_the_store(path: str, node: ast.AST) -> bool:
    if package_of(path) == "store" or not isinstance(node, ast.Call):
        return False
    return isinstance(node.func, ast.Attribute) and node.func.attr in SQL


def a_shell_or_text_that_is_run(_path: str, node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    with_shell = any(
        word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
        for word in node.keywords
    )
    return with_shell or name_of(node.func) in RUNS


def a_clock_below_the_edges(path: str, node: ast.AST) -> bool:
    """Find a clock that is read below the edges; ``localdate(at)`` reads none, and ``monotonic`` no time."""
    if package_of(path) in EDGES:
        return False
    if isinstance(node, ast.ImportFrom):
        return node.module == "time" and any(each.name in ("time", "time_ns") for each in node.names)
    if not isinstance(node, ast.Call):
        return False
    if name_of(node.func) in CLOCKS_OF_NOTHING:
        return not node.args and not node.keywords
    return name_of(node.func) in CLOCKS or ast.unparse(node.func) in ("time.time", "time.time_ns")


def models_at_a_door(path: str, node: ast.AST) -> bool:
    doors = package_of(path) in ("web", "cli", "public")
    return doors and isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")


def a_redirect_to_what_was_asked(_path: str, node: ast.AST) -> bool:
    """Find an address of a request that is led to as it is: ``own_address`` lets only ours through."""
    if not isinstance(node, ast.Call) or name_of(node.func) not in ("redirect", "HttpResponseRedirect"):
        return False
    if not node.args:
        return False
    target = node.args[0]
    if isinstance(target, ast.Call) and name_of(target.func) == "own_address":
        return False
    return any(isinstance(each, ast.Attribute) and each.attr in ASKED for each in ast.walk(target))


RULES: dict[Rule, tuple[str, str]] = {
    markup_made_of_text: ("web/planted.py", "found = mark_safe(text)"),
    sql_outside_the_store: ("services/planted.py", "rows = Batch.objects.raw(text)"),
    a_shell_or_text_that_is_run: ("services/planted.py", "subprocess.run(text, shell=True)"),
    a_clock_below_the_edges: ("services/planted.py", "at = timezone.now()"),
    models_at_a_door: ("web/planted.py", "rows = User.objects.all()"),
    a_redirect_to_what_was_asked: ("web/planted.py", "redirect(request.GET['next'])"),
}
"""Each rule, with a place and a line that breaks it."""

EXCEPTIONS = {
    ("a_clock_below_the_edges", "store/ledger/files.py"): 1,  # against the age of a folder
    ("markup_made_of_text", "documents/html.py"): 1,  # the style sheet, a file of our own
    ("markup_made_of_text", "web/talk_places.py"): 1,  # a template of ours, rendered
    ("markup_made_of_text", "web/templatetags/site.py"): 1,  # a sentence of the catalogue, filled
}
"""How often a module may break a rule, and why."""

MORE = [
    (markup_made_of_text, "documents/planted.py", "Markup(text)"),
    (markup_made_of_text, "web/planted.py", "format_html(f'<b>{name}</b>')"),
    (sql_outside_the_store, "web/planted.py", "connection.cursor()"),
    (a_shell_or_text_that_is_run, "domain/planted.py", "eval(text)"),
    (a_clock_below_the_edges, "store/planted.py", "timezone.localdate()"),
    (a_clock_below_the_edges, "services/planted.py", "datetime.now(UTC)"),
    (a_clock_below_the_edges, "services/planted.py", "datetime.now(tz=UTC)"),
    (a_clock_below_the_edges, "domain/planted.py", "date.today()"),
    (a_clock_below_the_edges, "store/planted.py", "datetime.utcnow()"),
    (a_clock_below_the_edges, "store/planted.py", "time.time()"),
    (a_clock_below_the_edges, "store/planted.py", "from time import time"),
    (a_redirect_to_what_was_asked, "web/planted.py", "HttpResponseRedirect(f'/{request.META[name]}')"),
]


def breaches(path: str, source: str) -> Iterator[tuple[Rule, str]]:
    for node in ast.walk(ast.parse(source)):
        for rule in RULES:
            if rule(path, node):
                yield rule, f"{path}:{getattr(node, 'lineno', 0)}"


def test_the_house_keeps_the_rules() -> None:
    modules = [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts]
    assert len(modules) > 300
    found = Counter(
        (rule.__name__, place.partition(":")[0])
        for path in modules
        for rule, place in breaches(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    )
    assert found == EXCEPTIONS


@pytest.mark.parametrize(
    ("rule", "path", "line"), [*((rule, *planted) for rule, planted in RULES.items()), *MORE]
)
def test_a_planted_breach_is_found(rule: Rule, path: str, line: str) -> None:
    assert list(breaches(path, line)) == [(rule, f"{path}:1")]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("store/backup/sqlite.py", "connection.cursor()"),
        ("services/planted.py", "day = localdate(at)"),
        ("services/planted.py", "until = time.monotonic() + 60"),
        ("services/planted.py", "at = work.clock()"),
        ("readers/planted.py", "midnight = moment.time()"),
        ("web/planted.py", "at = timezone.now()"),
        ("web/planted.py", "redirect(own_address(request, request.GET['x']))"),
        ("services/planted.py", "subprocess.run(words, shell=False)"),
    ],
)
def test_what_is_right_is_not_found(path: str, line: str) -> None:
    assert list(breaches(path, line)) == []


def unescaped(template: str) -> list[str]:
    return re.findall(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq", template)


def test_no_template_writes_text_as_markup() -> None:
    found = {
        str(path.relative_to(path.parents[len(path.relative_to(ROOT).parts) - 3])): unescaped(
            path.read_text(encoding="utf-8")
        )
        for path in ROOT.glob("*/templates/**/*.html")
    }
    assert {name for name, places in found.items() if places} == set(SAFE_TEMPLATES)
    assert unescaped("{{ text|safe }} {% autoescape off %}") == ["|safe", "autoescape off"]  # the control
