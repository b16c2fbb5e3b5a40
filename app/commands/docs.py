"""The command that writes what the documentation takes from the code. For developers."""

import click

from app.documents import permissions_page, settings_page
from app.settings import ROOT


@click.command()
def docs() -> None:
    """Write docs/settings.md and docs/permissions.md again. For developers."""
    for name, page in (("settings.md", settings_page()), ("permissions.md", permissions_page())):
        (ROOT / "docs" / name).write_text(page, encoding="utf-8")
        click.echo(f"docs/{name}")
