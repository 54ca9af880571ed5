"""The house style: what makes a document the municipality's own.

Two colours, two families of type, a logo and a Word file with the municipality's styles.
``hjulet.documents.house_folder`` reads them.
"""

from dataclasses import dataclass

from hjulet.documents.house_logo import logo_format


@dataclass(frozen=True, kw_only=True)
class HouseStyle:
    """The style of a municipality's documents.

    ``accent`` is the colour of links, rules and a surplus; ``second`` that of a deficit, so the two must be
    told apart. Colours are ``#rrggbb``. ``serif`` sets running text and titles, ``sans`` tables and notes.
    ``logo`` is SVG or PNG; ``reference_docx`` a Word file whose styles ours are replaced by.
    """

    accent: str
    second: str
    serif: str
    sans: str
    logo: bytes | None
    logo_alt: str
    reference_docx: bytes | None

    @property
    def logo_format(self) -> str:
        """Tell ``svg`` or ``png``; empty without a logo."""
        return logo_format(self.logo) if self.logo else ""


STANDARD = HouseStyle(
    accent="#0b5a83",
    second="#a24a00",
    serif="Charis SIL",
    sans="Inter",
    logo=None,
    logo_alt="",
    reference_docx=None,
)
