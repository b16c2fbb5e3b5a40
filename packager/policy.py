"""What the pages of a package may load, and from where."""

from typing import Final

from packager.formats import Format

_SOURCES: Final = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

# A record store may be anywhere, with TLS; without it only on the machine of somebody who tries it out.
_RECORD_STORES: Final = "'self' https: http://localhost:* http://127.0.0.1:*"


def content_security_policy(kind: Format) -> str:
    """Return the policy of a package's pages: itself only, and a record store where it speaks to one."""
    sources = _SOURCES
    if kind.speaks == "xapi":
        sources = sources | {"connect-src": _RECORD_STORES}
    return "; ".join(f"{name} {allowed}" for name, allowed in sources.items())
