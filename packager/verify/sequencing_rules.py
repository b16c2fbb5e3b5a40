"""Rules on SCORM 2004's sequencing: legal, and yet not what anybody means.

Source: IMS Simple Sequencing 1.0; SCORM 2004 Sequencing and Navigation, with the defaults of both.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from packager.verify.findings import Finding
from packager.verify.manifests import Manifest, ManifestRule, Node
from packager.verify.namespaces import ADLSEQ, IMSSS
from packager.verify.resource_rules import is_sco
from packager.verify.scorm2004_rules import CP

SS: Final = f"{{{IMSSS}}}"
_TRUE: Final = ("true", "1")
_PAIRS: Final = {
    "completed": "incomplete",
    "incomplete": "completed",
    "satisfied": "notSatisfied",
    "notSatisfied": "satisfied",
}


def _is_true(element: Node | None, name: str, default: bool = False) -> bool:
    value = None if element is None else element.get(name)
    return default if value is None else value.strip() in _TRUE


def _shared(manifest: Manifest) -> dict[str, Node]:
    """Return the sequencing that several activities may refer to, by its ID."""
    return {s.get("ID"): s for s in manifest.root.iter(f"{SS}sequencing") if s.get("ID")}


def _part(activity: Node, shared: dict[str, Node], name: str) -> Node | None:
    """Return a part of an activity's own sequencing, or of the shared one that it refers to."""
    own = activity.find(f"{SS}sequencing")
    if own is None:
        return None
    both = [own, *(shared[ref] for ref in (own.get("IDRef"),) if ref in shared)]
    found = (each.find(f"{SS}{name}") for each in both)
    return next((each for each in found if each is not None), None)


def flow(manifest: Manifest) -> Iterator[Finding]:
    """What holds other activities lets the learner in: by flow, or at least by choice."""
    shared = _shared(manifest)
    clusters = [*manifest.root.iter(f"{CP}organization"), *manifest.root.iter(f"{CP}item")]
    for cluster in (each for each in clusters if each.find(f"{CP}item") is not None):
        mode = _part(cluster, shared, "controlMode")
        place = cluster if mode is None else mode
        name = cluster.get("identifier", "?")
        if _is_true(mode, "flow"):
            continue
        if not _is_true(mode, "choice", default=True):
            sentence = f"'{name}' allows neither choice nor flow, so nothing can ever be opened."
            yield manifest.error("flow", place, f'{sentence} Set flow="true".')
        else:
            sentence = (
                f"'{name}' has no flow, so that 'start' and 'continue' open nothing; write "
                '<imsss:controlMode choice="true" flow="true"/>.'
            )
            yield manifest.warning("flow", place, sentence)


def set_by_content(manifest: Manifest) -> Iterator[Finding]:
    """A SCO that ends without a word is not taken for completed and satisfied."""
    root = manifest.root
    shared = _shared(manifest)
    scos = {r.get("identifier") for r in root.iter(f"{CP}resource") if is_sco(r)}
    for item in root.iter(f"{CP}item"):
        if item.get("identifierref") not in scos:
            continue
        controls = _part(item, shared, "deliveryControls")
        if not _is_true(controls, "tracked", default=True):
            continue
        names = ("completionSetByContent", "objectiveSetByContent")
        missing = [name for name in names if not _is_true(controls, name)]
        if missing:
            sentence = (
                f"An LMS may take '{item.get('identifier', '?')}' for completed and passed as "
                "soon as it is closed; write on <imsss:deliveryControls> "
                + " and ".join(f'{name}="true"' for name in missing)
                + "."
            )
            yield manifest.warning("set-by-content", item, sentence)


def pass_marks(manifest: Manifest) -> Iterator[Finding]:
    """An objective that is satisfied by measure says by which; the default asks for everything."""
    for tag in ("primaryObjective", "objective"):
        for objective in manifest.root.iter(f"{SS}{tag}"):
            least = objective.findtext(f"{SS}minNormalizedMeasure", "").strip()
            if not _is_true(objective, "satisfiedByMeasure"):
                continue
            if not least:
                sentence = (
                    "satisfiedByMeasure without <imsss:minNormalizedMeasure> passes only full "
                    "marks; add the pass mark, 0 to 1."
                )
                yield manifest.error("min-measure", objective, sentence)
            elif least.startswith("-"):
                sentence = f"A pass mark of {least} passes everybody; write one from 0 to 1."
                yield manifest.warning("min-measure", objective, sentence)


def rollup_pairs(manifest: Manifest) -> Iterator[Finding]:
    """Rollup rules come in pairs: one alone switches off the default for its opposite."""
    for rules in manifest.root.iter(f"{SS}rollupRules"):
        actions = {action.get("action") for action in rules.iter(f"{SS}rollupAction")}
        for action in sorted(a for a in actions if a in _PAIRS and _PAIRS[a] not in actions):
            sentence = (
                f"A rollup rule for '{action}' and none for '{_PAIRS[action]}': engines differ "
                "in what then happens; write both."
            )
            yield manifest.warning("rollup-pair", rules, sentence)


def references(manifest: Manifest) -> Iterator[Finding]:
    """What sequencing refers to exists: shared sequencing, and the objectives of an activity."""
    root = manifest.root
    shared = _shared(manifest)
    for sequencing in root.iter(f"{SS}sequencing"):
        if sequencing.get("IDRef") and sequencing.get("IDRef") not in shared:
            sentence = f"IDRef '{sequencing.get('IDRef')}' names no sequencing; correct it."
            yield manifest.error("sequencing-reference", sequencing, sentence)
        parts = [o for o in sequencing.iterfind(f"{SS}objectives/*") if o.get("objectiveID")]
        ids = Counter(each.get("objectiveID") for each in parts)
        for each in parts:
            if ids[each.get("objectiveID")] > 1:
                sentence = f"The objective '{each.get('objectiveID')}' is there twice; rename one."
                yield manifest.error("objective-twice", each, sentence)
        for condition in sequencing.iter(f"{SS}ruleCondition"):
            name = condition.get("referencedObjective")
            if (
                name
                and name not in ids
                and not sequencing.get("IDRef")
                and not sequencing.get("ID")
            ):
                sentence = f"referencedObjective '{name}' is no objective of this activity."
                yield manifest.error("objective-reference", condition, f"{sentence} Correct it.")


def shared_objectives(manifest: Manifest) -> Iterator[Finding]:
    """Global objectives stay in the course, unless somebody said that they should not."""
    if next(manifest.root.iter(f"{SS}mapInfo"), None) is None:
        return
    for organization in manifest.root.iter(f"{CP}organization"):
        if _is_true(organization, f"{{{ADLSEQ}}}objectivesGlobalToSystem", default=True):
            sentence = (
                "Its global objectives are shared with every other course of the learner; write "
                'adlseq:objectivesGlobalToSystem="false" unless that is meant.'
            )
            yield manifest.warning("objectives-global", organization, sentence)


SEQUENCING_RULES: Final[tuple[ManifestRule, ...]] = (
    flow,
    set_by_content,
    pass_marks,
    rollup_pairs,
    references,
    shared_objectives,
)
