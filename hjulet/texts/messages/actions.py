"""What is said when actions and themes are written and read."""

from hjulet.texts.catalogue import N_

ACTIONS = {
    "action-without-owner": N_("Välj en ägare, skriv en roll, eller gör båda."),
    "action-outside-year": N_(
        "Året {year} ligger utanför tiden från och till. En åtgärd pågår i det år vars plan den står i."
    ),
    "action-day-beyond": N_("Dagen {value} ligger utanför åren {first}–{last}. Rätta den."),
    "action-cost-negative": N_("Kostnaden är mindre än 0. Skriv den utan minustecken."),
    "action-not-yours": N_("Du får inte skriva åtgärder för {unit}. Ta bort raden."),
    "action-unit-gone": N_(
        "{unit} finns inte den {day}, som är åtgärdens sista dag. Ändra dagen eller välj en annan enhet."
    ),
    "unknown-action": N_("Åtgärden {value} finns inte. Rätta id, eller lämna det tomt för en ny åtgärd."),
    "unknown-person": N_("{value} finns inte bland personerna, eller har slutat."),
    "unknown-theme": N_("Temat {value} finns inte. Lägg upp det på sidan Teman, eller rätta cellen."),
    "unknown-financing": N_(
        "{value} finns inte bland projekten eller bidragen. Skriv beteckningen, eller välj Annat."
    ),
    "bad-milestones": N_(
        "Milstolparna går inte att läsa vid ”{value}”. Skriv 2017-05-31 Remissen skickad, "
        "med tecknet | mellan."
    ),
    "many-milestones": N_("Åtgärden har fler än {limit} milstolpar. Dela den i flera åtgärder."),
    "bad-goal-refs": N_(
        "”{value}” är inget mål. Skriv perioden och nyckeln, till exempel 2017-2019/hallbara-6."
    ),
    "nothing-to-change": N_("Välj minst en åtgärd, och vad som ska ändras."),
}
