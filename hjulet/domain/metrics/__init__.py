"""The metrics that exist: one dict that one can read.

To add a metric: copy the nearest one in a file beside this one, give it a label in ``hjulet.texts`` and
a line in the handbook's list of figures.
"""

from hjulet.domain.figures import Registry
from hjulet.domain.metrics.balance import BALANCE
from hjulet.domain.metrics.beside import BESIDE
from hjulet.domain.metrics.changes import CHANGES
from hjulet.domain.metrics.forecast import FORECAST
from hjulet.domain.metrics.indicators import INDICATORS
from hjulet.domain.metrics.investments_and_grants import INVESTMENTS_AND_GRANTS
from hjulet.domain.metrics.operating import OPERATING
from hjulet.domain.metrics.registered import REGISTERED
from hjulet.domain.metrics.spans import SPANS
from hjulet.domain.metrics.staff import STAFF

_METRICS = (
    *OPERATING,
    *CHANGES,
    *SPANS,
    *BALANCE,
    *BESIDE,
    *FORECAST,
    *REGISTERED,
    *INVESTMENTS_AND_GRANTS,
    *STAFF,
    *INDICATORS,
)

REGISTRY = Registry({metric.id: metric for metric in _METRICS})
