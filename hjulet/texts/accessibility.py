"""The accessibility statement that the law asks of a public body's site (2018:1937, section 13).

What it holds follows Digg's list: who answers, conformance in the law's three words, known shortcomings with
their reason, how it was judged and when, where to say what is wrong, and who supervises. What it says is
tested is what the project's own tests do: it changes with them, and ``ASSESSED`` with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hjulet.texts.catalogue import N_, translate

ASSESSED = date(2026, 11, 25)
"""When the site was last judged, and this text last gone through."""

COMPLAINTS = "https://www.digg.se/tdosanmalan"
"""Where one tells the supervising authority."""


@dataclass(frozen=True, kw_only=True)
class StatementPart:
    """A part of the statement: heading, sentences, then points, then where to turn (address and its text)."""

    heading: str
    sentences: tuple[str, ...]
    points: tuple[str, ...] = ()
    href: str = ""
    link: str = ""


WHO = (
    N_("Planeringshjulet är kommunens webbplats för budget, uppföljning och bokslut."),
    N_("{body} svarar för webbplatsen och för filerna som hämtas från den."),
    N_(
        "Lagen (2018:1937) om tillgänglighet till digital offentlig service "
        "kräver att alla ska kunna använda den."
    ),
)
MADE_FOR = (
    N_(
        "Webbplatsen är gjord för WCAG 2.1 på nivå AA, som standarden EN\u00a0301\u00a0549 V3.2.1 bygger på. "
        "Den är delvis förenlig med lagens krav: det som brister står nedan."
    ),
    N_("Inget innehåll är undantaget för att det vore oskäligt betungande att anpassa det."),
)
TESTED_BY = N_("Det här prövas av program, i webbläsaren Chromium och i de färdiga filerna:")
TESTED = (
    N_("Sidorna granskas med axe, ljusa och mörka, i en dators och en telefons bredd."),
    N_(
        "Med bara tangentbord går det att logga in, kommentera en månadsrapport och göra en ny rapporttyp, "
        "och det syns hela tiden var man är."
    ),
    N_(
        "I 200 och 400 procents zoom läses huvudsidorna utan att sidan rullas i sidled. "
        "De håller också för större avstånd mellan rader, ord och bokstäver."
    ),
    N_("Den som har bett sin dator om mindre rörelse möter inga animationer."),
    N_("PDF-filerna säger sig följa PDF/UA-1, och det som de säger jämförs med vad som står i filen."),
    N_("Word-filerna öppnas i LibreOffice."),
)
NOT_TESTED = (
    N_("Ingen utomstående har granskat webbplatsen."),
    N_("Ingen har gått igenom den med en skärmläsare."),
    N_("PDF-filerna är inte prövade med veraPDF eller något annat program för PDF/UA."),
    N_("Andra webbläsare än Chromium är inte prövade."),
)
SHORTCOMINGS = (
    N_(
        "I tabellerna i en PDF är radernas rubriker märkta som vanliga celler (TD). "
        "Programmet som gör filerna, typst 0.15, kan inte märka dem på annat sätt. "
        "På webben och i rapportens HTML-fil är de märkta."
    ),
    N_("Breda tabeller rullar i sidled i sin egen ruta på en liten skärm."),
)
CONTACT = (
    N_("Säg till om något inte går att använda, eller om du behöver det i en annan form."),
    N_("Skriv vilken sida eller fil det gäller, och vad du försökte göra."),
)
NO_CONTACT = N_("Kommunen har inte skrivit någon adress här än. Vänd dig till kommunens växel.")
SUPERVISION = (
    N_("Myndigheten för digital förvaltning, Digg, har tillsyn över lagen."),
    N_("Är du inte nöjd med hur vi svarar kan du anmäla det till Digg."),
)
METHOD = (
    N_("Bedömningen är en självskattning: den bygger på proven ovan."),
    N_("Bedömningen gjordes och texten gicks igenom den {date}."),
)


def accessibility_statement(
    *, body: str, contact: str, language: str, write_date: Callable[[date], str]
) -> tuple[StatementPart, ...]:
    """Word the statement: ``body`` answers for the site, ``contact`` is an e-mail address or empty.

    ``write_date`` words a date in the reader's language.
    """

    def say(*messages: str) -> tuple[str, ...]:
        return tuple(translate(each, language=language) for each in messages)

    def part(heading: str, *sentences: str, points: tuple[str, ...] = ()) -> StatementPart:
        return StatementPart(heading=say(heading)[0], sentences=say(*sentences), points=say(*points))

    who = tuple(each.format(body=body or say(N_("Kommunen"))[0]) for each in say(*WHO))
    method = tuple(each.format(date=write_date(ASSESSED)) for each in say(*METHOD))
    return (
        StatementPart(heading=say(N_("Vem som svarar för webbplatsen"))[0], sentences=who),
        part(N_("Vad den är gjord för"), *MADE_FOR),
        part(N_("Vad som är prövat"), TESTED_BY, points=TESTED),
        part(N_("Vad som inte är prövat"), points=NOT_TESTED),
        part(N_("Kända brister"), points=SHORTCOMINGS),
        StatementPart(
            heading=say(N_("Anmäl fel eller be om en annan form"))[0],
            sentences=say(*CONTACT) if contact else say(*CONTACT, NO_CONTACT),
            href=f"mailto:{contact}" if contact else "",
            link=contact,
        ),
        StatementPart(
            heading=say(N_("Tillsyn"))[0],
            sentences=say(*SUPERVISION),
            href=COMPLAINTS,
            link=say(N_("Anmäl bristande tillgänglighet till Digg (digg.se/tdosanmalan)"))[0],
        ),
        StatementPart(heading=say(N_("När och hur det bedömdes"))[0], sentences=method),
    )
