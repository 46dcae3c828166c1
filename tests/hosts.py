"""Real servers that a site is published to, on this machine: S3, WebDAV, FTP, and a website's
front before a bucket."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import quote, unquote
from urllib.request import urlopen

from opendal import Operator

USER, SECRET = "huayuan", "mima1234"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes] | None = None) -> None:
    for _ in range(300):
        assert process is None or process.poll() is None, "the server ended"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing listens at {port}")


class Bucket(NamedTuple):
    """A bucket of a real S3 server."""

    port: int
    name: str

    def operator(self) -> Operator:
        return Operator(
            "s3", bucket=self.name, endpoint=f"http://127.0.0.1:{self.port}", root="/",
            access_key_id=USER, secret_access_key=SECRET, region="us-east-1",
            disable_config_load="true", disable_ec2_metadata="true",
        )  # fmt: skip

    def address(self, uri: str) -> str:
        """Where everybody may read it."""
        return f"http://127.0.0.1:{self.port}/{self.name}/{quote(uri)}"

    def tree(self) -> dict[str, bytes]:
        operator = self.operator()
        paths = [e.path for e in operator.list("", recursive=True) if e.metadata.mode.is_file()]
        return {path: operator.read(path) for path in paths}


@contextmanager
def s3_server(folder: Path) -> Iterator[int]:
    """SeaweedFS with its S3 gateway; the port."""
    weed = shutil.which("weed")
    assert weed, "weed is missing: run ./scripts/test"
    staff = {
        "name": USER,
        "credentials": [{"accessKey": USER, "secretKey": SECRET}],
        "actions": ["Admin", "Read", "Write", "List"],
    }
    residents = {"name": "anonymous", "actions": ["Read"]}
    config = folder / "s3.json"
    config.write_text(json.dumps({"identities": [staff, residents]}), "ascii")
    # each port plus 10,000 is taken as well; below those that the system gives out
    first = 10_000 + os.getpid() % 1000 * 9
    master, volume, filer, s3 = (first + n for n in (0, 2, 4, 6))
    process = subprocess.Popen(
        [
            weed, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            f"-master.port={master}", f"-volume.port={volume}", "-volume.max=50",
            "-master.volumeSizeLimitMB=64", "-filer", f"-filer.port={filer}",
            "-s3", f"-s3.port={s3}", f"-s3.config={config}", "-s3.port.iceberg=0",
            "-s3.port.lance=0", "-master.telemetry=false",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        wait_for(s3, process)
        yield s3
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def make_bucket(port: int, name: str) -> Bucket:
    """A new, empty bucket; the server makes one of the first write."""
    bucket = Bucket(port, name)
    operator = bucket.operator()
    for _ in range(100):  # its volumes come up after its port
        try:
            operator.write("first", b"1")
            break
        except Exception:
            time.sleep(0.2)
    operator.delete("first")
    return bucket


class _Front(BaseHTTPRequestHandler):
    """What a cloud's static website does: index documents, `x` → `x/`, nothing else."""

    bucket: Bucket

    def do_GET(self) -> None:
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        below = f"{path.rstrip('/')}/index.html".lstrip("/")
        for uri in (path, below) if path and not path.endswith("/") else (below,):
            with suppress(HTTPError), urlopen(self.bucket.address(uri)) as found:
                if uri != path and path and not path.endswith("/"):
                    self.send_response(302)
                    self.send_header("Location", f"{self.path}/")
                    self.end_headers()
                    return
                data = found.read()
                self.send_response(200)
                for name in ("Content-Type", "Cache-Control"):
                    self.send_header(name, found.headers[name])
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                return
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def website(bucket: Bucket) -> type[BaseHTTPRequestHandler]:
    return type("Front", (_Front,), {"bucket": bucket})


@contextmanager
def webdav_server(folder: Path) -> Iterator[int]:
    from cheroot import wsgi
    from wsgidav.wsgidav_app import WsgiDAVApp

    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "http_authenticator": {"domain_controller": None},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": SECRET}}}},
            "verbose": 0, "logging": {"enable": False},
        }
    )  # fmt: skip
    port = free_port()
    server = wsgi.Server(("127.0.0.1", port), app, numthreads=8)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield port
    finally:
        server.stop()
        thread.join()


@contextmanager
def ftp_server(folder: Path) -> Iterator[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of its own sockets
        from pyftpdlib.authorizers import DummyAuthorizer
        from pyftpdlib.handlers import FTPHandler
        from pyftpdlib.servers import ThreadedFTPServer

    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, SECRET, str(folder), perm="elradfmwMT")
    handler = type("Handler", (FTPHandler,), {"authorizer": authorizer})
    logging.getLogger("pyftpdlib").setLevel(logging.ERROR)
    server = ThreadedFTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"handle_exit": False})
    thread.start()
    try:
        yield server.socket.getsockname()[1]
    finally:
        server.close_all()
        thread.join(5)


class Cutter:
    """A line to a server that breaks once so many bytes have gone through, until mended.

    In a process of its own: to list a bucket holds this one's lock.
    """

    def __init__(self, to: int, after_bytes: int) -> None:
        command = [sys.executable, __file__, str(to), str(after_bytes)]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert self._process.stdout
        self.port = int(self._process.stdout.readline())

    def mend(self) -> None:
        self._process.send_signal(signal.SIGUSR1)
        time.sleep(0.2)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


class _Line:
    def __init__(self, to: int, after_bytes: int) -> None:
        self.left: float = after_bytes
        self._to = to

    def run(self) -> None:
        entry = socket.create_server(("127.0.0.1", 0))
        print(entry.getsockname()[1], flush=True)
        while True:
            near, _ = entry.accept()
            if self.left <= 0:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._to))
            for pair in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=pair, daemon=True).start()

    def mend(self) -> None:
        self.left = float("inf")

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while self.left > 0 and (data := source.recv(16384)):
                self.left -= len(data)
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


if __name__ == "__main__":
    line = _Line(*map(int, sys.argv[1:]))
    signal.signal(signal.SIGUSR1, lambda *_: line.mend())
    line.run()
