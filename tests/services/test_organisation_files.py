"""An organisation that goes out as a file and comes in again is the same one, whatever it is."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from hjulet.documents.organisation_table import SheetWords, organisation_xlsx, table_csv, tables_of
from hjulet.domain.organisation import Organisation, Structure
from hjulet.domain.organisation_faults import row_faults
from hjulet.domain.organisation_file import (
    UNIT_KINDS,
    OrganisationRows,
    OrganisationTable,
    ServiceRow,
    SuccessionRow,
    UnitRow,
    organisation_of,
    rows_of,
    settled,
)
from hjulet.domain.validity import Validity
from hjulet.readers.organisation import OrganisationContent, read_organisation
from tests.services.people import ORGANISATION

WORDS = SheetWords(
    names=dict(zip(OrganisationTable, ("Enheter", "Betjänar", "Efterträder"), strict=True)),
    explained="Förklaring",
    lines=(("code", "koden"),),
)
FIRST = date(2014, 1, 1)
NAMES = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ;\"'=+-@<>"),
        min_size=1,
        max_size=12,
    )
    .map(str.strip)
    .filter(lambda name: name != "" and name.isprintable())
)


@st.composite
def spans(draw: st.DrawFn, within: Validity) -> Validity:
    """Draw a span inside another, most often one that goes on as long."""
    start = within.start + timedelta(days=draw(st.integers(0, 400)))
    if within.end is not None and start >= within.end:
        return within
    if draw(st.booleans()):
        return Validity(start, within.end)
    end = start + timedelta(days=draw(st.integers(1, 900)))
    return Validity(start, end if within.end is None else min(end, within.end))


@st.composite
def organisations(draw: st.DrawFn) -> OrganisationRows:
    """Draw rows without faults: units under earlier ones, renamed and moved to the top on some day."""
    rows: list[UnitRow] = []
    lives: list[tuple[str, tuple[Structure, ...], Validity]] = []
    for number in range(draw(st.integers(1, 6))):
        above = draw(st.sampled_from([None, *lives]))
        allowed = above[1] if above else tuple(Structure)
        structures = draw(st.sampled_from([allowed, allowed[:1], allowed[-1:]]))
        life = draw(spans(above[2] if above else Validity(FIRST)))
        lives.append((f"U{number}", structures, life))
        kind, has = draw(st.sampled_from(UNIT_KINDS)), draw(st.booleans())
        rows += [
            UnitRow(
                code=f"U{number}",
                kind=kind,
                name=draw(NAMES),
                parent=above[0] if above and draw(st.booleans()) else "",
                structures=structures,
                validity=piece,
                has_appropriation=has,
            )
            for piece in _pieces(life, draw(st.integers(0, 600)))
        ]
    return OrganisationRows(
        units=tuple(rows),
        services=tuple(
            ServiceRow(department=one, committee=other, validity=shared)
            for (one, _, life), (other, _, others) in pairwise(lives)
            if (shared := life.overlap(others)) is not None
        ),
        successions=tuple(
            SuccessionRow(predecessor=one, successor=other, day=others.start)
            for (one, _, life), (other, _, others) in pairwise(lives)
            if life.holds(others.start - timedelta(days=1))
        ),
    )


def _pieces(life: Validity, days: int) -> list[Validity]:
    """Cut a life in two; or not, where the day is not within it."""
    turn = life.start + timedelta(days=days)
    if days == 0 or (life.end is not None and turn >= life.end):
        return [life]
    return [Validity(life.start, turn), Validity(turn, life.end)]


def back(content: OrganisationContent) -> Organisation:
    assert content.problems == ()
    assert content.units is not None and content.services is not None and content.successions is not None
    return organisation_of(content.rows)


@settings(max_examples=40)
@given(organisations())
def test_any_organisation_comes_back_from_csv_and_from_a_workbook(rows: OrganisationRows) -> None:
    assert row_faults(rows) == ()
    known = organisation_of(rows)
    written = rows_of(known)
    assert settled(known) == known
    csv_files = [(name, table_csv(table)) for name, table in tables_of(written).items()]
    assert back(read_organisation(csv_files)) == known
    book = [("o.xlsx", organisation_xlsx(written, WORDS))]
    assert back(read_organisation(book, not_read={"förklaring"})) == known


def test_a_unit_that_stands_alike_in_both_structures_has_one_row() -> None:
    rows = (
        UnitRow(code=code, kind="unit", name=code, parent=parent, structures=structures, validity=when)
        for code, parent, structures, when in (
            ("A", "", tuple(Structure), Validity(FIRST)),
            ("B", "A", (Structure.POLITICAL,), Validity(FIRST)),
            ("B", "", (Structure.ADMINISTRATIVE,), Validity(FIRST)),
            ("C", "A", tuple(Structure), Validity(FIRST, date(2018, 1, 1))),
            ("C", "B", tuple(Structure), Validity(date(2018, 1, 1))),
        )
    )
    _, written = tables_of(rows_of(organisation_of(OrganisationRows(units=tuple(rows)))))[
        OrganisationTable.UNITS
    ]
    assert [(row[0], row[2], row[4]) for row in written] == [
        ("A", "both", ""),
        ("B", "political", "A"),
        ("B", "administrative", ""),
        ("C", "both", "A"),
        ("C", "both", "B"),
    ]


def test_an_organisation_whose_tops_were_never_told_gets_them_said() -> None:
    """Homes of earlier releases have no place for a unit at the top."""
    untold = replace(ORGANISATION, links=tuple(link for link in ORGANISATION.links if link.parent))
    said = settled(untold)
    assert said == ORGANISATION
    assert [link.child for link in said.links if not link.parent] == ["KF"]
    assert row_faults(rows_of(said)) == ()
    for day in (FIRST, date(2018, 1, 1)):
        assert said.as_of(day).subtree("KF") == untold.as_of(day).subtree("KF")
        assert said.as_of(day).tops(Structure.POLITICAL) == ("KF",)
    assert BytesIO(organisation_xlsx(rows_of(said), WORDS)).getvalue().startswith(b"PK")
