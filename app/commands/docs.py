"""The command that writes what the documentation takes from the code. For developers."""

import click

from app.documents import pages
from app.settings import ROOT


@click.command()
def docs() -> None:
    """Write the pages of docs/ that are made from the code again. For developers."""
    for name, page in pages().items():
        (ROOT / "docs" / name).write_text(page, encoding="utf-8")
        click.echo(f"docs/{name}")
