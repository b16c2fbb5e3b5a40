"""How much a drawing becomes once everything in it that refers to something is drawn.

A few lines in which each part uses the part before twice grow to millions: such a drawing would hold
up every page that shows it. Source: SVG 2, section 5.6 (a use element is drawn as a copy).
"""

from typing import Final

from packager.overlay.refused import LogoRefused
from packager.overlay.svg_tree import Drawn, everything

MOST_ELEMENTS: Final = 10_000
"""How many elements a logo may have, and may come to when it is drawn."""
DEEPEST: Final = 100
TOO_MUCH: Final = "is far too complicated for a logo; simplify it, or save it as PNG"


def check_weight(root: Drawn) -> None:
    """Raise LogoRefused for a drawing that uses itself, or that grows too large or too deep."""
    if _Weights(root).of(root) > MOST_ELEMENTS:
        raise LogoRefused(TOO_MUCH)


class _Weights:
    def __init__(self, root: Drawn) -> None:
        self._by_id: dict[str, Drawn] = {}
        for node in everything(root):
            if "id" in node.attributes:
                self._by_id.setdefault(node.attributes["id"], node)
        self._known: dict[int, int] = {}
        self._open: set[int] = set()

    def of(self, node: Drawn) -> int:
        """Return how many elements are drawn for this one."""
        key = id(node)
        if key in self._open:
            raise LogoRefused("has a part that uses itself; save it as PNG")
        if key not in self._known:
            if len(self._open) >= DEEPEST:
                raise LogoRefused(TOO_MUCH)
            self._open.add(key)
            used = [self._by_id[each] for each in node.refers if each in self._by_id]
            self._known[key] = 1 + sum(self.of(part) for part in (*node.children, *used))
            self._open.discard(key)
        return self._known[key]
