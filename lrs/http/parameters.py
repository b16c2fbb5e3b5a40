"""Query parameters: known names only, each once, and values as strict as in statements.

Source: xAPI 1.0.3 Communication 3.2; IEEE 9274.1.1 section 4.1.5.
"""

from collections.abc import Mapping

from lrs.errors import BadRequest
from lrs.http.asked import Pairs


def known(pairs: Pairs, allowed: frozenset[str]) -> dict[str, str]:
    """Return parameters by name. Raises BadRequest for one that is not allowed, or there twice."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in allowed:
            names = ", ".join(sorted(allowed)) or "none"
            raise BadRequest(f"The parameter '{name[:40]}' is not known here; known are: {names}.")
        if name in found:
            raise BadRequest(f"The parameter {name} is there twice.")
        found[name] = value
    return found


def boolean(parameters: Mapping[str, str], name: str) -> bool:
    """Return a parameter that is true or false; false without it. Raises BadRequest."""
    value = parameters.get(name, "false")
    if value not in ("true", "false"):
        raise BadRequest(f"The parameter {name} is true or false.")
    return value == "true"


def whole_number(parameters: Mapping[str, str], name: str) -> int:
    """Return a parameter that is 0 or a positive number; 0 without it. Raises BadRequest."""
    value = parameters.get(name, "0")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadRequest(f"The parameter {name} is 0 or a positive whole number.")
    return int(value)
