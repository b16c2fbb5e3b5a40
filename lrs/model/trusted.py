"""Structures for what the store holds: those of the model, without checking again what was checked.

To look at every format and rule takes four times as long as to read the JSON, and what is stored has passed
all of them. The classes made here are subclasses of the model's, so that whoever asks what something is
gets the same answer.
"""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec

from lrs.model.rules import Structure


def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Return a decoder of a structure of the model, which trusts what it reads."""
    return msgspec.json.Decoder(_bare(kind))


def _bare(kind: Any) -> Any:
    """Return a type without what it demands of a value."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bare(arguments[0])
    if _is_structure(origin or kind):
        return _twin(kind)
    if origin in (Union, UnionType):
        return Union[tuple(map(_bare, arguments))]  # noqa: UP007 - the members are known only here
    if origin in (tuple, dict):
        return origin[tuple(each if each is ... else _bare(each) for each in arguments)]
    return kind


def _is_structure(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Structure)


@cache
def _twin(kind: Any) -> type:
    fields = [
        (field.name, _bare(field.type))
        if field.required
        else (field.name, _bare(field.type), field.default)
        for field in msgspec.structs.fields(kind)
    ]
    base = get_origin(kind) or kind
    return msgspec.defstruct(
        base.__name__,
        fields,
        bases=(base,),
        namespace={"__post_init__": lambda _: None},
        module=__name__,
        frozen=True,
        kw_only=True,
        gc=False,
        forbid_unknown_fields=False,
    )
