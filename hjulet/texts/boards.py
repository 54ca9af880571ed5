"""Words for the improvement boards: the steps round the wheel, as heads of columns and as what one does."""

from hjulet.domain.board.improvement import Step
from hjulet.texts.catalogue import N_

STEPS = {
    Step.PLAN: N_("Planera"),
    Step.DO: N_("Göra"),
    Step.CHECK: N_("Studera"),
    Step.ACT: N_("Lära"),
    Step.DONE: N_("Klar"),
    Step.PUT_AWAY: N_("Undanlagd"),
}
"""A step -> the head of its column, or what is said of an improvement off the board."""

HINTS = {
    Step.PLAN: N_("Vad vill vi ändra, och hur ser vi att det blev bättre?"),
    Step.DO: N_("Vi provar i liten skala."),
    Step.CHECK: N_("Blev det som vi trodde?"),
    Step.ACT: N_("Vi inför, ändrar eller slutar."),
}
"""A step that has a column -> what one does there."""
