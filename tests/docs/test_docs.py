"""The documentation is held against the code: what exists stands there, and what stands there exists."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from hjulet.cli.parser import COMMANDS, NOT_BUILT, UsageFault, build_parser
from hjulet.domain.edition import FaultCode
from hjulet.domain.factcheck.check import RULES
from hjulet.domain.factcheck.model import Reason
from hjulet.domain.figures import Metric
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.permission import ROLES, Permission
from hjulet.domain.reports.charts import CHARTS
from hjulet.readers.sie4.codes import SEVERITIES
from hjulet.texts import messages
from hjulet.texts.findings import FINDINGS, REASONS
from hjulet.texts.labels import METRICS
from hjulet.texts.labels import ROLES as ROLE_WORDS
from hjulet.texts.labels import SEVERITIES as SEVERITY_WORDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "demo").glob("*.md")])
MANUAL = "docs/handbok/administrator.md"
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
OURS = re.compile(r"(?:hjulet|demo|tools|tests|script|docs|benchmarks)/[\w./-]*")
NAMED = re.compile(r"((?:hjulet|demo|tools|tests|benchmarks)/[\w/]+\.py): (\w+)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text: str) -> dict[str, list[str]]:
    """Read the tables of a page: the code in the first cell -> the other cells, code marks removed."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and (first := CODE.fullmatch(cells[0])):
            found[first[1]] = [cell.strip("`") for cell in cells[1:]]
    return found


def section(text: str, heading: str) -> str:
    """Give the text under a heading, up to the next one."""
    return re.split(r"^#+ ", text.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def commands_shown(text: str) -> Iterator[list[str]]:
    """List the words of the ``$ hjulet ...`` lines, settings before them left out."""
    for line in text.splitlines():
        if shown := re.match(r"\s*\$ (?:[A-Z_]+=\S+ )?hjulet (.*)", line):
            yield shlex.split(shown[1], comments=True)


def variables_read() -> set[str]:
    """Find the environment variables that settings and scripts read."""
    read_by_settings = {
        name
        for path in (ROOT / "hjulet" / "config").rglob("*.py")
        for name in re.findall(r"environ[^\n]*?\"(HJULET_\w+)\"", path.read_text(encoding="utf-8"))
    }
    set_by_scripts = {
        name
        for path in (ROOT / "script").iterdir()
        for name in re.findall(r"\b(HJULET_[A-Z_]+)=", path.read_text(encoding="utf-8"))
    }
    return read_by_settings | set_by_scripts


def broken_links(page: Path, text: str) -> list[str]:
    """List the relative links that lead nowhere, and the fragments that no heading has."""
    broken = []
    for target in LINK.findall(text):
        path, _, fragment = target.partition("#")
        if "://" in target:
            continue
        place = page.parent / path if path else page
        if not place.exists() or (fragment and fragment not in anchors(place)):
            broken.append(target)
    return broken


def anchors(page: Path) -> set[str]:
    """Give a page's headings as the fragments that lead to them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def missing_paths(text: str) -> list[str]:
    """List the project's files and folders that a page names in code marks and that do not exist.

    Words in capitals stand for a name of the reader's own.
    """
    named = [path for code in CODE.findall(text) for path in [code.partition(":")[0].partition(" ")[0]]]
    return [
        path
        for path in named
        if OURS.fullmatch(path) and not re.search(r"\b[A-Z]{2,}\b", path) and not (ROOT / path).exists()
    ]


def missing_names(text: str) -> list[str]:
    """List the ``file.py: name`` of a page whose file does not define that name."""
    return [
        f"{path}: {name}"
        for path, name in NAMED.findall(text)
        if "NAME" not in path and name not in names_in(path)
    ]


def names_in(path: str) -> set[str]:
    if not (ROOT / path).exists():
        return set()
    found = set()
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(target.id for target in targets if isinstance(target, ast.Name))
    return found


@pytest.mark.parametrize("name", [name for name, (module, *_) in COMMANDS.items() if module != NOT_BUILT])
def test_every_command_has_its_row(name: str) -> None:
    assert f"hjulet {name}" in rows(section(read(MANUAL), "Kommandot"))


@pytest.mark.parametrize("name", [name for name, (module, *_) in COMMANDS.items() if module == NOT_BUILT])
def test_a_command_that_is_not_built_is_said_to_be_so(name: str) -> None:
    assert name in CODE.findall(section(read(MANUAL), "Inte byggt än"))
    assert f"hjulet {name}" not in rows(read(MANUAL))


@pytest.mark.parametrize("page", ["docs/handbok/controller.md", "docs/concepts/charts.md"])
def test_every_chart_has_its_row(page: str) -> None:
    assert set(CHARTS) <= set(rows(read(page)))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_that_a_page_shows_can_be_given(page: Path) -> None:
    for words in commands_shown(page.read_text(encoding="utf-8")):
        assert build_parser().parse_args(words).module != NOT_BUILT, words


@pytest.mark.parametrize(
    "line", ["$ hjulet sel annual", "$ hjulet seal annual --unitt KS", "$ HJULET_HOME=x hjulet seal"]
)
def test_a_command_that_cannot_be_given_is_found(line: str) -> None:
    (words,) = commands_shown(line)

    with pytest.raises(UsageFault):
        build_parser().parse_args(words)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_says_who_has_it(permission: Permission) -> None:
    said = rows(read("docs/concepts/permissions.md"))[permission]

    assert said == ["yes" if permission in role.permissions else "" for role in ROLES.values()]


def test_every_role_is_named_in_the_order_of_the_table() -> None:
    text = read("docs/concepts/permissions.md")
    heads = next(line for line in text.splitlines() if line.startswith("| permission "))

    assert [head.strip().replace(" ", "_") for head in heads.strip("|").split("|")[1:]] == list(ROLES)
    assert set(ROLES) <= set(CODE.findall(text))


def test_every_role_and_permission_has_its_heading_in_the_handbook() -> None:
    text = read("docs/handbok/roller.md")
    heads = {line.lstrip("# ") for line in text.splitlines() if line.startswith("#")}

    assert {ROLE_WORDS[role] for role in ROLES} | {f"`{one}`" for one in Permission} <= heads
    for role in ROLES.values():
        said = text.partition(f"## {ROLE_WORDS[role.id]}\n")[2].partition("\n## ")[0]
        assert set(re.findall(r"\(#([a-z-]+)\)", said)) == set(role.permissions), role.id


@pytest.mark.parametrize("metric", REGISTRY.metrics.values(), ids=lambda metric: metric.id)
def test_every_metric_has_its_names_and_its_source(metric: Metric) -> None:
    swedish, label, _, source = rows(read("docs/handbok/tal.md"))[metric.id]

    assert (swedish, label, source) == (metric.swedish, METRICS[metric.id], metric.source)


def test_no_metric_is_listed_that_does_not_exist() -> None:
    table = read("docs/handbok/tal.md").partition("## Argument")[0]

    assert list(rows(table)) == list(REGISTRY.metrics)


def test_there_are_variables_to_describe() -> None:
    assert {"HJULET_HOME", "HJULET_DATABASE_URL", "HJULET_SECRET_KEY"} <= variables_read()


@pytest.mark.parametrize("page", ["README.md", MANUAL])
def test_every_environment_variable_is_described(page: str) -> None:
    assert variables_read() - set(CODE.findall(read(page))) == set()


def test_every_group_of_messages_has_its_heading() -> None:
    headings = [line for line in read("docs/handbok/meddelanden.md").splitlines() if line.startswith("## ")]

    assert {name for line in headings for name in CODE.findall(line)} == set(messages.GROUPS)


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_problem_of_a_sie_file_has_its_severity_and_its_sentence(code: str) -> None:
    severity, _ = rows(section(read("docs/handbok/meddelanden.md"), "När en SIE-fil läses (`SIE`)"))[code]

    assert severity == SEVERITY_WORDS[SEVERITIES[code]]
    assert code in messages.GROUPS["SIE"]


@pytest.mark.parametrize("page", ["docs/handbok/meddelanden.md", "docs/concepts/sealing.md"])
def test_every_fault_of_an_edition_is_explained(page: str) -> None:
    assert set(FaultCode) <= set(rows(read(page)))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_the_fact_check_has_its_row_and_its_sentence(rule: str) -> None:
    assert rule in rows(read("docs/concepts/factcheck.md"))
    assert rule in FINDINGS


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_for_not_judging_has_its_words(reason: Reason) -> None:
    assert reason in REASONS


def test_every_decision_is_listed() -> None:
    records = {path.name for path in (ROOT / "docs/adr").glob("[0-9]*.md")}

    assert records == {target for target in LINK.findall(read("docs/adr/README.md")) if target[0].isdigit()}


@pytest.mark.parametrize("path", sorted((ROOT / "docs/adr").glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_a_decision_has_all_its_parts(path: Path) -> None:
    headings = re.findall(r"^## (.*)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert headings == ["Context", "Decision", "Alternatives", "Consequences"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_leads_and_points_to_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert broken_links(page, text) == []
    assert missing_paths(text) == []
    assert missing_names(text) == []


@pytest.mark.parametrize("link", ["nowhere.md", "README.md#no-such-heading", "docs/nothing/"])
def test_a_broken_link_is_found(link: str) -> None:
    assert broken_links(ROOT / "README.md", f"see [there]({link})") == [link]


def test_a_file_and_a_name_that_do_not_exist_are_found() -> None:
    text = "`hjulet/domain/nothing.py`, `hjulet/domain/money.py: Gold`, `hjulet/readers/NAME.py`"

    assert missing_paths(text) == ["hjulet/domain/nothing.py"]
    assert missing_names(text) == ["hjulet/domain/money.py: Gold"]
