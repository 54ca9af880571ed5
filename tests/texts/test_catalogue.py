"""The English catalogue is complete: every Swedish message of pages and texts has its English."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.template import engines
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parents[2] / "hjulet"
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
MARKS = {"_", "N_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_MARKS = {"ngettext", "ngettext_lazy"}
SOURCES = [*(ROOT / "web").rglob("*.py"), *(ROOT / "texts").rglob("*.py")]
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))

ONE = "{% blocktranslate %}{{ n }} kvar{% endblocktranslate %}"
MANY = "{% blocktranslate count n=n %}{{ n }} rad{% plural %}{{ n }} rader{% endblocktranslate %}"


def messages_of_python(source: str) -> Iterator[str]:
    """List the messages that a module marks for translation."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        wanted = 1 if name in MARKS else 2 if name in PLURAL_MARKS else 0
        for arg in node.args[:wanted]:
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                yield arg.value


def messages_of_template(source: str) -> Iterator[str]:
    """List the messages that a template translates."""
    nodelist = engines["django"].from_string(source).template.nodelist  # type: ignore[attr-defined]
    for node in nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        yield from _messages_of(node)


def _messages_of(node: Node) -> Iterator[str]:
    if isinstance(node, TranslateNode):
        yield str(node.filter_expression.var.literal)
        return
    assert isinstance(node, BlockTranslateNode)
    for tokens in (node.singular, node.plural):
        if tokens:
            yield node.render_token_list(tokens)[0]


def without_english(messages: Iterator[str], catalogue: Catalog) -> list[str]:
    """List the messages that the catalogue does not translate."""
    known = {each for entry in catalogue if not entry.fuzzy for each in _ids(entry) if _is_worded(entry)}
    return sorted({message for message in messages if message not in known})


def _ids(entry: Message) -> tuple[str, ...]:
    return (entry.id,) if isinstance(entry.id, str) else tuple(str(each) for each in entry.id)


def _is_worded(entry: Message) -> bool:
    """Tell whether every form has its English."""
    strings = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ("",))
    return all(strings)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def test_every_message_of_python_has_english(english: Catalog) -> None:
    messages = (each for path in SOURCES for each in messages_of_python(path.read_text(encoding="utf-8")))
    assert without_english(messages, english) == []


def test_every_message_of_templates_has_english(english: Catalog) -> None:
    messages = (each for path in TEMPLATES for each in messages_of_template(path.read_text(encoding="utf-8")))
    assert without_english(messages, english) == []


def test_english_has_no_message_that_is_gone(english: Catalog) -> None:
    used = {each for path in SOURCES for each in messages_of_python(path.read_text(encoding="utf-8"))}
    used |= {each for path in TEMPLATES for each in messages_of_template(path.read_text(encoding="utf-8"))}
    assert [entry.id for entry in english if entry.id and not used & set(_ids(entry))] == []


def test_english_says_each_message_once() -> None:
    entries = PO.read_text(encoding="utf-8").split("\n\n")
    messages = [entry[entry.find("msgid ") : entry.find("msgstr")] for entry in entries]
    assert [message for message, count in Counter(messages).items() if count > 1] == []


def test_english_keeps_the_places_to_fill(english: Catalog) -> None:
    """A place that English forgot, or invented, would fail when the sentence is filled."""
    wrong = [
        entry.id
        for entry in english
        if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.id
        if _places(entry.id) != _places(entry.string)
    ]
    assert wrong == []


def _places(text: str) -> set[str]:
    return {part.partition("}")[0].partition(")")[0] for part in text.replace("%(", "{").split("{")[1:]}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('label = _("Inget har det här på engelska")', ["Inget har det här på engelska"]),
        ('N_("Första") + gettext_lazy("Andra") + other("Tredje")', ["Andra", "Första"]),
        ('ngettext("{n} sak", "{n} saker", n)', ["{n} sak", "{n} saker"]),
    ],
)
def test_a_planted_message_of_python_is_caught(source: str, found: list[str]) -> None:
    assert without_english(messages_of_python(source), Catalog("en")) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% load i18n %}{% translate "Utan engelska" %}', ["Utan engelska"]),
        (
            "{% load i18n %}{% if x %}{% blocktranslate %}{{ n }} kvar{% endblocktranslate %}{% endif %}",
            ["%(n)s kvar"],
        ),
        (
            "{% load i18n %}"
            "{% blocktranslate count n=n %}{{ n }} rad{% plural %}{{ n }} rader{% endblocktranslate %}",
            ["%(n)s rad", "%(n)s rader"],
        ),
    ],
)
def test_a_planted_message_of_a_template_is_caught(source: str, found: list[str]) -> None:
    assert without_english(messages_of_template(source), Catalog("en")) == found
