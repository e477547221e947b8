# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The arithmetic of check digits, each named as its standard names it."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Final

_LETTERS: Final = str.maketrans(
    {letter: str(value) for value, letter in enumerate(ascii_uppercase, start=10)}
)
_ELFPROEF: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def weighted(digits: str, weights: Sequence[int]) -> int:
    """The sum of each digit times its weight; digits beyond the last weight do not count."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def elfproef(digits: str) -> bool:
    """The Dutch eleven-test on nine digits: weights 9 to 2 and -1, the sum a multiple of 11."""
    return weighted(digits, _ELFPROEF) % 11 == 0


def mod_97(text: str) -> int:
    """ISO 7064 MOD 97-10: digits and capitals (A = 10 … Z = 35) as one number, modulo 97; a right
    one leaves 1."""
    return int(text.translate(_LETTERS)) % 97


def mod_11_10(digits: str) -> bool:
    """ISO 7064 MOD 11,10 over digits of which the last is the check digit."""
    rest = 10
    for digit in digits[:-1]:
        rest = ((int(digit) + rest) % 10 or 10) * 2 % 11
    return (rest + int(digits[-1])) % 10 == 1


def luhn(digits: str) -> bool:
    """ISO/IEC 7812-1 annex B: every second digit from the right doubled, the sum of all digits a
    multiple of 10."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(map(int, digits[-1::-2]))) % 10 == 0
