"""What the app's sheet says of folds, back links and addresses, read as rules."""

from tests.support.style import compiled, rules


def _bodies(selector: str, media: str = "") -> str:
    found = rules(compiled("first-shift"))
    return ";".join(
        each.body for each in found if selector in each.selectors.split(",") and media in each.media
    )


def test_what_is_closed_within_an_open_part_keeps_its_own_line() -> None:
    closed = ".nhsuk-expander .nhsuk-details:not([open])>.nhsuk-details__summary"
    assert "border-bottom:1px solid" in _bodies(closed)


def test_the_line_above_a_task_does_not_begin_after_its_legend() -> None:
    assert "float:left" in _bodies(".app-task__text")


def test_a_title_keeps_its_distance_from_the_way_back_on_a_phone() -> None:
    assert "padding-top:20px" in _bodies(".fs-page__before+.fs-columns", "max-width")


def test_an_address_to_copy_is_not_coloured_as_a_mistake() -> None:
    assert "color:inherit" in _bodies("code.app-break")
