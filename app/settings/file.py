"""The settings of a file: one TOML file instead of many variables, where somebody prefers that.

A line is a setting's name without ``FIRSTSHIFT_``, in small letters, and its value: text, a whole
number, or true and false for yes and no. What the environment says as well counts more, so that one
value can be tried without touching the file.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from app.errors import SettingError

NAMED_BY: Final = "FIRSTSHIFT_SETTINGS_FILE"
USUAL_NAME: Final = "firstshift.toml"


class Given(Struct, frozen=True):
    """What was given for settings. values: by name in the environment; places: where it stands, for a
    sentence, by the same name, of those that stand in a file.
    """

    values: Mapping[str, str]
    places: Mapping[str, str]


def gather(environment: Mapping[str, str], folder: Path, prefix: str) -> Given:
    """Return the environment with what a file adds to it.

    The file is the one that ``FIRSTSHIFT_SETTINGS_FILE`` names, or ``firstshift.toml`` in folder where
    there is one. Raises SettingError with a sentence for each line that is none.
    """
    named = environment.get(NAMED_BY, "")
    file = folder / (named or USUAL_NAME)
    if not named and not file.is_file():
        return Given(environment, {})
    mistakes: list[str] = []
    values, places = dict(environment), {}
    for key, value in _read(file).items():
        name = prefix + key.upper()
        text = _as_text(value)
        if key != key.lower():
            mistakes.append(f"{key} in {file} is written in capitals; write {key.lower()}.")
        elif name == NAMED_BY:
            mistakes.append(f"{key} in {file} would name another file; leave it out.")
        elif text is None:
            mistakes.append(
                f"{key} in {file} is neither a text, a whole number, true nor false; put the value in"
                " quotation marks."
            )
        elif name not in environment:
            values[name], places[name] = text, f"{key} in {file}"
    if mistakes:
        raise SettingError(mistakes)
    return Given(values, places)


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingError([f"The settings in {file} cannot be read: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise SettingError([f"The settings in {file} are not UTF-8 text."]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingError(
            [
                f'{file} is not TOML: {error}. A line is written like: trusted_proxies = 1, or name = "text".'
            ]
        ) from error


def _as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, str | int) else None
