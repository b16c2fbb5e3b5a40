"""Judge any package, ours or another's, before an LMS does.

``verify`` looks at a zip without unpacking it to disk, without the network and without running
anything in it. It judges SCORM 1.2; a package of another kind is said to be unknown, not guessed at.
"""

from collections.abc import Iterator

from packager.manifest.scorm12 import FILE_NAME
from packager.verify.content_rules import TEXT_RULES, reports_status
from packager.verify.findings import Finding, Severity, error
from packager.verify.opened import Opened, open_zip
from packager.verify.scorm12_resources import RESOURCE_RULES
from packager.verify.scorm12_rules import MANIFEST_RULES
from packager.verify.xml import parse_xml
from packager.verify.zip_rules import ZIP_RULES

__all__ = ["Finding", "Severity", "verify"]


def verify(data: bytes) -> tuple[Finding, ...]:
    """Return everything that is wrong with a package, errors first; nothing where it is good.

    data: the bytes of the zip, which may come from anybody.
    """
    opened, findings = open_zip(data)
    if opened is not None:
        findings += _judge(opened)
    return tuple(sorted(findings, key=lambda f: (f.severity, f.file, f.rule)))


def _judge(opened: Opened) -> Iterator[Finding]:
    for zip_rule in ZIP_RULES:
        yield from zip_rule(opened)
    yield from _judge_manifest(opened)
    for name, text in sorted(opened.texts.items()):
        for text_rule in TEXT_RULES:
            yield from text_rule(name, text)
    yield from reports_status(opened)


def _judge_manifest(opened: Opened) -> Iterator[Finding]:
    if FILE_NAME not in opened.texts:
        near = next((n for n in opened.names if n.lower().endswith(FILE_NAME)), "")
        hint = f"; it is at {near}, so zip the folder's content" if near else ""
        sentence = f"There is no {FILE_NAME} (in lower case) at the root of the zip{hint}."
        yield error("manifest-root-file", "", sentence)
        return
    root, findings = parse_xml(FILE_NAME, opened.texts[FILE_NAME])
    yield from findings
    if root is None:
        return
    for rule in (*MANIFEST_RULES, *RESOURCE_RULES):
        yield from rule(root, opened)
