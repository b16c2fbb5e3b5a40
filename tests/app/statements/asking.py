"""Commands and pages of the statement browser, taken apart for tests."""

import base64
import re
import shlex
from html import unescape
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.app.actors import Actor

LINE = re.compile(r'class="app-line" href="[^"]+/([0-9a-f-]{36})">([^<]*)</a>')
COMMAND = re.compile(r"<code id=\"(?:curl|try-it)\">(.*?)</code>", re.DOTALL)


def lines(page: str) -> list[str]:
    """Return the sentences of a list, as a reader sees them."""
    return [unescape(sentence) for _, sentence in LINE.findall(page)]


def ids(page: str) -> list[str]:
    """Return the numbers of the statements of a list."""
    return [each for each, _ in LINE.findall(page)]


def next_page(page: str) -> str:
    """Return the address of the next page; empty at the end."""
    found = re.search(r'href="([^"]+)" rel="next"', page)
    return unescape(found[1]) if found else ""


def run_curl(actor: Actor, page: str, credentials: str = "") -> TestResponse:
    """Do what the curl command of a page does. credentials: in the place of KEY:SECRET."""
    found = COMMAND.search(page)
    assert found, page
    words = shlex.split(unescape(found[1]).replace("\\\n", " "))
    assert words.pop(0) == "curl"
    user, headers, query, body, address = "", {}, [], None, ""
    get = False
    while words:
        word = words.pop(0)
        match word:
            case "--user":
                user = words.pop(0)
            case "--header":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "--get":
                get = True
            case "--data-urlencode":
                name, _, value = words.pop(0).partition("=")
                query.append((name, value))
            case "--data":
                body = words.pop(0)
            case _:
                address = word
    assert get == (body is None)
    coded = base64.b64encode((credentials or user).encode()).decode()
    headers["Authorization"] = f"Basic {coded}"
    path = urlsplit(address).path
    method = "GET" if get else "POST"
    return actor.open(path, method=method, headers=headers, query_string=dict(query), data=body)
