"""The command that writes what the documentation takes from the code. For developers."""

import click

from app.documents import launch_rules_page, permissions_page, settings_page
from app.settings import ROOT


@click.command()
def docs() -> None:
    """Write the pages of docs/ that are made from the code again. For developers."""
    pages = {
        "settings.md": settings_page(),
        "permissions.md": permissions_page(),
        "launch_rules.md": launch_rules_page(),
    }
    for name, page in pages.items():
        (ROOT / "docs" / name).write_text(page, encoding="utf-8")
        click.echo(f"docs/{name}")
