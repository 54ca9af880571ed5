"""The example's registers, loaded through their services: forecasts, causes, indicators, assignments."""

from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from hjulet.domain.cause import Cause, Explained
from hjulet.domain.follow_up import write_ranges
from hjulet.domain.indicators.parts import PARTS
from hjulet.domain.permission import Actor
from hjulet.readers.assessments import read_assessments
from hjulet.readers.assignments import read_assignments
from hjulet.readers.indicators import read_indicators
from hjulet.readers.setup_tables import read_causes, read_follow_ups, read_forecasts, read_themes
from hjulet.services.action_import import import_actions
from hjulet.services.assessments import add_assessments
from hjulet.services.assignments import add_assignments
from hjulet.services.causes import CauseText, save_causes
from hjulet.services.follow_ups import FollowUpText, save_follow_up
from hjulet.services.forecast import ForecastText, save_forecasts
from hjulet.services.indicator_values import import_values
from hjulet.services.indicators import add_indicators
from hjulet.services.themes import save_theme, theme_names
from hjulet.store.goals import load_goals
from hjulet.store.models import ActionVersion, CauseVersion, FollowUpVersion


def load_registers_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load what the example has registered; what is there already is left as it is."""
    forecasts = read_forecasts(_text(folder, "forecasts.csv"))
    save_forecasts((ForecastText(**vars(forecast)) for forecast in forecasts), by=by, at=at)
    if not CauseVersion.objects.exists():
        for (unit, year, explains), causes in groupby(read_causes(_text(folder, "causes.csv")), _list_of):
            texts = [
                CauseText(text=cause.text, amount=cause.amount, duration=cause.duration) for cause in causes
            ]
            save_causes(unit, year, explains, texts, by=by, at=at)
    if not FollowUpVersion.objects.exists():
        for followed in read_follow_ups(_text(folder, "follow_ups.csv")):
            fields = {name: value for name, value in vars(followed).items() if name != "id"}
            text = FollowUpText(**{**fields, "accounts": write_ranges(followed.accounts)})
            save_follow_up(text, by=by, at=at)


def load_indicators_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load the example's indicators and their values; what is there already is left as it is."""
    parts = {name: _text(folder, f"{name}.csv") for name in PARTS}
    add_indicators(read_indicators(_text(folder, "indicators.csv"), parts), by=by, at=at)
    import_values((folder / "values.csv").read_bytes(), file="values.csv", by=by, at=at)


def load_assignments_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load the example's assignments; one that stands among the goals is called what it is called there."""
    goals = load_goals()
    read = read_assignments(_text(folder, "assignments.csv"), _text(folder, "assignment_events.csv"))
    named = (replace(each, name=goals[each.goal].name) if each.goal else each for each in read)
    add_assignments(named, by=by, at=at)


def load_assessments_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load how the example's goals have gone; what is there already is left as it is."""
    add_assessments(read_assessments(_text(folder, "assessments.csv")), by=by, at=at)


def load_actions_of(folder: Path, *, by: Actor, at: datetime) -> None:
    """Load the example's themes and actions; what is there already is left as it is."""
    if ActionVersion.objects.exists():
        return
    names = set(theme_names().values())
    for theme in read_themes(_text(folder, "themes.csv")):
        if theme.name not in names:
            save_theme(theme, by=by, at=at)
    import_actions((folder / "actions.csv").read_bytes(), file="actions.csv", by=by, at=at)


def _list_of(cause: Cause) -> tuple[str, int, Explained]:
    return cause.unit, cause.year, cause.explains


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")
