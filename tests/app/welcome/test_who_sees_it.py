"""Who sees the answers of a section: said once where it is the same for all, and at each that differs."""

from tests.app.welcome.conftest import Pair

ONCE = "Who sees what stands here:"
EACH = "Who sees it:"


def test_the_same_for_all_questions_is_said_once(pair: Pair) -> None:
    page = pair.doctor.get(f"{pair.path}/sections/g").text
    assert (page.count(ONCE), page.count(EACH)) == (1, 0)
    assert "only you, until you share the form; in no file unless you tick it." in page


def test_an_answer_that_was_taken_back_says_so_at_its_question(pair: Pair) -> None:
    pair.save(pair.doctor, "g", **{"g.house:-:answer": "help"})
    pair.share()
    page = pair.doctor.get(f"{pair.path}/sections/g").text
    row = page.partition('name="field" value="g.house"><input type="hidden" name="row" value="')[2]
    sent = {"field": "g.house", "row": row.partition('"')[0], "so": "yes"}
    assert pair.doctor.send(f"{pair.path}/withhold", **sent).status_code == 303
    page = pair.doctor.get(f"{pair.path}/sections/g").text
    assert (page.count(ONCE), page.count(EACH)) == (1, 1)
    assert "only you: you took it back." in page


def test_where_readers_differ_each_question_says_its_own(pair: Pair) -> None:
    page = pair.doctor.get(f"{pair.path}/sections/b").text
    assert ONCE not in page and page.count(EACH) > 3
