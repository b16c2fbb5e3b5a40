"""One doctor who learns: what they ask of the server, in the order in which a browser would ask it."""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any, Final, NamedTuple

import httpx

from course.marking import an_answer
from course.model import Module
from course.questions import Conversation, Question

_TOKEN: Final = re.compile(r'name="csrf_token" value="([^"]+)"')
_HIDDEN: Final = re.compile(r'name="(attempt|question)" value="([^"]+)"')


def token_of(page: str) -> str:
    """Return the token that a page's forms are sent with. Raises LookupError where it has none."""
    found = _TOKEN.search(page)
    if found is None:
        raise LookupError("This page has no form.")
    return found[1]


class Pace(NamedTuple):
    """Seconds between two acts: drawn evenly from a span, so that no two doctors act together."""

    least: float
    most: float


class Seen(NamedTuple):
    """What all have met: seconds of each request by its kind, and how many acts were acknowledged."""

    seconds: dict[str, list[float]]
    acts: dict[str, int]

    @classmethod
    def nothing(cls) -> "Seen":
        """Return the record of a run that begins."""
        return cls(defaultdict(list), defaultdict(int))


class Learner:
    """A doctor at one device. Every answer but a page or a redirection ends the run."""

    def __init__(
        self, client: httpx.AsyncClient, pace: Pace, seen: Seen, lot: random.Random
    ) -> None:
        self._client = client
        self._pace = pace
        self._seen = seen
        self._lot = lot
        self._page = ""

    async def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form."""
        await self._get("sign in", "/sign-in")
        await self._post("sign in", "/sign-in", email=email, password=password)

    async def learn(self, module: Module, until: float, *, assessed_first: bool) -> None:
        """Go through a module, topics and assessment, until a moment of the monotonic clock."""
        if time.monotonic() > until:
            return
        base = f"/learn/{module.slug}"
        acts = self._assess(module, f"{base}/assessment"), self._read(module, base)
        await self._get("home", "/learn")
        await self._get("module", base)
        for part in acts if assessed_first else reversed(acts):
            async for _ in part:
                if time.monotonic() > until:
                    return
                await asyncio.sleep(self._lot.uniform(*self._pace))

    async def _read(self, module: Module, base: str) -> AsyncIterator[None]:
        """Open every topic and answer its practice; yields where somebody would think."""
        for topic in module.topics:
            yield
            await self._get("topic", f"{base}/{topic.slug}")
            for question in module.of_purpose("practice", topic.slug):
                if not isinstance(question, Conversation):
                    yield
                    await self._answer("practice", f"{base}/questions/{question.id}", question)

    async def _assess(self, module: Module, base: str) -> AsyncIterator[None]:
        """Take the assessment; yields where somebody would think."""
        yield
        await self._get("module", base)
        await self._post("begin", f"{base}/start")
        for number in range(1, module.assessment.draw + 1):
            yield
            hidden = dict(_HIDDEN.findall(self._page))
            question = module.question(hidden["question"])
            await self._answer("item", f"{base}/{number}", question, **hidden)
        yield
        await self._post("send", f"{base}/send", **dict(_HIDDEN.findall(self._page)))
        self._seen.acts["sent"] += 1

    async def _answer(self, kind: str, address: str, asked: Question, **hidden: str) -> None:
        await self._post(kind, address, answer=list(an_answer(asked)), **hidden)
        self._seen.acts[kind] += 1

    async def _get(self, kind: str, address: str) -> None:
        began = time.perf_counter()
        answer = await self._client.get(address, follow_redirects=True)
        self._seen.seconds[f"{kind} (page)"].append(time.perf_counter() - began)
        self._page = answer.raise_for_status().text

    async def _post(self, kind: str, address: str, **fields: Any) -> None:
        found = _TOKEN.search(self._page)
        token = found.group(1) if found else ""
        began = time.perf_counter()
        answer = await self._client.post(address, data={"csrf_token": token, **fields})
        self._seen.seconds[kind].append(time.perf_counter() - began)
        if answer.is_redirect:
            await self._get(kind, answer.headers["location"].partition("#")[0])
        else:
            self._page = answer.raise_for_status().text
