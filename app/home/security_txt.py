"""The file that says whom to tell of a hole in the safety of this server.

Source: RFC 9116: lines of field and value; a contact and one day of expiry are required.
"""

import datetime as dt
from typing import Final

HOLDS: Final = dt.timedelta(days=180)
"""The file is made anew each time it is asked for, and says less than the year that the RFC names."""


def security_txt(contact: str, public_address: str, moment: dt.datetime) -> str:
    """Return the file. contact: an e-mail address or an https address; public_address: empty where none is set."""
    expires = (moment + HOLDS).astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if '://' in contact else f'mailto:{contact}'}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: en",
    ]
    if public_address.startswith("https://"):
        lines.append(f"Canonical: {public_address}/.well-known/security.txt")
    return "\n".join(lines) + "\n"
