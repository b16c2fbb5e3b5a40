"""Holding a manifest against the RELAX NG schemas in ``packager/verify/schemas``.

The reader of the schemas is our own. libxml2 has one, and the tests hold ours against it, but it says
of a mistake little that could be shown to people, and takes minutes over a manifest with some
thousand files (tried with 2.14): a stranger's zip must not be able to ask for that.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from packager.verify.schema.explain import Mistake, mistakes
from packager.verify.schema.grammar import Grammar

__all__ = ["FOLDER", "Mistake", "validate"]

FOLDER: Final = Path(__file__).parent.parent / "schemas"


def validate(root: etree._Element, schema: str) -> Iterator[Mistake]:
    """Yield where a document leaves a schema, nothing where it keeps to it.

    schema: the name of a file in ``schemas``, without its ending.
    """
    return mistakes(root, _grammar(schema))


@cache
def _grammar(schema: str) -> Grammar:
    return Grammar(FOLDER / f"{schema}.rng")
