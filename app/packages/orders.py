"""What was asked for: modules and choices, as the packager takes them and as they are kept."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from app.errors import Conflict
from app.typed import converter
from packager import Overlay, PackageOptions

if TYPE_CHECKING:  # a command that makes packages loads no database
    from app.packages.models import PackageMade

_from_plain = converter(PackageOptions)


class Order(Struct, frozen=True):
    """A package that is asked for. slugs: of its modules, in their order."""

    slugs: tuple[str, ...]
    options: PackageOptions


def kept(options: PackageOptions) -> dict[str, Any]:
    """Return the choices as they are kept: of the overlay its nation alone, for it changes by itself."""
    choices: dict[str, Any] = msgspec.to_builtins(options)
    del choices["overlay"]
    return choices | {"nation": options.overlay.nation}


def overlay_digest(overlay: Overlay) -> str:
    """Return a digest of a trust's part, in hex: it tells whether that has changed since."""
    return hashlib.sha256(msgspec.json.encode(overlay)).hexdigest()


def order_of(made: "PackageMade", overlay: Overlay) -> Order:
    """Return the order of a package that was made, for the trust as it is now.

    Raises Conflict where the choices are no longer possible.
    """
    return Order(tuple(made.modules), _options(made.options, overlay))


def _options(choices: Mapping[str, Any], overlay: Overlay) -> PackageOptions:
    values = {
        name: value for name, value in choices.items() if name in PackageOptions.__struct_fields__
    }
    nation = choices.get("nation", overlay.nation)
    try:
        worn = msgspec.structs.replace(overlay, nation=nation)
        return _from_plain({**values, "overlay": worn})
    except msgspec.ValidationError as error:
        raise Conflict(
            "This package was made with choices that no longer exist: make a new one."
        ) from error
