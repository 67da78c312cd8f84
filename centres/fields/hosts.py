"""Which sites may show the frame: what a partner writes, as sources of the policy header ``frame-ancestors``."""

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOCAL = ("localhost", "127.0.0.1", "[::1]")
MAX_HOSTS = 50
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SOURCE = re.compile(
    rf"(?P<scheme>https?)://(?P<host>\[::1\]|(?:\*\.)?{_LABEL}(?:\.{_LABEL})*)(?::(?P<port>[0-9]{{1,5}}))?"
)


def _ascii(line: str) -> str:
    """The line with an international name in the letters that addresses travel in."""
    try:
        return line.encode("ascii").decode()
    except UnicodeEncodeError:
        scheme, mark, rest = line.rpartition("://")
        try:
            return f"{scheme}{mark}{rest.encode('idna').decode()}"
        except UnicodeError:
            return line


def source_of(line: str) -> str:
    """``*.example.org`` → ``https://*.example.org``. Raises ``ValidationError`` that says what to write instead."""
    text = _ascii(line.strip().lower().rstrip("/"))
    source = text if "://" in text else f"https://{text}"
    found = _SOURCE.fullmatch(source)
    if found is None:
        raise ValidationError(
            _("“%(line)s” is not a site. Write only its start, such as https://www.example.org or *.example.org."),
            params={"line": line.strip()[:80]},
        )
    host = found["host"]
    if host.startswith("*.") and host.count(".") < 2:
        raise ValidationError(
            _("“%(line)s” would open the list to a whole part of the internet. Write *.example.org."),
            params={"line": line.strip()[:80]},
        )
    if found["scheme"] == "http" and host not in LOCAL:
        raise ValidationError(
            _("“%(line)s” is not encrypted. Write it with https://."), params={"line": line.strip()[:80]}
        )
    return source


def sources_of(text: str) -> Iterator[str]:
    """The sources of all lines, each once. Raises ``ValidationError`` at the first line that is not one."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_HOSTS:
        raise ValidationError(_("Write at most %(n)s sites."), params={"n": MAX_HOSTS})
    yield from dict.fromkeys(source_of(line) for line in lines)


def validate_hosts(text: str) -> None:
    """For the model's field: raises a ValidationError that names every line that is not a site."""
    problems = []
    for line in text.splitlines():
        if line.strip():
            try:
                source_of(line)
            except ValidationError as problem:
                problems.append(problem)
    if problems:
        raise ValidationError(problems)
    list(sources_of(text))
