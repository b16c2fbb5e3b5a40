"""The provider of ``oidc_provider.mjs`` in a process of its own."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.support.browser import node_program

SCRIPT = Path(__file__).with_name("oidc_provider.mjs")
CLIENT, SECRET = "first-shift", "a client secret of forty letters or so"


class RealProvider:
    """A provider that runs. address: its issuer."""

    def __init__(self, process: "subprocess.Popen[str]", address: str) -> None:
        self._process, self.address = process, address

    def register(self, redirect_uri: str, signed_out: str, ended: str, keys: str = "") -> None:
        """Register this server as its client. keys: where its public keys are, instead of a secret."""
        shown = (
            {"token_endpoint_auth_method": "private_key_jwt", "jwks_uri": keys}
            if keys
            else {"client_secret": SECRET}
        )
        self._order(
            "client "
            + json.dumps(
                {
                    "client_id": CLIENT,
                    **shown,
                    "redirect_uris": [redirect_uri],
                    "post_logout_redirect_uris": [signed_out],
                    "backchannel_logout_uri": ended,
                    "backchannel_logout_session_required": True,
                    "id_token_signed_response_alg": "ES256",
                }
            )
        )

    def rotate(self) -> None:
        """Let it sign with a new key, and list that one only."""
        self._order("rotate")

    def _order(self, line: str) -> None:
        stdin, stdout = self._pipes()
        stdin.write(f"{line}\n")
        stdin.flush()
        assert stdout.readline() == "done\n"

    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None and self._process.stdout is not None
        return self._process.stdin, self._process.stdout


@contextmanager
def real_provider(people: Mapping[str, Mapping[str, object]]) -> Iterator[RealProvider]:
    """Start a provider with these people, by their number there, and end it afterwards."""
    process = subprocess.Popen(
        [node_program(), "--no-warnings", SCRIPT, json.dumps(people)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield RealProvider(process, process.stdout.readline().strip())
    finally:
        process.communicate(timeout=20)
