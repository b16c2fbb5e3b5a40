"""The small course with a conversation and a card."""

from tests.course.course_files import FIRST_FILE, GOOD, INDEX_FILE

TALK_FILE = "small/conversations/at-the-desk.yaml"
CARD_FILE = "small/card.md"
TALK = """\
id: at-the-desk
topic: first-day
objective: o1
title: At the desk
setting: Ward 4, in the evening.
people:
  - {id: son, name: Gerard Doyle, role: the patient's son}
start: opening
steps:
  - id: opening
    who: son
    says: Are you the doctor?
    choices:
      - {id: a, say: I am., next: calmer, empathy: 2, clarity: 2, safety: 2, feedback: Good.}
      - {id: b, say: What?, next: end-poor, empathy: 0, clarity: 1, safety: 1, feedback: Cold.}
  - id: calmer
    who: son
    says: How is she?
    choices:
      - {id: a, say: I'll ask her., next: end-good, empathy: 1, clarity: 2, safety: 2, feedback: Y.}
      - {id: b, say: Fine., next: end-poor, empathy: 1, clarity: 0, safety: 0, feedback: N.}
  - {id: end-good, who: son, says: Thank you., ending: good, summary: He waits.}
  - {id: end-poor, who: son, says: Never mind., ending: poor, summary: He leaves.}
explanation: Sit down first.
"""
CARD = "# In your pocket\n\n## First\n\n- Ring [[local: crash_number]].\n"
WHOLE = {
    **GOOD,
    TALK_FILE: TALK,
    CARD_FILE: CARD,
    INDEX_FILE: GOOD[INDEX_FILE].replace("ni-a-one]", "ni-a-one, at-the-desk]"),
    FIRST_FILE: GOOD[FIRST_FILE] + "\n[[conversation: at-the-desk]]\n",
}
