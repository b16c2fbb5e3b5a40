"""The command that writes the reminders that are due, for cron or a timer to run."""

import datetime as dt
from typing import Any

import click

from app.commands.common import settings_in_force
from app.database import now
from app.demo.start import demonstration_settings
from app.factory import create_app
from app.mail.letters import is_set_up
from app.mail.postman import send_some
from app.reminders.kinds import KINDS
from app.reminders.sending import remind as write_reminders
from app.services import services
from app.supervision import projection
from app.supervision.lines import bring_up_to_date
from app.supervision.reading import learners_modules
from app.wording import LONDON, counted, day_and_time


class Moment(click.ParamType[dt.datetime]):
    """A moment as ISO 8601; without a zone, by the clock of the United Kingdom."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the moment."""
        try:
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment; write it like 2026-12-04T08:00", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


@click.command()
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--now", "moment", type=Moment(), help="As if it were this moment, to try it out.")
@click.option(
    "--demo", is_flag=True, help="For the demonstration trust, where mail goes to a folder."
)
def remind(dry: bool, moment: dt.datetime | None, demo: bool) -> None:
    """Send the reminders that are due. Run it every hour: nobody gets one twice."""
    settings = settings_in_force()
    app = create_app(demonstration_settings(settings) if demo else settings)
    with app.app_context():
        parts = services()
        try:
            if not is_set_up(parts):
                click.echo(
                    "This server sends no mail, so there is nothing to do: see FIRSTSHIFT_SMTP_SERVER."
                )
                return
            at = moment or now()
            if parts.records.in_process:
                projection.catch_up(parts.database, parts.records, parts.home_page, now())
            bring_up_to_date(parts.database, learners_modules(parts))
            base = parts.settings.public_address or parts.home_page
            outcomes = write_reminders(parts, at, base, dry=dry)
            click.echo(f"{day_and_time(at)}{', a dry run' if dry else ''}:")
            for kind in KINDS:
                written, nothing, before = (
                    outcomes[kind.key, each] for each in ("written", "nothing", "before")
                )
                click.echo(
                    f"  {kind.title}: {counted(written, 'mail')} {'due' if dry else 'written'},"
                    f" {nothing} with nothing to say, {before} written before"
                )
            if not dry:
                # A server that runs sends them too; this is for one that does not.
                while send_some(parts, now):
                    pass
        finally:
            parts.database.close()
            if parts.embedded_lrs is not None:
                parts.embedded_lrs.close()
