"""Manifests with something wrong in them: one or two small changes of a good one, chosen by Hypothesis."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final, TypeAlias

from hypothesis import strategies as st
from lxml import etree

Node: TypeAlias = Any
Change: TypeAlias = Callable[[st.DrawFn, Node, Node], None]

VALUES: Final = (
    "",
    "yes",
    "true",
    "0",
    "-1",
    "80",
    "0.8",
    "sco",
    "1x/y",
    "a b",
    "PT5M",
    "own",
    "é",
)
SPACES: Final = (
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "http://www.adlnet.org/xsd/adlseq_v1p3",
    "http://www.imsglobal.org/xsd/imsss",
    "urn:unknown",
    "",
)


def _drop(draw: st.DrawFn, root: Node, element: Node) -> None:
    if element is not root:
        element.getparent().remove(element)


def _double(draw: st.DrawFn, root: Node, element: Node) -> None:
    if element is not root:
        element.addnext(deepcopy(element))


def _swap(draw: st.DrawFn, root: Node, element: Node) -> None:
    following = element.getnext()
    if following is not None and element is not root:
        following.addnext(element)


def _move(draw: st.DrawFn, root: Node, element: Node) -> None:
    places = [each for each in root.iter() if element not in (each, *each.iterancestors())]
    if places:
        draw(st.sampled_from(places)).append(element)


def _rename(draw: st.DrawFn, root: Node, element: Node) -> None:
    others = sorted({str(each.tag) for each in root.iter()})
    space = draw(st.sampled_from(SPACES))
    local = etree.QName(element).localname
    named = f"{{{space}}}{local}" if space else local
    element.tag = draw(
        st.sampled_from([*others, named, f"{element.tag}x", str(element.tag).lower()])
    )


def _drop_attribute(draw: st.DrawFn, root: Node, element: Node) -> None:
    if element.attrib:
        del element.attrib[draw(st.sampled_from(sorted(map(str, element.attrib))))]


def _set_attribute(draw: st.DrawFn, root: Node, element: Node) -> None:
    names = sorted({str(key) for each in root.iter() for key in each.attrib})
    space = draw(st.sampled_from(SPACES))
    odd = [f"{{{space}}}scormtype" if space else "scormtype", "identifier", "class"]
    element.set(draw(st.sampled_from([*names, *odd])), draw(st.sampled_from(VALUES)))


def _set_value(draw: st.DrawFn, root: Node, element: Node) -> None:
    if element.attrib:
        key = draw(st.sampled_from(sorted(map(str, element.attrib))))
        element.set(key, draw(st.sampled_from(VALUES)))


def _set_text(draw: st.DrawFn, root: Node, element: Node) -> None:
    element.text = draw(st.sampled_from([*VALUES, "x" * 300]))


CHANGES: Final[tuple[Change, ...]] = (
    _drop,
    _double,
    _swap,
    _move,
    _rename,
    _drop_attribute,
    _set_attribute,
    _set_value,
    _set_text,
)


@st.composite
def spoiled(draw: st.DrawFn, manifest: str) -> Node:
    """Draw a manifest with one or two changes, written and read again. manifest: a good one."""
    root = etree.fromstring(manifest.encode())
    for _ in range(draw(st.integers(1, 2))):
        element = draw(st.sampled_from(list(root.iter())))
        draw(st.sampled_from(CHANGES))(draw, root, element)
    return etree.fromstring(etree.tostring(root))
