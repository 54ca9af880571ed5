"""Målnivåer: what a reduction comes to, beside what its source states; in files and out again."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hjulet.domain.goals.element import Ref
from hjulet.domain.goals.files import TARGET_COLUMNS, GoalFiles
from hjulet.services.goals import import_goals, try_goals
from hjulet.services.people import OPERATOR
from hjulet.store.goals import load_goals
from hjulet.store.models import GoalTarget, Snapshot
from tests.demo.books import DEMO
from tests.services.people import AT
from tests.web.test_goals import shown, words

PAGE = "/mal/nivaer/2014-2016/"
NAMES = ("structures", "groups", "elements", "links")


def files(*, targets: str | None = None) -> GoalFiles:
    """Give the example's files, with targets where any are given."""
    held = {name: ((DEMO / "goals" / f"{name}.csv").read_bytes(), f"{name}.csv") for name in NAMES}
    return GoalFiles(**held, targets=None if targets is None else (targets.encode(), "targets.csv"))


def row(**changed: str) -> str:
    """Give a file with the first target of the example, some cells changed."""
    head, first, *_ = (DEMO / "goals" / "targets.csv").read_text("utf-8").splitlines()
    cells = dict(zip(head.split(";"), first.split(";"), strict=True)) | changed
    return f"{head}\n{';'.join(cells.values())}\n"


def test_the_page_shows_stated_computed_and_verdict(alice: Client) -> None:
    said = words(shown(alice, PAGE)).replace("\u00a0", " ")
    assert "2 angivna tal följer inte av basvärdet och minskningen." in said
    assert "Utsläpp av växthusgaser: −65 procent till 2020 764 300 år 1990, 428 800 år 2009" in said
    assert "Minskat hittills, procent 44 43,9 ✓ Stämmer" in said
    assert "Nivå 2020 267 500 267 505 ✓ Stämmer" in said
    assert "Kvar att minska 160 500 161 295 ! 795 för lågt" in said
    assert "Kvar att minska 236 900 237 725 ! 825 för lågt" in said
    assert "Det angivna talet stämmer om värdet för 2009 är 428 000, inte 428 800." in said
    assert "Nivå 2016 53,2 – Anges inte Kvar att minska 1 011 1 010,8 ✓ Stämmer" in said


def test_they_stand_on_the_page_of_what_they_are_about(alice: Client, charlie: Client) -> None:
    for client in (alice, charlie):
        assert "! 795 för lågt" in words(shown(client, "/mal/2014-2016/klimatstrategin/")).replace(
            "\u00a0", " "
        )
    assert "Målnivåer" not in shown(alice, "/mal/2014-2016/miljoprogrammet/").partition("<h1>")[2]
    assert "Perioden har inga mål som är en minskning i procent." in shown(alice, "/mal/nivaer/2020-2022/")
    assert "/mal/nivaer/" not in shown(alice, "/mal/2020-2022/")


def test_targets_come_out_as_they_were_let_in(alice: Client) -> None:
    answer = alice.get("/mal/2014-2016/malnivaer.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.splitlines()[0].split(";") == list(TARGET_COLUMNS.values())
    assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 1 + 3
    assert try_goals(files(targets=text), by=OPERATOR, at=AT).changes == ()


def test_files_without_targets_leave_them_and_an_empty_file_takes_them_away(alice: Client) -> None:
    assert import_goals(files(), by=OPERATOR, at=AT).changes == ()
    assert len(load_goals().targets) == 3
    known_at = Snapshot.objects.latest("number").known_at
    head = row().splitlines()[0]
    outcome = import_goals(files(targets=f"{head}\n"), by=OPERATOR, at=AT)
    assert (outcome.accepted, len(outcome.changes), load_goals().targets) == (True, 3, ())
    assert len(load_goals(at=known_at).targets) == 3


def test_a_changed_figure_is_a_new_version_and_judged_anew(alice: Client) -> None:
    import_goals(files(targets=row(remaining="161300")), by=OPERATOR, at=AT)
    (target,) = load_goals().targets
    assert target.of == Ref("2014-2016", "klimatstrategin")
    assert GoalTarget.objects.filter(year=2020).count() == 2
    said = words(shown(alice, PAGE))
    assert "Alla angivna tal följer av basvärdet och minskningen." in said


def test_a_stated_figure_that_cannot_be_computed_is_shown_too(alice: Client) -> None:
    import_goals(files(targets=row(now="", now_year="")), by=OPERATOR, at=AT)
    said = words(shown(alice, PAGE)).replace("\u00a0", " ")
    assert "Minskat hittills, procent 44 – Går inte att räkna ut" in said


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"base": "0"}, "target-not-below"),
        ({"percent": "101"}, "target-not-below"),
        ({"key": "nej"}, "unknown-element"),
        ({"year": "1980"}, "years-turned"),
        ({"base": "mycket"}, "bad-target-number"),
        ({"now": "1,00001"}, "bad-target-number"),
        ({"base": ""}, "missing-value"),
    ],
)
def test_what_is_no_target_is_told_with_its_line(demo: Path, changed: dict[str, str], code: str) -> None:
    problems = try_goals(files(targets=row(**changed)), by=OPERATOR, at=AT).problems
    told = [(each.code, each.place.line) for each in problems if each.code != "two-wordings"]
    assert told == [(code, 2)]


def test_the_page_takes_a_fifth_file_and_shows_what_it_changes(alice: Client) -> None:
    given = files(targets=row(percent="70"))
    sent = {name: SimpleUploadedFile(f"{name}.csv", getattr(given, name)[0]) for name in (*NAMES, "targets")}
    answer = alice.post("/mal/las-in/", sent)
    assert answer.status_code == 200
    said = words(answer.content.decode())
    assert "Målnivå 2014-2016 klimatstrategin Utsläpp av växthusgaser 2020" in said
    assert "ändrat: minskning i procent" in said
    shown_files = {"tables": answer.context["files"], "base": str(answer.context["trial"].base)}
    done = alice.post("/mal/las-in/spara/", shown_files)
    assert done.status_code == 302
    assert [target.percent for target in load_goals().targets] == [70]
