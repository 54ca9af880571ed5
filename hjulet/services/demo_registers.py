"""The example's registers: forecasts, causes, follow-ups, indicators and actions, by their services."""

from datetime import datetime
from itertools import groupby
from pathlib import Path

from hjulet.domain.cause import Cause, Explained
from hjulet.domain.follow_up import write_ranges
from hjulet.domain.permission import Actor
from hjulet.readers.indicators import PARTS, read_indicators
from hjulet.readers.setup_tables import read_causes, read_follow_ups, read_forecasts, read_themes
from hjulet.services.action_import import import_actions
from hjulet.services.causes import CauseText, save_causes
from hjulet.services.follow_ups import FollowUpText, save_follow_up
from hjulet.services.forecast import ForecastText, save_forecasts
from hjulet.services.indicator_values import import_values
from hjulet.services.indicators import add_indicators
from hjulet.services.themes import save_theme, theme_names
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
