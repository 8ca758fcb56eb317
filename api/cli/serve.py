"""Commands that serve the explorer: serve, demo."""

from __future__ import annotations

import errno
import socket
import webbrowser
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.common import StoreOption, now, opened, read_places, settings, warn
from ontology.errors import MechgraphError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph import KnowledgeGraph

PortOption = Annotated[int | None, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.", show_default="8765")]
OpenOption = Annotated[bool, typer.Option("--open/--no-open", help="Open the explorer in the browser.")]


class PortTakenError(MechgraphError):
    """Another program listens on the port that we were told to use."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        super().__init__(
            f"port {port} on {host} is taken. Stop the other program, or name another port: --port {port + 1}, or --port 0 for a free one."
        )


def serve(
    port: PortOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    open_: OpenOption = False,
    explorer: Annotated[
        bool,
        typer.Option("--explorer/--no-explorer", help="Without the explorer and REST only /sparql is served, at once and of any size."),
    ] = True,
    store: StoreOption = None,
) -> None:
    """Serve the explorer, the REST API and the SPARQL endpoint of a store.

    A small store is audited first and held in memory. A large one (more than 5,000 statements) is audited behind its pages, which tell how
    far that is and, where too much fits to be looked at, of how much they show the best supported part.

    Examples: mechgraph serve --open · mechgraph serve --port 0 · mechgraph serve --no-explorer
    """
    chosen = settings(store, port=port, host=host)
    with _listening(chosen.host, chosen.port) as listener, opened(store) as graph:
        _serve(graph, chosen, listener, browse=open_, explorer=explorer)


def demo(
    port: PortOption = None,
    open_: OpenOption = True,
    once: Annotated[bool, typer.Option("--once", help="Load, print what was found, and stop without serving.")] = False,
    store: StoreOption = None,
) -> None:
    """Load the example articles, say what was found, and serve the explorer.

    Without --store the graph lives in memory and your own store is not touched.

    Example: mechgraph demo --port 0 --no-open
    """
    from api.opening import open_graph
    from graph import KnowledgeGraph

    chosen = settings(store, port=port)
    listener = None if once else _listening(chosen.host, chosen.port)
    with open_graph(chosen) if store else KnowledgeGraph.open(None) as graph:
        _load_examples(graph)
        if listener is not None:
            with listener:
                _serve(graph, chosen, listener, browse=open_)


def examples_folder() -> Path:
    """Return the folder of the example articles: beside the packages in a checkout, inside the wheel otherwise."""
    beside = Path(str(files("api"))).parent / "examples" / "articles"
    return beside if beside.is_dir() else Path(str(files("api"))) / "examples" / "articles"


def _load_examples(graph: KnowledgeGraph) -> None:
    from api.auditing import audited
    from api.pipeline import Refused
    from api.pipeline import store as keep

    begun, claims = perf_counter(), 0
    for result in read_places([str(examples_folder())]):
        if isinstance(result, Refused):
            raise result.error
        keep(result, graph, time=now())
        claims += len(result.claims)
        typer.echo(f"  {len(result.claims):4} claims  {result.document.name}")
    flags = audited(graph).flags
    seconds = perf_counter() - begun
    typer.echo(
        f"{len(graph.documents())} articles, {claims} claims, {len(graph.statements())} statements, {len(flags)} flags in {seconds:.1f} s"
    )


def _listening(host: str, port: int) -> socket.socket:
    """Bind before the work begins, so that a taken port is told at once."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(host, port) from error
        raise MechgraphError(f"cannot listen on {host}:{port}: {error.strerror}. Choose another --host or --port.") from error
    return listener


def _serve(graph: KnowledgeGraph, chosen: Settings, listener: socket.socket, *, browse: bool, explorer: bool = True) -> None:
    import uvicorn

    from api.app import create_app, create_query_app
    from api.sparql.quick import QuickProtocol

    address = f"http://{chosen.host}:{listener.getsockname()[1]}/"
    shown = f"Explorer: {address}   SPARQL: {address}sparql   API: {address}docs" if explorer else f"SPARQL: {address}sparql"
    typer.echo(f"{shown}   (Ctrl+C stops)")
    address = address if explorer else f"{address}sparql"
    if browse and not _browse(address):
        warn(f"no browser could be opened; open {address} yourself")
    app = create_app(graph, settings=chosen) if explorer else create_query_app(graph, settings=chosen)
    config = uvicorn.Config(app, http=QuickProtocol, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[listener])


def _browse(address: str) -> bool:
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False


COMMANDS = (serve, demo)
