#!/usr/bin/env bash
# Makes .venv and installs the pinned list given as the first argument, then mechgraph itself from this folder.
# Uses uv when it is on PATH, else the standard venv and pip. Says in one line what to do when something is missing.
set -euo pipefail

list=$1
python=${PYTHON:-python3}
fail() { printf 'mechgraph: %s\n' "$1" >&2; exit 2; }

command -v "$python" >/dev/null || fail "no $python here. Install Python 3.11 or newer, or name one: make demo PYTHON=/path/to/python3.11"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  fail "$("$python" --version) is too old. Install Python 3.11 or newer, or name one: make demo PYTHON=/path/to/python3.11"

printf 'Installing mechgraph into .venv (once; about a minute or two) ...\n' >&2
if command -v uv >/dev/null; then
  [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv || fail "uv could not make .venv; see its message above."
  export VIRTUAL_ENV=$PWD/.venv
  install() { uv pip install --quiet "$@"; }
else
  [ -x .venv/bin/pip ] || "$python" -m venv .venv || fail "could not make .venv. On Debian and Ubuntu: apt install python3-venv"
  install() { .venv/bin/pip install -qq --disable-pip-version-check "$@"; }
fi
install -r "$list" || fail "the packages of $list could not be installed. The first installation needs the network; see the message above."
install --no-deps --editable . || fail "mechgraph itself could not be installed; see the message above."
