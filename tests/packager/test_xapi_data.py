"""What a package knows for its statements, and where its pages may speak."""

import json
import re
from pathlib import Path

import pytest

from course.interactions import xapi_definition
from course.model import Course
from course.vocabulary import COURSE, VERB_NAMES, module_iri, question_iri, topic_iri
from packager import PackageOptions, package
from packager.formats import FORMATS
from packager.policy import content_security_policy
from packager.xapi_data import xapi_data
from tests.packager.several import READING, course_of_two
from tests.packager.zips import unzipped


def test_every_topic_and_question_has_the_activity_of_the_vocabulary(course: Course) -> None:
    module = course.module("sample")
    found = xapi_data([module])
    part = found["modules"]["sample"]
    assert found["root"]["id"] == part["activity"]["id"] == module_iri("sample")
    assert {slug: each["id"] for slug, each in part["topics"].items()} == {
        topic.slug: topic_iri("sample", topic.slug) for topic in module.topics
    }
    assert {key: each["id"] for key, each in part["items"].items()} == {
        question.id: question_iri("sample", question.id) for question in module.questions
    }
    for question in module.questions:
        assert part["items"][question.id]["definition"] == xapi_definition(question, "en-GB")
    assert found["revision"] == module.version


def test_what_is_launched_of_several_modules_is_the_course(tmp_path: Path) -> None:
    found = xapi_data(course_of_two(tmp_path).modules)
    assert found["root"]["id"] == COURSE
    assert set(found["modules"]) == {"sample", READING}


def test_every_verb_that_is_recorded_has_a_name(course: Course) -> None:
    verbs = xapi_data([course.module("sample")])["verbs"]
    assert {each["id"] for each in verbs.values()} == set(VERB_NAMES)
    assert set(verbs) == {
        *("initialized", "experienced", "answered", "completed", "passed", "failed", "terminated")
    }


TO_A_STORE = {"cmi5", "xapi"}


@pytest.mark.parametrize("name", FORMATS)
def test_only_pages_that_speak_to_a_record_store_may_reach_another_server(name: str) -> None:
    (connections,) = re.findall(r"connect-src ([^;]*)", content_security_policy(FORMATS[name]))
    assert ("https:" in connections) == (name in TO_A_STORE)
    assert " http: " not in f" {connections} "


@pytest.mark.parametrize("name", FORMATS)
def test_no_other_package_carries_them(course: Course, assets: Path, name: str) -> None:
    made = package(course, ("sample",), PackageOptions(format=name), assets=assets)
    script = unzipped(made.content)["course-data.js"].decode()
    data = json.loads(script.removeprefix("window.FS_DATA=").removesuffix(";\n"))
    assert ("xapi" in data["package"]) == (name in TO_A_STORE)
