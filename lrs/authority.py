"""Who writes or reads: an organisation, an authority Agent and scopes."""

from typing import Any

import msgspec
from msgspec import Struct

from lrs.confinement import Confinement
from lrs.errors import Forbidden
from lrs.scopes import RIGHTS


class Authority(Struct, frozen=True):
    """The right under which statements are written or read.

    organisation: the tenant; it comes from the credential and never from a request.
    agent: the Agent (JSON text or its dict) written into statements as their authority.
    confined: whom, and in which registration, it may write and read about; None for all.
    metered: whether what it writes is taken from the allowance of its credential.
    Source: xAPI 1.0.3 Data 2.4.9, Communication 4.
    """

    organisation: str
    agent: bytes | dict[str, Any]
    scopes: frozenset[str]
    credential_id: str
    confined: Confinement | None = None
    metered: bool = False

    @classmethod
    def internal(cls, organisation: str, home_page: str) -> "Authority":
        """Return the authority of the process itself, with every right."""
        return cls.of_account(organisation, home_page, "internal", frozenset({"all"}))

    @classmethod
    def of_account(
        cls,
        organisation: str,
        home_page: str,
        name: str,
        scopes: frozenset[str],
        confined: Confinement | None = None,
        metered: bool = False,
    ) -> "Authority":
        """Return the authority of a credential, named by an account at home_page."""
        account = {"homePage": home_page, "name": name}
        agent = {"objectType": "Agent", "account": account}
        return cls(organisation, agent, scopes, name, confined, metered)

    def agent_json(self) -> bytes:
        """Return the Agent as the JSON text that goes into statements."""
        if isinstance(self.agent, bytes):
            return self.agent
        return msgspec.json.encode(self.agent)

    def may(self, right: str) -> bool:
        """Tell whether any of the scopes gives a right of `scopes.RIGHTS`."""
        return not self.scopes.isdisjoint(RIGHTS[right])

    def require(self, right: str) -> None:
        """Raise Forbidden unless the scopes give the right."""
        if not self.may(right):
            scopes = " or ".join(sorted(RIGHTS[right]))
            raise Forbidden(f"This credential may not {right}: it needs the scope {scopes}.")
