"""Every command of README and docs is run as it stands, or the page says what it would need."""

import re
import shutil
from pathlib import Path

import pytest

from tests.documentation.blocks import PAGES, Block, blocks
from tests.documentation.conftest import Folder

LANGUAGES = {"sh", "text", "yaml", "toml", "json", "ini", "python", "markdown"}
COMMAND = re.compile(r"^(\./run|firstshift|curl|git|systemctl|npm|pg_dump)\b", re.MULTILINE)
WITH_COMMANDS = [page for page in PAGES if any(each.is_run for each in blocks(page))]

ELSEWHERE = {"./run --demo": "every test of tests/browser/app stands on it"}
"""Commands that take long and are run by other tests anyway."""

BROUGHT = {
    "authoring.md": {
        "ward.xml": """<?xml version="1.0"?><quiz><question type="truefalse"><name><text>Bleep</text></name>
            <questiontext format="html"><text>A bleep can be answered from any phone.</text></questiontext>
            <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
            </question></quiz>""",
        "night.txt": "::Night:: Whom do you ring first at night? {=The registrar ~The consultant ~Nobody}",
    },
}
"""What a page takes for granted: files of its reader, by page and name."""

ALONE = "record-store.md"
"""The page of the record store that has a database to itself: there is no app beside it."""


def test_every_block_says_in_which_language_it_is() -> None:
    unnamed = [
        each.where for page in PAGES for each in blocks(page) if each.language not in LANGUAGES
    ]
    assert unnamed == []


def test_commands_stand_in_blocks_that_are_run_or_say_what_they_need() -> None:
    hidden = [
        each.where
        for page in PAGES
        for each in blocks(page)
        if each.language == "text" and COMMAND.search(each.text)
    ]
    assert hidden == []


def test_what_a_block_needs_is_a_sentence() -> None:
    said = [
        (each.where, each.text.partition("\n")[0])
        for page in PAGES
        for each in blocks(page)
        if each.language == "sh" and not each.is_run
    ]
    assert said
    assert [where for where, line in said if not re.fullmatch(r"# Needs \w.*[^.]\.", line)] == []


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_COMMANDS, ids=[page.stem for page in WITH_COMMANDS])
def test_the_commands_of_a_page_work_one_after_the_other(page: Path, folder: Folder) -> None:
    for name, content in BROUGHT.get(page.name, {}).items():
        (folder.path / name).write_text(content, encoding="utf-8")
    if page.name == ALONE:
        shutil.rmtree(folder.path / "instance")
    for block in blocks(page):
        if block.is_run:
            done = folder.run(_run_here(block))
            assert done.returncode == 0, f"{block.where}\n{done.stdout}\n{done.stderr}"


def _run_here(block: Block) -> str:
    return "\n".join(line for line in block.text.splitlines() if line not in ELSEWHERE)
