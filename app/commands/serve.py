"""The command that serves."""

import click

from app.commands.common import settings_in_force
from app.demo.start import demonstration_settings
from app.serving import (
    Listening,
    demonstration_must_be_private,
    port_must_be_free,
    run,
    start,
    start_demonstration,
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--demo", is_flag=True, help="Serve a demonstration trust, on this machine only.")
def serve(host: str, port: int, demo: bool) -> None:
    """Serve the course; print the address and how to sign in."""
    listening = Listening(host, port)
    settings = settings_in_force()
    if demo:
        demonstration_must_be_private(listening)
        settings = demonstration_settings(settings)
    port_must_be_free(listening)
    begin = start_demonstration if demo else start
    click.echo(begin(settings, listening))
    run(settings, listening)
