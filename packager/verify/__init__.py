"""Judge any package, ours or another's, before an LMS does.

``judge`` looks at a zip without unpacking it to disk, without the network and without running anything
in it: SCORM 1.2, SCORM 2004 3rd and 4th Edition, cmi5, xAPI with ``tincan.xml``, and plain web pages.
What is of another kind is said to be unknown, not guessed at.
"""

from collections.abc import Iterator

from msgspec import Struct

from packager.verify.budget import suspend_data_budget
from packager.verify.content_rules import TEXT_RULES, browser_storage, links, reports_status
from packager.verify.findings import Finding, Severity, in_order, warning
from packager.verify.kinds import MANIFEST_FILES, Kind, kind_of
from packager.verify.manifests import Manifest
from packager.verify.namespaces import CMI5, CMI5_XML, TINCAN, TINCAN_XML
from packager.verify.opened import Opened, open_zip
from packager.verify.scorm2004_rules import edition_of
from packager.verify.svg_rules import svg_picture
from packager.verify.web_rules import without_manifest
from packager.verify.xml import parse_xml
from packager.verify.zip_rules import ZIP_RULES

__all__ = ["Finding", "Severity", "Verdict", "judge", "verify"]


class Verdict(Struct, frozen=True):
    """What a package is, in words, and all that is wrong with it, errors first.

    readable: False where it could not be opened at all, so that nothing more is known of it.
    """

    kind: str
    findings: tuple[Finding, ...]
    readable: bool = True

    @property
    def errors(self) -> int:
        """The number of findings over which an LMS will stumble."""
        return sum(each.severity == "error" for each in self.findings)

    @property
    def warnings(self) -> int:
        """The number of findings over which only some LMSs stumble."""
        return len(self.findings) - self.errors


def verify(data: bytes) -> tuple[Finding, ...]:
    """Return everything that is wrong with a package, errors first; nothing where it is good.

    data: the bytes of the zip, which may come from anybody.
    """
    return judge(data).findings


def judge(data: bytes) -> Verdict:
    """Return what a package is and what is wrong with it; raises nothing, whatever the bytes.

    data: the zip; or a ``cmi5.xml`` or ``tincan.xml`` without one, which both standards allow.
    """
    bare = _bare_manifest(data)
    if bare:
        kinds, findings = _judge_manifest(Opened(entries=(), texts={bare: data}), bare)
        return Verdict(f"{kinds}, a manifest without a zip", in_order(findings))
    opened, findings = open_zip(data)
    if opened is None:
        return Verdict("unreadable", in_order(findings), readable=False)
    kind, found = _judge_zip(opened)
    return Verdict(kind, in_order([*findings, *found]))


def _bare_manifest(data: bytes) -> str:
    start = data[:4000].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start.startswith(b"<"):
        return ""
    for name, space in ((CMI5_XML, CMI5), (TINCAN_XML, TINCAN)):
        if space.encode() in start:
            return name
    return ""


def _judge_zip(opened: Opened) -> tuple[str, list[Finding]]:
    findings = [finding for rule in ZIP_RULES for finding in rule(opened)]
    findings += _judge_content(opened)
    manifests = [name for name in MANIFEST_FILES if name in opened.texts] or _in_folder(opened)
    if not manifests:
        kind, found = without_manifest(opened)
        return kind, findings + found
    kinds = []
    for manifest in manifests:
        kind, found = _judge_manifest(opened, manifest)
        kinds.append(kind)
        findings += found
    if len(kinds) > 1:
        sentence = (
            f"This zip holds {' and '.join(manifests)}: each LMS takes the one that it looks for "
            "first; make one package for each."
        )
        findings.append(warning("manifest-several", "", sentence))
    return " and ".join(kinds), findings


def _judge_content(opened: Opened) -> Iterator[Finding]:
    for name, text in sorted(opened.texts.items()):
        for rule in (*TEXT_RULES, svg_picture):
            yield from rule(name, text)
    yield from links(opened)


def _in_folder(opened: Opened) -> list[str]:
    """Return a tincan.xml that lies in the one folder of the zip: it makes that folder the root."""
    found = [name for name in opened.texts if name.rpartition("/")[2] == TINCAN_XML]
    folder = found[0].removesuffix(TINCAN_XML) if found else ""
    return found[:1] if all(name.startswith(folder) for name in opened.names) else []


def _judge_manifest(opened: Opened, file: str) -> tuple[str, list[Finding]]:
    root, findings = parse_xml(file, opened.texts[file])
    folder, _, name = file.rpartition("/")
    if root is None:
        return f"a package with an unreadable {name}", findings
    kind = kind_of(name, root)
    manifest = Manifest(
        file=file,
        root=root,
        opened=opened,
        folder=f"{folder}/" if folder else "",
        edition=edition_of(root),
    )
    findings += kind.judge(manifest)
    if opened.entries:
        findings += _judge_tracking(kind, opened)
    return kind.label, findings


def _judge_tracking(kind: Kind, opened: Opened) -> Iterator[Finding]:
    if kind.api:
        yield from reports_status(opened, kind.api)
    if kind.suspend_data is not None:
        yield from suspend_data_budget(opened, kind.suspend_data)
        yield from browser_storage(opened)
