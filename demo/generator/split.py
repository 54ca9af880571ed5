"""Splitting an amount exactly, and chance that is the same on every machine.

Amounts are whole öre (int), so that every sum is exact. Only ``random()`` of the standard
generator is used: its sequence is the same in all Python versions, that of ``choice`` is not.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

KRONA = 100
TKR = 1000 * KRONA


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Split the amount by the weights; the parts sum to it exactly, whatever its sign."""
    whole, reached, done, parts = sum(weights), 0, 0, []
    for weight in weights:
        reached += weight
        upto = amount * reached // whole
        parts.append(upto - done)
        done = upto
    return parts


def jitter(weight: int, spread: int, chance: Random) -> int:
    """Move a weight by at most ``spread`` percent, in thousandths, so that amounts look lived-in."""
    return weight * (1000 + int((2 * chance.random() - 1) * 10 * spread))


def pick(items: Sequence[Item], chance: Random) -> Item:
    """Take one of the items."""
    return items[int(chance.random() * len(items))]
