"""The patterns of RELAX NG, as far as our schemas use them, and what is left of one after a child.

The method is that of derivatives: a pattern after the child ``x`` is the pattern of what may still
follow. Source: RELAX NG specification (OASIS, 3 December 2001), sections 4 and 9.3.
"""

from typing import Any, Final, TypeAlias

from msgspec import Struct


class Names(Struct, frozen=True):
    """A name class. Names are in Clark's form, ``{namespace}name``.

    any_: whether all names are meant, save those in without and those of the namespaces in outside.
    """

    known: tuple[str, ...] = ()
    any_: bool = False
    without: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()

    def __contains__(self, name: object) -> bool:
        if not self.any_:
            return name in self.known
        space = str(name)[1:].partition("}")[0] if str(name).startswith("{") else ""
        return name not in self.without and space not in self.outside


class Empty(Struct, frozen=True):
    """Nothing more."""


class NotAllowed(Struct, frozen=True):
    """Not even nothing."""


class Text(Struct, frozen=True):
    """Any text."""


class Value(Struct, frozen=True):
    """A text of a datatype or one fixed word. node: ``<data>`` or ``<value>``."""

    node: Any


class Element(Struct, frozen=True):
    """An element. node: its ``<element>``, from which the grammar makes its body when asked."""

    names: Names
    node: Any


class Attribute(Struct, frozen=True):
    """An attribute and the pattern of its value."""

    names: Names
    value: "Pattern"


class Choice(Struct, frozen=True):
    """One or the other."""

    left: "Pattern"
    right: "Pattern"


class Group(Struct, frozen=True):
    """One, then the other."""

    left: "Pattern"
    right: "Pattern"


class Interleave(Struct, frozen=True):
    """Both, in any order and mixed."""

    left: "Pattern"
    right: "Pattern"


class OneOrMore(Struct, frozen=True):
    """The same, once at least."""

    inner: "Pattern"


Pattern: TypeAlias = (
    Empty
    | NotAllowed
    | Text
    | Value
    | Element
    | Attribute
    | Choice
    | Group
    | Interleave
    | OneOrMore
)

EMPTY: Final = Empty()
NOT_ALLOWED: Final = NotAllowed()
TEXT: Final = Text()


def choice(left: Pattern, right: Pattern) -> Pattern:
    """Return the shortest pattern for one or the other."""
    if isinstance(left, NotAllowed) or left == right:
        return right
    return left if isinstance(right, NotAllowed) else Choice(left, right)


def group(left: Pattern, right: Pattern) -> Pattern:
    """Return the shortest pattern for one, then the other."""
    if isinstance(left, NotAllowed) or isinstance(right, NotAllowed):
        return NOT_ALLOWED
    if isinstance(left, Empty):
        return right
    return left if isinstance(right, Empty) else Group(left, right)


def interleave(left: Pattern, right: Pattern) -> Pattern:
    """Return the shortest pattern for both in any order."""
    if isinstance(left, NotAllowed) or isinstance(right, NotAllowed):
        return NOT_ALLOWED
    if isinstance(left, Empty):
        return right
    return left if isinstance(right, Empty) else Interleave(left, right)


def may_be_empty(pattern: Pattern) -> bool:
    """Say whether no child at all is enough."""
    match pattern:
        case Choice(left, right):
            return may_be_empty(left) or may_be_empty(right)
        case Group(left, right) | Interleave(left, right):
            return may_be_empty(left) and may_be_empty(right)
        case OneOrMore(inner):
            return may_be_empty(inner)
    return isinstance(pattern, Empty | Text | Attribute)


def after(pattern: Pattern, name: str) -> Pattern:
    """Return what may follow once a child of this name has come; NOT_ALLOWED where it may not."""
    match pattern:
        case Element(names, _):
            return EMPTY if name in names else NOT_ALLOWED
        case Choice(left, right):
            return choice(after(left, name), after(right, name))
        case Group(left, right):
            first = group(after(left, name), right)
            return choice(first, after(right, name)) if may_be_empty(left) else first
        case Interleave(left, right):
            in_left = interleave(after(left, name), right)
            return choice(in_left, interleave(left, after(right, name)))
        case OneOrMore(inner):
            return group(after(inner, name), choice(pattern, EMPTY))
    return NOT_ALLOWED
