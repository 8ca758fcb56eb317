"""Client: polite requests to the services, one at a time.

A pause between two requests to a host, retries with growing waits or the wait that the host asks for (`Retry-After`), an end for every
request, and a host that failed three times over is left alone for the rest of the run. Addresses come from settings, and the only
redirects followed are those to a host that is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx

from ontology.errors import MechgraphError

MAX_BYTES = 5_000_000
"""Bytes of an answer; the record of one work has a few thousand."""

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
USABLE = frozenset({200, 204, 400, 404, 406, 410})
"""Statuses that say something about the work: here it is, nothing more is known, no such identifier, no such work."""

LONGEST_WAIT = 60.0
"""Seconds; a host that asks for more is left for another day."""

GIVE_UP = 3
"""Questions in a row that a host may fail before it is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A bibliographic service: its name for people, where it is, and the seconds between two requests that it wants."""

    name: str
    address: str
    pause: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said: one of the statuses `USABLE`, or a redirect that leads away from all known hosts."""

    status: int
    body: bytes
    location: str | None = None


class ServiceError(MechgraphError):
    """A service gave no usable answer; nothing is known about the work because of that. `final`: it asks to be left alone."""

    def __init__(self, service: str, seen: str, *, final: bool = False) -> None:
        self.service, self.seen, self.final = service, seen, final
        super().__init__(f"{service}: {seen}")


@dataclass(slots=True)
class Client:
    """Asks services politely; not for several threads at once.

    Args:
        agent: The User-Agent, with an address at which a person can be reached.
        clock: Seconds that only grow.
        sleep: Waits for some seconds.
        today: The time, for a `Retry-After` that is a date.
        seconds: Deadline of one request.
        tries: How often a request is made before its host counts as failing.
        trusted: Hosts (with port) to which a redirect may lead, beside that of the request itself.
    """

    agent: str
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    today: Callable[[], datetime] = lambda: datetime.now(UTC)
    seconds: float = 20.0
    tries: int = 4
    trusted: frozenset[str] = frozenset()
    _last: dict[str, float] = field(default_factory=dict)
    _failed: dict[str, int] = field(default_factory=dict)
    _http: httpx.Client | None = None

    def get(self, service: Service, path: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json") -> Answer:
        """Return what a service says at a path below its address.

        Raises:
            ServiceError: It cannot be reached, or says nothing that can be used.
        """
        if self._failed.get(service.name, 0) >= GIVE_UP:
            raise ServiceError(service.name, "left alone, because it failed several times over or asked for a long wait")
        try:
            answer = self._tried(service, service.address.rstrip("/") + path, parameters, accept)
        except ServiceError as error:
            self._failed[service.name] = GIVE_UP if error.final else self._failed.get(service.name, 0) + 1
            raise
        self._failed[service.name] = 0
        return answer

    def json(self, service: Service, path: str, parameters: Mapping[str, str] | None = None, *, accept: str = "application/json") -> Any:
        """Return the JSON that a service says, None where it does not know the work.

        Raises:
            ServiceError: As for `get`; or the answer is no JSON.
        """
        answer = self.get(service, path, parameters, accept=accept)
        if answer.status in (404, 410):
            return None
        if answer.status != 200:
            raise ServiceError(service.name, f"it answers {answer.status}")
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise ServiceError(service.name, "the answer is no JSON") from error

    def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            self._http.close()

    def _tried(self, service: Service, url: str, parameters: Mapping[str, str] | None, accept: str) -> Answer:
        wait = max(service.pause, 1.0 if service.pause else 0.0)
        for attempt in range(1, self.tries + 1):
            self._pause(service)
            try:
                response = self._once(service, url, parameters, accept)
            except httpx.ConnectError as error:
                raise ServiceError(service.name, "there is no connection to it") from error
            except httpx.HTTPError as error:
                seen, asked = f"no answer ({type(error).__name__})", None
            else:
                if response.status_code not in RETRIED:
                    return self._answer(service, response)
                seen, asked = f"it answers {response.status_code}", self._retry_after(response)
            if (asked or 0) > LONGEST_WAIT:
                raise ServiceError(service.name, f"{seen} and asks for a wait of {asked:.0f} s", final=True)
            if attempt == self.tries:
                raise ServiceError(service.name, f"{seen}, {attempt} times over")
            self.sleep(asked if asked is not None else wait)
            wait *= 2
        raise AssertionError("a loop of at least one try either returns or raises")

    def _pause(self, service: Service) -> None:
        """Wait until the host may be asked again."""
        host = urlsplit(service.address).netloc
        left = service.pause - (self.clock() - self._last.get(host, float("-inf")))
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    def _once(self, service: Service, url: str, parameters: Mapping[str, str] | None, accept: str) -> httpx.Response:
        """Make one request, following redirects among known hosts; the body is read up to its limits."""
        if self._http is None:
            self._http = httpx.Client(timeout=self.seconds, headers={"User-Agent": self.agent}, follow_redirects=False)
        for _ in range(4):
            response = self._read(service, url, parameters, accept)
            target = urljoin(url, response.headers.get("location", ""))
            if not response.has_redirect_location or urlsplit(target).netloc not in self.trusted | {urlsplit(url).netloc}:
                return response
            url, parameters = target, None
        raise ServiceError(service.name, "it redirects in circles")

    def _read(self, service: Service, url: str, parameters: Mapping[str, str] | None, accept: str) -> httpx.Response:
        assert self._http is not None  # noqa: S101  # `_once` made it
        until = self.clock() + self.seconds
        with self._http.stream("GET", url, params=parameters, headers={"Accept": accept}) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise ServiceError(service.name, f"the answer is larger than {MAX_BYTES // 1_000_000} MB")
                if self.clock() > until:
                    raise httpx.ReadTimeout("the answer drips")
            headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() != "content-encoding"]
            return httpx.Response(response.status_code, headers=headers, content=bytes(body), request=response.request)

    @staticmethod
    def _answer(service: Service, response: httpx.Response) -> Answer:
        if response.has_redirect_location:
            return Answer(response.status_code, b"", response.headers["location"])
        if response.status_code in USABLE:
            return Answer(response.status_code, response.content)
        raise ServiceError(service.name, f"it answers {response.status_code}")

    def _retry_after(self, response: httpx.Response) -> float | None:
        """Return the seconds that a host asks us to wait (RFC 9110, section 10.2.3: a number, or a date)."""
        words = response.headers.get("retry-after", "").strip()
        if words.isascii() and words.isdigit():
            return float(words)
        try:
            return max(0.0, (parsedate_to_datetime(words) - self.today()).total_seconds())
        except (ValueError, TypeError):
            return None
