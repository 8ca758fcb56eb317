"""A real server on a free port of the loopback address, for as long as a test needs it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI

from api.sparql.quick import QuickProtocol


@contextlib.contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Serve an app; yield its address without a slash at its end.

    Raises:
        RuntimeError: It did not start.
    """
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, http=QuickProtocol, log_level="error", timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start; its log says why")
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
