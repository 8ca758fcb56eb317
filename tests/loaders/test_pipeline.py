"""How the parser is loaded."""

from __future__ import annotations

import subprocess
import sys


def test_the_parser_loads_no_http_client_and_leaves_the_command_line_of_spacy_usable() -> None:
    code = (
        "import sys; from loaders.parser import pipeline; pipeline(); clients = {'httpx', 'requests'} & set(sys.modules)\n"
        "import spacy.cli; print(sorted(clients), callable(spacy.cli.download))"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout == "[] True\n"
