"""The command that erases a person from a record store."""

import click

from app.commands.common import settings_in_force
from app.commands.lrs.agents import agent_options, agents
from app.commands.lrs.progress import counting
from app.commands.lrs.store import named_store
from app.wording import counted
from lrs.upkeep.forgetting import PersonPlan

BACKUPS = "Backups, exports and stores that statements were forwarded to keep what they have."


@click.command("erase-person")
@click.argument("organisation")
@agent_options
@click.option("--mentioned", is_flag=True, help="Also statements in which they only appear.")
@click.option("--yes", is_flag=True, help="Do it. Without, it is only said what would go.")
def erase_person(
    organisation: str,
    given: tuple[str, ...],
    mboxes: tuple[str, ...],
    accounts: tuple[tuple[str, str], ...],
    mentioned: bool,
    yes: bool,
) -> None:
    """Erase a person from what ORGANISATION has stored: statements, documents, names, keys.

    Each identifier is looked for by itself: give all that the person has. Definitions of activities
    stay, since they tell of nobody. It may be stopped and begun again.
    """
    people = agents(given, mboxes, accounts)
    with named_store(settings_in_force()) as store, counting("statements looked at") as tell:
        name = store.organisation(organisation)
        plan = store.lrs.upkeep.plan_person(name, people, tell)
        click.echo(_told(plan, mentioned))
        if not yes:
            click.echo("Nothing was erased. To erase it: the same command with --yes")
            return
        gone = store.lrs.upkeep.forget_person(name, people, mentioned=mentioned, tell=tell)
    click.echo(
        f"Erased: {counted(gone.statements, 'statement')}, {counted(gone.attachments, 'attachment')},"
        f" {counted(gone.names, 'name')}, and their documents and keys.\n{BACKUPS}"
    )
    if store.ids is not None:
        click.echo("Now run firstshift records rebuild, so that supervisors see the same.")


def _told(plan: PersonPlan, mentioned: bool) -> str:
    kept = plan.kept
    lines = [
        "Of this person there are",
        f"  {counted(plan.own, 'statement')} of which they are actor or object",
        f"  {counted(plan.attachments, 'attachment')} that no other statement has",
        *(f"  {counted(number, 'document')}: {kind}" for kind, number in kept.documents.items()),
        f"  {counted(kept.names, 'name')}",
        f"  {counted(kept.credentials, 'key')} made for them alone",
    ]
    fate = "go too" if mentioned else "stay, unless --mentioned is given"
    for part, number in sorted(plan.mentioned.items()):
        lines.append(f"  {counted(number, 'statement')} only with them as {part}: these {fate}")
    return "\n".join(lines)
