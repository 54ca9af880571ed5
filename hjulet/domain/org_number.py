"""Organisation numbers: ten digits, the last of which checks the others (Luhn)."""

import re

_WRITTEN = re.compile(r"([0-9]{6})-?([0-9]{4})")


class NotAnOrgNumber(ValueError):
    """The text is no organisation number, or its check digit is wrong."""


def org_number(text: str) -> str:
    """Read an organisation number, with or without hyphen, and write it with one. Raises NotAnOrgNumber."""
    match = _WRITTEN.fullmatch("".join(text.split()))
    if match is None or _luhn(match[1] + match[2]) % 10:
        raise NotAnOrgNumber(text)
    return f"{match[1]}-{match[2]}"


def digits(text: str) -> str:
    """Leave only the digits of what is written as an organisation number: to compare, not to judge."""
    return "".join(character for character in text if character.isdecimal())


def _luhn(digits: str) -> int:
    """Sum the digits, every other one doubled from the first on, and digits of a double apart."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled)
