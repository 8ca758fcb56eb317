"""The store that the settings name is the one that is opened: a folder, or a server that is told who we are."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from api.opening import open_graph
from api.settings import Settings
from ontology.errors import StoreError


def test_a_folder_is_opened_as_a_folder(tmp_path: Path) -> None:
    with open_graph(Settings(store=str(tmp_path / "store"))) as graph:
        assert graph.folder == tmp_path / "store"


@pytest.mark.parametrize(
    ("login", "header"),
    [
        ({"store_user": "ann", "store_password": "b:c"}, "authorization: basic yw5uomi6yw=="),
        ({"store_token": "secret"}, "authorization: bearer secret"),
    ],
    ids=["name and password", "token"],
)
def test_a_server_is_asked_at_its_own_endpoint_and_told_who_we_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: dict[str, str], header: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    heard: list[str] = []

    def refuse(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line:
            heard.append(line.recv(65_536).decode().lower())
            line.sendall(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=refuse, args=(listener,))
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = Settings(store=address, store_query=f"{address}/repositories/a?infer=false", **login)  # type: ignore[arg-type]
        with pytest.raises(StoreError, match="Check the name, password or token"), open_graph(settings):
            pass
        thread.join()

    assert heard[0].startswith("post /repositories/a?infer=false ")
    assert header in heard[0]


def test_each_server_has_a_journal_of_its_own_and_secrets_are_not_shown() -> None:
    one, other = Settings(store="http://127.0.0.1:1", store_token="secret"), Settings(store="http://127.0.0.1:2")  # type: ignore[arg-type]  # noqa: S106

    assert one.folder != other.folder
    assert "secret" not in repr(one)
