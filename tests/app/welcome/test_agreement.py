"""What the page of a form says of each section and step, from the first word to what changed after signing."""

import datetime as dt
import html
import re

from app.database import Database, now
from app.welcome.models import WelcomeForm
from app.wording import day
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.welcome.conftest import FORM, Pair
from tests.app.welcome.test_filled import FILLED, put, signed

ITEM = re.compile(r'<li class="nhsuk-task-list__item.*?</li>', re.DOTALL)


def tasks(who: Actor, path: str) -> dict[str, str]:
    """Return what stands at each task of a page after its name: the hint, if any, and the state."""
    found = {}
    for item in ITEM.findall(who.get(path).text):
        lines = html.unescape(re.sub(r"<[^>]+>", "\n", item)).split("\n")
        name, *words = [line.strip() for line in lines if line.strip()]
        found[name.split(":")[0] if len(name) > 30 else name] = " | ".join(words)
    return found


def told(who: Actor, pair: Pair, name: str) -> str:
    """Return the words of a section or step of the form."""
    return next(words for task, words in tasks(who, pair.path).items() if task.startswith(name))


@BOTH
def test_a_section_says_how_far_its_signing_is(pair: Pair) -> None:
    on = day(now())
    pair.save(pair.doctor, "b", **{"b.bring:-:answer": "Malaria"})
    assert told(pair.doctor, pair, "B.") == "1 answer of yours | In progress"
    pair.share()
    pair.ready()
    assert told(pair.supervisor, pair, "B.") == "1 answer | In progress"
    assert told(pair.doctor, pair, "Read back").endswith("| Not started")

    pair.sign(pair.doctor)
    alone = f"by you on {on}, not by both yet | Signed by one"
    for name in ("B.", "E.", "Read back"):
        assert told(pair.doctor, pair, name) == f"Signed {alone}"
    theirs = f"Signed by Dr Ngozi Eze on {on}, not by both yet | Signed by one"
    assert told(pair.supervisor, pair, "H.") == theirs
    assert "Signed" not in told(pair.doctor, pair, "F.")  # nothing stands there

    pair.sign(pair.supervisor)
    for who in (pair.doctor, pair.supervisor):
        assert told(who, pair, "B.") == f"Both signed on {on} | Signed"
        assert told(who, pair, "H.") == f"Both signed on {on} | Signed"
        assert told(who, pair, "Read back") == f"Version 1, {on} | Signed"
        assert "In progress" not in "".join(
            words for name, words in tasks(who, pair.path).items() if name[1:2] == "."
        )
        assert tasks(who, "/welcome-meeting").popitem()[1].endswith("| Signed")

    pair.save(pair.supervisor, "h", **{"h.meetings:-:answer": "monthly"})
    assert told(pair.doctor, pair, "H.") == f"Since both signed on {on} | Changed since"
    assert told(pair.doctor, pair, "B.") == f"Both signed on {on} | Signed"
    assert told(pair.doctor, pair, "Read back").endswith("| Changed since")
    pair.sign(pair.doctor)
    assert told(pair.supervisor, pair, "Read back") == theirs
    pair.sign(pair.supervisor)
    assert told(pair.doctor, pair, "H.") == f"Both signed on {on} | Signed"
    assert told(pair.doctor, pair, "Read back") == f"Version 2, {on} | Signed"


def test_after_the_meeting_what_stands_there_is_not_signed_yet(
    pair: Pair, database: Database
) -> None:
    pair.share()
    pair.ready()
    with database.write() as session:
        session.get_one(WelcomeForm, pair.form_id).meeting = now() + dt.timedelta(days=2)
    assert told(pair.doctor, pair, "The meeting").endswith("| Planned")
    with database.write() as session:
        session.get_one(WelcomeForm, pair.form_id).discussed = now()
    assert told(pair.supervisor, pair, "H.") == "3 answers of yours | Not signed yet"
    assert told(pair.supervisor, pair, "The meeting").endswith("| Done")
    assert told(pair.supervisor, pair, "Read back").endswith("| Not signed yet")
    assert "Not signed yet" in tasks(pair.supervisor, "/welcome-meeting")["Dr Ngozi Eze"]
    assert told(pair.supervisor, pair, "F.") == "Optional"


def test_what_was_taken_back_is_signed_no_more(pair: Pair) -> None:
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    pair.doctor.send(f"{pair.path}/withdraw")
    for who in (pair.doctor, pair.supervisor):
        assert "Signed" not in "".join(tasks(who, pair.path).values())
        assert "Taken back" in "".join(tasks(who, "/welcome-meeting").values())


def test_an_answer_that_is_taken_back_leaves_the_supervisors_section_signed(pair: Pair) -> None:
    pair.save(pair.doctor, "b", **{"b.bring:-:answer": "Malaria", "b.hope:-:answer": "Calm"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    row = pair.path.rsplit("/", 1)[1]
    pair.doctor.send(f"{pair.path}/withhold", field="b.hope", row=row, so="yes")
    assert told(pair.doctor, pair, "B.").endswith("| Changed since")
    assert told(pair.supervisor, pair, "B.").endswith("| Signed")


def test_a_review_is_due_then_signed_by_one_then_by_both(pair: Pair) -> None:
    pair.share()
    pair.ready()
    pair.begins(85)
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    assert told(pair.doctor, pair, "Review after 3").endswith("| Due")
    assert told(pair.doctor, pair, "Review after 6").endswith("| Not started")
    pair.sign(pair.supervisor, 3)
    assert told(pair.supervisor, pair, "Review after 3").endswith("| Signed by one")
    assert told(pair.doctor, pair, "Review after 6").endswith("| Not started")
    pair.sign(pair.doctor, 3)
    assert told(pair.doctor, pair, "Review after 3") == f"Both signed on {day(now())} | Signed"


def test_agreed_actions_that_are_all_done_are_not_told_as_not_started(pair: Pair) -> None:
    pair.share()
    assert told(pair.doctor, pair, "What we agreed").endswith("| Not started")
    pair.add_action("Give handover twice")
    assert told(pair.doctor, pair, "What we agreed") == "1 open action | In progress"
    page = pair.doctor.get(f"{pair.path}/actions").text
    found = re.search(rf"{pair.path}/actions/([0-9a-f-]{{36}})", page)
    assert found
    version = re.search(r'name="version" value="(\d+)"', pair.doctor.get(found[0]).text)
    answer = pair.doctor.send(
        f"{found[0]}/status", status="done", version=version[1] if version else "1"
    )
    assert answer.status_code == 303
    assert told(pair.doctor, pair, "What we agreed") == "Nothing is open | Done"


def test_a_file_of_the_trusts_form_that_was_signed_is_told_as_signed(own_pair: Pair) -> None:
    put(own_pair, own_pair.doctor, FILLED)
    assert told(own_pair.doctor, own_pair, "The trust’s form") == "1 file | In progress"
    signed(own_pair)
    on = day(now())
    assert (
        told(own_pair.supervisor, own_pair, "The trust’s form") == f"Both signed on {on} | Signed"
    )
    put(own_pair, own_pair.supervisor, FORM)
    assert told(own_pair.doctor, own_pair, "The trust’s form").endswith("| Changed since")
