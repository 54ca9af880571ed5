"""A commitment: what a body or one of its units undertakes so that a goal above is reached.

Whoever writes the goals for the body that answers writes all of it. Whoever does so for a body that shares
it, or for the unit that it goes through, says what it is measured by and adds a note, and nothing else.
"""

from collections.abc import Callable

from hjulet.domain.goals.element import Element
from hjulet.domain.goals.structure import GoalNetwork

WRITTEN = ("name", "under", "lead", "through", "bodies", "scope", "years", "indicators", "note")
"""The fields of a commitment that somebody writes."""

SHARED = frozenset({"indicators", "note"})
"""Those that a body that only takes part may write."""


def open_fields(
    commitment: Element, network: GoalNetwork, *, writes_for: Callable[[str], bool], is_central: bool
) -> frozenset[str]:
    """Tell which fields somebody may write: all, those that are shared, or none.

    ``writes_for`` tells whether they write the goals of a body; ``is_central`` that they write all goals,
    which is needed for what has no owner.
    """
    if is_central or (commitment.lead and writes_for(commitment.lead)):
        return frozenset(WRITTEN)
    taking_part = (commitment.through, *network.members(commitment.ref.structure, commitment.bodies))
    return SHARED if any(writes_for(body) for body in taking_part if body) else frozenset()
