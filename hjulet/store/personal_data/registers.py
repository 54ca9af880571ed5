"""The columns of causes, follow-ups, forecasts, savings, grants and investments."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.causeversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "text"},
        reference="text",
        about="unit year explains row",
        plain="id known_until place amount duration",
    ),
    "store.followupversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "asked_by name"},
        reference="asked_by name",
        about="key unit",
        plain="id known_until company accounts from_year to_year decision",
    ),
    "store.forecastversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note"},
        reference="note",
        about="unit month",
        plain="id known_until amount",
    ),
    "store.registeredgrant": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "condition"},
        reference="condition",
        about="key unit",
        plain="id known_until name giver codes first_day last_day",
    ),
    "store.grantentry": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note reference"},
        reference="note reference",
        about="of key",
        plain="id known_until kind year on amount",
    ),
    "store.investmentproject": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note name"},
        reference="note name",
        about="key unit",
        plain="id known_until kind frame codes first_year last_year started closed",
    ),
    "store.investmentdecision": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note reference"},
        reference="note reference",
        about="of key",
        plain="id known_until kind year on amount",
    ),
    "store.savingversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name decision"},
        reference="name decision",
        about="unit year row",
        plain="id known_until amount effect status",
    ),
}
