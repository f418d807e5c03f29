#!/bin/sh
# Makes the checkout ready to run: virtual environment, locked packages, Qt's system libraries.
# Does nothing, quickly, where all of it is there. Asks for nothing.
#
# Usage: scripts/set_up.sh window|tests     (a window needs a few libraries more)
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-window}
python=${PYTHON:-python3}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Runs a command as the administrator where that needs no password.
as_admin() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"
    else return 1
    fi
}

# Installs Debian packages, or says the one line to type.
install_debian() {
    line="sudo apt-get update && sudo apt-get install -y $*"
    command -v apt-get >/dev/null 2>&1 || fail "Missing on this system: $*. Install them (these are Debian's names) and try again."
    say "Installing: $*"
    if as_admin apt-get update -qq >/dev/null 2>&1 &&
       as_admin env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
    then return 0
    fi
    fail "Could not install them. Please type: $line"
}

command -v "$python" >/dev/null 2>&1 || fail "Python 3.11 or newer is needed; no $python found."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed; $python is $("$python" -V 2>&1). Name another: make PYTHON=python3.12 run"

if ! [ -x .venv/bin/python ]; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_debian python3-venv
    say "Making the virtual environment"
    "$python" -m venv .venv
fi

# The stamp holds the lock file's digest, so a changed lock is installed again.
wanted=$(cksum < requirements.lock)
if [ "$(cat .venv/locked 2>/dev/null || true)" != "$wanted" ]; then
    say "Installing the locked packages (about 500 MB; once)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
    printf '%s' "$wanted" > .venv/locked
fi

# Only Linux lacks libraries that Qt's wheels expect of the system.
[ "$(uname -s)" = Linux ] || exit 0
missing=$(.venv/bin/python scripts/missing_libraries.py "$purpose")
# shellcheck disable=SC2086  # a list of package names
[ -z "$missing" ] || install_debian $missing
