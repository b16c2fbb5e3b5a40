"""The command that serves a record store alone."""

from functools import partial

import click

from app.commands.common import settings_in_force
from app.lrs_alone import make_alone, start_alone
from app.serving import Listening, port_must_be_free, run


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Serve a record store and nothing else: no course, no pages, no accounts."""
    listening = Listening(host, port)
    settings = settings_in_force()
    port_must_be_free(listening)
    click.echo(start_alone(settings, listening))
    run(settings, listening, partial(make_alone, home_page=listening.address))
