"""The numbers by which the four nations know a patient, told from ten other digits.

Sources: NHS Data Model and Dictionary (NHS number; Health and Care Number; Community Health Index
Number); Public Health Scotland, *phsmethods* (since 2026 a CHI number may end in a modulus 10 digit).
"""

from typing import Final, Literal

Kind = Literal["NHS", "CHI", "HC"]

LENGTH: Final = 10
_HC_STEMS: Final = range(320_000_001, 400_000_000)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def patient_number(digits: str) -> Kind | None:
    """Return whose number ten ASCII digits are by their check digit; none where it does not fit."""
    if is_date(digits[:6]) and (passes_modulus_11(digits) or passes_modulus_10(digits)):
        return "CHI"
    if not passes_modulus_11(digits):
        return None
    return "HC" if int(digits[:9]) in _HC_STEMS else "NHS"


def passes_modulus_11(digits: str) -> bool:
    """Say whether the tenth digit is the one that the first nine ask for; some nine have none."""
    weighed = sum(
        weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)
    )
    return (11 - weighed % 11) % 11 == int(digits[9])


def passes_modulus_10(digits: str) -> bool:
    """Say whether the tenth digit is the one of Luhn's formula."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[0:9:2])
    total = sum(doubled) + sum(map(int, digits[1:9:2]))
    return (10 - total % 10) % 10 == int(digits[9])


def is_date(digits: str) -> bool:
    """Say whether six digits can be a day, DDMMYY, in some century."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    # Of the years that end in 00, 2000 had the day.
    return (day, month) != (29, 2) or year % 4 == 0
