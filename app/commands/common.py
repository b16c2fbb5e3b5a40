"""What every command needs: the settings in force."""

import os

from app.settings import Settings, read_settings


def settings_in_force() -> Settings:
    """Return the settings of this environment. Raises SettingError."""
    return read_settings(os.environ)
