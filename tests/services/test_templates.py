"""Templates and the texts they ask for: whose they are, from when they hold, what is sealed of them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hjulet.domain.period import Period, parse_period
from hjulet.domain.permission import Actor
from hjulet.domain.report import Heading, Paragraph
from hjulet.domain.reports.catalogue import TABLES, WITH_VARIANCE
from hjulet.domain.reports.deviation import VARIANCE
from hjulet.domain.reports.standard import ANNUAL, MONTH, STANDARD
from hjulet.domain.reports.standard_unit_plans import BUSINESS_PLAN, WORK_PLAN
from hjulet.domain.reports.template import BlockType, TemplateBlock
from hjulet.services.decided import reopen
from hjulet.services.drafts import draft, save_draft
from hjulet.services.edition import seal_report
from hjulet.services.errors import ConflictError, NotFoundError, RefusedError
from hjulet.services.people import OPERATOR
from hjulet.services.report import MadeFrom, build_report
from hjulet.services.report_text import carry_on, first_section, preview_text, view_text
from hjulet.services.template_preview import preview_template
from hjulet.services.templates import (
    add_kind,
    list_templates,
    remove_template,
    save_template,
    template_of,
)
from hjulet.services.verification import verify
from hjulet.store.models import AuditEvent, ReportTemplate, Revision
from tests.services.people import ALICE, ASTRID, AT, BOB, CHARLIE, ELSA, FOLKE

AUGUST, SEPTEMBER = parse_period("2017-08"), parse_period("2017-09")
SHORT = replace(
    ANNUAL,
    kind="kort",
    from_year=2017,
    name="Kort rapport",
    title="{owner} korta rapport",
    blocks=(
        TemplateBlock(type=BlockType.HEADING, id="head", title="Läget"),
        TemplateBlock(
            type=BlockType.TEXT, id="text", standing="Nettokostnaden blev {net_cost as=mnkr1}.", required=True
        ),
    ),
)


def write(section: str, source: str, *, period: Period = AUGUST, by: Actor = ALICE, version: int = 0) -> None:
    save_draft("month", "KS", period, section, source=source, version=version, by=by, at=AT)


def plain(kind: str, period: Period) -> list[str]:
    report = build_report(kind, "KS", period, by=ALICE, at=AT).report
    return [
        block.text if isinstance(block, Heading) else block.plain
        for block in report.blocks
        if isinstance(block, Heading | Paragraph)
    ]


def test_a_new_kind_is_made_without_code(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    assert plain("kort", parse_period("2017")) == ["Läget", "Nettokostnaden blev 347,7\u00a0mnkr."]
    built = build_report("kort", "KS", parse_period("2017"), by=ALICE, at=AT)
    assert built.report.title == "Kommunstyrelsens korta rapport"


def test_a_kind_does_not_exist_before_its_year(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="not-built"):
        build_report("kort", "KS", parse_period("2016"), by=ALICE, at=AT)


def test_a_template_of_ones_own_holds_from_its_year_and_the_years_before_keep_theirs(demo: Path) -> None:
    save_template(replace(ANNUAL, from_year=2017, blocks=SHORT.blocks), version=0, by=ALICE, at=AT)
    assert template_of("annual", 2016) == ANNUAL
    assert template_of("annual", 2017).blocks == SHORT.blocks
    assert template_of("annual", 2018).blocks == SHORT.blocks


def test_a_sealed_report_is_built_again_by_the_template_and_the_texts_it_had(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    sealed = seal_report("kort", "KS", parse_period("2017"), by=ALICE, at=AT)
    reopen("kort", "KS", parse_period("2017"), reason="Bilagan saknades.", by=ALICE, at=AT)
    save_draft("kort", "KS", parse_period("2017"), "text", source="Annat.", version=0, by=ALICE, at=AT)
    changed = replace(SHORT, blocks=SHORT.blocks[:1])
    save_template(changed, version=1, by=ALICE, at=AT)
    found = verify(edition=sealed.number, again=True, by=OPERATOR, at=AT)
    assert found.ok and found.drift == ()
    assert plain("kort", parse_period("2017")) == ["Läget"]  # the control: the draft has moved on


@pytest.mark.parametrize("who", [BOB, CHARLIE, ELSA, FOLKE], ids=lambda one: one.name)
def test_a_template_is_written_by_whoever_has_the_whole_municipality(demo: Path, who: Actor) -> None:
    with pytest.raises(NotFoundError):
        save_template(SHORT, version=0, by=who, at=AT)
    for allowed in (ALICE, ASTRID):  # the positive control
        save_template(replace(SHORT, kind=allowed.id), version=0, by=allowed, at=AT)


def test_a_change_is_versioned_logged_and_never_overwrites_another(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    save_template(replace(SHORT, name="Kort"), version=1, by=ALICE, at=AT)
    with pytest.raises(ConflictError):
        save_template(replace(SHORT, name="Kortare"), version=1, by=ASTRID, at=AT)
    with pytest.raises(ConflictError):
        save_template(SHORT, version=0, by=ASTRID, at=AT)
    assert ReportTemplate.objects.get(kind="kort").content["name"] == "Kort"
    assert [one.version for one in Revision.objects.filter(noun="report-template")] == [1, 2]
    assert AuditEvent.objects.filter(action="save-template").count() == 2


def test_a_template_that_is_wrong_is_refused_whole(demo: Path) -> None:
    with pytest.raises(RefusedError) as refusal:
        save_template(replace(SHORT, name="", blocks=()), version=0, by=ALICE, at=AT)
    assert {problem.code for problem in refusal.value.problems} == {"template-without-name", "template-empty"}
    assert not ReportTemplate.objects.exists()


def test_a_kind_in_use_keeps_its_template(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    save_draft("kort", "KS", parse_period("2017"), "text", source="x", version=0, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="template-in-use"):
        remove_template("kort", 2017, version=1, by=ALICE, at=AT)
    save_template(replace(SHORT, from_year=2018), version=0, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="template-in-use"):  # the later one is not about 2017
        remove_template("kort", 2017, version=1, by=ALICE, at=AT)
    save_template(replace(SHORT, kind="annan"), version=0, by=ALICE, at=AT)
    remove_template("annan", 2017, version=1, by=ALICE, at=AT)
    assert "annan" not in {one.template.kind for one in list_templates(by=ALICE, at=AT)}


def test_a_template_that_was_removed_goes_on_where_it_was(demo: Path) -> None:
    save_template(SHORT, version=0, by=ALICE, at=AT)
    remove_template("kort", 2017, version=1, by=ALICE, at=AT)
    save_template(SHORT, version=0, by=ALICE, at=AT)
    revisions = Revision.objects.filter(noun="report-template").order_by("id")
    assert [one.version for one in revisions] == [1, 2]
    remove_template("kort", 2017, version=2, by=ALICE, at=AT)
    with pytest.raises(NotFoundError):
        save_template(SHORT, version=2, by=ASTRID, at=AT)


def test_a_new_kind_does_not_take_anothers_name(demo: Path) -> None:
    add_kind(SHORT, by=ALICE, at=AT)
    for taken in (SHORT, replace(SHORT, kind=ANNUAL.kind)):
        with pytest.raises(RefusedError, match="template-kind-taken"):
            add_kind(replace(taken, from_year=2019), by=ALICE, at=AT)


def test_a_text_has_a_place_in_its_template(demo: Path) -> None:
    for section in ("trams", "unit-comments", "month-by-unit.EKO"):
        with pytest.raises(RefusedError, match="text-without-place"):
            write(section, "Ingenstans.")
    write("unit-comments.EKO", "Här.")  # the control


def test_a_standing_text_without_its_figure_is_left_out(demo: Path) -> None:
    with_last_year = "Ökningen blev {net_cost_change as=mnkr1}.\n\nKostnaden blev {net_cost as=mnkr1}."
    standing = replace(SHORT, from_year=2014, blocks=(replace(SHORT.blocks[1], standing=with_last_year),))
    save_template(standing, version=0, by=ALICE, at=AT)
    first, second = plain("kort", parse_period("2017"))
    assert first.startswith("Ökningen blev") and second.startswith("Kostnaden blev")
    [only] = plain("kort", parse_period("2015"))  # there is no 2014 to compare with
    assert only.startswith("Kostnaden blev")


def test_a_manager_comments_on_their_own_unit_and_on_no_other(demo: Path) -> None:
    write("unit-comments.HR", "Vi har vakanser.", by=BOB)
    for section in ("unit-comments.EKO", "result-text", "unit-comments.KSK", "unit-comments"):
        with pytest.raises(NotFoundError):
            write(section, "Inte min.", by=BOB)
    assert first_section("month", "KS", AUGUST, language="sv", by=BOB, at=AT) == "unit-comments.HR"
    with pytest.raises(NotFoundError):
        first_section("month", "KS", AUGUST, language="sv", by=CHARLIE, at=AT)


def test_a_manager_sees_of_the_report_only_what_is_of_their_own_unit(demo: Path) -> None:
    source = "HR {net_cost as=mnkr1}, Ekonomi {net_cost unit=EKO as=mnkr1}."
    write("unit-comments.EKO", "Ekonomi: {net_cost as=mnkr1}.")

    def seen(by: Actor) -> tuple[str, set[str]]:
        built, _ = preview_text(
            "month", "KS", AUGUST, "unit-comments.HR", source=source, language="sv", by=by, at=AT
        )
        texts = " ".join(paragraph.plain for paragraph in built.report.paragraphs)
        return texts, {row.id for table in built.report.tables for row in table.rows}

    texts, rows = seen(BOB)
    assert rows == {"HR"}
    assert "24,7" in texts and "27,2" not in texts
    texts, rows = seen(ALICE)  # the control
    assert rows > {"HR", "EKO", "KS"}
    assert "27,2" in texts


def test_a_manager_is_shown_no_project_and_no_grant_of_another_unit(demo: Path) -> None:
    source = (
        "Nät {investment_outcome project=wireless period=2017}. MSB {grant_received grant=msb period=2017}."
    )

    def seen(by: Actor) -> str:
        built, _ = preview_text(
            "month", "KS", AUGUST, "unit-comments.HR", source=source, language="sv", by=by, at=AT
        )
        return " ".join(paragraph.plain for paragraph in built.report.paragraphs)

    assert seen(BOB) == source
    assert re.search(r"Nät [\d\s]+tkr\. MSB [\d\s]+tkr\.$", seen(ALICE))  # the control


def test_a_comment_is_about_its_unit_where_it_names_none(demo: Path) -> None:
    write("unit-comments.HR", "Utfallet är {net_cost as=mnkr1}; nämndens {net_cost unit=KS as=mnkr1}.")
    assert "Utfallet är 24,7\u00a0mnkr; nämndens 217,2\u00a0mnkr." in plain("month", AUGUST)


def test_comments_are_asked_for_where_a_row_deviates(demo: Path) -> None:
    built = build_report("month", "KS", AUGUST, by=ALICE, at=AT)
    asked = [section.id for section in built.missing]
    assert "unit-comments.EKO" in asked  # 3 097 tkr from its budget
    assert "unit-comments.KOM" not in asked  # 334 tkr
    write("unit-comments.EKO", "Beslutsstödet är försenat.")
    assert "unit-comments.EKO" not in [
        section.id for section in build_report("month", "KS", AUGUST, by=ALICE, at=AT).missing
    ]


def test_a_comment_is_carried_on_and_says_since_when(demo: Path) -> None:
    write("unit-comments.KSK-EGET", "Semesterlöneskulden har ökat.")
    before = view_text(
        "month", "KS", SEPTEMBER, "unit-comments.KSK-EGET", language="sv", by=ALICE, at=AT
    ).before
    assert before is not None and before.since == AUGUST
    carried = "Semesterlöneskulden har ökat. Oförändrat sedan augusti 2017."
    for period in (SEPTEMBER, parse_period("2017-10")):
        carry_on("month", "KS", period, "unit-comments.KSK-EGET", version=0, by=ALICE, at=AT)
        assert carried in " ".join(plain("month", period))
    write("unit-comments.KSK-EGET", "Nu har den minskat.", period=SEPTEMBER, version=1)
    said = " ".join(plain("month", SEPTEMBER))
    assert "Nu har den minskat." in said and "Oförändrat" not in said


def test_nothing_is_carried_on_from_nothing_or_from_another_year(demo: Path) -> None:
    write("unit-comments.KSK-EGET", "I fjol.", period=parse_period("2016-12"))
    for period in (SEPTEMBER, parse_period("2017-01")):
        with pytest.raises(NotFoundError):
            carry_on("month", "KS", period, "unit-comments.KSK-EGET", version=0, by=ALICE, at=AT)


def test_a_preview_saves_nothing(demo: Path) -> None:
    built, _ = preview_text(
        "month", "KS", AUGUST, "result-text", source="{net_kost}", language="sv", by=ALICE, at=AT
    )
    assert [problem.code for problem in built.problems] == ["unknown-metric"]
    assert draft("month", "KS", AUGUST, "result-text", by=ALICE, at=AT).version == 0


def test_a_text_that_the_template_demands_must_be_there_to_seal(demo: Path) -> None:
    demanding = replace(SHORT, blocks=(SHORT.blocks[0], replace(SHORT.blocks[1], standing="")))
    save_template(demanding, version=0, by=ALICE, at=AT)
    with pytest.raises(RefusedError, match="missing-text"):
        seal_report("kort", "KS", parse_period("2017"), by=ALICE, at=AT)
    save_draft("kort", "KS", parse_period("2017"), "text", source="Nu.", version=0, by=ALICE, at=AT)
    assert seal_report("kort", "KS", parse_period("2017"), by=ALICE, at=AT).number == 1


def test_the_template_of_a_units_plan_is_previewed_with_what_no_snapshot_knows(demo: Path) -> None:
    found = preview_template(WORK_PLAN, language="sv", by=ALICE, at=AT)
    assert found.problems == ()
    assert found.built is not None
    assert "cecilia" in found.built.made_from.beside.people
    assert preview_template(BUSINESS_PLAN, language="sv", by=ALICE, at=AT).built is None  # no company is hers


def test_a_limit_is_for_the_tables_that_have_a_variance(demo: Path) -> None:
    blocks = tuple(TemplateBlock(type=BlockType.TABLE, id=table, source=table) for table in TABLES)
    found: dict[str, bool] = {}
    for kind, unit, period in (
        ("annual", "KF", "2017"),
        ("annual", "KS", "2017"),
        ("month", "KS", "2017-08"),
        ("plan", "KS", "2014"),
    ):
        made_from = MadeFrom(template=replace(STANDARD[kind], blocks=blocks))
        built = build_report(kind, unit, parse_period(period), made_from=made_from, by=ASTRID, at=AT)
        for table in built.report.tables:
            found[table.id] = VARIANCE in {column.id for column in table.columns}
    # The example has no savings, nothing from the council and no own goals with actions in these years, and
    # nothing is made from the calendar here.
    assert TABLES.keys() - found.keys() == {
        "decided-savings",
        "follow-up-calendar",
        "council-assignments",
        "plan-own-actions",
    }
    assert {table for table, has_variance in found.items() if has_variance} == WITH_VARIANCE


def test_a_month_report_shows_the_year_to_date(demo: Path) -> None:
    assert MONTH.period == "month"
    report = build_report("month", "KS", AUGUST, by=ALICE, at=AT).report
    table = next(table for table in report.tables if table.id == "month-by-unit")
    cells = {row.id: row.cells for row in table.rows}
    assert cells["KS"]["net_cost"].display == "217\u00a0198"
    assert str(cells["KS"]["net_cost"].figure) == "net_cost unit=KS period=2017-01..2017-08"
    assert report.value(cells["KSK-EGET"]["variance"]) == -(report.value(cells["KSK-EGET"]["net_cost"]) or 0)
