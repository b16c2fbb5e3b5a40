"""What every command needs: the settings in force."""

import os

from app.settings import PREFIX, ROOT, Settings, read_settings
from app.settings.file import gather


def settings_in_force() -> Settings:
    """Return the settings of this environment and of the file of settings. Raises SettingError."""
    given = gather(os.environ, ROOT, PREFIX)
    return read_settings(given.values, given.places)
