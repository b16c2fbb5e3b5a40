"""The command that shows an author the modules while they write."""

import click
from werkzeug.serving import make_server

from app.commands.common import settings_in_force
from app.preview import create_preview
from app.serving import Listening, look_at_assets, port_must_be_free


@click.command()
@click.option("--port", default=8010, show_default=True, type=click.IntRange(1, 65535))
def preview(port: int) -> None:
    """Show the modules as learners see them; a page loads again when a file is saved."""
    listening = Listening("127.0.0.1", port)
    port_must_be_free(listening)
    look_at_assets()
    settings = settings_in_force()
    app = create_preview(settings.modules, settings.variant)
    click.echo(f"Preview at {listening.address}\nStop with Ctrl+C.")
    server = make_server(listening.host, listening.port, app, threaded=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.shutdown()
