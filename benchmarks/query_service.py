"""Our query service alone on a snapshot that never changes: `python -m benchmarks.query_service SNAPSHOT PORT KEPT SECONDS`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from api.routes.sparql import install
from api.sparql.limits import Limits
from api.sparql.quick import STATE, Quick, QuickProtocol
from api.sparql.service import QueryService
from benchmarks.stores import Still


def serve(snapshot: Path, port: int, limits: Limits) -> None:
    """Serve until somebody ends this process."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Quick]]:
        async with QueryService(Still(snapshot), limits, scratch=snapshot.parent) as service:
            app.state.queries = service
            yield {STATE: Quick(service)}

    app = FastAPI(lifespan=lifespan)
    install(app, lambda request: request.app.state.queries)
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, http=QuickProtocol, log_level="error", access_log=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), Limits(kept=int(sys.argv[3]), seconds=float(sys.argv[4])))
