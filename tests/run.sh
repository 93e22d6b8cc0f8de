#!/usr/bin/env bash
# Sets up what the tests need and runs every check and every test. Needs Python 3.11 or newer.
set -euo pipefail
cd "$(dirname "$0")/.."

python=""
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
[ -n "$python" ] || { echo "Python 3.11 or newer is needed." >&2; exit 1; }

[ -x .venv/bin/python ] || "$python" -m venv .venv
# Compiling what no test imports is most of the work of an installation.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
    -r requirements-test.txt -e .

# A Chromium for the browser tests, Pango for PDF, PostgreSQL and nginx: those that are here, else
# Debian's where we may install them. Without them their tests are skipped, and fail in CI.
missing=()
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium-headless-shell chromium chromium-browser google-chrome >/dev/null; then
    missing+=(chromium-headless-shell)
fi
.venv/bin/python -c 'import weasyprint' >/dev/null 2>&1 || missing+=(libpangoft2-1.0-0)
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
    missing+=(postgresql)
fi
PATH=$PATH:/usr/sbin command -v nginx >/dev/null || missing+=(nginx-light)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

set -x
.venv/bin/ruff check .
.venv/bin/ruff format --check .
(.venv/bin/lint-imports && .venv/bin/mypy) &
types=$!
outcome=0
.venv/bin/python -m pytest -n 2 --dist worksteal || outcome=$?
wait $types || outcome=$?
exit $outcome
