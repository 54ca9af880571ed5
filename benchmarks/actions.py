"""The pages of actions with 5 000 of them, and 4 000 changed rows of a workbook: read, shown and let in.

    python -m benchmarks.actions [--count N] [--changed N]

Each page is asked in this process: the median seconds, the questions to the database, and how many times as
long as with the example's actions, which is the yardstick of the same run. The yardstick of the files is
calamine, which opens the same workbook and gives its cells. The home is removed afterwards.
"""

import argparse
import io
import time
from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.pages import asked, compare
from benchmarks.served import example_home
from benchmarks.timing import timed

PAGES = {
    "list": "/atgarder/?ar=2017",
    "list, a body, a status": "/atgarder/?ar=2017&organ=KS&lage=ongoing",
    "list, words": "/atgarder/?q=sjukfrånvaro",
    "list, a goal": "/atgarder/?mal=2017-2019/hallbara-6",
    "list, late": "/atgarder/?se-over=late",
    "list, a later page": "/atgarder/?ar=2017&sida=9",
    "one action": "/atgarder/A3/",
    "its form": "/atgarder/A3/andra/",
    "a theme": "/teman/hallbart-arbetsliv/",
    "what to look at": "/atgarder/att-se-over/?ar=2017",
    "one goal": "/mal/2017-2019/hallbara-6/",
    "matrix": "/mal/matris/2017-2019/",
    "map": "/mal/karta/2017-2019/?oppna=omrade-hallbara+hallbara-6",
    "all as csv": "/atgarder/atgarder.csv",
    "all as xlsx": "/atgarder/atgarder.xlsx",
}
UNITS = ("KS", "EKO", "HR", "ADM", "DEST", "KOM")
GOALS = ("ekonomi-1", "hallbara-1", "hallbara-2", "hallbara-6", "arbetsgivare-1", "attraktiva-2")


def main() -> None:
    """Make the home, measure with few and with many, and then a workbook; and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--changed", type=int, default=4_000)
    given = parser.parse_args()
    with example_home():
        few = asked(PAGES)
        load(given.count)
        many = asked(PAGES)
        compare(few, many)
        change(given.changed)


def load(count: int) -> None:
    """Let so many new actions in from a file."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from hjulet.services.action_import import import_actions  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415

    data = "\n".join(made(count)).encode()
    began = time.perf_counter()
    import_actions(data, file="a.csv", by=OPERATOR, at=timezone.now())
    print(f"{count} new actions let in from csv in {time.perf_counter() - began:.1f} s")


def made(count: int) -> Iterable[str]:
    """Write actions of all units, each with a goal and two milestones, some with a theme."""
    yield "id;år;åtgärd;beskrivning;enhet;roll;från;till;läge;milstolpar;mål;teman;indikator;kostnad"
    for number in range(count):
        year, month = 2017 + number // 2_500, number % 9 + 1
        about = "Sjukfrånvaron" if number % 50 == 0 else "Arbetssättet"
        steps = f"{year}-0{month}-15 Underlag klart (klar {year}-0{month}-10) | {year}-11-30 Infört"
        theme = "hallbart-arbetsliv" if number % 10 == 0 else ""
        goal = f"2017-2019/{GOALS[number % len(GOALS)]}"
        yield (
            f";{year};{about} i grupp {number};Vad det är, varför det görs och hur det följs upp.;"
            f"{UNITS[number % len(UNITS)]};Gruppchef {number % 40};{year}-01-01;{year}-12-31;pågår;"
            f"{steps};{goal};{theme};{'sick_leave' if number % 3 else ''};{number * 10}"
        )


def change(changed: int) -> None:
    """Change so many rows of the workbook that the list gives, and let it in as a person does."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - after the settings

    book, faulty = changed_book(changed, status="klar"), changed_book(changed, status="snart")
    plain = timed(
        lambda: CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python(), rounds=5
    )
    print(f"\n{'a workbook':44}{'s':>8}{'times':>8}")
    print(f"{'calamine opens it, the yardstick':44}{plain:8.3f}{1:8.1f}")

    def told(name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = work()
        taken = time.perf_counter() - began
        print(f"{name:44}{taken:8.3f}{taken / plain:8.1f}")
        return done

    let_in(book, faulty, told)


def changed_book(changed: int, *, status: str) -> bytes:
    """Give the workbook of all actions with another status in so many of them."""
    from hjulet.documents.sheet import Sheet, SheetColumn, write_xlsx  # noqa: PLC0415
    from hjulet.domain.actions.files import ACTION_COLUMNS, cells_of  # noqa: PLC0415 - after the settings
    from hjulet.services.action_rows import known_rows  # noqa: PLC0415
    from hjulet.store.action import to_actions  # noqa: PLC0415

    cells = [cells_of(action) for action in to_actions(known_rows().order_by("number"))]
    rows = [each | ({"status": status} if n < changed else {}) for n, each in enumerate(cells)]
    made = io.BytesIO()
    columns = tuple(SheetColumn(label=head) for head in ACTION_COLUMNS.values())
    sheet = Sheet(
        name="Åtgärder",
        columns=columns,
        rows=[tuple(row.values()) for row in rows],
        total="Summa",
        asked_name="Urval",
        asked=(),
    )
    write_xlsx(sheet, made)
    return made.getvalue()


def let_in(book: bytes, faulty: bytes, told: Callable[[str, Callable[[], Any]], Any]) -> None:
    """Try a workbook with a fault in every row, then read, show and let in the one that is right."""
    from django.utils import timezone  # noqa: PLC0415 - after the settings

    from hjulet.readers.actions import read_actions  # noqa: PLC0415
    from hjulet.services.action_import import import_actions, try_actions  # noqa: PLC0415
    from hjulet.services.action_rows import known_rows  # noqa: PLC0415
    from hjulet.services.people import OPERATOR  # noqa: PLC0415
    from hjulet.store.action import to_actions  # noqa: PLC0415
    from hjulet.web.action_words import changes_shown  # noqa: PLC0415

    given: dict[str, Any] = {"file": "a.xlsx", "by": OPERATOR, "at": timezone.now()}
    known = {action.key: action for action in to_actions(known_rows())}
    told("read against the actions", lambda: read_actions(book, file="a.xlsx", find=lambda _keys: known))
    wrong = told("tried, with a fault in each changed row", lambda: try_actions(faulty, **given))
    trial = told("tried: what it changes", lambda: try_actions(book, **given))
    told("the changes in words", lambda: changes_shown(trial.changes, names=trial.names))
    text = trial.text.encode()
    rows = told("let in, in one transaction", lambda: import_actions(text, base=trial.base, **given))
    print(f"{len(wrong.problems)} faults told, {len(trial.changes)} rows changed, {len(rows)} let in")
    print(f"{len(book):,} bytes of workbook, {len(text):,} handed on to be let in")


if __name__ == "__main__":
    main()
