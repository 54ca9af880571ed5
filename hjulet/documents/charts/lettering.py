"""How wide a text becomes, and where it breaks: the layout of a chart must not depend on what is installed.

The widths are those of Inter, in thousandths of the size; other letters count as wide ones.
"""

_GROUPS = {
    185: "’",
    237: "ijl",
    281: " \u00a0!',.:;·I",
    365: '()[]{}/\\|rtf"”',
    463: "1-`^_",
    500: "–*",
    540: "Jskxz?",
    560: "acvyåäL",
    590: "ehnouéüpö",
    620: "bdgq0235679EFÉ",
    640: "48ZPRSTXKB#$&",
    665: "+<=>~−YVAÅÄ",
    740: "CDUHGNOQÖ",
    820: "w%…",
    900: "mMW@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_OTHER = 740
_BOLD = 1.03

LINE = 1.25
"""From one line of a text to the next, in sizes."""


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Measure one line of text, in pixels."""
    width = sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 1000
    return width * _BOLD if bold else width


def wrapped(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines that fit; a word that does not fit a line of its own is hyphenated."""
    lines: list[str] = []
    line = ""
    for word in _pieces(text, width=width, size=size, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size=size, bold=bold) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _pieces(text: str, *, width: float, size: float, bold: bool) -> list[str]:
    """Split at blanks (not at no-break spaces), and words that are too long where the line ends."""
    pieces: list[str] = []
    for word in text.split(" "):
        rest = word
        while text_width(rest, size=size, bold=bold) > width and len(rest) > _SHORTEST:
            fits = _fitting(rest, width=width, size=size, bold=bold)
            pieces.append(f"{rest[:fits]}-")
            rest = rest[fits:]
        pieces.append(rest)
    return pieces


_SHORTEST = 4


def _fitting(word: str, *, width: float, size: float, bold: bool) -> int:
    """Tell how many letters of a word fit a line with a hyphen; the parts of a compound often end in s."""
    fits = len(word) - 2
    while fits > 2 and text_width(f"{word[:fits]}-", size=size, bold=bold) > width:
        fits -= 1
    joint = word.rfind("s", fits // 2, fits) + 1
    return joint or fits
