"""Rules on questions: ids, placements in the topics, the bank of the assessment."""

from course.files.placements import PLACING, Placement, find_placements
from course.files.schema import did_you_mean
from course.files.yaml_positions import line_of
from course.reading.drafts import ModuleDraft, QuestionDraft, Shared, TopicDraft


def check_unique(draft: ModuleDraft, shared: Shared) -> None:
    """Note each id of a question that another question of the module has."""
    first: dict[str, QuestionDraft] = {}
    for entry in draft.questions:
        other = first.setdefault(entry.id, entry)
        if other is not entry and entry.id:
            where = f"{other.report.file}:{line_of(other.node, 'id')}"
            what = f"the id '{entry.id}' is taken by {where}"
            entry.report.add(line_of(entry.node, "id"), what, "give this question its own id")


def check_conversation_topics(draft: ModuleDraft, shared: Shared) -> None:
    """Note each conversation of a topic that there is not."""
    slugs = [topic.slug for topic in draft.topics]
    for entry in draft.questions:
        if _block(entry) == "conversation" and entry.topic and entry.topic not in slugs:
            line = line_of(entry.node, "topic")
            mend = did_you_mean(entry.topic, slugs)
            entry.report.add(line, f"no topic is called '{entry.topic}'", mend)


def check_placements(draft: ModuleDraft, shared: Shared) -> None:
    """Note each question placed where it may not be, and each that is placed nowhere."""
    questions = {entry.id: entry for entry in draft.questions}
    placed: dict[str, str] = {}
    for topic in draft.topics:
        for placement in find_placements(topic.body or ""):
            if placement.kind not in PLACING:
                continue
            line = topic.body_line + placement.line - 1
            problem = _problem(placement, topic, questions, placed, draft)
            if problem:
                topic.report.add(line, *problem)
            placed.setdefault(placement.value, f"{topic.report.file}:{line}")
    _note_unplaced(draft, placed)
    _refuse_in_card(draft)


def _refuse_in_card(draft: ModuleDraft) -> None:
    for placement in find_placements(draft.card.body or "") if draft.card else ():
        if draft.card and placement.kind in (*PLACING, "image", "admonition"):
            line = draft.card.body_line + placement.line - 1
            what = "the card holds more than headings, text, lists and local answers"
            draft.card.report.add(line, what, "move this to a topic: a card is for the pocket")


def _problem(
    placement: Placement,
    topic: TopicDraft,
    questions: dict[str, QuestionDraft],
    placed: dict[str, str],
    draft: ModuleDraft,
) -> tuple[str, str] | None:
    name = placement.value
    entry = questions.get(name)
    if not placement.alone:
        what = f"'[[{placement.kind}: {name}]]' shares its line"
        return what, "put it alone on an unindented line"
    if entry is None:
        if draft.unread:
            return None
        own = [key for key, q in questions.items() if q.topic == topic.slug]
        return f"no {placement.kind} has the id '{name}'", did_you_mean(name, own)
    if placement.kind != _block(entry):
        return f"'{name}' is a {_block(entry)}", f"write '[[{_block(entry)}: {name}]]'"
    if name in placed:
        return f"the question '{name}' is placed already in {placed[name]}", "place it once"
    if entry.topic != topic.slug:
        return f"the question '{name}' belongs to the topic '{entry.topic}'", "place it there"
    if entry.purpose in ("precheck", "assessment"):
        mend = "remove it here, or make its purpose 'practice'"
        return f"the question '{name}' is of purpose '{entry.purpose}'", mend
    return None


def _block(entry: QuestionDraft) -> str:
    """Return the name of the block that places it."""
    return "conversation" if "/conversations/" in entry.report.file else "question"


def _note_unplaced(draft: ModuleDraft, placed: dict[str, str]) -> None:
    with_text = {topic.slug for topic in draft.topics if topic.body is not None}
    for entry in draft.questions:
        missing = entry.purpose == "practice" and entry.id and entry.id not in placed
        if missing and entry.topic in with_text:
            block = _block(entry)
            name = "practice question" if block == "question" else block
            what = f"the {name} '{entry.id}' is placed nowhere"
            mend = f"write '[[{block}: {entry.id}]]' in its topic"
            entry.report.add(line_of(entry.node, "id"), what, mend)


def check_bank(draft: ModuleDraft, shared: Shared) -> None:
    """Check that the bank of the assessment holds twice what an attempt draws."""
    if draft.values is None or draft.unread:
        return
    draw = draft.values["assessment"].draw
    # A purpose that is spelt wrong may have meant the assessment: one mistake is enough.
    bank = sum(entry.purpose not in ("precheck", "practice") for entry in draft.questions)
    if bank < 2 * draw:
        line = line_of(draft.node, "assessment", "draw")
        what = f"an attempt draws {draw} of {bank} assessment questions"
        draft.report.add(line, what, f"draw at most {bank // 2}, or write {2 * draw - bank} more")
