"""A template of the year: the budget process in eleven steps, as the municipality's own page tells it.

The page names five times (early in the year, before summer, in autumn, in December, 1 January); the other
days are proposals, to be moved by whoever plans the year.
"""

from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What

SOURCE = "002: budgetprocessens elva steg"

STEPS = (
    ("Omvärldsanalys", "Analysis of the surroundings", "01-15..02-15"),
    ("Analys av tidigare resultat", "Analysis of earlier results", "02"),
    ("Omvärldsanalysen kopplas till verksamheterna", "What the analysis means for each service", "03"),
    ("Mål och budget tas fram", "Goals and budget are drafted", "03-15..05-15"),
    (
        "Förvaltningens underlag till politiken",
        "The administration's basis to the politicians",
        "06-01..06-15",
    ),
    ("Politisk beredning, nämnderna yttrar sig", "Political preparation, committees comment", "08-15..09-29"),
    ("Politiska förslag till mål och budget", "Political proposals for goals and budget", "10-02..10-20"),
    ("Kommunstyrelsen bereder förslagen", "The executive board prepares the proposals", "11"),
    ("Fullmäktige beslutar om mål och budget", "The council decides goals and budget", "12"),
    ("Nämnder och bolag skriver verksamhetsplaner", "Committees and companies write operating plans", "12"),
    ("Arbetet mot de nya målen börjar", "Work towards the new goals begins", "01-01"),
)
"""Title in Swedish and English, and when."""

_HAPPENS = {8: What.PROPOSED, 9: What.DECIDED}
_NEXT_YEAR = 11


def budget_process(year: int, *, unit: str, council: str) -> tuple[Step, ...]:
    """Make the steps of a year's work on next year's budget; the last one falls in the year after.

    Each is named by the year that it falls in, so that next year's copy of it is what that year would have
    been given anyway. ``unit`` is the body whose steps they are, ``council`` that of the decision.
    """
    return tuple(
        Step(
            key=f"budget-{year + (number == _NEXT_YEAR)}-{number:02d}",
            title=title,
            title_en=title_en,
            kind=StepKind.BUDGET,
            unit=council if _HAPPENS.get(number) is What.DECIDED else unit,
            when=parse_recurrence(when),
            from_year=year + (number == _NEXT_YEAR),
            to_year=year + (number == _NEXT_YEAR),
            what=_HAPPENS.get(number, What.NOTHING),
            about=About(report="budget"),
            role="controller",
            source=SOURCE,
        )
        for number, (title, title_en, when) in enumerate(STEPS, start=1)
    )
