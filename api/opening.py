"""Open the graph that the settings name: a store in a folder, or a journal in a folder whose RDF dataset lives on a server."""

from __future__ import annotations

from pydantic import SecretStr

from api.settings import Settings
from graph import KnowledgeGraph


def open_graph(settings: Settings, *, read_only: bool = False) -> KnowledgeGraph:
    """Return the graph, open.

    Raises:
        StoreError: It cannot be opened; or the server cannot be reached, or refuses us.
    """
    if not settings.on_server:
        return KnowledgeGraph.open(settings.folder, read_only=read_only)
    from graph.remote import RemoteDataset, Server

    usual = Server.at(settings.store)
    server = Server(
        query=settings.store_query or usual.query,
        update=settings.store_update or usual.update,
        user=settings.store_user,
        password=_secret(settings.store_password),
        token=_secret(settings.store_token),
        seconds=settings.store_seconds,
    )
    return KnowledgeGraph.open(settings.folder, read_only=read_only, remote=RemoteDataset(server))


def _secret(value: SecretStr | None) -> str | None:
    return value.get_secret_value() if value is not None else None
