"""Start the server: check, prepare what is missing, say how to get in, listen."""

import errno
import gc
import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

import click
from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from msgspec import Struct

from app import security_log
from app.accounts.passwords import LEAST_LENGTH, hash_of_nobody
from app.accounts.refused_passwords import refused_by
from app.course_shelf import CourseShelf
from app.database import Database
from app.demo.start import demonstrate
from app.errors import StartError
from app.factory import create_app
from app.first_administrator import link_for_first_administrator
from app.forwarding import start_forwarding
from app.installation import prepare
from app.lti.sending import start_score_sender
from app.mail.postman import start_postman
from app.records.sender import start_sender
from app.services import KEY, Services
from app.settings import Settings
from app.watching.counts import share_counts
from app.watching.log import write_log
from course.assets import APP, STYLE, TRIAL, NotBuilt, built, player
from lrs import LRS
from lrs.figures.counts import Counts
from lrs.http import write_lines
from packager.formats import FORMATS

# Most of them wait for their turn (`lrs.http.fair_share`), and a thread that waits costs next to nothing.
THREADS: Final = 256
MOST_WORKERS: Final = 4
KILL_SECONDS: Final = 10


class Listening(Struct, frozen=True):
    """Where the server listens."""

    host: str
    port: int

    @property
    def address(self) -> str:
        """The address as a browser takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach a host's address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def port_must_be_free(listening: Listening) -> None:
    """Raise StartError where nobody can listen there."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            listening.host, listening.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except OSError as error:
        raise StartError(_why_not(listening, error)) from error


def _why_not(listening: Listening, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {listening.port} is taken by another program. Stop that one, or choose another"
            f" port: --port {listening.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {listening.port} needs special rights. Choose one above 1023: --port 8000"
    return f"The server cannot listen on {listening.host}: {error.strerror}. Check --host."


def start(settings: Settings, listening: Listening) -> str:
    """Prepare the installation and return what to print. Raises StartError with a sentence."""
    look_at_assets()
    look_at_course(settings)
    refused_by(settings.refused_passwords, LEAST_LENGTH)
    prepare(settings, listening.address)
    base = settings.public_address or listening.address
    database = Database(settings.database_url)
    try:
        link = link_for_first_administrator(database, base, settings.link_hours)
    finally:
        database.close()
    greeting = f"First Shift is at {base}"
    if link:
        greeting += (
            f"\nFirst administrator: choose your password within {settings.link_hours} hours at"
            f"\n  {link}"
        )
    return f"{greeting}\nStop with Ctrl+C."


def demonstration_must_be_private(listening: Listening) -> None:
    """Raise StartError where others than this machine could reach a demonstration."""
    if not is_loopback(listening.host):
        raise StartError(
            f"A demonstration answers on this machine only, and {listening.host} is open to others."
            " Leave out --host, or serve without --demo."
        )


def start_demonstration(settings: Settings, listening: Listening) -> str:
    """Prepare a demonstration and return what to print. Raises StartError with a sentence."""
    look_at_assets()
    look_at_course(settings)
    table = demonstrate(settings, listening.address)
    return (
        f"First Shift is at {listening.address}, with a demonstration trust. Nobody in it exists."
        f"\nSign in as (the passwords are new at each start):\n{table}\nStop with Ctrl+C."
    )


def look_at_assets() -> None:
    """Raise StartError where the set-up has not built what the pages and packages need."""
    try:
        for name in (STYLE, APP, TRIAL, *(player(kind.tracker) for kind in FORMATS.values())):
            built(name)
    except NotBuilt as error:
        raise StartError(str(error)) from error


def look_at_course(settings: Settings) -> None:
    """Say which mistakes keep modules from being served. Raises StartError where none is left."""
    shelf = CourseShelf(settings.modules, variant=settings.variant)
    for mistake in shelf.mistakes:
        click.echo(str(mistake), err=True)
    if not shelf.course.modules:
        raise StartError(
            f"No module can be served from {settings.modules}: mend the mistakes above, or set"
            " FIRSTSHIFT_MODULES to the folder of the modules."
        )
    if shelf.mistakes:
        names = ", ".join(module.slug for module in shelf.course.modules)
        click.echo(f"Modules with a mistake are left out. Served: {names}.", err=True)


def make_app(settings: Settings, counts: Path) -> Flask:
    """Return the app of one worker, with its threads that send statements and letters.

    counts: a folder in which all workers of a server count the requests.
    """
    write_log(settings)
    hash_of_nobody()  # otherwise the first wrong address would take longer than a wrong password
    app = create_app(settings)
    if settings.security_log:
        security_log.write_lines()
    share_counts(app, counts)
    embedded = cast(Services, app.extensions[KEY]).embedded_lrs
    if embedded is not None:
        watch(embedded, settings, counts)
        start_forwarding(embedded, settings)
    start_sender(app)
    start_postman(app)
    start_score_sender(app)
    return app


def watch(lrs: LRS, settings: Settings, counts: Path) -> None:
    """Let a record store count what it is asked with the other workers, and write it down."""
    lrs.counts = Counts(counts)
    if settings.lrs_log:
        write_lines()


def run(
    settings: Settings,
    listening: Listening,
    make: Callable[[Settings, Path], Flask] = make_app,
) -> None:
    """Serve until somebody presses Ctrl+C. make: the app of one worker."""
    server: Any = Server(
        "firstshift",
        address=listening.host,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=processes(settings),
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        # Addresses of launches hold keys, those of invitations too: no request is written down.
        log_access=False,
        workers_kill_timeout=KILL_SECONDS,
        websockets=False,
    )
    with tempfile.TemporaryDirectory(prefix="firstshift-") as counts:
        load = partial(_loaded, partial(make, settings, Path(counts)))
        server.serve(target_loader=load, wrap_loader=False)


def processes(settings: Settings) -> int:
    """Return how many processes serve. SQLite has one writer, and so one process."""
    if settings.database_url.startswith("sqlite"):
        return 1
    return settings.processes or min(MOST_WORKERS, os.cpu_count() or 1)


def _loaded(make: Callable[[], Flask]) -> Flask:
    app = make()
    # What is there now stays as long as the process: let no collection walk through it again.
    gc.collect()
    gc.freeze()
    return app
