"""Swedish running text into sentences, without stumbling over abbreviations and numbers."""

import re

_END = re.compile(r"(?<=[.!?])[\"”»)]*\s+(?=[\"”»(]*[A-ZÅÄÖ0-9])")
_ABBREVIATIONS = frozenset(
    (
        "t.ex. ex. bl.a. a. m.m. m.fl. d.v.s. dvs. ca. kap. inkl. exkl. resp. nr. s. sid. p.g.a. pga. o.s.v. "
        "osv. f.d. jfr. st. prel. kl. tel. mkr. mnkr. tkr. ang. avs. f.n. fr.o.m. t.o.m. u.a. v. "
        "dnr. bil. jmf."
    ).split()
)


def split_sentences(text: str) -> list[tuple[int, str]]:
    """Split a paragraph into its sentences, each with its offset in the paragraph."""
    sentences: list[tuple[int, str]] = []
    start = 0
    for match in _END.finditer(text):
        last_word = text[start : match.start() + 1].rsplit(maxsplit=1)[-1].lower()
        if last_word in _ABBREVIATIONS and not _amount_before(text[start : match.start()]):
            continue
        sentences.append((start, text[start : match.start()].strip()))
        start = match.end()
    if text[start:].strip():
        sentences.append((start, text[start:].strip()))
    return sentences


def _amount_before(text: str) -> bool:
    """Tell a sentence that ends ``5,0 mkr.`` from the abbreviation ``mkr.`` elsewhere."""
    return re.search(r"\d\s+(?:mkr|mnkr|tkr|st)\.?$", text, re.IGNORECASE) is not None
