"""The files of goal structures: the example's own counts, faults at their lines, and two wordings."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from hjulet.domain.goals.element import ElementKind, Link, LinkKind, ProgrammeState, Ref, Scope
from hjulet.domain.goals.files import ELEMENT_COLUMNS, GoalFiles
from hjulet.domain.goals.reduction import Derived, Pace, Per
from hjulet.domain.goals.series import series_of
from hjulet.domain.goals.structure import GoalNetwork
from hjulet.readers.goals import GoalsContent, network_problems, read_goals
from tests.demo.books import DEMO

Shared = Callable[[str], Path]

NAMES = ("structures", "groups", "elements", "links")
HEADS = {
    "structures": "first_year;last_year;name;decided;source;note",
    "groups": "structure;key;name;members",
    "elements": (
        "structure;key;kind;number;name;under;lead;through;bodies;followed_by;scope;state;first_year;last_year;"
        "indicators;place;note"
    ),
    "links": "from_structure;from_key;to_structure;to_key;kind;note",
}
PERIOD = "2020;2022;Mål och budget;2019-11-25;;"
GOAL = "2020-2022;mal-6;mål;6;Ekologi;;KS;;;alla nämnder;;;;;N1 N2;tabellen;"


def example() -> GoalsContent:
    files = {name: ((DEMO / "goals" / f"{name}.csv").read_bytes(), f"{name}.csv") for name in NAMES}
    return read_goals(GoalFiles(**files))


def read(**rows: list[str]) -> GoalsContent:
    given = {"structures": [PERIOD], "groups": ["2020-2022;g;G;KS"], "links": [";;;;;"], **rows}
    files = {name: ("\n".join((HEADS[name], *given[name])).encode(), f"{name}.csv") for name in NAMES}
    return read_goals(GoalFiles(**files))


def elements(*rows: str) -> list[tuple[str, int | None, dict[str, str]]]:
    found = read(elements=list(rows))
    return [
        (each.code, each.place.line, dict(each.params))
        for each in found.problems
        if each.place.file == "elements.csv"
    ]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def network() -> GoalNetwork:
    """Give the example's goals, which have nothing to refuse."""
    found = example()
    assert [each.code for each in found.problems] == ["two-wordings"]
    bodies = {line.split(";")[0] for line in (DEMO / "organisation.csv").read_text("utf-8").splitlines()}
    assert network_problems(found.network, frozenset(bodies), found.places) == ()
    return found.network


def names(network: GoalNetwork, structure: str, kind: ElementKind) -> list[str]:
    return [each.name for each in network.of(structure, kind)]


def test_the_latest_structure_has_the_goals_areas_and_priorities_of_its_source(
    network: GoalNetwork, shared_data: Shared
) -> None:
    source = json.loads(shared_data("000_mal.json").read_text("utf-8"))
    goals = [name if isinstance(name, str) else name["table"] for name in source["goals"].values()]
    assert names(network, "2020-2022", ElementKind.GOAL) == goals
    areas = [each["area"] for each in source["areas"]]
    assert names(network, "2020-2022", ElementKind.AREA) == areas
    groups = dict.fromkeys(each["group"].capitalize() for each in source["areas"])
    assert names(network, "2020-2022", ElementKind.AREA_GROUP) == list(groups)
    assert names(network, "2020-2022", ElementKind.PERIOD_DIRECTION) == source["four_focus_areas_goal1"]
    priorities = json.loads(shared_data("000_prioriterade_omraden.json").read_text("utf-8"))["areas"]
    assert names(network, "2020-2022", ElementKind.PRIORITY_AREA) == [each["area"] for each in priorities]
    for area, given in zip(network.of("2020-2022", ElementKind.PRIORITY_AREA), priorities, strict=True):
        assert len(network.below(area.ref)) == given["count"]
    assert len(network.of("2020-2022", ElementKind.PRIORITY)) == 23


def test_each_body_has_as_many_focus_points_as_its_source_gives_it(
    network: GoalNetwork, shared_data: Shared
) -> None:
    source = json.loads(shared_data("000_namnder_fokus.json").read_text("utf-8"))
    focus = network.of("2020-2022", ElementKind.FOCUS)
    held = Counter(body for each in focus for body in each.bodies)
    assert sorted(held.values()) == sorted(map(len, source["focus_short_labels"].values()))
    assert sum(held.values()) == source["total"] == 35
    assert len(network.of("2020-2022", ElementKind.ASSIGNMENT)) == len(table(shared_data("000_uppdrag.csv")))


def test_each_programme_has_the_years_and_the_state_of_its_source(
    network: GoalNetwork, shared_data: Shared
) -> None:
    rows = table(shared_data("000_styrdokument.csv"))
    programmes = network.of("2020-2022", ElementKind.PROGRAMME)
    given = [(row["kf_mal"], row["document"]) for row in rows]
    assert [(each.under.removeprefix("mal-"), each.name) for each in programmes] == given
    states = Counter(each.state for each in programmes)
    written = Counter(row["status"] for row in rows)
    assert states[ProgrammeState.UNDER_REVISION] == written["revidering pågår"] == 2
    assert states[ProgrammeState.IN_PREPARATION] == written["under framtagande"] == 3
    until = sum(row["period"].endswith("tills vidare") for row in rows)
    assert states[ProgrammeState.UNTIL_FURTHER_NOTICE] == until == 3
    older = json.loads(shared_data("002_mal.json").read_text("utf-8"))["goals"]
    assert names(network, "2018-2020", ElementKind.GOAL) == [each["short_label"] for each in older.values()]
    count = sum(len(each["programmes"]) for each in older.values())
    assert len(network.of("2018-2020", ElementKind.PROGRAMME)) == count


def test_the_boards_part_of_the_two_older_structures_is_whole(
    network: GoalNetwork, shared_data: Shared
) -> None:
    oldest = json.loads(shared_data("001_mal_indikatorer.json").read_text("utf-8"))["areas"]
    areas = network.of("2014-2016", ElementKind.AREA)
    goals = [[each for each in network.below(area.ref) if each.kind is ElementKind.GOAL] for area in areas]
    assert [len(held) for held in goals] == [len(area["goals"]) for area in oldest]
    rows = table(shared_data("003_kf_mal_lagesbedomning.csv"))
    assert names(network, "2017-2019", ElementKind.GOAL) == [row["short_label"] for row in rows]
    own = [each.number for each in network.of("2014-2016") if each.scope is Scope.OWN_BODY]
    assert own == ["5", "6", "7", "8"]


PREFIXES = {"Arbetsgivare": "arbetsgivare", "Hållbarhet": "hallbarhet", "Näringsliv": "naringsliv"}
PREFIXES |= {"Ekonomi": "ekonomi", "Hållbara": "hallbara", "Attraktiva": "attraktiva", "": "mal"}
KINDS = {"efterföljare": LinkKind.SUCCESSOR, "delvis": LinkKind.PARTLY, "sammanslaget": LinkKind.MERGED}
KINDS |= {"ny": LinkKind.NEW, "ny för KS uppföljning": LinkKind.NEW, "upphör": LinkKind.ENDS}


def ref(period: str, goal: str) -> Ref | None:
    area, _, number = goal.rpartition(" ")
    return Ref(period, f"{PREFIXES[area]}-{number}") if goal else None


def test_every_link_of_the_chain_is_there_and_no_other(network: GoalNetwork, shared_data: Shared) -> None:
    chain = [
        (
            KINDS[row["link"].partition(",")[0]],
            ref(row["from_period"], row["from_goal"]),
            ref(row["to_period"], row["to_goal"]),
        )
        for row in table(shared_data("demo_malkedja.csv"))
    ]
    held = [
        each for each in network.links if each.kind is not LinkKind.SUPPORTS and _is_of_goals(network, each)
    ]
    assert [(each.kind, each.source, each.target) for each in held] == chain


def _is_of_goals(network: GoalNetwork, link: Link) -> bool:
    ends = [network[end].kind for end in (link.source, link.target) if end is not None]
    return set(ends) == {ElementKind.GOAL}


def test_the_climate_strategy_holds_what_its_source_does(network: GoalNetwork, shared_data: Shared) -> None:
    rows = table(shared_data("001_klimatstrategi_atgarder.csv"))
    goals = network.below(Ref("2014-2016", "klimatstrategin"))
    assert [each.name for each in goals] == list(dict.fromkeys(row["goal"] for row in rows))
    parts = [part for goal in goals for part in network.below(goal.ref)]
    for row, part in zip(rows, parts, strict=True):
        assert part.kind is (ElementKind.SUB_GOAL if row["kind"] == "delmål" else ElementKind.ACTION)
        assert part.years == tuple(int(year) if year else None for year in (row["from_year"], row["to_year"]))
        assert how_many(row["ansvar_as_written"]) == len(
            [*filter(None, (part.lead, part.through)), *part.bodies]
        )


def test_the_environment_programme_holds_what_its_source_does(
    network: GoalNetwork, shared_data: Shared
) -> None:
    rows = table(shared_data("001_miljoprogram_mal_ansvar.csv"))
    parts = network.below(Ref("2014-2016", "miljoprogrammet"))
    for row, part in zip(rows, parts, strict=True):
        assert part.kind is (ElementKind.PROGRAMME_GOAL if row["kind"] == "mål" else ElementKind.ACTION)
        assert (part.lead, len(part.bodies)) == ("KS", how_many(row["shared_with_as_written"]))


def how_many(written: str) -> int:
    """Count the bodies that a source names: "all committees" are none."""
    named = written.replace(" genom ", "; ").split("; ") if written else []
    return len([body for body in named if not body.startswith("Samtliga")])


def test_one_goal_is_followed_through_all_four_structures(network: GoalNetwork) -> None:
    series = series_of(network, Ref("2014-2016", "hallbarhet-4"))
    assert [(each.structure, each.key) for each in series.refs] == [
        ("2014-2016", "hallbarhet-4"),
        ("2017-2019", "hallbara-2"),
        ("2018-2020", "mal-2"),
        ("2020-2022", "mal-2"),
    ]
    back = series_of(network, Ref("2020-2022", "mal-2"))
    assert set(series.refs) < set(back.refs)  # the goal was merged of several
    assert network[Ref("2014-2016", "hallbarhet-4")].name == "Upplevt inflytande ska öka"


def test_two_wordings_of_a_goal_are_a_question_and_the_first_stands() -> None:
    other = GOAL.replace("Ekologi", "Utsläpp").replace("tabellen", "kapitlet")
    found = read(elements=[GOAL, other])
    (question,) = found.questions
    assert (question.of, question.is_open) == (Ref("2020-2022", "mal-6"), True)
    wordings = [(each.text, each.where) for each in question.wordings]
    assert wordings == [("Ekologi", "tabellen"), ("Utsläpp", "kapitlet")]
    (element,) = found.network.elements
    assert (element.name, element.indicators) == ("Ekologi", ("N1", "N2"))
    assert elements(GOAL, other) == [("two-wordings", 3, {"value": "mal-6", "first": "2"})]


@pytest.mark.parametrize(
    ("row", "code", "params"),
    [
        (GOAL.replace("mål;", ";"), "missing-value", {"column": "kind"}),
        (GOAL.replace("mål;", "dröm;"), "not-one-of", {"value": "dröm", "column": "kind"}),
        (GOAL.replace("alla nämnder", "ingen"), "not-one-of", {"value": "ingen", "column": "followed_by"}),
        (GOAL.replace("mal-6", "Mål 6"), "bad-goal-key", {"value": "Mål 6", "limit": "40"}),
        (GOAL.replace("Ekologi", "E" * 301), "too-long-cell", {"column": "name", "limit": "300"}),
        (GOAL.replace("alla nämnder;;;", "alla nämnder;;;20"), "bad-year", {"value": "20"}),
    ],
)
def test_a_cell_at_fault_is_told_with_its_line(row: str, code: str, params: dict[str, str]) -> None:
    ((found, line, said),) = elements(row)
    assert (found, line) == (code, 2)
    assert params.items() <= said.items()


def test_the_same_row_twice_and_a_row_that_says_something_else_are_refused() -> None:
    assert elements(GOAL, GOAL) == [("said-twice", 3, {"first": "2"})]
    other = GOAL.replace("Ekologi", "Utsläpp").replace(";KS;", ";;")
    assert elements(GOAL, other) == [("element-differs", 3, {"value": "mal-6", "first": "2"})]


def test_what_a_row_names_is_judged_at_its_line() -> None:
    found = read(elements=[GOAL, "2020-2022;p;program;;Plan;mal-9;;;;;;;;;;;"])
    problems = network_problems(found.network, frozenset({"KS"}), found.places)
    assert [(each.code, each.place.line) for each in problems] == [("unknown-above", 3)]


GROUP = "2020-2022;g;G;KS"
TARGET = "structure;key;name;unit;base_year;base;percent;year;now_year;now;change;level;remaining;note\n"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("groups", [GROUP, "2017-2019;g;G;KS"]),
        ("elements", [GOAL, GOAL.replace("2020-2022", "2017-2019")]),
        ("links", ["2020-2022;mal-6;2020-2022;mal-6;stöder;", "2014-2016;mal-1;2017-2019;mal-1;delvis;"]),
        ("links", ["2020-2022;mal-6;2020-2022;mal-6;stöder;", "2017-2019;mal-1;2017-2019;;upphör;"]),
    ],
)
def test_a_row_of_a_period_that_the_files_are_not_about_is_told_at_its_line(
    table: str, rows: list[str]
) -> None:
    found = read(**{"elements": [GOAL], "links": [], table: rows})
    told = [(each.code, each.place.file, each.place.line, each.params) for each in found.problems]
    expected = ("unknown-goal-period", f"{table}.csv", 3, {"value": "2017-2019"})
    assert [each for each in told if each[0] != "no-rows"] == [expected]


def test_a_target_of_a_period_that_the_files_are_not_about_is_told_too() -> None:
    files = {name: (HEADS[name].encode(), name) for name in NAMES}
    files["structures"] = (f"{HEADS['structures']}\n{PERIOD}".encode(), "s")
    files["targets"] = (f"{TARGET}2017-2019;mal-6;Utsläpp;ton;1990;100;65;2020;;;;;;".encode(), "targets.csv")
    found = read_goals(GoalFiles(**files))
    told = [(each.code, each.place.line) for each in found.problems if each.place.file == "targets.csv"]
    assert (told, found.network.targets) == ([("unknown-goal-period", 2)], ())


LATER = TARGET.replace(";note", ";total;per;pace;inhabitants;note")
PER_HEAD = "2020-2022;mal-6;Utsläpp;ton;2020;5;40;2030;;;;;;300000;invånare;procent per år;100000;"


def test_a_target_is_per_inhabitant_and_per_year_and_older_files_have_neither() -> None:
    files = {name: (HEADS[name].encode(), name) for name in NAMES}
    files["structures"] = (f"{HEADS['structures']}\n{PERIOD}".encode(), "s")
    files["targets"] = (f"{LATER}{PER_HEAD}".encode(), "targets.csv")
    (target,) = read_goals(GoalFiles(**files)).network.targets
    assert (target.per, target.pace, target.inhabitants) == (Per.INHABITANT, Pace.YEARLY, 100_000)
    assert target.stated == {Derived.TOTAL: 300_000}
    files["targets"] = (f"{TARGET}2020-2022;mal-6;Utsläpp;ton;1990;100;65;2020;;;;;;".encode(), "t.csv")
    (older,) = read_goals(GoalFiles(**files)).network.targets
    assert (older.per, older.pace, older.inhabitants) == (Per.WHOLE, Pace.EVENLY, None)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({";invånare;": ";huvud;"}, ["not-one-of"]),
        ({";procent per år;": ";snabbt;"}, ["not-one-of"]),
        ({";100000;": ";1,5;"}, ["bad-inhabitants"]),
        ({";100000;": ";0;"}, ["bad-inhabitants"]),
        ({";100000;": ";många;"}, ["bad-target-number"]),
    ],
)
def test_what_a_target_counts_by_is_told_where_it_cannot_be_read(
    cells: dict[str, str], codes: list[str]
) -> None:
    files = {name: (HEADS[name].encode(), name) for name in NAMES}
    files["structures"] = (f"{HEADS['structures']}\n{PERIOD}".encode(), "s")
    row = PER_HEAD
    for before, after in cells.items():
        row = row.replace(before, after)
    files["targets"] = (f"{LATER}{row}".encode(), "targets.csv")
    found = read_goals(GoalFiles(**files))
    assert [each.code for each in found.problems if each.place.file == "targets.csv"] == codes
    assert found.network.targets == ()


def test_an_unknown_body_of_a_group_is_told_in_the_file_of_groups() -> None:
    found = read(groups=["2020-2022;h;H;KS", "2020-2022;g;G;KS NEJ"], elements=[GOAL])
    (problem,) = network_problems(found.network, frozenset({"KS"}), found.places)
    assert (problem.code, problem.place.file, problem.place.line) == ("unknown-unit", "groups.csv", 3)


def test_a_key_that_is_the_word_of_a_kind_is_told_as_it_is_written() -> None:
    found = read(elements=[GOAL, "2020-2022;p;program;;Plan;goal;;;;;;;;;;;"])
    (problem,) = network_problems(found.network, frozenset({"KS"}), found.places)
    assert problem.params == {"value": "goal"}
    found = read(elements=[GOAL, "2020-2022;p;prioritering;;Plan;mal-6;;;;;;;;;;;"])
    (problem,) = network_problems(found.network, frozenset({"KS"}), found.places)
    assert problem.params == {"kind": "prioritering", "above": "mål"}


def test_swedish_heads_say_the_same() -> None:
    head = ";".join(ELEMENT_COLUMNS.values())
    files = {name: (HEADS[name].encode(), name) for name in NAMES}
    files["structures"] = (f"{HEADS['structures']}\n{PERIOD}".encode(), "s")
    files["elements"] = (f"{head}\n{GOAL}".encode(), "e")
    assert [each.name for each in read_goals(GoalFiles(**files)).network.elements] == ["Ekologi"]
    files["elements"] = (f"{head}\n{GOAL.replace('mål;', 'dröm;')}".encode(), "e")
    (problem,) = [each for each in read_goals(GoalFiles(**files)).problems if each.code == "not-one-of"]
    assert problem.params["column"] == "slag"
