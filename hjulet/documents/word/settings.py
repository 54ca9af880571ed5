"""The settings of a Word file: today's Word, the report's language, fields filled in when it is opened."""

from xml.etree.ElementTree import Element

from hjulet.documents.word.xml import add, name, new, parse, serialise

_KEPT_BEFORE = (
    "zoom",
    "mirrorMargins",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "characterSpacingControl",
)
_KEPT_AFTER = ("clrSchemeMapping",)
"""Settings of the reference file that hold for our text too, in the order of the schema."""

_WORD = "http://schemas.microsoft.com/office/word"
_WORD_2013 = 15
"""The newest way of laying out: an older one is called *compatibility mode* in Word's title bar."""


def settings(theirs: bytes, *, language: str) -> bytes:
    """Write the settings: those of the reference file that concern the layout, and ours."""
    found = {element.tag: element for element in parse(theirs)}
    root = new("settings")
    _keep(root, found, _KEPT_BEFORE)
    add(root, "updateFields", val="true")
    compat = add(root, "compat")
    add(compat, "compatSetting", name="compatibilityMode", uri=_WORD, val=_WORD_2013)
    add(root, "themeFontLang", val=language)
    _keep(root, found, _KEPT_AFTER)
    swedish = language == "sv-SE"
    add(root, "decimalSymbol", val="," if swedish else ".")
    add(root, "listSeparator", val=";" if swedish else ",")
    return serialise(root)


def _keep(root: Element, found: dict[str, Element], names: tuple[str, ...]) -> None:
    root.extend(found[name(f"w:{each}")] for each in names if name(f"w:{each}") in found)
