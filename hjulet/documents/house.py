"""The house style: what makes a document and a page the municipality's own.

Its name, three colours, two families of type, a logo and a Word file with the municipality's styles.
``hjulet.documents.house_folder`` reads them.
"""

from dataclasses import dataclass

from hjulet.documents.house_logo import logo_format


@dataclass(frozen=True, kw_only=True)
class HouseStyle:
    """The style of a municipality's documents and pages.

    ``name`` is the municipality's as it stands on pages; empty says the product's. ``accent`` is the colour
    of links, rules and, in documents, a surplus; ``accent_dark`` the one of pages in dark; ``second`` that
    of a deficit, so the two must be told apart. Colours are ``#rrggbb``. ``serif`` sets running text and
    titles, ``sans`` tables and notes. ``logo`` is SVG or PNG; ``reference_docx`` a Word file whose styles
    ours are replaced by.
    """

    name: str
    accent: str
    accent_dark: str
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


PAPERS = ("#ffffff", "#f4f6f7")
DARK_PAPERS = ("#16191d", "#1e2227")
"""What text stands on in light and in dark: the paper, and the tint of the row that one points at."""

STANDARD = HouseStyle(
    name="",
    accent="#0b5a83",
    accent_dark="#6bb9e3",
    second="#a24a00",
    serif="Charis SIL",
    sans="Inter",
    logo=None,
    logo_alt="",
    reference_docx=None,
)
