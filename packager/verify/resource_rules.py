"""Rules on the resources of an ``imsmanifest.xml``, held against the files of the zip."""

from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding, error
from packager.verify.manifests import (
    Manifest,
    ManifestRule,
    Node,
    escapes,
    is_outside,
    path_of,
    with_bases,
)
from packager.verify.namespaces import CMI5_XML, IMSMANIFEST, TINCAN_XML
from packager.verify.packaging_rules import ADL_CP, cp

_MANIFESTS: Final = frozenset({IMSMANIFEST, CMI5_XML, TINCAN_XML})
# Schemas that travel with a manifest belong to it and are no content.
_CONTROL: Final = (".xsd", ".dtd")


def is_sco(resource: Node) -> bool:
    """Say whether a resource is marked as a SCO, in the spelling of either standard."""
    marks = (resource.get(f"{{{s}}}{n}") for s in ADL_CP for n in ("scormtype", "scormType"))
    return "sco" in marks


def launched_files(manifest: Manifest) -> Iterator[Finding]:
    """A SCO opens a file of the package; what another resource opens is there too."""
    root = manifest.root
    for resource in root.iter(cp(root, "resource")):
        name, address = resource.get("identifier", "?"), with_bases(resource)
        if not resource.get("href"):
            if is_sco(resource):
                sentence = f"The SCO '{name}' opens nothing; give it the href of its page."
                yield manifest.error("sco-launch", resource, sentence)
        elif is_outside(address):
            sentence = (
                f"'{name}' opens {address}, which is on another server: there it does not find "
                "the LMS; open a file of the package."
            )
            yield manifest.warning("sco-outside", resource, sentence)
        elif not manifest.holds(path_of(address)):
            rule = "sco-launch" if is_sco(resource) else "resource-launch"
            yield manifest.error(rule, resource, _missing(manifest, name, path_of(address)))


def _missing(manifest: Manifest, name: str, path: str) -> str:
    near = manifest.near(path)
    if near:
        return f"'{name}' opens {path}, but the file is spelt {near}; write it so."
    return f"'{name}' must open a file that is in the package; {path} is not there."


def resource_types(manifest: Manifest) -> Iterator[Finding]:
    """A resource is web content: LMSs open nothing else."""
    root = manifest.root
    for resource in root.iter(cp(root, "resource")):
        if resource.get("type", "webcontent") != "webcontent":
            sentence = f"The resource '{resource.get('identifier')}' needs type=\"webcontent\"."
            yield manifest.error("resource-type", resource, sentence)


def launch_first(manifest: Manifest) -> Iterator[Finding]:
    """Some LMSs open the first resource with an href, whatever the items say."""
    root = manifest.root
    first = next((r for r in root.iter(cp(root, "resource")) if r.get("href")), None)
    if first is None or not is_sco(first):
        sentence = "Put the resource of the SCO first; some LMSs open no other."
        yield manifest.error("sco-first", root if first is None else first, sentence)


def single_sco(manifest: Manifest) -> Iterator[Finding]:
    """Many LMSs show one SCO only."""
    root = manifest.root
    scos = [r for r in root.iter(cp(root, "resource")) if is_sco(r)]
    if len(scos) > 1:
        sentence = (
            f"{len(scos)} SCOs in one package: many LMSs show only one of them; make a package "
            "of each, or try it in your LMS."
        )
        yield manifest.warning("sco-many", scos[1], sentence)


def listed_files(manifest: Manifest) -> Iterator[Finding]:
    """The files that the manifest lists are those of the zip."""
    root = manifest.root
    listed: dict[str, Node] = {}
    for file in root.iter(cp(root, "file")):
        listed.setdefault(path_of(with_bases(file)), file)
    for space in ADL_CP:
        for location in root.iter(f"{{{space}}}location"):
            listed.setdefault(path_of((location.text or "").strip()), location)
    for path, element in sorted(listed.items(), key=lambda pair: pair[0]):
        if escapes(path):
            sentence = f"The path {path} leads out of the package; name a file inside."
            yield manifest.error("path-escapes", element, sentence)
        elif not manifest.holds(path) and not is_outside(path):
            near = manifest.near(path)
            mend = f"it is spelt {near} there" if near else "put it in or take the entry out"
            sentence = f"The manifest lists {path}, but the zip does not hold it; {mend}."
            yield manifest.error("file-missing", element, sentence)
    for unlisted in sorted(manifest.opened.names - listed.keys() - _MANIFESTS):
        if unlisted.lower().endswith(_CONTROL):
            continue
        sentence = 'The manifest does not list this file; add <file href="…"/>.'
        yield error("file-unlisted", unlisted, sentence)


def dependencies(manifest: Manifest) -> Iterator[Finding]:
    """A dependency names a resource."""
    root = manifest.root
    known = {r.get("identifier") for r in root.iter(cp(root, "resource"))}
    for dependency in root.iter(cp(root, "dependency")):
        reference = dependency.get("identifierref")
        if reference not in known:
            sentence = f"The dependency '{reference}' names no resource; name one or take it out."
            yield manifest.error("dependency", dependency, sentence)


RESOURCE_RULES: Final[tuple[ManifestRule, ...]] = (
    launched_files,
    resource_types,
    launch_first,
    single_sco,
    listed_files,
    dependencies,
)
