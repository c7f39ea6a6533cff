# Shared by the commands in bin/: the Python environment, and what may be installed on this machine.
# Sourced, not run. Works with bash 3.2 and later.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
VENV="$ROOT/.venv"

# A relative data folder is meant from where the person stands; without one it is var/ in the checkout.
case "${GEHOLPEN_DATA:-}" in
"") export GEHOLPEN_DATA="$ROOT/var" ;;
/*) ;;
*) export GEHOLPEN_DATA="$PWD/$GEHOLPEN_DATA" ;;
esac

# Compiling everything again in every process costs seconds each: who wants nothing beside the sources gets it in var/.
if [ -n "${PYTHONDONTWRITEBYTECODE:-}" ]; then
  unset PYTHONDONTWRITEBYTECODE
  export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-$ROOT/var/bytecode}"
fi

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die() {
  warn "$*"
  exit 1
}

# --- Python ----------------------------------------------------------------------------------------------------------

good_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
has_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }
has_uv() { [ -z "${GEHOLPEN_ZONDER_UV:-}" ] && uv --version >/dev/null 2>&1; }

# The first Python that is new enough; one that can make an environment by itself goes before one that cannot.
find_python() {
  local name fallback=""
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    good_python "$name" || continue
    if has_uv || has_venv "$name"; then
      command -v "$name"
      return
    fi
    fallback="${fallback:-$(command -v "$name")}"
  done
  [ -n "$fallback" ] || die "Geen Python 3.11 of nieuwer gevonden. Installeer die eerst, of wijs haar aan met PYTHON=…
No Python 3.11 or newer found. Install it first, or point at it with PYTHON=…"
  say "$fallback"
}

make_venv() {
  local python
  python="$(find_python)"
  rm -rf "$VENV"
  if has_uv && uv venv --quiet --python "$python" "$VENV"; then
    return
  fi
  if ! has_venv "$python"; then
    local package
    package="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if may_apt; then apt_install "$package" >&2 || true; fi
    has_venv "$python" || die "Deze Python kan geen omgeving maken. Doe eerst: apt install $package, of installeer uv.
This Python cannot make an environment. First run: apt install $package, or install uv."
  fi
  "$python" -m venv "$VENV"
}

install_lock() {
  local lock="$ROOT/requirements/$1.txt"
  if has_uv && uv pip install --quiet --python "$VENV/bin/python" --require-hashes -r "$lock"; then
    return
  fi
  "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || "$VENV/bin/python" -m ensurepip --upgrade >/dev/null
  "$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r "$lock"
}

# Our own code needs no build: a .pth file that points at src, and the command beside it.
link_source() {
  local site
  site="$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
  printf '%s\n' "$ROOT/src" >"$site/geholpen-bron.pth"
  printf '#!/bin/sh\nexec "%s/bin/python" -m geholpen.config.cli "$@"\n' "$VENV" >"$VENV/bin/geholpen"
  chmod +x "$VENV/bin/geholpen"
}

stamp_of() { printf '%s %s\n' "$(cksum <"$ROOT/requirements/$1.txt")" "$ROOT"; }
stamped() { [ "$(cat "$VENV/.geholpen-$1" 2>/dev/null)" = "$(stamp_of "$1")" ]; }

# ensure_env demo|dev: the environment of that lock file; nothing is done when it is there already. dev holds demo.
ensure_env() {
  if [ -x "$VENV/bin/python" ] && { stamped "$1" || { [ "$1" = demo ] && stamped dev; }; }; then
    return
  fi
  "$VENV/bin/python" -c '' >/dev/null 2>&1 || make_venv
  say "Python-omgeving klaarzetten (requirements/$1.txt); dat hoeft maar één keer …"
  rm -f "$VENV"/.geholpen-*
  install_lock "$1"
  link_source
  stamp_of "$1" >"$VENV/.geholpen-$1"
}

# A Python of 3.12 or newer that can make an environment: by its name, else one that pyenv keeps.
find_python_312() {
  local name
  for name in python3 python3.12 python3.13 python3.14; do
    if is_python_312 "$name"; then
      command -v "$name"
      return
    fi
  done
  command -v pyenv >/dev/null || return 1
  for name in $(pyenv versions --bare 2>/dev/null); do
    name="$(pyenv prefix "$name" 2>/dev/null)/bin/python3"
    if is_python_312 "$name"; then
      say "$name"
      return
    fi
  done
  return 1
}
is_python_312() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

# The environment of the public client of the other product (.venv-klant); fails when no Python can make it.
ensure_klant_env() (
  VENV="$ROOT/.venv-klant"
  if [ -x "$VENV/bin/python" ] && stamped klant; then
    return
  fi
  python="$(find_python_312)" || return 1
  say "Omgeving van de publieke Python-client klaarzetten (requirements/klant.txt) …"
  rm -rf "$VENV"
  "$python" -m venv "$VENV" && install_lock klant && stamp_of klant >"$VENV/.geholpen-klant"
)

# --- Debian packages -------------------------------------------------------------------------------------------------

may_apt() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1; }; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Install without questions and without starting a service: /usr/sbin/policy-rc.d says no for as long as it takes.
apt_install() {
  local policy=/usr/sbin/policy-rc.d made="" status=0
  say "Debian-pakketten installeren: $* …"
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod +x "$policy"
    made=1
  fi
  { as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a || true; # what was broken off before
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"; } \
    </dev/null >"${TMPDIR:-/tmp}/geholpen-apt.$$" 2>&1 || status=$?
  [ "$status" = 0 ] || tail -n 15 "${TMPDIR:-/tmp}/geholpen-apt.$$" >&2
  rm -f "${TMPDIR:-/tmp}/geholpen-apt.$$"
  [ -z "$made" ] || as_root rm -f "$policy"
  return "$status"
}
