"""The command that judges packages: ``firstshift package verify ZIP…``."""

import sys
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from app.wording import counted
from packager.verify import Verdict, judge

CLEAN: Final = 0
WRONG: Final = 1
UNREADABLE: Final = 2
MAX_ZIP_BYTES: Final = 1_000_000_000
STDIN: Final = "-"


class WithVerify(click.Command):
    """The command ``package`` with ``verify`` below it: a module cannot have that name."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the context of ``verify`` where that is the first word, else of ``package``."""
        if args[:1] == [verify.name]:
            return verify.make_context(f"{info_name} {verify.name}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say in the help of ``package`` how a finished zip is judged."""
        super().format_epilog(ctx, formatter)
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text("To judge a zip, ours or another's: ./run package verify ZIP")


@click.command()
@click.argument("zips", nargs=-1, required=True, metavar="ZIP...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array, an object a zip.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
def verify(zips: tuple[str, ...], as_json: bool, strict: bool) -> None:
    """Judge packages of any kind: SCORM 1.2 and 2004, cmi5, xAPI, plain web pages.

    ZIP is a file, or - for standard input; nothing is unpacked or run. Each finding is one line: where,
    what, how to mend it. Exit status: 0 clean, 1 errors, 2 a zip that cannot be read.
    """
    verdicts = [(name, judge(_read(name))) for name in zips]
    if as_json:
        click.echo(msgspec.json.encode([_as_data(*each) for each in verdicts]).decode())
    else:
        for name, verdict in verdicts:
            _print(name, verdict)
    if not all(verdict.readable for _, verdict in verdicts):
        sys.exit(UNREADABLE)
    wrong = sum(v.errors + (v.warnings if strict else 0) for _, v in verdicts)
    sys.exit(WRONG if wrong else CLEAN)


def _read(name: str) -> bytes:
    """Return a file's bytes. Raises UsageError (exit status 2) where it cannot be read."""
    data: bytes
    if name == STDIN:
        data = sys.stdin.buffer.read(MAX_ZIP_BYTES + 1)
    else:
        try:
            with Path(name).open("rb") as file:
                data = file.read(MAX_ZIP_BYTES + 1)
        except OSError as problem:
            raise click.UsageError(f"{name} cannot be read: {problem.strerror}.") from problem
    if len(data) > MAX_ZIP_BYTES:
        raise click.UsageError(f"{name} is over 1 GB; no LMS takes that: make its media smaller.")
    return data


def _print(name: str, verdict: Verdict) -> None:
    click.echo(f"{name}: {verdict.kind}")
    for finding in verdict.findings:
        click.echo(f"  {finding}")
    errors, warnings = counted(verdict.errors, "error"), counted(verdict.warnings, "warning")
    click.echo(f"{name}: {errors}, {warnings}.", err=True)


def _as_data(name: str, verdict: Verdict) -> dict[str, Any]:
    return {
        "zip": name,
        "kind": verdict.kind,
        "readable": verdict.readable,
        "errors": verdict.errors,
        "warnings": verdict.warnings,
        "findings": verdict.findings,
    }
