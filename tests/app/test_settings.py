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
                "FIRSTSHIFT_DATABASE_URL": "mysql://x",
            }
        )
    sentences = caught.value.sentence.splitlines()
    assert len(sentences) == 4
    for name in ("SIGN_IN_HOURS", "PUBLIC_ADDRESS", "COLOUR", "DATABASE_URL"):
        assert any(f"FIRSTSHIFT_{name}" in sentence for sentence in sentences)


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


def test_no_setting_has_a_default_secret() -> None:
    assert not [s.name for s in SETTINGS if ("SECRET" in s.name or "KEY" in s.name) and s.default]
