"""Settings from one file: the same sentences, and the environment counts more."""

from pathlib import Path

import pytest

from app.errors import SettingError
from app.settings import PREFIX, read_settings
from app.settings.file import gather


def given(folder: Path, text: str, **environment: str) -> tuple[dict[str, str], dict[str, str]]:
    (folder / "firstshift.toml").write_text(text, encoding="utf-8")
    found = gather(environment, folder, PREFIX)
    return dict(found.values), dict(found.places)


def test_a_file_beside_the_code_is_read(tmp_path: Path) -> None:
    values, places = given(
        tmp_path, 'sign_in_hours = 3\nlrs_log = false\npublic_address = "https://learn.example"\n'
    )
    settings = read_settings(values, places)
    assert (settings.sign_in_hours, settings.lrs_log) == (3, False)
    assert settings.public_address == "https://learn.example"


def test_without_a_file_the_environment_is_all(tmp_path: Path) -> None:
    assert gather({"A": "b"}, tmp_path, PREFIX).values == {"A": "b"}


def test_the_environment_counts_more(tmp_path: Path) -> None:
    values, places = given(tmp_path, "sign_in_hours = 3\n", FIRSTSHIFT_SIGN_IN_HOURS="4")
    assert read_settings(values, places).sign_in_hours == 4


def test_mistakes_in_the_file_name_the_file_and_those_of_the_environment_come_with_them(
    tmp_path: Path,
) -> None:
    values, places = given(
        tmp_path,
        'sign_in_hours = "soon"\nsmtp_servr = "mail.example"\n',
        FIRSTSHIFT_LINK_HOURS="0",
    )
    with pytest.raises(SettingError) as caught:
        read_settings(values, places)
    first, second, third = caught.value.sentence.splitlines()
    file = tmp_path / "firstshift.toml"
    assert f"smtp_servr in {file}" in first and "Do you mean FIRSTSHIFT_SMTP_SERVER?" in first
    assert f"sign_in_hours in {file} is 'soon'" in second
    assert "FIRSTSHIFT_LINK_HOURS is '0'" in third


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sign_in_hours = [3]", "put the value in quotation marks"),
        ("SIGN_IN_HOURS = 3", "write sign_in_hours"),
        ("sign in hours: 3", "is not TOML"),
        ('settings_file = "other.toml"', "leave it out"),
    ],
)
def test_a_line_that_is_none_is_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingError, match=says):
        given(tmp_path, text)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    named = {"FIRSTSHIFT_SETTINGS_FILE": str(tmp_path / "none.toml")}
    with pytest.raises(SettingError, match="cannot be read: No such file"):
        gather(named, tmp_path, PREFIX)
