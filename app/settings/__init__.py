"""Settings as data: one record each, read from the environment, shown in docs and by command.

Every name begins with ``FIRSTSHIFT_`` in the environment; ``DATABASE_URL`` is understood too, since
hosting services set it. A wrong value is refused at the start with a sentence that names the
setting; all mistakes are told at once. A file may hold them as well: ``settings.file``.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from app.errors import SettingError
from app.settings.kinds import ROOT, Setting
from app.settings.table import SETTINGS

__all__ = ["PREFIX", "ROOT", "SETTINGS", "Setting", "Settings", "read_settings", "shown"]

PREFIX = "FIRSTSHIFT_"
_DATABASE = "DATABASE_URL"


class Settings(NamedTuple):
    """The values in force, by lower-case name; see SETTINGS for what each means."""

    settings_file: Path | None
    instance: Path
    sealing_keys: Path
    signing_keys: Path
    modules: Path
    variant: Path | None
    database_url: str
    processes: int
    public_address: str
    trusted_proxies: int
    lrs_endpoint: str
    lrs_key: str
    lrs_secret: str
    lrs_timeout_seconds: int
    sign_in_hours: int
    sign_in_days: int
    sign_in_tries: int
    second_step: str
    link_hours: int
    refused_passwords: Path | None
    security_contact: str
    security_log: bool
    keep_invitations_days: int
    keep_trials_hours: int
    keep_drafts_days: int
    keep_meetings_days: int
    keep_signatures_years: int
    smtp_server: str
    mail_backend: str
    mail_folder: Path
    smtp_port: int
    smtp_security: str
    smtp_user: str
    smtp_password: str
    smtp_sender: str
    max_body_bytes: int
    lrs_max_body_bytes: int
    lrs_log: bool
    lrs_metrics_token: str
    links_in_private_networks: bool
    log_format: str
    log_requests: bool
    sign_in_providers_in_private_networks: bool
    lms_in_private_networks: bool
    reload: bool


def read_settings(
    environment: Mapping[str, str], places: Mapping[str, str] = MappingProxyType({})
) -> Settings:
    """Read every setting.

    places: where a value stands that is not in the environment, for the sentence that names it.
    Raises SettingError with one sentence for each wrong or unknown setting.
    """
    known = {PREFIX + setting.name for setting in SETTINGS}
    mistakes = [
        _unknown(name, places.get(name, name), known)
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in known and not name.startswith(PREFIX + "TEST_")
    ]
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        name = PREFIX + setting.name
        text = environment.get(name, setting.default)
        if setting.name == _DATABASE and not text:
            text = environment.get("DATABASE_URL", "")
        try:
            values[setting.name.lower()] = setting.read(text)
        except ValueError as error:
            # A password that stands in the wrong place must not come to stand in a log.
            hidden = setting.secret or setting.name == _DATABASE
            told = "not of the right kind" if hidden else repr(text)
            mistakes.append(f"{places.get(name, name)} is {told}; give {error}.")
            values[setting.name.lower()] = ""
    mistakes += _missing_partners(values)
    if mistakes:
        raise SettingError(mistakes)
    settings = Settings(**values)
    instance = settings.instance
    return settings._replace(
        database_url=settings.database_url or f"sqlite:///{instance / 'first-shift.sqlite'}",
        sealing_keys=settings.sealing_keys or instance / "sealing-keys",
        signing_keys=settings.signing_keys or instance / "signing-keys",
        mail_folder=settings.mail_folder or instance / "mail",
    )


def _unknown(name: str, place: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f" Do you mean {near[0]}?" if near else ""
    return f"{place} is no setting of First Shift; docs/settings.md lists them.{hint}"


def _missing_partners(values: Mapping[str, Any]) -> list[str]:
    mistakes = []
    if values["smtp_server"] and not values["smtp_sender"]:
        mistakes.append("FIRSTSHIFT_SMTP_SERVER is set; give FIRSTSHIFT_SMTP_SENDER too.")
    if values["lrs_endpoint"] and not (values["lrs_key"] and values["lrs_secret"]):
        mistakes.append(
            "FIRSTSHIFT_LRS_ENDPOINT is set; give FIRSTSHIFT_LRS_KEY and FIRSTSHIFT_LRS_SECRET too."
        )
    return mistakes


def shown(setting: Setting, settings: Settings) -> str:
    """Return a setting's value in force as it may be printed: no secret, no password."""
    value = getattr(settings, setting.name.lower())
    if setting.secret:
        return "(hidden)" if value else ""
    if setting.name == _DATABASE:
        from sqlalchemy import make_url  # only here: reading settings should cost no database

        return make_url(value).render_as_string(hide_password=True)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
