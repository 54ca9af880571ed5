"""Every column of the database is classified: personal data with a treatment, or about nobody."""

from django.apps import apps

from hjulet.domain.personal_data import TREATMENTS
from hjulet.domain.weeding import RULES, SIGN_INS
from hjulet.services.sign_in import Event
from hjulet.store.personal_data import PERSONAL_TABLES, PLAIN_TABLES, personal_columns
from hjulet.texts.personal_data import COLUMNS, GROUNDS, PURPOSES, READERS, TABLES, TREATMENT_NAMES, WEEDED


def columns_of_the_database() -> dict[str, set[str]]:
    """List the columns of every table, those of packages too; a link to many is a table of its own."""
    return {
        model._meta.label_lower: {field.name for field in model._meta.concrete_fields}
        | {field.name for field in model._meta.many_to_many}
        for model in apps.get_models()
    }


def unclassified(database: dict[str, set[str]]) -> list[str]:
    known = {table: set(columns.all()) for table, columns in {**PERSONAL_TABLES, **PLAIN_TABLES}.items()}
    return sorted(
        f"{table}.{column}"
        for table, columns in database.items()
        for column in columns - known.get(table, set())
    )


def test_each_column_is_classified() -> None:
    """Found here? Say in hjulet/store/personal_data/ what treatment it belongs to, or that it is plain."""
    assert unclassified(columns_of_the_database()) == []


def test_the_control_a_new_column_and_a_new_table_are_found() -> None:
    database = columns_of_the_database()
    database["store.user"].add("shoe_size")
    database["store.neighbour"] = {"name"}
    assert unclassified(database) == ["store.neighbour.name", "store.user.shoe_size"]


def test_nothing_is_classified_that_does_not_exist_or_twice() -> None:
    database = columns_of_the_database()
    for table, columns in {**PERSONAL_TABLES, **PLAIN_TABLES}.items():
        assert set(columns.all()) <= database[table], table
        assert len(columns.all()) == len(set(columns.all())), table
        personal = set(" ".join(columns.personal.values()).split())
        assert set(columns.hidden.split()) | set(columns.reference.split()) <= personal, table
    assert set(PERSONAL_TABLES) & set(PLAIN_TABLES) == set()


def test_each_column_that_names_a_person_by_a_key_to_them_is_personal() -> None:
    personal = {(column.table, column.column) for column in personal_columns()}
    links = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is not None and field.related_model._meta.label_lower == "store.user"
    }
    assert len(links) >= 6
    assert links <= personal


def test_each_treatment_has_its_words_and_its_rules() -> None:
    used = {column.treatment for column in personal_columns()}
    assert used == set(TREATMENTS) == set(TREATMENT_NAMES) == set(PURPOSES)
    assert {treatment.ground for treatment in TREATMENTS.values()} <= set(GROUNDS)
    assert {reader for treatment in TREATMENTS.values() for reader in treatment.readers} <= set(READERS)
    assert {kind for treatment in TREATMENTS.values() for kind in treatment.weeded_by} == set(RULES)
    assert set(RULES) == set(WEEDED)


def test_each_table_and_column_of_the_register_has_its_words() -> None:
    names = {name for columns in PERSONAL_TABLES.values() for name in columns.about.split()}
    assert {column.column for column in personal_columns()} | names == set(COLUMNS)
    assert set(TABLES) == set(PERSONAL_TABLES)


def test_all_that_happens_at_the_door_is_weeded_as_such() -> None:
    assert set(SIGN_INS) == set(Event)
