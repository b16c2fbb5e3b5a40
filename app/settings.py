"""Settings as data: one record each, read from the environment, shown in docs and by command.

Every name begins with ``FIRSTSHIFT_`` in the environment; ``DATABASE_URL`` is understood too, since
hosting services set it. A wrong value is refused at the start with a sentence that names the
setting; all mistakes are told at once. A file may hold them as well: ``settings_file``.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from app.errors import SettingError

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "FIRSTSHIFT_"
SECRETS = frozenset({"LRS_SECRET", "LRS_METRICS_TOKEN", "SMTP_PASSWORD"})
_HIDDEN = SECRETS | {"DATABASE_URL"}


class Setting(NamedTuple):
    """One setting. default: as text, read like a value from the environment."""

    name: str
    read: Callable[[str], Any]
    default: str
    help: str


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def _folder(text: str) -> Path:
    return (ROOT / text).resolve()


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise ValueError("yes or no")
    return text == "yes"


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("an address such as https://firstshift.example.nhs.uk")
    return text.rstrip("/")


def _optional_address(text: str) -> str:
    return _address(text) if text else ""


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return text

    return read


def _contact(text: str) -> str:
    wrong = ValueError("an e-mail address, or an address that begins with https://")
    if "://" in text:
        parts = urlsplit(text)
        if parts.scheme != "https" or not parts.hostname or not text.isprintable() or " " in text:
            raise wrong
        return text
    try:
        return _optional_mailbox(text)
    except ValueError as error:
        raise wrong from error


def _optional_mailbox(text: str) -> str:
    name, at, domain = text.partition("@")
    if (text and not (name and at and domain)) or any(letter.isspace() for letter in text):
        raise ValueError("an address such as firstshift@example.nhs.uk")
    return text


def database_url(text: str) -> str:
    """Return the address in SQLAlchemy's form.

    Raises ValueError where it is neither of the two kinds.
    """
    for old in ("postgres://", "postgresql://"):
        if text.startswith(old):
            return "postgresql+psycopg://" + text.removeprefix(old)
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///path/to/file or postgresql://user:password@host/database")
    return text


SETTINGS = (
    Setting(
        "SETTINGS_FILE",
        lambda text: _folder(text) if text else None,
        "",
        "File of settings in TOML, for whoever prefers one file to many variables: a line for each, its name"
        " without `FIRSTSHIFT_` in small letters, such as `trusted_proxies = 1`. What the environment says as"
        " well counts more. Empty: `firstshift.toml` in the folder of the checkout, where there is one.",
    ),
    Setting(
        "INSTANCE",
        _folder,
        "instance",
        "Folder of this installation's own files (secret key, SQLite database), made at the first"
        " start and readable by its owner only.",
    ),
    Setting(
        "SEALING_KEYS",
        lambda text: _folder(text) if text else None,
        "",
        "File of the keys with which private texts in the database are encrypted, made at the first"
        " start. Back it up apart from the database: without it those texts cannot be read by anybody."
        " Several machines share one. Empty: `sealing-keys` in the instance folder.",
    ),
    Setting(
        "SIGNING_KEYS",
        lambda text: _folder(text) if text else None,
        "",
        "File of the keys with which certificates are signed as Open Badges, made at the first start: a JSON"
        " Web Key Set, the first of which signs. Several machines share one. Empty: `signing-keys` in the"
        " instance folder.",
    ),
    Setting("MODULES", _folder, "modules", "Folder of the course's modules."),
    Setting(
        "VARIANT",
        lambda text: _folder(text) if text else None,
        "",
        "Folder of topics in a trust's own words or another language (`<module>/<topic>.md`), which"
        " stand in the place of the originals. A topic that is not in it is the original.",
    ),
    Setting(
        "DATABASE_URL",
        lambda text: database_url(text) if text else "",
        "",
        "Database of app and record store: sqlite:///… or postgresql://…. Empty: a SQLite file"
        " in the instance folder.",
    ),
    Setting(
        "PUBLIC_ADDRESS",
        _optional_address,
        "",
        "Address under which people reach the server, such as https://firstshift.example.nhs.uk."
        " It is kept as the home page of every actor at the first start. Empty: the address it"
        " listens on.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        _whole_number(0, 5),
        "0",
        "How many reverse proxies stand in front and set the X-Forwarded headers.",
    ),
    Setting(
        "LRS_ENDPOINT",
        _optional_address,
        "",
        "Address of another Learning Record Store, such as https://lrs.example.org/xapi. Empty: the"
        " embedded one.",
    ),
    Setting("LRS_KEY", str, "", "Key (user name) for the other Learning Record Store."),
    Setting("LRS_SECRET", str, "", "Secret (password) for the other Learning Record Store."),
    Setting(
        "LRS_TIMEOUT_SECONDS",
        _whole_number(1, 120),
        "10",
        "How long to wait for an answer of the other Learning Record Store.",
    ),
    Setting(
        "SIGN_IN_HOURS",
        _whole_number(1, 720),
        "12",
        "Hours after which a sign-in that is not used ends.",
    ),
    Setting(
        "SIGN_IN_DAYS",
        _whole_number(1, 365),
        "7",
        "Days after which every sign-in ends, however often it is used.",
    ),
    Setting(
        "SIGN_IN_TRIES",
        _whole_number(3, 100),
        "8",
        "Wrong passwords for one account that are allowed in 15 minutes; from one network address,"
        " which a whole hospital may share, ten times as many.",
    ),
    Setting(
        "SECOND_STEP",
        _one_of("offered", "administrators", "everybody"),
        "offered",
        "Who has to set up a second step (authenticator app or passkey) before anything else: nobody, so that"
        " it is `offered`; `administrators`, those of the platform, of organisations and of an LMS; or"
        " `everybody`. Whoever has no password here, since another system signs them in, is not asked.",
    ),
    Setting(
        "LINK_HOURS",
        _whole_number(1, 336),
        "72",
        "Hours for which a one-time link (invitation, first administrator) can be used.",
    ),
    Setting(
        "REFUSED_PASSWORDS",
        lambda text: _folder(text) if text else None,
        "",
        "File of passwords that nobody may choose, one a line, such as a list of those found in breaches"
        " (NCSC's list of the 100,000 most used, say). Capitals do not count. Empty: only what the server"
        " refuses by itself, which is always refused.",
    ),
    Setting(
        "SECURITY_CONTACT",
        _contact,
        "",
        "Whom somebody tells who has found a hole in the safety of this server: an e-mail address, or an"
        " https address of a page or form. It is given to everybody at `/.well-known/security.txt`. Empty:"
        " there is no such file.",
    ),
    Setting(
        "SECURITY_LOG",
        _yes_or_no,
        "yes",
        "Write a line of JSON to the standard error stream for each sign-in, wrong password or code, limit"
        " that was reached, refused page and forged form. Numbers of accounts only: no name, no e-mail"
        " address, no network address.",
    ),
    Setting(
        "KEEP_INVITATIONS_DAYS",
        _whole_number(0, 365),
        "30",
        "Days for which an invitation that nobody answered is kept once its link is too old.",
    ),
    Setting(
        "KEEP_TRIALS_HOURS",
        _whole_number(1, 720),
        "24",
        "Hours after which a package on trial ends, and what it told is erased.",
    ),
    Setting(
        "KEEP_DRAFTS_DAYS",
        _whole_number(1, 365),
        "30",
        "Days for which the welcome meeting form keeps what was written over, and what came without a"
        " sign-in and was not taken up.",
    ),
    Setting(
        "KEEP_MEETINGS_DAYS",
        _whole_number(0, 3_650),
        "365",
        "Days after a doctor has left until what is written in their welcome meeting form is deleted. Its most"
        " private parts go when they leave, or at the review at twelve months.",
    ),
    Setting(
        "KEEP_SIGNATURES_YEARS",
        _whole_number(1, 50),
        "6",
        "Years after a doctor has left for which it is kept that a welcome meeting form was signed, by whom,"
        " when, and its digest.",
    ),
    Setting(
        "SMTP_SERVER",
        str,
        "",
        "Mail server (SMTP) by which people get links for a forgotten password, invitations, and word of"
        " changes to their account. Empty: this server sends no mail, and administrators hand links out"
        " themselves.",
    ),
    Setting(
        "MAIL_BACKEND",
        _one_of("smtp", "file", "console"),
        "smtp",
        "Where mail goes: `smtp`, to SMTP_SERVER; `file`, into a folder, a file (.eml) each; `console`, printed"
        " where the server runs. The last two are for trying out: nobody is sent anything.",
    ),
    Setting(
        "MAIL_FOLDER",
        lambda text: _folder(text) if text else None,
        "",
        "Folder of the files with MAIL_BACKEND `file`, readable by its owner only. Empty: `mail` in the instance"
        " folder.",
    ),
    Setting("SMTP_PORT", _whole_number(1, 65_535), "587", "Port of the mail server."),
    Setting(
        "SMTP_SECURITY",
        _one_of("starttls", "tls", "none"),
        "starttls",
        "How the connection to the mail server is encrypted: `starttls` (usually port 587), `tls` (usually"
        " port 465), or `none`, for a relay on this machine only.",
    ),
    Setting("SMTP_USER", str, "", "User name for the mail server. Empty: it asks for none."),
    Setting("SMTP_PASSWORD", str, "", "Password for the mail server."),
    Setting(
        "SMTP_SENDER",
        _optional_mailbox,
        "",
        "Address that mail comes from, such as firstshift@example.nhs.uk. Needed with SMTP_SERVER.",
    ),
    Setting(
        "MAX_BODY_BYTES",
        _whole_number(1_000, 1_000_000_000),
        "1000000",
        "Largest request that the app's pages accept, in bytes.",
    ),
    Setting(
        "LRS_MAX_BODY_BYTES",
        _whole_number(10_000, 1_000_000_000),
        "16000000",
        "Largest request that the record store accepts, in bytes.",
    ),
    Setting(
        "LRS_LOG",
        _yes_or_no,
        "yes",
        "Write a line of JSON for each request to the record store to the standard error stream: time,"
        " number of the request, method, resource, status, duration, sizes and key. No personal data.",
    ),
    Setting(
        "LRS_METRICS_TOKEN",
        str,
        "",
        "What must come as `Authorization: Bearer …` for the figures of app and record store at /metrics. Empty:"
        " they are given to programs of this machine only, and to nobody where PUBLIC_ADDRESS is set,"
        " since behind a reverse proxy everybody seems to be this machine.",
    ),
    Setting(
        "LINKS_IN_PRIVATE_NETWORKS",
        _yes_or_no,
        "no",
        "Let `firstshift library check-links` ask servers in private networks and on this machine too, such"
        " as a trust's intranet. Only where everybody who may add a resource may also reach all that this"
        " machine can: it asks whatever address they have given.",
    ),
    Setting(
        "LOG_FORMAT",
        _one_of("plain", "json"),
        "plain",
        "How what the server writes to the standard error stream looks: `plain`, for a person, or `json`, a"
        " line of JSON for each, for a program that collects logs. No personal data in either.",
    ),
    Setting(
        "LOG_REQUESTS",
        _yes_or_no,
        "no",
        "Write a line for each request to the app's pages as well: the number of the request, method, kind of"
        " page, status and duration. Never the address that was asked for: some hold a key.",
    ),
    Setting(
        "SIGN_IN_PROVIDERS_IN_PRIVATE_NETWORKS",
        _yes_or_no,
        "no",
        "Let organisations’ sign-in providers (OpenID Connect) lie in private networks, and on this machine by"
        " http, such as a Keycloak on a trust’s intranet. Only where every organisation’s administrator may"
        " reach all that this machine can: it asks the address that they have given.",
    ),
    Setting(
        "LMS_IN_PRIVATE_NETWORKS",
        _yes_or_no,
        "no",
        "Let this server ask learning systems in private networks too (LTI: keys, scores, names), where a trust's"
        " own is reached by no other way. Only where every administrator of an organisation may also reach all"
        " that this machine can: it asks whatever address they have given.",
    ),
    Setting(
        "RELOAD",
        _yes_or_no,
        "no",
        "Read the modules again when a file of theirs changes. For authors; costs time on each"
        " page.",
    ),
)


class Settings(NamedTuple):
    """The values in force, by lower-case name; see SETTINGS for what each means."""

    settings_file: Path | None
    instance: Path
    sealing_keys: Path
    signing_keys: Path
    modules: Path
    variant: Path | None
    database_url: str
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
        if setting.name == "DATABASE_URL" and not text:
            text = environment.get("DATABASE_URL", "")
        try:
            values[setting.name.lower()] = setting.read(text)
        except ValueError as error:
            # A password that stands in the wrong place must not come to stand in a log.
            told = "not of the right kind" if setting.name in _HIDDEN else repr(text)
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
    if setting.name in SECRETS:
        return "(hidden)" if value else ""
    if setting.name == "DATABASE_URL":
        from sqlalchemy import make_url  # only here: reading settings should cost no database

        return make_url(value).render_as_string(hide_password=True)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
