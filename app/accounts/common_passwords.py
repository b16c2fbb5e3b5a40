"""Passwords that guessers try first, and what people do to hide one of them.

Sources: NCSC, "Password deny lists" and "Three random words": refuse what is common, ask for no kinds of
characters; NIST SP 800-63B, 5.1.1.2: repeated and sequential characters, and words of the service.
"""

import re
from typing import Final

COMMON: Final = frozenset(
    [
        "abc",
        "admin",
        "administrator",
        "akhtar",
        "angel",
        "anything",
        "arsenal",
        "asdfgh",
        "ashley",
        "august",
        "autumn",
        "babygirl",
        "barcelona",
        "baseball",
        "basketball",
        "batman",
        "birmingham",
        "blessed",
        "blink",
        "bradford",
        "bristol",
        "butterfly",
        "cardiff",
        "charlie",
        "cheese",
        "chelsea",
        "chocolate",
        "christmas",
        "computer",
        "cookie",
        "cricket",
        "changeme",
        "daniel",
        "david",
        "december",
        "default",
        "demo",
        "diamond",
        "doctor",
        "doctors",
        "dragon",
        "dundee",
        "edinburgh",
        "eastenders",
        "england",
        "everton",
        "facebook",
        "february",
        "ferrari",
        "firstshift",
        "flower",
        "football",
        "freedom",
        "friday",
        "friends",
        "gemini",
        "george",
        "ginger",
        "glasgow",
        "google",
        "guest",
        "hammers",
        "hannah",
        "happy",
        "harry",
        "health",
        "heaven",
        "hello",
        "helpme",
        "hospital",
        "hunter",
        "iloveyou",
        "india",
        "induction",
        "internet",
        "ireland",
        "islam",
        "jackie",
        "january",
        "jasmine",
        "jennifer",
        "jessica",
        "jesus",
        "jordan",
        "july",
        "june",
        "killer",
        "lagos",
        "leeds",
        "leicester",
        "letmein",
        "letmeinplease",
        "liverpool",
        "lollipop",
        "london",
        "login",
        "looking",
        "love",
        "lovely",
        "maggie",
        "manchester",
        "manager",
        "march",
        "master",
        "matrix",
        "matthew",
        "medical",
        "medicine",
        "michael",
        "michelle",
        "microsoft",
        "midwife",
        "monday",
        "monkey",
        "mustang",
        "mypassword",
        "newpassword",
        "nhs",
        "nhsengland",
        "nhsmail",
        "nhspassword",
        "nicole",
        "nigeria",
        "nothing",
        "november",
        "nurse",
        "october",
        "office",
        "orange",
        "pakistan",
        "pass",
        "passcode",
        "passphrase",
        "password",
        "passwordnhs",
        "patient",
        "patients",
        "pepper",
        "please",
        "pokemon",
        "premier",
        "princess",
        "purple",
        "qazwsx",
        "qwerty",
        "qwertyu",
        "qwertyuiop",
        "rainbow",
        "rangers",
        "rashid",
        "registrar",
        "saturday",
        "scotland",
        "secret",
        "september",
        "shadow",
        "sheffield",
        "shift",
        "soccer",
        "spitfire",
        "spring",
        "starwars",
        "summer",
        "sunday",
        "sunflower",
        "sunshine",
        "superman",
        "surgeon",
        "temp",
        "temporary",
        "test",
        "testing",
        "thomas",
        "thursday",
        "tigger",
        "trust",
        "trustno",
        "tuesday",
        "united",
        "wales",
        "ward",
        "wednesday",
        "welcome",
        "whatever",
        "william",
        "winter",
        "wizard",
        "work",
        "yorkshire",
        "zxcvbnm",
    ]
)

ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
)
RUN: Final = 4
_DECORATION: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LOOK_ALIKES: Final = str.maketrans("@431!05$7", "aaeiiosst")


def is_common(password: str) -> bool:
    """Say whether a password is nothing but words that everybody tries, runs of keys and decoration."""
    plain = password.casefold()
    # Figures at the ends are decoration; those inside may stand for letters.
    bare = _DECORATION.sub("", plain)
    return _is_made_of_runs(plain) or any(
        _is_words("".join(letter for letter in text if letter.isalpha()))
        for text in (plain, bare.translate(_LOOK_ALIKES))
    )


def _is_words(letters: str) -> bool:
    """Say whether letters are common words one after the other; of a long password, at most three."""
    reached = {0: 0}  # how far words can reach, with the fewest of them
    for at in range(len(letters)):
        if at not in reached:
            continue
        for end in range(at + 1, len(letters) + 1):
            if letters[at:end] in COMMON:
                reached[end] = min(reached.get(end, 99), reached[at] + 1)
    return bool(letters) and (reached.get(len(letters), 99) <= 2 or _is_repeated(letters))


def _is_repeated(letters: str) -> bool:
    return any(
        letters == letters[:size] * (len(letters) // size)
        for size in range(2, len(letters) // 2 + 1)
        if letters[:size] in COMMON
    )


def _is_made_of_runs(plain: str) -> bool:
    letters = "".join(letter for letter in plain if letter.isalnum())
    at = 0
    while at < len(letters):
        longest = max(
            (_run(letters, at, row) for row in (*ROWS, *(r[::-1] for r in ROWS))), default=0
        )
        if longest < RUN:
            return False
        at += longest
    return bool(letters)


def _run(letters: str, at: int, row: str) -> int:
    length = 0
    while at + length < len(letters) and letters[at : at + length + 1] in row:
        length += 1
    return length
