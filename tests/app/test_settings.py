"""Reading the settings."""

import pytest

from app.errors import SettingError
from app.settings import SETTINGS, read_settings, shown


def test_all_mistakes_come_at_once_and_name_their_setting() -> None:
    with pytest.raises(SettingError) as caught:
        read_settings(
            {
                "FIRSTSHIFT_SIGN_IN_HOURS": "soon",
                "FIRSTSHIFT_PUBLIC_ADDRESS": "learn.example",
                "FIRSTSHIFT_COLOUR": "blue",
                "FIRSTSHIFT_DATABASE_URL": "mysql://root:hush@x",
                "FIRSTSHIFT_SMTP_SERVER": "mail.example",
                "FIRSTSHIFT_LRS_ENDPOINT": "https://lrs.example/xapi",
            }
        )
    sentences = caught.value.sentence.splitlines()
    assert len(sentences) == 6
    assert "hush" not in caught.value.sentence
    for name in (
        "SIGN_IN_HOURS",
        "PUBLIC_ADDRESS",
        "COLOUR",
        "DATABASE_URL",
        "SMTP_SENDER",
        "LRS_KEY",
    ):
        assert any(f"FIRSTSHIFT_{name}" in sentence for sentence in sentences)


def test_a_name_that_is_nearly_right_is_told_with_the_right_one() -> None:
    with pytest.raises(SettingError, match=r"Do you mean FIRSTSHIFT_TRUSTED_PROXIES\?"):
        read_settings({"FIRSTSHIFT_TRUSTED_PROXY": "1"})


def test_a_hosts_database_address_is_understood() -> None:
    settings = read_settings({"DATABASE_URL": "postgres://u:p@db/x"})
    assert settings.database_url == "postgresql+psycopg://u:p@db/x"


def test_another_record_store_needs_its_credentials() -> None:
    with pytest.raises(SettingError, match="LRS_KEY"):
        read_settings({"FIRSTSHIFT_LRS_ENDPOINT": "https://lrs.example/xapi"})


def test_no_secret_is_shown() -> None:
    settings = read_settings(
        {
            "DATABASE_URL": "postgres://u:hush1@db/x",
            "FIRSTSHIFT_LRS_ENDPOINT": "https://lrs.example/xapi",
            "FIRSTSHIFT_LRS_KEY": "key",
            "FIRSTSHIFT_LRS_SECRET": "hush2",
        }
    )
    printed = " ".join(shown(setting, settings) for setting in SETTINGS)
    assert "hush" not in printed
    assert "u:***@db" in printed


def test_what_is_named_as_a_secret_is_one() -> None:
    named = {s.name for s in SETTINGS if s.name.endswith(("_SECRET", "_PASSWORD", "_TOKEN"))}
    assert {s.name for s in SETTINGS if s.secret} == named


def test_no_setting_has_a_default_secret() -> None:
    assert not [s.name for s in SETTINGS if ("SECRET" in s.name or "KEY" in s.name) and s.default]
