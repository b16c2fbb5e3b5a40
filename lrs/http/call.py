"""What an action gets, and how a resource lists its actions."""

from collections.abc import Callable, Mapping

from flask import Response
from msgspec import Struct

from lrs.authority import Authority
from lrs.errors import BadRequest
from lrs.facade import LRS
from lrs.http.asked import Asked
from lrs.http.exchange import Exchange
from lrs.versions import Version


class Call(Struct, frozen=True):
    """A request whose version, credential and parameter names are found to be good."""

    lrs: LRS
    exchange: Exchange
    authority: Authority
    parameters: Mapping[str, str]
    asked: Asked

    @property
    def version(self) -> Version:
        """The version that the request asks for."""
        return self.exchange.version

    def wanted(self, name: str) -> str:
        """Return a parameter that must be there. Raises BadRequest."""
        if name not in self.parameters:
            raise BadRequest(f"The parameter {name} is missing.")
        return self.parameters[name]


class Action(Struct, frozen=True):
    """One method of a resource. public: served without credentials and version."""

    run: Callable[[Call], Response]
    parameters: frozenset[str] = frozenset()
    public: bool = False
