"""What the database itself guards: who and when go together, and migrations tell all that models have."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from hjulet.store.models import (
    ActionVersion,
    AssignmentEvent,
    Batch,
    Company,
    GoalAssessment,
    GoalElement,
    GoalLink,
    GoalStructure,
    GoalTarget,
    GrantEntry,
    InvestmentDecision,
    InvestmentProject,
    RegisteredAssignment,
    RegisteredGrant,
    ThemeVersion,
)

MODELS = list(apps.get_app_config("store").get_models())


def optional_pairs() -> list[tuple[type[models.Model], str]]:
    """Find every ``X_by`` beside an ``X_at`` that may be empty."""
    found = []
    for model in MODELS:
        names = {field.name: field for field in model._meta.concrete_fields}
        for name, field in names.items():
            pair = re.sub("_at$", "_by", name)
            if name.endswith("_at") and field.null and pair in names:
                found.append((model, name.removesuffix("_at")))
    return found


def test_every_optional_pair_of_who_and_when_has_a_check() -> None:
    assert (Batch, "ended") in optional_pairs()
    for model, stem in optional_pairs():
        checks = [str(one) for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
        assert any(f"{stem}_by" in check and f"{stem}_at" in check for check in checks), (model, stem)


def batch(**fields: object) -> Batch:
    company, _ = Company.objects.get_or_create(code="KOMMUN", name="Kommunen")
    given: dict[str, object] = {
        **dict.fromkeys(("file", "sha256", "content", "folder", "kind"), "x"),
        **dict.fromkeys(("rows", "vouchers", "control_sum"), 0),
        **{name: [] for name in ("months", "accounts", "responsibilities", "warnings")},
        "imported_by": "alice",
        "imported_at": timezone.now(),
    }
    return Batch.objects.create(company=company, **{**given, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "withdrawn"},
        {"status": "withdrawn", "ended_by": "alice"},
        {"status": "active", "ended_by": "alice"},
        {"status": "replaced", "ended_at": timezone.now()},
    ],
)
def test_a_batch_ends_by_somebody_at_some_time_or_not_at_all(db: None, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        batch(key="k", **fields)
    batch(key="k", status="withdrawn", ended_by="alice", ended_at=timezone.now())  # the positive control
    assert Batch.objects.count() == 1


def test_the_same_content_is_active_once(db: None) -> None:
    batch(key="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        batch(key="b")
    batch(key="c", status="withdrawn", ended_by="alice", ended_at=timezone.now())
    assert Batch.objects.count() == 2


def test_the_migrations_tell_all_that_the_models_have(db: None) -> None:
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


DAY = date(2017, 1, 1)
KNOWN = {"known_from": timezone.now(), "set_by": "alice"}
PROJECT = {**KNOWN, "key": "net", "name": "Nät", "kind": "ks_kf", "unit": "KS"}
PROJECT |= {"first_year": 2016, "last_year": 2018}
GRANT = {**KNOWN, "key": "eu", "name": "Matlust", "giver": "EU", "unit": "KS", "first_day": DAY}
ENTRY = {**KNOWN, "key": "e", "of": "net", "year": 2017, "on": DAY, "amount": 1, "reference": "KF"}
STRUCTURE = {**KNOWN, "key": "2014-2016", "name": "Mål", "first_year": 2014, "last_year": 2016}
ELEMENT = {**KNOWN, "structure": "2014-2016", "key": "mal-1", "place": 0, "kind": "goal", "name": "Mål"}
LINK = {**KNOWN, "kind": "ends", "source_structure": "2014-2016", "source_key": "mal-1"}
TARGET = {**KNOWN, "structure": "2014-2016", "key": "mal-1", "name": "CO2", "unit": "ton", "base": 100}
TARGET |= {"base_year": 1990, "percent": 65, "year": 2020}
ASSESSMENT = {**KNOWN, "structure": "2014-2016", "key": "mal-1", "body": "KS", "period": "2014"}
ASSESSMENT |= {"level": "good", "reason": "Målet är nått."}
ACTION = {**KNOWN, "key": "A1", "number": 1, "name": "Utbilda", "year": 2017, "unit": "HR", "role": "Chef"}
ACTION |= {"first_day": DAY, "last_day": date(2017, 12, 31), "due": DAY, "status": "ongoing"}
THEME = {**KNOWN, "key": "flodet", "name": "Flödet", "unit": "KS", "role": "Chef"}
REGISTERED: dict[type[models.Model], tuple[dict[str, object], tuple[dict[str, object], ...]]] = {
    InvestmentProject: (PROJECT, ({"kind": "other"}, {"last_year": 2015})),
    InvestmentDecision: ({**ENTRY, "kind": "change"}, ({"kind": "claim"},)),
    RegisteredGrant: (GRANT, ({"last_day": date(2016, 12, 31)},)),
    GoalStructure: (STRUCTURE, ({"last_year": 2013},)),
    GoalElement: (ELEMENT, ({"kind": "other"},)),
    GoalLink: (LINK, ({"kind": "other"}, {"source_key": "", "target_key": ""})),
    GoalTarget: (TARGET, ({"base": 0}, {"percent": 101}, {"percent": 0}, {"base_year": 2021}, {"per": "x"})),
    GoalAssessment: (ASSESSMENT, ({"level": "great"}, {"reason": ""})),
    ActionVersion: (
        ACTION,
        (
            {"status": "late"},
            {"financing": "loan"},
            {"last_day": date(2016, 12, 31)},
            {"role": ""},
            {"due": None},
        ),
    ),
    ThemeVersion: (THEME, ({"role": ""},)),
    GrantEntry: ({**ENTRY, "kind": "claim"}, ({"kind": "change"},)),
}
"""Model of a register -> a row that is right, and what would make it wrong."""


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_register_holds_no_kind_years_or_second_version_that_cannot_be(
    db: None, model: type[models.Model]
) -> None:
    right, wrongs = REGISTERED[model]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.create(**{**right, **wrong})
    model._default_manager.create(**right)  # the positive control
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**right)
    model._default_manager.update(known_until=timezone.now())
    model._default_manager.create(**right)  # the next version


GIVEN = {"number": 1, "name": "Bad", "origin": "motion", "giver": "KF", "receiver": "KS", "given": DAY}
HAPPENED = {"number": 1, "place": 1, "kind": "reported", "on": DAY, "text": "x"}
HAPPENED |= {"written_at": timezone.now(), "written_by": "alice"}
ASSIGNED: tuple[tuple[type[models.Model], dict[str, object], tuple[dict[str, object], ...]], ...] = (
    (
        RegisteredAssignment,
        {**GIVEN, "goal_structure": "2020-2022", "goal_key": "bad"},
        ({"origin": "other"}, {"goal_key": ""}, {"goal_structure": ""}),
    ),
    (
        AssignmentEvent,
        HAPPENED,
        (
            {"kind": "other"},
            {"kind": "closed"},
            {"outcome": "done"},
            {"kind": "closed", "outcome": "other"},
            {"kind": "struck"},
            {"strikes": 1},
        ),
    ),
)
"""Model -> a row that is right, and what would make it wrong."""


def test_an_assignment_is_closed_with_an_outcome_and_its_number_and_its_goal_stand_once(db: None) -> None:
    for model, right, wrongs in ASSIGNED:
        for wrong in wrongs:
            with pytest.raises(IntegrityError), transaction.atomic():
                model._default_manager.create(**{**right, **wrong})
        model._default_manager.create(**right)  # the positive control
        with pytest.raises(IntegrityError), transaction.atomic():
            model._default_manager.create(**right)
    goal = {"goal_structure": "2020-2022", "goal_key": "bad"}
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisteredAssignment.objects.create(**{**GIVEN, **goal, "number": 2})
    RegisteredAssignment.objects.create(**{**GIVEN, "number": 2})
