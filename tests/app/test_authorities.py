"""An authority of the trust's own, which this machine was told of, is believed; any other is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.authorities import authorities
from app.library.checking import Options, check
from app.lti.errors import PlatformAway
from app.lti.fetching import ask
from app.settings import Settings
from tests.app.library.served import Served, certificate_of_nobody, served

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def certificate(tmp_path: Path) -> Iterator[Path]:
    """Make a certificate that browsers do not know, and forget afterwards whom this machine believes."""
    authorities.cache_clear()
    yield certificate_of_nobody(tmp_path)
    authorities.cache_clear()


@pytest.fixture
def site(certificate: Path) -> Iterator[Served]:
    """Serve with that certificate."""
    with served(certificate) as running:
        yield running


def address(site: Served) -> str:
    return f"{site.address}/good"


def test_an_unknown_authority_is_not_believed(settings: Settings, site: Served) -> None:
    with pytest.raises(PlatformAway) as raised:
        ask(settings, "GET", address(site))
    assert "an authority of your own" in raised.value.sentence
    assert site.asked.total() == 0


def test_an_authority_of_this_machine_is_believed(
    settings: Settings, certificate: Path, site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ask(settings, "GET", address(site)).status == 200
    assert check(address(site), Options(seconds=5, pause=0, private=True)).state == "works"


def test_those_that_browsers_know_are_believed_besides(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert len(authorities().get_ca_certs()) > 50
