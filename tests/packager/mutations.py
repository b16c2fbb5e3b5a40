"""Manifests with something wrong in them: one or two small changes of a good one, chosen by Hypothesis."""

from collections.abc import Callable, Iterator
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


def single_changes(manifest: str) -> Iterator[tuple[str, Node]]:
    """Yield a good manifest with each small change that there is, and what was changed."""
    count = len(list(etree.fromstring(manifest.encode()).iter()))
    for at in range(count):
        for name, change in _SINGLE.items():
            root = etree.fromstring(manifest.encode())
            element = list(root.iter())[at]
            tag = etree.QName(element).localname
            if change(element):
                yield f"{name} {tag}", etree.fromstring(etree.tostring(root))
        for key in list(element.attrib):
            for value in (None, "", "a b", "80"):
                root = etree.fromstring(manifest.encode())
                element = list(root.iter())[at]
                if value is None:
                    del element.attrib[key]
                else:
                    element.set(key, value)
                yield f"{tag} {key}={value}", etree.fromstring(etree.tostring(root))


def _single_drop(element: Node) -> bool:
    if element.getparent() is None:
        return False
    element.getparent().remove(element)
    return True


def _single_double(element: Node) -> bool:
    if element.getparent() is None:
        return False
    element.addnext(deepcopy(element))
    return True


def _single_swap(element: Node) -> bool:
    following = element.getnext()
    if following is None or element.getparent() is None:
        return False
    following.addnext(element)
    return True


def _single_name(element: Node) -> bool:
    element.tag = f"{element.tag}x"
    return True


def _single_text(element: Node) -> bool:
    element.text = "odd"
    return True


def _single_attribute(element: Node) -> bool:
    element.set("odd", "1")
    return True


def _single_child(element: Node) -> bool:
    etree.SubElement(element, "{urn:unknown}odd")
    return True


_SINGLE: Final[dict[str, Callable[[Node], bool]]] = {
    "without": _single_drop,
    "twice": _single_double,
    "late": _single_swap,
    "misspelt": _single_name,
    "with text": _single_text,
    "with an odd attribute on": _single_attribute,
    "with an odd child in": _single_child,
}


@st.composite
def spoiled(draw: st.DrawFn, manifest: str) -> Node:
    """Draw a manifest with one or two changes, written and read again. manifest: a good one."""
    root = etree.fromstring(manifest.encode())
    for _ in range(draw(st.integers(1, 2))):
        element = draw(st.sampled_from(list(root.iter())))
        draw(st.sampled_from(CHANGES))(draw, root, element)
    return etree.fromstring(etree.tostring(root))
