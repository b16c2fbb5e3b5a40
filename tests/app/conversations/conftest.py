"""Fixtures of the records of conversations."""

from tests.app.conversations.talking import about, entry

__all__ = ["about", "entry"]
