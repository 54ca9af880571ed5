"""The house style: what makes a document the municipality's own."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class HouseStyle:
    """The style of a municipality's documents.

    ``accent`` is the colour of links, rules and a surplus; ``second`` that of a deficit. Colours are
    ``#rrggbb``. ``serif`` sets running text and titles, ``sans`` tables and notes. ``logo`` is SVG or
    PNG; ``reference_docx`` a Word file whose styles ours are replaced by.
    """

    accent: str
    second: str
    serif: str
    sans: str
    logo: bytes | None
    logo_alt: str
    reference_docx: bytes | None


STANDARD = HouseStyle(
    accent="#0b5a83",
    second="#a24a00",
    serif="Charis SIL",
    sans="Inter",
    logo=None,
    logo_alt="",
    reference_docx=None,
)
