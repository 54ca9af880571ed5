"""Sentences for the benchmark of the fact check, our own wording.

``<measure:what>`` is filled with a figure or a word for its direction and may be made wrong;
``<unit>``, ``<year>`` and ``<last>`` are filled and stay right. Decoys must never be flagged: what
is filled in them is made wrong on purpose.
"""

_SENTENCES = (
    "Nettokostnaden <net_cost:verb> med <net_cost:change> eller <net_cost:growth>.",
    "Nettokostnaden har <net_cost:perf> med <net_cost:change> jämfört med föregående år.",
    "<unit> redovisar ett <variance:word> på <variance:amount>.",
    "Enheten uppvisar ett <variance:word> med <variance:amount>.",
    "<variance:Word> motsvarar <variance:share> av kommunbidraget.",
    "<unit> redovisar ett <variance:word> på <variance:amount>, vilket motsvarar <variance:share> av kommunbidraget.",
    "Nettokostnaden uppgick till <net_cost:level>, en <net_cost:noun> med <net_cost:change>.",
    "Nettokostnaden blev <net_cost:level>, vilket är <net_cost:change> <net_cost:more> än <last>.",
    "Verksamheten har totalt kostat <net_cost:level> <year>.",
    "Detta innebär en nettokostnadsutveckling på <net_cost:growth>, där kommunbidraget har <appropriation:perf> med "
    "<appropriation:change>.",
    "Nettokostnads<net_cost:noun>en på <net_cost:growth> beror på nya åtaganden.",
    "Nettokostnads<net_cost:noun>en uppgår till <net_cost:change>.",
    "Intäkterna <income:verb2> jämfört med föregående år.",
    "Intäkterna <income:verb> från <income:before> till <income:level>.",
    "Årets intäkter uppgår till <income:level>.",
    "Intäkterna var <income:change> <income:comp> än föregående år.",
    "Kostnaderna <costs:verb> med <costs:growth>.",
    "Kostnaderna har <costs:perf2> med <costs:change>.",
    "Nämndens kostnader ska följas noga. Enhetens kostnader <costs:verb> med <costs:change>.",
    "Jämfört med <last> <costs:verb> kostnaderna med <costs:change>.",
    "Under <year> <income:verb3> intäkterna med <income:growth>.",
    "Kommunbidraget <appropriation:verb> med <appropriation:change> eller <appropriation:growth>.",
    "Kommunbidraget för <year> uppgår till <appropriation:level>.",
    "Personalkostnaderna <personnel:verb> med <personnel:change>, motsvarande <personnel:growth>.",
    "Personalkostnaderna uppgick till <personnel:level> <year>.",
    "Personalkostnaderna har <personnel:perf> jämfört med <last>.",
    "Resultatet blev ett <variance:word> på <variance:amount>.",
    "Årets resultat visar ett <variance:word> om <variance:amount>.",
    "Bokslutet visar ett <variance:word> mot budget på <variance:amount>.",
    "<variance:Word> på <variance:amount> beror främst på vakanser.",
    "<variance:Word> uppgår till <variance:amount>.",
    "För <unit> blev nettokostnaden <net_cost:level>.",
    "<unit> har en nettokostnad på <net_cost:level>.",
    "Nettokostnaden för <unit> uppgick till <net_cost:level>.",
    "Den totala nettokostnaden landade på <net_cost:level>, jämfört med <net_cost:before> <last>.",
    "Nettokostnaden <last> var <net_cost:before>.",
    "Sammantaget <net_cost:verb> nettokostnaden, samtidigt som intäkterna <income:verb>.",
    "Andelen ekologiska inköp <indicator:verb> från <indicator:from> till <indicator:to> procent.",
    "Nöjdheten <indicator:verb2> från <indicator:from> till <indicator:to>.",
    "Andelen <indicator:verb> från <indicator:from> till <indicator:to> procent, en <indicator:noun> med "
    "<indicator:points> procentenheter.",
    "Indexet har <indicator:perf> till <indicator:to>, jämfört med <last> då det var <indicator:from>.",
    "Sjukfrånvaron <indicator:verb> till <indicator:to> procent (<indicator:from>).",
    "Antalet kontroller <indicator:verb4> från <indicator:from> till <indicator:to>.",
    "Nettokostnaden är <net_cost:comp> än <last>.",
    "Det är kostnaderna som har <costs:perf> mest, med <costs:change>.",
    "Nettokostnaden (<net_cost:level>) är <net_cost:change> <net_cost:comp> än året innan.",
)
TEMPLATES = {f"t{number:02}": text for number, text in enumerate(_SENTENCES, start=1)}

DECOYS = (
    "Prognosen i augusti visade ett <variance:word> på <variance:amount>.",
    "Nettokostnaden beräknas öka med <net_cost:change> nästa år.",
    "Kommunen totalt redovisar ett <variance:word> på <variance:amount>.",
    "Hamnbolaget redovisar ett <variance:word> på <variance:amount>.",
    "Avvikelsen beror på vakanser, hyror och lägre räntor (<variance:amount>).",
    "Ökningen beror på löner 4,4 mnkr, hyror 0,9 mnkr och övriga kostnader netto 3,2 mnkr.",
    "Målet ”nettokostnaden ska öka med högst 2,0 procent” gäller hela perioden.",
    "Resultatet är <variance:amount> sämre än prognosen i delårsrapporten.",
    "Beslutet (Dnr MK 31/204, § 61) fattades enligt 11 kap. 5 § kommunallagen (2017:725).",
    "Kontakt: 08-555 017 76, se sidan 12.",
    "Kostnaderna för inhyrd personal ökade med 3,2 mnkr.",
    "Kostnader på 2,4 mnkr har uppstått till följd av stormen.",
    "Exklusive engångsposter skulle nettokostnaden ha varit <net_cost:change>.",
    "Budgeten för projektet är 2 mnkr.",
    "Nettokostnaden ska öka till <net_cost:change> <year>.",
    "Per den 31 augusti uppgick nettokostnaden till <net_cost:change>.",
    "Antalet besökare ökade med 12 procent.",
    "Projektets kostnader uppgick till 3,2 mnkr.",
    "Intäkterna från tillsynsavgifter minskade med 1,1 mnkr.",
    "Skolornas nettokostnad ökade med <net_cost:change>.",
)

HELD_OUT: dict[str, str] = {}
HELD_OUT_DECOYS: tuple[str, ...] = ()
