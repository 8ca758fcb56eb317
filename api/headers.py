"""What every answer says to the browser, and which requests are not answered at all.

Article text is untrusted. Should a piece of it ever reach a page as markup, this policy still lets no script run that does not come
from our own files, no style, frame or form of somebody else, and no request to another host.
"""

from __future__ import annotations

from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
"""The same as a server sends them."""
LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


class SecurityHeaders:
    """Adds the headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in RAW if pair[0] not in given)]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class KnownHosts:
    """Refuses requests for other hosts while we listen on loopback: a stranger's name may be made to lead here (DNS rebinding)."""

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self.app = app
        self.only_loopback = is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and self.only_loopback and host_of(Headers(scope=scope).get("host", "")) not in LOOPBACK:
            refusal = PlainTextResponse("This service listens on this machine only. Use http://127.0.0.1 and its port.", 421)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def host_of(header: str) -> str:
    """Return the host of a Host header, without its port.

    >>> host_of("127.0.0.1:8765"), host_of("[::1]:80"), host_of("evil.example")
    ('127.0.0.1', '[::1]', 'evil.example')
    """
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0].lower()


def is_loopback(host: str) -> bool:
    """Return whether a listening address is reachable from this machine only."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
