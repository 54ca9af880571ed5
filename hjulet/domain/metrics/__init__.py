"""The metrics that exist: one dict that one can read.

To add a metric: copy the nearest one in ``operating.py``, give it a label in ``hjulet.texts`` and
a line in the handbook's list of figures.
"""

from hjulet.domain.figures import Registry
from hjulet.domain.metrics.operating import OPERATING

REGISTRY = Registry({metric.id: metric for metric in OPERATING})
