# Makes `uv` a command, whatever this machine allows; sourced by start and test.
# Stock Debian refuses `pip install` into its Python (PEP 668), a bare one has no pip at all.
export PATH="$HOME/.local/bin:$PATH"
own="$HOME/.local/share/loudao/uv"
if ! command -v uv >/dev/null; then
  python3 -m pip install -q --user uv 2>/dev/null \
    || { python3 -m venv "$own" && "$own/bin/pip" install -q uv; } 2>/dev/null \
    || python3 -m pip install -q --user --break-system-packages uv 2>/dev/null \
    || pipx install -q uv 2>/dev/null \
    || true
  PATH="$own/bin:$PATH"
fi
if ! command -v uv >/dev/null; then
  if python3 -m uv --version >/dev/null 2>&1; then
    uv() { python3 -m uv "$@"; }
  else
    echo "装不上 uv。请先装好 Python 3.11 和 pip（Debian、Ubuntu：sudo apt-get install python3-venv），再来一次。" >&2
    echo "uv cannot be installed. Install Python 3.11 with pip or venv first." >&2
    exit 1
  fi
fi
