"""The search: what it finds, for whom, what it forgives, and how its index comes to be."""

import datetime as dt
import re
import shutil
import threading
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from sqlalchemy import func, select, text

from app.database import Database
from app.organisations.models import LocalAnswer
from app.search import index
from app.search.models import SearchEdition, SearchPassage
from course.model import Course
from course.search.passages import edition_of
from tests.app.actors import Actor
from tests.app.conftest import MODULES, SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.trust import Trust, make_platform_administrator
from tests.course.glossary_sample import FILE, SAMPLE
from tests.support.html import words_of


@pytest.fixture(scope="session")
def two_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a module for learners, one for supervisors, and a small glossary."""
    folder = tmp_path_factory.mktemp("searched") / "modules"
    for module in ("culture", "supporting-imgs"):
        shutil.copytree(MODULES / module, folder / module)
    for shared in ("sources.yaml", "local_answers.yaml"):
        shutil.copy(MODULES / shared, folder)
    (folder / FILE).write_text(SAMPLE, encoding="utf-8")
    (folder / "course.yaml").write_text(
        "title: Two\nparts:\n"
        "  - {title: Core, summary: For doctors., audience: learners, modules: [culture]}\n"
        "  - {title: Support, summary: For them., audience: supervisors, modules: [supporting-imgs]}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def environment(environment: dict[str, str], two_modules: Path) -> dict[str, str]:
    return {**environment, "FIRSTSHIFT_MODULES": str(two_modules)}


def found(actor: Actor, question: str) -> str:
    """Return the page of a question."""
    answer = actor.get("/search", query_string={"q": question})
    assert answer.status_code == 200, answer.text
    return answer.text


def links(page: str) -> list[str]:
    """Return where the results lead, in order."""
    return [words_of(link) for link in re.findall(r'<h3 [^>]*><a href="([^"]+)"', page)]


@BOTH
def test_a_section_is_found_with_its_heading_and_leads_to_its_place(as_learner: Actor) -> None:
    page = found(as_learner, "front door")
    address = (
        "/learn/culture/how-the-nhs-is-made#section-how-the-nhs-is-made-the-gp-is-the-front-door"
    )
    assert links(page)[0] == address
    assert "The GP is the <mark>front</mark> <mark>door</mark>" in page
    topic = as_learner.get(address.partition("#")[0]).text
    assert f'id="{address.partition("#")[2]}"' in topic


@BOTH
@pytest.mark.parametrize(
    "question", ["INTEGRATED BOARD", "a colleague’s behavior", "organization", "specialist"]
)
def test_case_number_and_spelling_across_the_ocean_do_not_matter(
    as_learner: Actor, question: str
) -> None:
    page = found(as_learner, question)
    assert "<mark>" in page and "Nothing" not in page


@BOTH
def test_a_slip_is_forgiven_and_said(as_learner: Actor) -> None:
    page = found(as_learner, "bleap")
    assert "Nothing found for “bleap”. Showing “bleep”." in page
    assert links(page)[0] == "/glossary?letter=b#term-bleep"
    page = found(as_learner, "escalaton handover")
    assert "Nothing found for “escalaton”" in page and "handover" in page


def test_a_word_that_stands_nowhere_leads_to_others_of_its_family(as_learner: Actor) -> None:
    page = found(as_learner, "hospitalisation")
    assert "Nothing found for “hospitalisation”. Showing what begins with “hospital”" in page
    assert "<mark>hospital</mark>" in page.lower()


def test_a_question_in_a_sentence_finds_the_entry_that_it_is_about(as_learner: Actor) -> None:
    assert links(found(as_learner, "What is a bleep?"))[0] == "/glossary?letter=b#term-bleep"


@BOTH
def test_some_of_the_words_are_better_than_nothing_and_that_is_said(as_learner: Actor) -> None:
    page = found(as_learner, "handover crocodile")
    assert "Nothing holds all of these words." in page
    assert "<mark>handover</mark>" in page.lower()


@BOTH
def test_only_modules_that_the_person_may_open_are_searched(
    as_learner: Actor, as_supervisor: Actor, as_administrator: Actor
) -> None:
    question = "honest feedback"
    assert any("/supporting-imgs/" in link for link in links(found(as_supervisor, question)))
    assert "/supporting-imgs/" not in found(as_learner, question)
    page = found(as_administrator, "handover")
    assert "/learn/" not in page and "Among the sources of the course" in page


@BOTH
def test_a_source_is_found_by_title_and_publisher_and_leads_out(as_learner: Actor) -> None:
    page = found(as_learner, "Good medical practice General Medical Council")
    assert "Among the sources of the course" in page
    assert re.search(r'href="https://[^"]+" rel="noopener noreferrer"', page)


def test_everybody_who_is_signed_in_has_the_field_and_nobody_else(
    sign_in: SignIn, trust: Trust, client: Actor, database: Database
) -> None:
    for who in ("learner", "supervisor", "lms-administrator", "administrator"):
        assert 'action="/search"' in sign_in(trust.email(who)).get("/glossary").text
    platform = sign_in(make_platform_administrator(database))
    assert links(found(platform, "bleep"))[0] == "/glossary?letter=b#term-bleep"
    assert 'action="/search"' not in client.get("/sign-in").text
    assert client.get("/search?q=bleep").status_code == 302


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "Write what you are looking for"),
        ("  \u200b ", "Write what you are looking for"),
        ("?!", "There is no letter and no figure in it"),
        ("x" * 101, "That is too long"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "is too long"),
    ],
)
def test_what_cannot_be_looked_for_is_told_at_the_field_and_kept(
    as_learner: Actor, question: str, sentence: str
) -> None:
    answer = as_learner.get("/search", query_string={"q": question})
    assert answer.status_code == 400
    assert sentence in answer.text and "There is a problem" in answer.text
    if question.isascii() and question:
        assert f'value="{question}"' in answer.text


def test_nothing_found_has_its_sentence(as_learner: Actor) -> None:
    page = found(as_learner, "qqqqqqqqqq")
    assert "Nothing is found for “qqqqqqqqqq”." in page and links(page) == []


@BOTH
@pytest.mark.parametrize(
    "question",
    ['"', "a AND b", "bleep*", "NEAR(x y)", "it's & | !", "<b>bleep</b>", "'; DROP", "%"],
)
def test_what_a_database_would_read_as_its_own_language_is_words(
    as_learner: Actor, question: str
) -> None:
    answer = as_learner.get("/search", query_string={"q": question})
    assert answer.status_code in (200, 400)
    assert "<b>bleep" not in answer.text


def test_what_a_trust_has_answered_is_in_no_index(
    as_administrator: Actor, as_learner: Actor, database: Database
) -> None:
    as_administrator.send("/organisation/overlay/answers/people", img_lead="Dr Quillfeather")
    assert "Dr Quillfeather" in found(as_learner, "Quillfeather"), "it is read where it is kept"
    with database.read() as session:
        held = session.scalars(select(SearchPassage.text)).all()
    assert held and not any("Quillfeather" in each for each in held)


def test_where_a_trusts_answer_stands_its_people_read_it_and_others_whom_to_ask(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    as_administrator.send(
        "/organisation/overlay/answers/employment", employer_name="<b>Blue</b> trust"
    )
    question = "kind of employer"
    shown = found(sign_in(trust.email("learner")), question)
    assert "&lt;b&gt;Blue&lt;/b&gt; trust" in shown
    other = found(sign_in(other_trust.email("learner")), question)
    assert "sk your induction lead" in other and "Blue" not in other
    assert "\ue010" not in shown + other


def _changed(course: Course, words: str) -> Course:
    module = course.modules[0]
    topic = msgspec.structs.replace(module.topics[0], body=words)
    changed = msgspec.structs.replace(module, topics=(topic, *module.topics[1:]))
    return msgspec.structs.replace(course, modules=(changed, *course.modules[1:]))


def _count(database: Database, table: str) -> int:
    with database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@BOTH
def test_a_changed_course_is_indexed_again_and_old_editions_go(
    app: Flask, database: Database
) -> None:
    course = parts_of(app).shelf.course
    editions = [
        index.bring_up_to_date(database, _changed(course, f"## Now\n\nThe heron number {n}."))
        for n in range(index.KEPT_EDITIONS + 2)
    ]
    assert index.bring_up_to_date(database, course) == edition_of(course)
    with database.read() as session:
        kept = session.scalars(select(SearchEdition.digest)).all()
        assert len(kept) == index.KEPT_EDITIONS and editions[0] not in kept
        asked = {"modules": ["culture"], "kind": "topic", "most": 5}
        (heron,) = index.find(session, editions[-1], ["heron"], **asked)  # type: ignore[arg-type]
        assert heron.heading == "Now"
        assert index.find(session, edition_of(course), ["heron"], **asked) == ()  # type: ignore[arg-type]
    assert _count(database, "search_words") == _count(database, "search_passage")


@BOTH
def test_several_processes_that_start_at_once_make_one_index(
    app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = parts_of(app).shelf.course
    databases = [Database(database_url) for _ in range(4)]
    # Each of these stands for a process, which has no lock in common with the others.
    monkeypatch.setattr(index, "_making", threading.Semaphore(len(databases)))
    all_here = threading.Barrier(len(databases))
    faults: list[BaseException] = []

    def start(database: Database) -> None:
        all_here.wait()
        try:
            index.bring_up_to_date(database, course)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=start, args=(each,)) for each in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with databases[0].read() as session:
        count = session.scalar(select(func.count()).select_from(SearchEdition))
        places = select(SearchPassage.module, SearchPassage.key, SearchPassage.anchor)
        rows = session.execute(places).all()
    for each in databases:
        each.close()
    assert faults == [] and count == 1 and len(set(rows)) == len(rows) > 0


def test_the_trusts_own_answer_stands_first_for_its_people_alone(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    with parts_of(app).database.write() as session:
        given = LocalAnswer(
            organisation_id=trust.organisation,
            key="crash_number",
            text="2277",
            given=dt.date(2026, 11, 1),
        )
        session.add(given)
    page = as_learner.get("/search?q=Crash+teams").text
    assert "Where you work" in page and "2277" in page
    assert page.index("2277") < page.index("</main>")
    assert "2277" not in as_learner.get("/search?q=car+park").text
    assert "2277" not in sign_in(other_trust.email("learner")).get("/search?q=crash+team").text
