"""The command that remembers a module as it is released."""

import click

from app.commands.common import settings_in_force
from course.reader import read_course
from course.reading.changes import FILE as CHANGES
from course.release import digest_of, read_release, release_of, write_release


@click.command()
@click.argument("slug", metavar="MODULE")
def release(slug: str) -> None:
    """Remember what each question of MODULE asks, under the module's version.

    From then on `check` says when a question has become another one under its old id. What the
    version has changed must stand in MODULE's changes.yaml.
    """
    root = settings_in_force().modules
    course, _ = read_course(root)
    module = next((each for each in course.modules if each.slug == slug), None)
    if module is None:
        raise click.ClickException(f"{slug} is no module without a mistake; run: firstshift check")
    before = read_release(root / slug)
    if before is not None and before.version == module.version:
        if before.digest == digest_of(module):
            click.echo(f"{module.title}, version {module.version}, is released already.")
            return
        raise click.ClickException(
            f"{slug} has changed since version {before.version}. Raise the version in module.yaml:"
            " the last number for a correction, the middle one for new content, the first one where"
            " learners should take it again."
        )
    if all(change.version != module.version for change in module.changes):
        raise click.ClickException(
            f"Nothing is told of version {module.version} yet. Say in {root / slug / CHANGES} what has"
            " changed, with the day, then run this again."
        )
    path = write_release(root / slug, release_of(module))
    click.echo(f"{module.title}, version {module.version}: {path}")
