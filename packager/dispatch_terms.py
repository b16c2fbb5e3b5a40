"""What is written into a dispatch package of its licence."""

from urllib.parse import urlsplit

from msgspec import Struct


class Dispatch(Struct, frozen=True, kw_only=True):
    """From where a dispatch package opens its course.

    launch: the address on our server, http or https; expires: the last day of the licence, in words;
    seats: how many learners may open it, 0 for as many as there are; contact: whom to ask.
    """

    launch: str
    expires: str
    seats: int
    contact: str

    @property
    def origin(self) -> str:
        """The origin of our server. Source: RFC 6454, section 6.2."""
        parts = urlsplit(self.launch)
        return f"{parts.scheme}://{parts.netloc}"
