"""The command line as a person meets it: what it prints, where, and with which exit status. Every test runs the real command."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from api.cli import COMMANDS
from graph import KnowledgeGraph

ARTICLE = """# Copper in the invented gland

Zinc lowers copper. Magnesium increases the absorption of zinc (Poe et al., 2011).

## Sleep

Magnesium may improve sleep quality. Copper does not raise cortisol.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article with four claims that nobody makes."""
    path = tmp_path / "gland.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a store that does not exist yet."""
    return tmp_path / "store"


def mechgraph(*words: object, store: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a child process; a traceback fails the test at once."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *map(str, words)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    if store is not None:
        environment["MECHGRAPH_STORE"] = str(store)
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)

    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = mechgraph(command, "--help")

    assert done.returncode == 0
    assert "Example" in done.stdout


def test_reading_as_json_lines_prints_one_claim_a_line_whose_quote_stands_in_the_article(article: Path) -> None:
    done = mechgraph("read", article, "--format", "jsonl")
    claims = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0
    assert {"zinc", "copper"} <= {claim["subject"].lower() for claim in claims} | {claim["object"].lower() for claim in claims}
    assert all(ARTICLE[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)


def test_a_sentence_is_explained_with_its_tree_its_candidates_and_their_fate(article: Path) -> None:
    done = mechgraph("read", article, "--explain", "zinc lowers")

    assert done.returncode == 0
    assert all(words in done.stdout for words in ("Tree", "active", "kept", "Zinc decreases copper"))


def test_loading_keeps_claims_and_loading_again_changes_nothing(article: Path, store: Path) -> None:
    assert mechgraph("load", article, store=store).returncode == 0
    first = mechgraph("export", "--format", "trig", store=store).stdout
    assert mechgraph("load", article, store=store).returncode == 0

    listed = mechgraph("articles", store=store).stdout.splitlines()
    assert len(listed) == 1
    assert mechgraph("export", "--format", "trig", store=store).stdout.count("mg:Claim") == first.count("mg:Claim")


def test_a_removed_article_is_gone(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    identifier = mechgraph("articles", store=store).stdout.split()[0]

    assert mechgraph("remove", identifier, store=store).returncode == 0
    assert mechgraph("articles", store=store).stdout == ""


def test_checking_an_article_finds_what_nothing_supports_and_says_so_with_status_one(article: Path) -> None:
    done = mechgraph("check", article)

    assert done.returncode == 1
    assert "EV001" in done.stdout


def test_checking_as_sarif_prints_valid_json(article: Path) -> None:
    report = json.loads(mechgraph("check", article, "--output-format", "sarif").stdout)

    assert report["version"] == "2.1.0"


@pytest.mark.parametrize(("codes", "status"), [("CN,EV001", 1), ("ZZ", 2)])
def test_codes_may_stand_in_one_word_and_an_unknown_one_is_refused(article: Path, codes: str, status: int) -> None:
    assert mechgraph("check", article, "--select", codes).returncode == status


def test_a_fault_of_ours_is_one_line_with_status_two_and_never_looks_like_a_finding(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder", encoding="utf-8")
    done = mechgraph("articles", store=tmp_path / "store")

    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)


def test_a_baseline_holds_for_the_next_version_of_an_article(article: Path, tmp_path: Path) -> None:
    baseline, newer = tmp_path / "known.json", tmp_path / "newer.md"
    newer.write_text("One more line.\n\n" + article.read_text(encoding="utf-8"), encoding="utf-8")

    assert mechgraph("check", article, "--baseline", baseline).returncode == 0
    assert mechgraph("check", newer, "--baseline", baseline).returncode == 0


def test_flags_between_factors_of_interest_weigh_more(article: Path) -> None:
    told = json.loads(mechgraph("check", article, "--from", "zinc", "--to", "copper", "--output-format", "json").stdout)
    weighing = [flag for flag in told["flags"] if flag["leverage"] > 1]

    assert weighing
    assert all(flag["passages"][0]["quote"] == "Zinc lowers copper." for flag in weighing)
    assert mechgraph("check", article, "--from", "no such thing").returncode == 2


def test_own_rules_can_be_chosen_and_explained(article: Path, tmp_path: Path) -> None:
    rule = "# code: MY001\n# title: A claim\n# severity: low\n# looks for: claims\n# why: Why.\n# example: One.\n# fix: Fix it.\n"
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.rq").write_text(f"{rule}SELECT ?claim WHERE {{ ?claim a mg:Claim }}", encoding="utf-8")
    (tmp_path / "none").mkdir()

    checked = mechgraph("check", article, "--rules", tmp_path / "own", "--select", "MY", "--statistics")
    assert (checked.returncode, "MY001  A claim" in checked.stdout) == (1, True)
    assert "# MY001 A claim" in mechgraph("rules", "my001", "--rules", tmp_path / "own").stdout
    assert "holds no rules" in mechgraph("check", article, "--rules", tmp_path / "none").stderr


def test_a_suppression_that_covers_nothing_is_told(article: Path, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.yaml"
    accepted.write_text("- code: SF001\n  reason: no dose any more\n", encoding="utf-8")

    assert "no dose any more" in mechgraph("check", article, "--suppress", accepted).stderr
    assert "no dose any more" not in mechgraph("check", article, "--suppress", accepted, "--select", "EV").stderr


def test_a_second_run_against_its_baseline_is_clean(article: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "known.json"

    assert mechgraph("check", article, "--baseline", baseline).returncode == 0
    assert mechgraph("check", article, "--baseline", baseline).returncode == 0


def test_a_query_answers_from_the_store(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    done = mechgraph("query", "SELECT (COUNT(?c) AS ?n) WHERE { ?c a mg:Claim }", "--format", "csv", store=store)

    assert int(done.stdout.split()[1]) >= 3


def test_a_query_that_is_not_sparql_is_told_where_it_stops_being_so(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    done = mechgraph("query", "SELECT ?c WHERE { ?c a }", store=store)

    assert done.returncode == 2
    assert "line 1" in done.stderr


def test_a_chain_from_one_factor_to_another_has_a_sign(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    done = mechgraph("path", "magnesium", "zinc absorption", store=store)

    assert done.returncode == 0
    assert done.stdout.startswith("[+] magnesium increases -> ")


def _broken(tmp_path: Path, kind: str) -> Path:
    """Write an input of a kind that cannot be read, and return its path."""
    contents: dict[str, tuple[str, bytes]] = {
        "empty": ("empty.md", b""),
        "binary": ("binary.txt", bytes(range(256)) * 64),
        "image": ("picture.png", b"\x89PNG\r\n\x1a\n"),
        "no text": ("page.html", b"<html><body><script>1</script></body></html>"),
        "50 MB": ("large.txt", b"Zinc lowers copper. " * 2_700_000),
    }
    name, data = contents[kind]
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


@pytest.mark.parametrize("kind", ["empty", "binary", "image", "no text", "50 MB"])
def test_a_broken_input_gives_one_clear_line_and_leaves_the_store_as_it_was(tmp_path: Path, store: Path, article: Path, kind: str) -> None:
    mechgraph("load", article, store=store)
    before = mechgraph("articles", store=store).stdout
    done = mechgraph("load", _broken(tmp_path, kind), store=store)

    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert mechgraph("articles", store=store).stdout == before


def test_a_missing_file_is_named(tmp_path: Path, store: Path) -> None:
    done = mechgraph("load", tmp_path / "nowhere.md", store=store)

    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "nowhere.md" in done.stderr


def test_an_old_encoding_is_read_without_garbling_its_letters(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes("Zinc lowers copper in the naïve gland of the invented animal.".encode("latin-1"))
    done = mechgraph("read", path, "--format", "jsonl")

    assert done.returncode == 0
    assert "naïve gland" in done.stdout


def test_a_taken_port_is_said_in_one_line(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = mechgraph("serve", "--port", taken.getsockname()[1], store=store)

    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1)
    assert "--port" in done.stderr


def test_the_demo_serves_the_explorer_until_it_is_stopped() -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()", "demo", "--port", "0", "--no-open"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        assert process.stdout is not None
        line = next(line for line in process.stdout if line.startswith("Explorer:"))
        page = _get(line.split()[1])
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert "<!doctype html>" in page.lower()
    assert "Traceback" not in errors


def _get(address: str) -> str:
    """The page at an address on loopback, waiting until the server answers."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # our own loopback server
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_a_load_that_is_killed_leaves_a_store_that_opens(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    before = mechgraph("articles", store=store).stdout
    other = article.with_name("other.md")
    other.write_text(ARTICLE.replace("Zinc", "Iron") * 40, encoding="utf-8")
    command = [sys.executable, "-c", "from api.cli import main; main()", "load", str(other), "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(1.5)
        process.kill()

    listed = mechgraph("articles", store=store)
    assert listed.returncode == 0
    assert before.strip() in listed.stdout


def test_checking_shapes_says_that_a_store_conforms_and_finds_what_was_spoilt_by_hand(article: Path, store: Path) -> None:
    mechgraph("load", article, store=store)
    sound = mechgraph("check", "--shapes", store=store)
    with KnowledgeGraph.open(store) as graph:
        document = f"<https://w3id.org/mechgraph/document/{graph.documents()[0].id}>"
        twice = f"GRAPH {document} {{ ?claim <https://w3id.org/mechgraph/ontology#negated>"
        graph._mirror.dataset.update(f"INSERT {{ {twice} 'perhaps' }} }} WHERE {{ {twice} ?any }} }}")

    spoilt = mechgraph("check", "--shapes", "--output-format", "json", store=store)

    assert (sound.returncode, sound.stdout.splitlines()[-1].rpartition(": ")[2]) == (0, "conforms")
    assert spoilt.returncode == 1
    found = json.loads(spoilt.stdout)
    assert {one["path"] for one in found} == {"https://w3id.org/mechgraph/ontology#negated"}
    assert "A claim says whether it denies." in {one["message"] for one in found}
    assert all("/claim/c-" in one["focus"] for one in found)
