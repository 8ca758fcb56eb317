"""Waiting for an answer together with something else: a deadline, a client that goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from ontology.errors import QueryTimeoutError, StoreError

Gone = Callable[[], Coroutine[Any, Any, None]]
"""Waits until the client has gone away."""

T = TypeVar("T")


async def patiently(answer: asyncio.Future[Any], deadline: float, gone: Gone | None) -> None:
    """Wait for the answer until the deadline, or until nobody wants it any more."""
    if await either(answer, (gone or _never)(), deadline) and not answer.done():
        raise QueryTimeoutError("the client has gone")


async def either(answer: asyncio.Future[Any], other: Coroutine[Any, Any, Any], deadline: float) -> bool:
    """Wait until one of the two is done or the deadline has come; return whether the other is."""
    left = max(0.0, deadline - asyncio.get_running_loop().time())
    watch: asyncio.Future[Any] = asyncio.ensure_future(other)
    try:
        await asyncio.wait({answer, watch}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
        return watch.done()
    finally:
        await stop(watch)


async def _never() -> None:
    await asyncio.Event().wait()


async def stop(task: asyncio.Future[Any]) -> None:
    """Cancel a task and see it end, so that no error of it is left unread."""
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()


def forget(answer: asyncio.Future[Any]) -> None:
    """Let nobody wait for an answer any more, and leave no error of it unread."""
    if not answer.cancel() and not answer.cancelled():
        answer.exception()


def outcome(task: asyncio.Task[T]) -> T | Exception:
    """Return the result of a task that has ended, or its error as a value; one that was cancelled closed with the service."""
    if task.cancelled():
        return StoreError("The query service is closing. Ask again when it has started anew.")
    error = task.exception()
    return task.result() if error is None else error if isinstance(error, Exception) else RuntimeError(str(error))
