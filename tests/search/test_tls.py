"""The way to a server over TLS: each thing that can be wrong with a certificate is said in plain words."""

import datetime
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trustme
from django.core.management import call_command

from search.engines.elasticsearch import ElasticsearchEngine
from search.interface import EngineRefusedError
from tests.search.conftest import options
from tests.search.faulty import FaultyServer

NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who signs the certificates."""
    return trustme.CA()


@pytest.fixture
def serve(authority: trustme.CA, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts a server that answers well, with a certificate for `name`; gives its address and writes `ca.pem`."""
    started: list[FaultyServer] = []
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))

    def start(name: str = "127.0.0.1", **more: datetime.datetime) -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name, **more).configure_cert(context)
        server = FaultyServer("well", context)
        started.append(server)
        return server.url

    yield start
    for server in started:
        server.close()


def said(url: str, ca: Path | None) -> str:
    """What a search on that server is refused with; the same stands in its health."""
    engine = ElasticsearchEngine(options([url], ca=str(ca or ""), timeout=5.0))
    with pytest.raises(EngineRefusedError) as refused:
        list(engine.indexed())
    assert engine.health().detail == str(refused.value)
    return str(refused.value)


def test_a_certificate_of_the_named_authority_is_trusted(serve: Callable[..., str], tmp_path: Path) -> None:
    engine = ElasticsearchEngine(options([serve()], ca=str(tmp_path / "ca.pem")))
    assert list(engine.indexed()) == []


def test_an_authority_nobody_named(serve: Callable[..., str]) -> None:
    assert "is not trusted: name its authority in ELASTICSEARCH_CA" in said(serve(), None)


def test_another_authority(serve: Callable[..., str], tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    assert "is not trusted: name its authority in ELASTICSEARCH_CA" in said(serve(), tmp_path / "other.pem")


def test_a_certificate_for_another_name(serve: Callable[..., str], tmp_path: Path) -> None:
    assert "is for another name: use that name in ELASTICSEARCH_URL" in said(
        serve("search.example.org"), tmp_path / "ca.pem"
    )


def test_a_certificate_that_is_over(serve: Callable[..., str], tmp_path: Path) -> None:
    over = serve(not_before=NOW - datetime.timedelta(days=9), not_after=NOW - datetime.timedelta(days=1))
    assert "has expired: renew it there" in said(over, tmp_path / "ca.pem")


def test_a_certificate_that_is_not_valid_yet(serve: Callable[..., str], tmp_path: Path) -> None:
    early = serve(not_before=NOW + datetime.timedelta(days=1), not_after=NOW + datetime.timedelta(days=9))
    assert "is not valid yet: compare the clocks" in said(early, tmp_path / "ca.pem")


def test_https_asked_of_a_server_without(tmp_path: Path) -> None:
    server = FaultyServer("well")
    try:
        assert "does not speak https: write http in ELASTICSEARCH_URL" in said(
            server.url.replace("http:", "https:"), None
        )
    finally:
        server.close()


def test_http_asked_of_a_server_with_https(serve: Callable[..., str]) -> None:
    text = said(serve().replace("https:", "http:"), None)
    assert "cannot be reached" in text
    assert "Does it want https?" in text


def test_an_authority_whose_file_is_not_there(serve: Callable[..., str], tmp_path: Path) -> None:
    assert "ELASTICSEARCH_CA" in said(serve(), tmp_path / "none.pem")


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["status", "check"])
def test_the_command_says_it_too(
    serve: Callable[..., str], action: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ElasticsearchEngine(options([serve()], timeout=5.0))
    monkeypatch.setattr("search.management.commands.search.get_engine", lambda: engine)
    monkeypatch.setattr("search.outbox.get_engine", lambda: engine)
    with pytest.raises(SystemExit):
        call_command("search", action)
    told = capsys.readouterr()
    assert "is not trusted: name its authority in ELASTICSEARCH_CA" in told.out + told.err
