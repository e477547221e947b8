# SPDX-FileCopyrightText: 2026 Dijkwacht contributors
# SPDX-License-Identifier: EUPL-1.2
"""The check digits of VAT numbers, one function per country, on the number behind the country code.

After "VIES, VAT number construction rules, functional description" (European Commission, Taxation
and Customs Union). docs/reference/identifiers.md says what was compared with what. Every function
is given a number of the right form.
"""

from collections.abc import Callable
from typing import Final

from dijkwacht.base.ids.check_digits import elfproef, luhn, mod_97, weighted

_CYPRUS_ODD: Final = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_SPAIN_PERSON: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_SPAIN_ENTITY: Final = "JABCDEFGHI"
_SPAIN_ENTITIES: Final = "ABCDEFGHJNPQRSUVW"
_MALTA: Final = (3, 4, 6, 7, 8, 9)
_IRELAND: Final = "WABCDEFGHIJKLMNOPQRSTUV"
_ITALY_OFFICES: Final = frozenset({*range(1, 101), 120, 121, 888, 999})
_DOWN_FROM_9: Final = (9, 8, 7, 6, 5, 4, 3, 2)
_DOWN_FROM_8: Final = _DOWN_FROM_9[1:]


def multiple(modulus: int, *weights: int) -> Callable[[str], bool]:
    """The check that the weighted sum of the digits is a multiple of `modulus`."""
    return lambda digits: weighted(digits, weights) % modulus == 0


def austria(part: str) -> bool:
    """Luhn's sum over the digits, four more."""
    digits = part[1:]
    odd, even = digits[0:7:2], digits[1:7:2]
    total = sum(map(int, odd)) + sum(sum(divmod(2 * int(digit), 10)) for digit in even) + 4
    return (total + int(digits[7])) % 10 == 0


def belgium(digits: str) -> bool:
    """97 less the first eight digits modulo 97; enterprise numbers begin with 0 or 1."""
    return digits[0] in "01" and 97 - int(digits[:8]) % 97 == int(digits[8:])


def bulgaria(digits: str) -> bool:
    """Modulo 11 with the weights 1 to 8, and with 3 to 10 where that leaves 10."""
    rest = weighted(digits, range(1, 9)) % 11
    if rest == 10:
        rest = weighted(digits, range(3, 11)) % 11 % 10
    return rest == int(digits[8])


def cyprus(part: str) -> bool:
    """The letter after the sum modulo 26, in which the odd places count by a table."""
    total = sum(_CYPRUS_ODD[int(digit)] for digit in part[0:8:2]) + sum(map(int, part[1:8:2]))
    return not part.startswith("12") and ord(part[8]) - ord("A") == total % 26


def czechia(digits: str) -> bool:
    """Legal entities: modulo 11 with the weights 8 to 2."""
    return digits[0] != "9" and (11 - weighted(digits, _DOWN_FROM_8) % 11) % 10 == int(digits[7])


def czechia_special(digits: str) -> bool:
    """Nine digits after a 6 are persons with a check digit; the others are birth numbers without
    one."""
    if digits[0] != "6":
        return True
    return 9 - (11 - weighted(digits[1:], _DOWN_FROM_8) % 11) % 10 == int(digits[8])


def greece(digits: str) -> bool:
    """Powers of two, modulo 11, modulo 10."""
    return weighted(digits, [2**power for power in range(8, 0, -1)]) % 11 % 10 == int(digits[8])


def spain(part: str) -> bool:
    """Persons (digits, X Y Z, K L M) by a letter modulo 23; entities by Luhn, said as a digit or as
    a letter.

    Sources differ on which kind of entity has a digit and which a letter, so both are right for
    all.
    """
    first, body, last = part[0], part[1:8], part[8]
    if first.isdigit() or first in "XYZ":
        return (
            last == _SPAIN_PERSON[int({"X": "0", "Y": "1", "Z": "2"}.get(first, first) + body) % 23]
        )
    if first in "KLM":
        return last == _SPAIN_PERSON[int(body) % 23]
    digit = next(digit for digit in "0123456789" if luhn(body + digit))
    return first in _SPAIN_ENTITIES and last in digit + _SPAIN_ENTITY[int(digit)]


def france(part: str) -> bool:
    """SIREN by Luhn (000… is Monaco, without); two digits before it by modulo 97; two signs with a
    letter: no check."""
    key, siren = part[:2], part[2:]
    if not (siren.startswith("000") or luhn(siren)):
        return False
    return int(siren + "12") % 97 == int(key) if key.isdigit() else not set(key) & set("IO")


def ireland(part: str) -> bool:
    """Weights 8 to 2, and 9 for a second letter, modulo 23, as a letter."""
    second = _IRELAND.find(part[8:]) if part[8:] else 0
    return second >= 0 and _IRELAND[(weighted(part, _DOWN_FROM_8) + 9 * second) % 23] == part[7]


def ireland_old(part: str) -> bool:
    """The numbers with a letter, + or * in second place: that place counts as none, the first digit
    as the last."""
    return ireland(f"0{part[2:7]}{part[0]}{part[7]}")


def italy(digits: str) -> bool:
    """Luhn, over a number that is not 0 and an office that exists."""
    return bool(digits[:7].strip("0")) and int(digits[7:10]) in _ITALY_OFFICES and luhn(digits)


def lithuania(digits: str) -> bool:
    """Modulo 11 with the weights 1 to 9 in turn, and from 3 on where that leaves 10; the last but
    one is 1."""
    body = digits[:-1]
    rest = weighted(body, [place % 9 + 1 for place in range(len(body))]) % 11
    if rest == 10:
        rest = weighted(body, [(place + 2) % 9 + 1 for place in range(len(body))]) % 11 % 10
    return body[-1] == "1" and rest == int(digits[-1])


def latvia(digits: str) -> bool:
    """Legal entities begin with 4 to 9: modulo 11 leaves 3. The others are persons, whose check has
    no source."""
    return digits[0] < "4" or weighted(digits, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3


def malta(digits: str) -> bool:
    """37 less the weighted sum modulo 37, in two digits; no number begins with 0."""
    return digits[0] != "0" and 37 - weighted(digits, _MALTA) % 37 == int(digits[6:])


def netherlands(part: str) -> bool:
    """An RSIN, B and 01 or more; or, for sole traders since 2020, MOD 97-10 over the whole, NL with
    it."""
    return part[10:] != "00" and (elfproef(part[:9]) or mod_97(f"NL{part}") == 1)


def portugal(digits: str) -> bool:
    """Modulo 11 with the weights 9 to 2, 10 as 0."""
    return digits[0] != "0" and (-weighted(digits, _DOWN_FROM_9)) % 11 % 10 == int(digits[8])


def romania(digits: str) -> bool:
    """Ten times the weighted sum, modulo 11, 10 as 0; short numbers count from the right."""
    body = digits[:-1].zfill(9)
    return digits[0] != "0" and weighted(body, (7, 5, 3, 2, 1, 7, 5, 3, 2)) * 10 % 11 % 10 == int(
        digits[-1]
    )


def sweden(digits: str) -> bool:
    """An organisation number by Luhn, and a serial number from 01 to 94."""
    return luhn(digits[:10]) and "01" <= digits[10:] <= "94"


def slovenia(digits: str) -> bool:
    """Modulo 11 with the weights 8 to 2; what leaves 0 is not given out."""
    rest = weighted(digits, _DOWN_FROM_8) % 11
    return digits[0] != "0" and rest != 0 and (11 - rest) % 10 == int(digits[7])


def slovakia(digits: str) -> bool:
    """A multiple of 11 that begins with no 0 and has one of six digits in third place."""
    return digits[0] != "0" and digits[2] in "234789" and int(digits) % 11 == 0


def northern_ireland(digits: str) -> bool:
    """The first nine digits of a British number: modulo 97, or (from 100 on) of the series that is
    55 further."""
    rest = weighted(digits, (8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97
    return rest == 0 or (rest == 42 and digits[:3] >= "100")
