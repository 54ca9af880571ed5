"""Labels beside the ends of lines: as near as possible, in the same order, and never on each other."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class _Block:
    """Labels that touch: which, how high they are together, and where the first would begin by itself."""

    labels: tuple[int, ...]
    height: float
    wanted: float  # the sum, over its labels, of where the block would begin for that label's sake

    def top(self, low: float, high: float) -> float:
        """Find where the block begins: its labels' middles are off by nothing on the whole."""
        return max(low, min(self.wanted / len(self.labels), high - self.height))

    def joined(self, below: "_Block") -> "_Block":
        """Put another block right below this one."""
        moved = below.wanted - len(below.labels) * self.height
        return _Block((*self.labels, *below.labels), self.height + below.height, self.wanted + moved)


def spread(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """Place the middles of labels, given where each wants to be and how high it is.

    Neighbours that would overlap become one block around the mean of what they want; blocks stay between
    ``low`` and ``high`` as far as there is room.
    """
    blocks: list[_Block] = []
    for label in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        blocks.append(_Block((label,), heights[label], wanted[label] - heights[label] / 2))
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], low, high):
            below = blocks.pop()
            blocks.append(blocks.pop().joined(below))
    placed = [0.0] * len(wanted)
    for block in blocks:
        at = block.top(low, high)
        for label in block.labels:
            placed[label] = round(at + heights[label] / 2, 2)
            at += heights[label]
    return placed


def _overlap(upper: _Block, lower: _Block, low: float, high: float) -> bool:
    return upper.top(low, high) + upper.height > lower.top(low, high)
