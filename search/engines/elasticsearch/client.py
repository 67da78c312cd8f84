"""The way to the server: addresses, certificate, key, and every failure as an EngineError in plain words."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import urllib3
from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport import HttpHeaders, TlsError, Urllib3HttpNode
from elastic_transport._node import NodeApiResponse
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, SerializationError, TransportError

from search.interface import EngineRefusedError, EngineSlowError, EngineVersionError

LEAST = {"elasticsearch": 8, "opensearch": 2}
"""The oldest major version of each that is known to work."""

_JSON = {
    "application/vnd.elasticsearch+json": "application/json",
    "application/vnd.elasticsearch+x-ndjson": "application/x-ndjson",
}


class PlainNode(Urllib3HttpNode):
    """Speaks plain JSON: the media type with a version, which the client prefers, is refused by Elasticsearch 8 and OpenSearch.

    The client also asks every answer whether the server is a genuine Elasticsearch. OpenSearch is as good here.
    """

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = DEFAULT,
    ) -> NodeApiResponse:
        """Send one request; see `elastic_transport.BaseNode.perform_request`."""
        sent = HttpHeaders(headers or {})
        for name in ("accept", "content-type"):
            if name in sent:
                sent[name] = _JSON.get(sent[name].split(";")[0], sent[name])
        if isinstance(request_timeout, int | float):
            # For connecting and waiting together, not for each.
            request_timeout = urllib3.Timeout(total=request_timeout)
        options: dict[str, Any] = {"body": body, "headers": sent, "request_timeout": request_timeout}
        meta, answer = super().perform_request(method, target, **options)
        meta.headers = HttpHeaders({**meta.headers, "x-elastic-product": "Elasticsearch"})
        return NodeApiResponse(meta, answer)


def connect(options: Mapping[str, Any]) -> Elasticsearch:
    """Return a client; no connection is made yet. `options` are as in the setting `ELASTICSEARCH`."""
    hosts: list[str] = options["urls"]
    signing: dict[str, Any] = {}
    if options["api_key"]:
        signing["api_key"] = options["api_key"]
    elif options["user"]:
        signing["basic_auth"] = (options["user"], options["password"])
    if options["ca"]:
        signing["ca_certs"] = options["ca"]
    return Elasticsearch(
        hosts,
        node_class=PlainNode,
        request_timeout=options["timeout"],
        # Another node at once when one refuses; who does not answer in time has used up the time.
        max_retries=len(hosts) - 1,
        retry_on_timeout=False,
        retry_on_status=(),
        connections_per_node=20,
        **signing,
    )


@contextmanager
def errors(place: str) -> Generator[None, None, None]:
    """Turn whatever the client raises, and an answer of an unknown shape, into errors that name `place`.

    Raises EngineSlowError when the time was up, EngineRefusedError for everything else.
    """
    try:
        yield
    except ConnectionTimeout as error:
        raise EngineSlowError(f"{place} does not answer in time.") from error
    except TlsError as error:
        raise EngineRefusedError(f"{_about_tls(place, error.message)} ({error.message})") from error
    except NoConnectionError as error:
        hint = " Does it want https?" if "http://" in place and "Connection aborted" in error.message else ""
        raise EngineRefusedError(f"{place} cannot be reached: {error.message}{hint}") from error
    except SerializationError as error:
        raise EngineRefusedError(f"{place} answers with something that is no JSON.") from error
    except TransportError as error:
        raise EngineRefusedError(f"{place}: {error.message}") from error
    except ApiError as error:
        raise EngineRefusedError(_said(place, error)) from error
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
        raise EngineRefusedError(f"{place} answers in a way that is not understood: {error!r}") from error


_TLS = {
    "has expired": "The certificate of {} has expired: renew it there.",
    "not yet valid": "The certificate of {} is not valid yet: compare the clocks of the machines.",
    "doesn't match": "The certificate of {} is for another name: use that name in ELASTICSEARCH_URL.",
    "mismatch": "The certificate of {} is for another name: use that name in ELASTICSEARCH_URL.",
    "WRONG_VERSION_NUMBER": "{} does not speak https: write http in ELASTICSEARCH_URL, or switch TLS on there.",
    "record layer failure": "{} does not speak https: write http in ELASTICSEARCH_URL, or switch TLS on there.",
}
"""What is wrong, by words of OpenSSL and urllib3."""


def _about_tls(place: str, message: str) -> str:
    for words, said in _TLS.items():
        if words in message:
            return said.format(place)
    return f"The certificate of {place} is not trusted: name its authority in ELASTICSEARCH_CA."


def _said(place: str, error: ApiError) -> str:
    status, reason = error.meta.status, reason_of(error.body)
    if status == 401:
        return f"{place} refuses the name and password, or the key (ELASTICSEARCH_USER, ELASTICSEARCH_API_KEY)."
    if status == 403 and "block" not in reason:
        return f"The user or key has no right for this on {place}: {reason}"
    if status == 404 and ("index" in reason or "alias" in reason):
        return f"There is no index on {place} for this version of the portal: run `manage.py search rebuild`."
    return f"{place} answers {status}: {reason}"


def reason_of(body: object) -> str:
    """Return the server's own words for an error, short."""
    if isinstance(body, Mapping):
        error = body.get("error", body)
        if isinstance(error, Mapping):
            return f"{error.get('type', '')}: {error.get('reason', '')}"[:300]
        return str(error)[:300]
    return str(body)[:100]


def version(client: Elasticsearch) -> str:
    """Return who answers, such as `Elasticsearch 9.5.3`. Raises EngineVersionError for one that is too old."""
    try:
        said = client.info()["version"]
        kind, number = said.get("distribution", "elasticsearch"), said["number"]
    except ApiError as error:
        if error.meta.status not in (404, 405):
            raise
        # A server without the module that answers there.
        nodes = client.nodes.info(filter_path="nodes.*.version")["nodes"]
        kind, number = "elasticsearch", next(iter(nodes.values()))["version"]
    if int(number.split(".")[0]) < LEAST.get(kind, 0):
        raise EngineVersionError(f"{kind} {number} is too old: version {LEAST[kind]} or later is needed.")
    return f"{kind.capitalize() if kind == 'elasticsearch' else 'OpenSearch'} {number}"
