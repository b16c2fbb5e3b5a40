"""Rules of cmi5 that the schema of its course structure lets pass.

Source: cmi5 (Quartz, 1st Edition, errata to February 2024), sections 8.1, 10.2.4, 13.1 and 14. What
CATAPULT's LMS tests 201 to 206 demand of an LMS is among them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from packager.verify.addresses import is_iri, launch_address
from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, ManifestRule, Node
from packager.verify.namespaces import CMI5

C5: Final = f"{{{CMI5}}}"
LAUNCH_NAMES: Final = ("endpoint", "fetch", "actor", "registration", "activityId")
_DECIMALS: Final = re.compile(r"[+-]?\d*(\.\d{0,4}0*)?", re.ASCII)


def _named(manifest: Manifest) -> Iterator[Node]:
    """Yield everything that has an id: course, blocks, AUs and objectives."""
    for tag in ("course", "block", "au", "objective"):
        yield from (each for each in manifest.root.iter(f"{C5}{tag}") if each.get("id") is not None)


def ids(manifest: Manifest) -> Iterator[Finding]:
    """Each id is an absolute IRI, and nobody else's."""
    found: dict[str, list[Node]] = defaultdict(list)
    for element in _named(manifest):
        name = element.get("id").strip()
        found[name].append(element)
        if not is_iri(name):
            tag = element.tag.removeprefix(C5)
            sentence = f"The id '{name}' of this {tag} must be a whole IRI, such as https://…."
            yield manifest.error("iri", element, sentence)
    for name, elements in found.items():
        for again in elements[1:]:
            sentence = f"The id '{name}' is there {len(elements)} times; give each its own."
            yield manifest.error("id-twice", again, sentence)


def objective_references(manifest: Manifest) -> Iterator[Finding]:
    """An objective that is referred to exists."""
    known = {o.get("id").strip() for o in manifest.root.iter(f"{C5}objective") if o.get("id")}
    for objective in manifest.root.iter(f"{C5}objective"):
        reference = objective.get("idref")
        if objective.get("id") is None and (reference or "").strip() not in known:
            sentence = f"idref '{reference or ''}' names no objective of the course; correct it."
            yield manifest.error("objective-reference", objective, sentence)


def launches(manifest: Manifest) -> Iterator[Finding]:
    """Each AU opens a file of the package or a whole address, and leaves the LMS its query names."""
    for au in manifest.root.iter(f"{C5}au"):
        for url in au.iterchildren(f"{C5}url"):
            yield from launch_address(manifest, url, LAUNCH_NAMES, "The url of this AU")


def satisfaction(manifest: Manifest) -> Iterator[Finding]:
    """What satisfies an AU is said, and a mastery score is a share with four decimals at most."""
    for au in manifest.root.iter(f"{C5}au"):
        if au.get("moveOn") is None:
            sentence = (
                "Without moveOn this AU is satisfied before anybody opened it; write "
                'moveOn="CompletedOrPassed" or what you mean.'
            )
            yield manifest.warning("move-on", au, sentence)
        mastery = (au.get("masteryScore") or "").strip()
        if not _DECIMALS.fullmatch(mastery):
            sentence = f"masteryScore '{mastery}' may have four decimals at most, such as 0.8."
            yield manifest.error("mastery-score", au, sentence)
        kind = au.get("activityType")
        if kind is not None and not is_iri(kind.strip()):
            sentence = f"activityType '{kind}' must be a whole IRI; correct it or leave it out."
            yield manifest.error("iri", au, sentence)


def languages(manifest: Manifest) -> Iterator[Finding]:
    """Each text says its language, once."""
    for tag in ("title", "description"):
        for text in manifest.root.iter(f"{C5}{tag}"):
            strings = list(text.iterchildren(f"{C5}langstring"))
            given = Counter(each.get("lang") for each in strings)
            for each in strings:
                if not each.get("lang"):
                    sentence = 'Say the language of this text: <langstring lang="en-GB">.'
                    yield manifest.warning("language", each, sentence)
                elif given[each.get("lang")] > 1:
                    sentence = f"Two texts of one {tag} have the language '{each.get('lang')}'."
                    yield manifest.warning("language-twice", each, f"{sentence} Keep one.")
                if not (each.text or "").strip():
                    sentence = f"This {tag} is empty; LMSs list the course by it: write one."
                    yield manifest.warning("text-empty", each, sentence)


CMI5_RULES: Final[tuple[ManifestRule, ...]] = (
    ids,
    objective_references,
    launches,
    satisfaction,
    languages,
)
