"""The families of type that a house style may name: those of Debian's packages whose place we know.

Documents are set with the files of these folders alone, never with whatever a machine happens to have,
so that the same report gives the same bytes on every installation with the same packages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Font:
    """Where a family comes from: Debian's package, and the folder that it fills."""

    package: str
    folder: Path

    @property
    def is_installed(self) -> bool:
        """Tell whether the package has been installed on this machine."""
        return self.folder.is_dir()


_OPENTYPE = Path("/usr/share/fonts/opentype")
_TRUETYPE = Path("/usr/share/fonts/truetype")

FONTS: Mapping[str, Font] = {
    "Charis SIL": Font("fonts-sil-charis", _TRUETYPE / "charis"),
    "DejaVu Sans": Font("fonts-dejavu-core", _TRUETYPE / "dejavu"),
    "DejaVu Serif": Font("fonts-dejavu-core", _TRUETYPE / "dejavu"),
    "EB Garamond": Font("fonts-ebgaramond", _OPENTYPE / "ebgaramond"),
    "Inter": Font("fonts-inter", _OPENTYPE / "inter"),
    "Lato": Font("fonts-lato", _TRUETYPE / "lato"),
    "Liberation Sans": Font("fonts-liberation", _TRUETYPE / "liberation"),
    "Liberation Serif": Font("fonts-liberation", _TRUETYPE / "liberation"),
    "Open Sans": Font("fonts-open-sans", _TRUETYPE / "open-sans"),
}


def font_folders(*families: str) -> list[str]:
    """List the folders of the families that are installed, each once."""
    folders = dict.fromkeys(FONTS[family].folder for family in families if FONTS[family].is_installed)
    return [str(folder) for folder in folders]
