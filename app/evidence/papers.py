"""Certificates and transcripts as tagged PDFs, from the same words as their pages."""

from typing import Any

from app.evidence.certificates import Held
from app.evidence.credential import awarded, base_of, verify_address
from app.evidence.lines import Line
from app.evidence.qr import qr_svg
from app.pdf import make_pdf
from app.wording import day


def paper_of(held: Held) -> bytes:
    """Return the PDF of a certificate or transcript: the same bytes at each call."""
    row = held.certificate
    name = "transcript" if row.kind == "transcript" else "certificate"
    return make_pdf(name, paper_data(held), row.issued)


def paper_data(held: Held) -> dict[str, Any]:
    """Return what the templates ``certificate.typ`` and ``transcript.typ`` hold."""
    row = held.certificate
    return {
        "kind": row.kind,
        "title": row.title,
        "name": row.name,
        "organisation": row.organisation,
        "awarded": day(awarded(row)),
        "issued": day(row.issued),
        "code": row.code,
        "address": f"{base_of(row)}/verify",
        "link": verify_address(row),
        "qr": qr_svg(verify_address(row)),
        "lines": [_line(line) for line in held.lines],
    }


def _line(line: Line) -> dict[str, str]:
    return {
        "title": line.title,
        "state": line.word,
        "version": line.version or "–",
        "score": line.score_words,
        "attempt": line.attempt_words,
        "tries": line.tries_words,
        "started": day(line.started) if line.started else "–",
        "passed": day(line.passed) if line.passed else "–",
        "time": line.time_words,
    }
