"""The papers for those who decide: complete, and true of the code that they speak of."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from app.accounts import email_change, forgotten, passwords, tries
from app.accounts.held import HOLDINGS
from app.assurance.asvs import AT_LEVEL, Answer, read_chapters
from app.assurance.notice import as_markdown
from app.assurance.processing import processing_page
from app.assurance.rooms import CLASSES, ROOMS, purpose_of
from app.dispatch import seats
from app.evidence import brought, keys, limits
from app.feedback import giving
from app.importing import reading
from app.launching import registrations, store
from app.lti import fetching, states
from app.packages import keeping
from app.providers import domains, ending, flows
from app.providers import fetching as asking
from app.providers import keeping as providing
from app.reflection import quota, unsaved
from app.second_step import challenges, recovery
from app.settings import ROOT, read_settings
from app.supervision import paper
from app.welcome import rule_changes, scans
from lrs.transfer import plain
from lrs.writing.preparation import MAX_BATCH
from packager.overlay.logo import MAX_LOGO_BYTES
from packager.overlay.pixels import MOST_PIXELS
from packager.overlay.svg_weight import MOST_ELEMENTS
from packager.verify import opened

DOCS = ROOT / "docs"
ANSWERS = {number: each for chapter in read_chapters() for number, each in chapter.answers.items()}


@cache
def names_in(file: str) -> frozenset[str]:
    path = ROOT / file
    assert path.is_file(), f"there is no {file}"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


def exists(test: str) -> bool:
    file, _, name = test.partition("::")
    return name in names_in(file)


def test_every_requirement_of_both_levels_is_answered_once() -> None:
    for level, number in AT_LEVEL.items():
        assert sum(each.level == level for each in ANSWERS.values()) == number
    for chapter in read_chapters():
        assert all(number.startswith(f"{chapter.chapter}.") for number in chapter.answers)
    assert len({chapter.chapter for chapter in read_chapters()}) == 17


@pytest.mark.parametrize(("number", "answer"), ANSWERS.items(), ids=ANSWERS)
def test_an_answer_has_a_test_that_exists_or_a_reason(number: str, answer: Answer) -> None:
    assert answer.asks
    assert answer.says or answer.tests, f"{number} has neither test nor reason"
    if answer.answer != "yes":
        assert answer.says, f"{number} has no reason"
    for test in answer.tests:
        assert exists(test), f"{number} names {test}, which does not exist"


@pytest.mark.parametrize("paper", sorted(DOCS.glob("assurance/*.md")), ids=lambda p: p.name)
def test_tests_and_pages_that_a_paper_names_exist(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    for test in re.findall(r"`(tests/[\w/]+\.py::\w+)`", text):
        assert exists(test), f"{paper.name} names {test}, which does not exist"
    for link in re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", text):
        assert (paper.parent / link).exists(), f"{paper.name} leads to {link}"


def test_every_room_that_holds_data_about_people_says_why_and_who_sees_them() -> None:
    page = processing_page()
    for each in HOLDINGS:
        assert f"| {each.title} |" in page
    assert all(purpose.kind in CLASSES for purpose in ROOMS.values())
    with pytest.raises(LookupError, match="rooms.py"):
        purpose_of("a_room_that_is_new")


def test_the_notice_keeps_words_headings_and_lists() -> None:
    html = "<h1>Kept</h1><p>A <a href='#x'>link</a>\n and <code>code</code>.</p><ul><li>one</li><li>two</li></ul>"
    assert as_markdown(html) == "# Kept\n\nA link and `code`.\n\n- one\n- two\n"


DECISIONS = (ROOT / "docs" / "security-decisions.md").read_text(encoding="utf-8")
SETTINGS_NOW = read_settings({})


@pytest.mark.parametrize(
    "words",
    [
        f"{passwords.LEAST_LENGTH} to {passwords.GREATEST_LENGTH} characters",
        f"{SETTINGS_NOW.sign_in_tries} wrong tries for an account in {tries.WINDOW.seconds // 60} minutes,"
        f" {SETTINGS_NOW.sign_in_tries * tries.ADDRESS_FACTOR} from one network",
        f"ten of {recovery.LENGTH} letters and figures",
        f"good for {challenges.GOOD_FOR.seconds // 60} minutes and one browser",
        f"for {SETTINGS_NOW.link_hours} hours (an administrator’s",
        f"or {forgotten.HOURS} hour (asked for by mail)",
        f"{forgotten.LETTERS_AN_HOUR} mails to an address and {forgotten.ASKED_FROM_ONE_ADDRESS} from a network",
        f"{seats.NEW_SEATS_OF_A_NETWORK} new seats",
        f"after {SETTINGS_NOW.sign_in_hours} hours without use and {SETTINGS_NOW.sign_in_days} days at most",
        f"{MAX_LOGO_BYTES // 1000} kB, {MOST_PIXELS // 1_000_000} million pixels; {MOST_ELEMENTS:,} elements",
        f"{scans.MOST_BYTES // 1_000_000} MB | encrypted",
        f"{rule_changes.MOST_CHARACTERS:,} characters | kept as text",
        f"{reading.MAX_BYTES // 1000} kB, {reading.MAX_ROWS:,} rows",
        f"{plain.MAX_BYTES // 1_000_000} MB, also unpacked, {MAX_BATCH:,} statements",
        f"{brought.MAX_BYTES // 1000} kB | judged and forgotten",
        f"{opened.MAX_ENTRIES:,} files, {opened.MAX_TOTAL_BYTES // 10**9} GB unpacked, ratio of {opened.MAX_RATIO:,}",
        f"{SETTINGS_NOW.lrs_max_body_bytes // 1_000_000} MB, also unpacked",
        f"refused above {SETTINGS_NOW.max_body_bytes // 1_000_000} MB",
        f"{quota.MOST_ENTRIES:,} entries and {quota.MOST_BYTES // 1_000_000} MB in the journal",
        f"{giving.MOST} remarks an hour, {email_change.ASKED_A_DAY} changes of address a day,"
        f" {unsaved.MOST} texts that wait",
        f"{limits.CHECKS_OF_A_NETWORK} checks of certificates from a network and {limits.NAMES_OF_A_CODE} names",
        f"{keeping.KEPT} zips kept, {registrations.MOST} packages on trial a person with"
        f" {store.TRIAL_BYTES // 1_000_000} MB each",
        f"stops at {paper.MOST} doctors",
        f"an answer good once, for {flows.WAITS.seconds // 60} minutes and one browser",
        f"{SETTINGS_NOW.sign_in_tries * tries.ADDRESS_FACTOR} begun and not finished from a network",
        f"a state good for {states.SECONDS // 60} minutes and one browser",
        f"{providing.MOST_OF_ONE} sign-in providers and {domains.MOST_OF_ONE} e-mail domains",
        f"{ending.MOST} messages about sign-outs a minute, answers of {asking.MOST_BYTES // 1000} kB",
        f"answers of {fetching.MOST_BYTES // 1_000_000} MB",
        f"{asking.SECONDS:.0f} and {fetching.SECONDS:.0f} seconds a request at most",
        f"RSA, {keys.KEY_BITS:,} bits",
    ],
)
def test_the_figures_of_the_decisions_are_those_of_the_code(words: str) -> None:
    assert words in " ".join(DECISIONS.split())
