"""One page of every kind of a built site, and a server that compresses as a host does."""

from __future__ import annotations

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

_COMPRESSED = {".html", ".js", ".json", ".xml", ".css", ".svg"}


def kinds_of_pages(folder: Path) -> dict[str, str]:
    """Name → address below `folder`: by first folder and depth, the longest page of each."""
    found: dict[str, Path] = {}
    for page in sorted(folder.rglob("*.html")):
        parts = page.relative_to(folder).with_suffix("").parts
        steps = parts[:-1] if parts[-1] == "index" else parts
        name = "home" if not steps else f"{steps[0]}{len(steps) - 1 or ''}"
        if name not in found or page.stat().st_size > found[name].stat().st_size:
            found[name] = page
    return {
        name: quote(page.relative_to(folder).as_posix().removesuffix("index.html"))
        for name, page in found.items()
    }


@cache
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder`, whose texts are sent compressed with gzip."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            path = folder / unquote(self.path.partition("?")[0]).lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            packed = path.suffix in _COMPRESSED and "gzip" in self.headers["Accept-Encoding"]
            body = _packed(path) if packed else path.read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)) + "; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A browser that is closed hangs up."""

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
