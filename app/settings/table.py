"""Every setting: its name without ``FIRSTSHIFT_``, how it is read, what holds where nothing is said, what it means."""

from app.settings.kinds import (
    Setting,
    contact,
    database_url,
    folder,
    one_of,
    optional_address,
    optional_mailbox,
    whole_number,
    yes_or_no,
)

SETTINGS = (
    Setting(
        "SETTINGS_FILE",
        lambda text: folder(text) if text else None,
        "",
        "File of settings in TOML, for whoever prefers one file to many variables: a line for each, its name"
        " without `FIRSTSHIFT_` in small letters, such as `trusted_proxies = 1`. What the environment says as"
        " well counts more. Empty: `firstshift.toml` in the folder of the checkout, where there is one.",
    ),
    Setting(
        "INSTANCE",
        folder,
        "instance",
        "Folder of this installation's own files (secret key, SQLite database), made at the first"
        " start and readable by its owner only.",
    ),
    Setting(
        "SEALING_KEYS",
        lambda text: folder(text) if text else None,
        "",
        "File of the keys with which private texts in the database are encrypted, made at the first"
        " start. Back it up apart from the database: without it those texts cannot be read by anybody."
        " Several machines share one. Empty: `sealing-keys` in the instance folder.",
    ),
    Setting(
        "SIGNING_KEYS",
        lambda text: folder(text) if text else None,
        "",
        "File of the keys with which certificates are signed as Open Badges, made at the first start: a JSON"
        " Web Key Set, the first of which signs. Several machines share one. Empty: `signing-keys` in the"
        " instance folder.",
    ),
    Setting("MODULES", folder, "modules", "Folder of the course's modules."),
    Setting(
        "VARIANT",
        lambda text: folder(text) if text else None,
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
        "PROCESSES",
        whole_number(0, 64),
        "0",
        "How many processes serve, each with ten requests at once and its own connections to PostgreSQL. 0: as many as"
        " the machine has cores, four at most. On SQLite there is one, whatever is said here.",
    ),
    Setting(
        "PUBLIC_ADDRESS",
        optional_address,
        "",
        "Address under which people reach the server, such as https://firstshift.example.nhs.uk."
        " It is kept as the home page of every actor at the first start. Empty: the address it"
        " listens on.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        whole_number(0, 5),
        "0",
        "How many reverse proxies stand in front and set the X-Forwarded headers.",
    ),
    Setting(
        "LRS_ENDPOINT",
        optional_address,
        "",
        "Address of another Learning Record Store, such as https://lrs.example.org/xapi. Empty: the"
        " embedded one.",
    ),
    Setting("LRS_KEY", str, "", "Key (user name) for the other Learning Record Store."),
    Setting(
        "LRS_SECRET",
        str,
        "",
        "Secret (password) for the other Learning Record Store.",
        secret=True,
    ),
    Setting(
        "LRS_TIMEOUT_SECONDS",
        whole_number(1, 120),
        "10",
        "How long to wait for an answer of the other Learning Record Store.",
    ),
    Setting(
        "SIGN_IN_HOURS",
        whole_number(1, 720),
        "12",
        "Hours after which a sign-in that is not used ends.",
    ),
    Setting(
        "SIGN_IN_DAYS",
        whole_number(1, 365),
        "7",
        "Days after which every sign-in ends, however often it is used.",
    ),
    Setting(
        "SIGN_IN_TRIES",
        whole_number(3, 100),
        "8",
        "Wrong passwords for one account that are allowed in 15 minutes; from one network address,"
        " which a whole hospital may share, ten times as many.",
    ),
    Setting(
        "SECOND_STEP",
        one_of("offered", "administrators", "everybody"),
        "offered",
        "Who has to set up a second step (authenticator app or passkey) before anything else: nobody, so that"
        " it is `offered`; `administrators`, those of the platform, of organisations and of an LMS; or"
        " `everybody`. Whoever has no password here, since another system signs them in, is not asked.",
    ),
    Setting(
        "LINK_HOURS",
        whole_number(1, 336),
        "72",
        "Hours for which a one-time link (invitation, first administrator) can be used.",
    ),
    Setting(
        "REFUSED_PASSWORDS",
        lambda text: folder(text) if text else None,
        "",
        "File of passwords that nobody may choose, one a line, such as a list of those found in breaches"
        " (NCSC's list of the 100,000 most used, say). Capitals do not count. Empty: only what the server"
        " refuses by itself, which is always refused.",
    ),
    Setting(
        "SECURITY_CONTACT",
        contact,
        "",
        "Whom somebody tells who has found a hole in the safety of this server: an e-mail address, or an"
        " https address of a page or form. It is given to everybody at `/.well-known/security.txt`. Empty:"
        " there is no such file.",
    ),
    Setting(
        "SECURITY_LOG",
        yes_or_no,
        "yes",
        "Write a line of JSON to the standard error stream for each sign-in, wrong password or code, limit"
        " that was reached, refused page and forged form. Numbers of accounts only: no name, no e-mail"
        " address, no network address.",
    ),
    Setting(
        "KEEP_INVITATIONS_DAYS",
        whole_number(0, 365),
        "30",
        "Days for which an invitation that nobody answered is kept once its link is too old.",
    ),
    Setting(
        "KEEP_TRIALS_HOURS",
        whole_number(1, 720),
        "24",
        "Hours after which a package on trial ends, and what it told is erased.",
    ),
    Setting(
        "KEEP_DRAFTS_DAYS",
        whole_number(1, 365),
        "30",
        "Days for which the welcome meeting form keeps what was written over, what came without a sign-in and"
        " was not taken up, and that an empty form was taken back.",
    ),
    Setting(
        "KEEP_MEETINGS_DAYS",
        whole_number(0, 3_650),
        "365",
        "Days after a doctor has left until what is written in their welcome meeting form is deleted. Its most"
        " private parts go when they leave, or at the review at twelve months.",
    ),
    Setting(
        "KEEP_SIGNATURES_YEARS",
        whole_number(1, 50),
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
        one_of("smtp", "file", "console"),
        "smtp",
        "Where mail goes: `smtp`, to SMTP_SERVER; `file`, into a folder, a file (.eml) each; `console`, printed"
        " where the server runs. The last two are for trying out: nobody is sent anything.",
    ),
    Setting(
        "MAIL_FOLDER",
        lambda text: folder(text) if text else None,
        "",
        "Folder of the files with MAIL_BACKEND `file`, readable by its owner only. Empty: `mail` in the instance"
        " folder.",
    ),
    Setting("SMTP_PORT", whole_number(1, 65_535), "587", "Port of the mail server."),
    Setting(
        "SMTP_SECURITY",
        one_of("starttls", "tls", "none"),
        "starttls",
        "How the connection to the mail server is encrypted: `starttls` (usually port 587), `tls` (usually"
        " port 465), or `none`, for a relay on this machine only.",
    ),
    Setting("SMTP_USER", str, "", "User name for the mail server. Empty: it asks for none."),
    Setting("SMTP_PASSWORD", str, "", "Password for the mail server.", secret=True),
    Setting(
        "SMTP_SENDER",
        optional_mailbox,
        "",
        "Address that mail comes from, such as firstshift@example.nhs.uk. Needed with SMTP_SERVER.",
    ),
    Setting(
        "MAX_BODY_BYTES",
        whole_number(1_000, 1_000_000_000),
        "1000000",
        "Largest request that the app's pages accept, in bytes.",
    ),
    Setting(
        "LRS_MAX_BODY_BYTES",
        whole_number(10_000, 1_000_000_000),
        "16000000",
        "Largest request that the record store accepts, in bytes.",
    ),
    Setting(
        "LRS_LOG",
        yes_or_no,
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
        secret=True,
    ),
    Setting(
        "LINKS_IN_PRIVATE_NETWORKS",
        yes_or_no,
        "no",
        "Let `firstshift library check-links` ask servers in private networks and on this machine too, such"
        " as a trust's intranet. Only where everybody who may add a resource may also reach all that this"
        " machine can: it asks whatever address they have given.",
    ),
    Setting(
        "LOG_FORMAT",
        one_of("plain", "json"),
        "plain",
        "How what the server writes to the standard error stream looks: `plain`, for a person, or `json`, a"
        " line of JSON for each, for a program that collects logs. No personal data in either.",
    ),
    Setting(
        "LOG_REQUESTS",
        yes_or_no,
        "no",
        "Write a line for each request to the app's pages as well: the number of the request, method, kind of"
        " page, status and duration. Never the address that was asked for: some hold a key.",
    ),
    Setting(
        "SIGN_IN_PROVIDERS_IN_PRIVATE_NETWORKS",
        yes_or_no,
        "no",
        "Let organisations’ sign-in providers (OpenID Connect) lie in private networks, and on this machine by"
        " http, such as a Keycloak on a trust’s intranet. Only where every organisation’s administrator may"
        " reach all that this machine can: it asks the address that they have given.",
    ),
    Setting(
        "LMS_IN_PRIVATE_NETWORKS",
        yes_or_no,
        "no",
        "Let this server ask learning systems in private networks too (LTI: keys, scores, names), where a trust's"
        " own is reached by no other way. Only where every administrator of an organisation may also reach all"
        " that this machine can: it asks whatever address they have given.",
    ),
    Setting(
        "RELOAD",
        yes_or_no,
        "no",
        "Read the modules again when a file of theirs changes. For authors; costs time on each"
        " page.",
    ),
)
