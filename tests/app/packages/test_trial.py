"""The page that plays a SCORM system: what stands on it, whose it is, what it serves."""

import re

import pytest

from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.packages.conftest import made_page
from tests.app.trust import Trust


@pytest.mark.parametrize(
    ("format_", "label"),
    [("scorm12", "SCORM 1.2"), ("scorm2004-4", "SCORM 2004 4th Edition")],
)
def test_the_page_reads_as_that_of_the_other_formats(
    maker: Actor, format_: str, label: str
) -> None:
    address = made_page(maker, format=format_)
    page = " ".join(maker.get(f"{address}/try").text.split())
    name = f"Sample: first &lt;days&gt;, {label}"
    assert f"<title>Try it: {name} – First Shift</title>" in page
    assert re.search(rf'href="{address}"[^>]*> {name} </a>', page)
    assert "kept apart from your doctors’ records" in page
    assert "erased when you start again as a new learner or end the trial" in page
    for name in ("Launch", "Start again as a new learner", "Save the log", "End the trial"):
        assert f">{name}<" in page
    assert 'role="log" aria-labelledby="told" aria-relevant="additions" tabindex="0"' in page
    assert '<option value="browse">Browse: look around, nothing counts</option>' in page


def test_several_scos_are_offered_and_a_single_one_is_not_asked_for(maker: Actor) -> None:
    one = maker.get(f"{made_page(maker)}/try").text
    assert '<div class="nhsuk-form-group" hidden>' in one
    two = maker.get(f"{made_page(maker, module=['sample', 'reading'], layout='multi')}/try").text
    assert '<div class="nhsuk-form-group" hidden>' not in two
    assert two.count("data-mastery=") == 2


def test_files_of_the_package_are_served_to_its_organisation_alone(
    maker: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    address = f"{made_page(maker)}/try"
    assert maker.get(f"{address}/files/course-data.js").mimetype == "text/javascript"
    assert maker.get(f"{address}/files/nothing.html").status_code == 404
    stranger = sign_in(other_trust.email("lms-administrator"))
    for path in (address, f"{address}/files/course-data.js"):
        assert stranger.get(path).status_code == 404


def test_another_format_is_not_played_here(maker: Actor) -> None:
    assert maker.get(f"{made_page(maker, format='web')}/try").status_code == 404
