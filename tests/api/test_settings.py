"""Settings: options over the environment over mechgraph.toml over defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import SettingsError, read_settings


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty current folder and no variables of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MECHGRAPH_PORT", raising=False)


def test_without_anything_set_the_service_listens_on_loopback() -> None:
    assert read_settings().host == "127.0.0.1"


def test_an_option_beats_the_environment_which_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mechgraph.toml").write_text("port = 1111\n")
    assert read_settings().port == 1111
    monkeypatch.setenv("MECHGRAPH_PORT", "2222")
    assert read_settings().port == 2222

    assert read_settings(port=3333).port == 3333


def test_a_wrong_value_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MECHGRAPH_PORT", "many")

    with pytest.raises(SettingsError, match="MECHGRAPH_PORT"):
        read_settings()


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "mechgraph.toml").write_text("port = = 3\n")

    with pytest.raises(SettingsError, match=r"mechgraph\.toml"):
        read_settings()
