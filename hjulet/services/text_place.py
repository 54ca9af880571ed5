"""The place of one text: which report it is in, and where. What is stored there is read and written here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hjulet.domain.period import Period
from hjulet.services.changes import update_versioned
from hjulet.store.models import ReportText, Revision, SetAsideText

NOUN = "report-text"


@dataclass(frozen=True)
class TextPlace:
    """A section of a report of a kind, of a unit, for a period."""

    kind: str
    unit: str
    period: Period
    section: str

    @property
    def key(self) -> str:
        """Name the place in the log."""
        return " ".join(self.fields.values())

    @property
    def fields(self) -> dict[str, str]:
        """Give the columns that a text of this place has."""
        return {
            "kind": self.kind,
            "unit": self.unit,
            "period": str(self.period),
            "section": self.section,
        }

    @property
    def stored(self) -> ReportText:
        """Read what is stored now; version 0 where nothing is."""
        return self._rows.first() or ReportText(**self.fields, source="", version=0)

    @property
    def revisions(self) -> QuerySet[Revision]:
        """Find how the text has been, the first version first."""
        return Revision.objects.filter(noun=NOUN, object_id=self.key).order_by("version")

    @property
    def set_aside(self) -> QuerySet[SetAsideText]:
        """Find the texts that lost a race here, the first first."""
        return SetAsideText.objects.filter(**self.fields)

    def write(self, *, version: int, **saved: str | datetime) -> bool:
        """Write over the version that was read, 0 for the first; tell whether nobody had written since."""
        if version == 0:
            return self._rows.get_or_create(**self.fields, defaults=saved)[1]
        return update_versioned(self._rows, version=version, **saved)

    @property
    def _rows(self) -> QuerySet[ReportText]:
        return ReportText.objects.filter(**self.fields)
