"""One storage of any service: files by name, whole. The only module that imports opendal."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from opendal import Operator
from opendal import exceptions as refused
from opendal.layers import RetryLayer, TimeoutLayer

from ..model.destination import Destination
from ..model.problem import Mark, Problem

T = TypeVar("T")

_TRIES, _FIRST_WAIT, _LONGEST_WAIT = 3, 0.5, 5.0
"""In seconds; what fails thereafter is told, and the next run goes on from there."""

_ANSWERS_IN, _MOVES_IN = 30.0, 60.0
"""In seconds: a slow line at a committee sends a photo of 500 kB in a minute at 70 kbit/s."""

_PARALLEL = {"folder": 4, "ftp": 2, "webdav": 4}
"""Files on their way at once; a server of one's own is not to be flooded."""
_PARALLEL_CLOUD = 8

_TEMPORARY = ".loudao-tmp"

_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics", ".csv", ".map"}
_TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
    ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain",
    ".ics": "text/calendar", ".csv": "text/csv", ".map": "application/json",
    ".webp": "image/webp", ".avif": "image/avif", ".pdf": "application/pdf",
    ".woff2": "font/woff2",
}  # fmt: skip
"""Ours first: Windows' registry may say anything."""

_NAMED_BY_CONTENT = re.compile(r"[.-][0-9a-f]{8,}[^/]*\.\w+$")
"""`photo-3f0c9a12-480.webp`, `bundle.79ae519e.min.js`: it never changes."""

_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"


class Refused(Exception):
    """The storage took or gave nothing; `problem` says why and what helps."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Storage:
    """Files below a destination's folder by their uris. Every method raises Refused."""

    def __init__(self, operator: Operator, destination: Destination) -> None:
        self._operator = operator
        self._destination = destination
        able = operator.capability()
        self._writes_type = able.write_with_content_type
        self._writes_cache = able.write_with_cache_control
        self._lists_all = able.list_with_recursive and destination.to not in ("webdav", "ftp")
        self.parallel = _PARALLEL.get(destination.to, _PARALLEL_CLOUD)

    def read(self, uri: str) -> bytes | None:
        """The bytes at `uri`; None where there is nothing."""
        try:
            return self._try(lambda: self._operator.read(uri))
        except _Missing:
            return None

    def write(self, uri: str, data: bytes) -> None:
        """`data` at `uri`, with the type and the age that browsers need to know."""
        told: dict[str, Any] = {}
        if self._writes_type:
            told["content_type"] = content_type(uri)
        if self._writes_cache:
            told["cache_control"] = cache_control(uri)
        self._try(lambda: self._operator.write(uri, data, **told))

    def delete(self, uri: str) -> None:
        """Nothing at `uri`, whether there was something or not."""
        try:
            self._try(lambda: self._operator.delete(uri))
        except _Missing:
            return

    def sizes(self) -> Mapping[str, int] | None:
        """Bytes of each file that lies there; None where to ask would take too long."""
        if not self._lists_all:
            return None
        try:
            entries = self._try(lambda: list(self._operator.list("", recursive=True)))
        except _Missing:
            return {}
        return {e.path: e.metadata.content_length for e in entries if e.metadata.mode.is_file()}

    def _try(self, action: Callable[[], T]) -> T:
        """What `action` gives. Raises _Missing and Refused."""
        try:
            return action()
        except (refused.NotFound, FileNotFoundError) as error:
            if "NoSuchBucket" in str(error):
                raise Refused(_refusal(error, self._destination)) from error
            raise _Missing from error
        except (*_FAULTS, OSError) as error:
            raise Refused(_refusal(error, self._destination)) from error


class _Missing(Exception):
    """There is nothing of that name."""


_FAULTS = (
    refused.Error, refused.Unexpected, refused.Unsupported, refused.ConfigInvalid,
    refused.PermissionDenied, refused.RateLimited, refused.NotADirectory, refused.IsADirectory,
    refused.AlreadyExists, refused.ConditionNotMatch, refused.Conflict,
)  # fmt: skip


def _refusal(error: Exception, destination: Destination) -> Problem:
    what, remedy = _in_words(error)
    return Problem(Mark("mkdocs.yml"), f"{destination.label}：{what}", remedy)


def _in_words(error: Exception) -> tuple[str, str]:
    """What went wrong and what helps."""
    text = str(error)
    if "NoSuchBucket" in text:
        return "没有这个存储桶", "核对 bucket 的名字；还没有就在云控制台新建一个"
    refusing = isinstance(error, refused.PermissionDenied | PermissionError)
    if refusing or _NOT_LET_IN.search(text):
        remedy = "核对 user；密码用 loudao publish --login 重新存一次；在云控制台看看有没有写的权限"
        return "不让写：用户或者密码不对，或者没有权限", remedy
    if isinstance(error, refused.ConfigInvalid) or "url is invalid" in text:
        return f"设置不对（{_cause(text)}）", "核对 publish: 下面的 endpoint、bucket、region"
    if isinstance(error, refused.RateLimited):
        return "传得太快，那边不收了", "过几分钟再运行一次，传过的不会再传"
    reason, remedy = "连接断了，或者连不上", "看看网络和 endpoint，再运行一次，传过的不会再传"
    return f"{reason}（{_cause(text)}）", remedy


_NOT_LET_IN = re.compile(r"status: 40[13]\b|\[530\]")
"""What a web server and an FTP server say to a wrong password."""

_MOST_CAUSE = 120


def _cause(text: str) -> str:
    """What opendal gives as the source of an error, else what it says itself; on one line."""
    said = re.search(r"^Source:\s*(.+)", text, re.M) or re.search(r"=>\s*(.+)", text)
    cause = said[1] if said else text.partition("\n")[0]
    return cause.rpartition(": ")[2][:_MOST_CAUSE] or "不知道为什么"


def open_storage(destination: Destination, user: str, secret: str, root: Path) -> Storage:
    """The storage of `destination`; folders are relative to `root`. Raises Refused."""
    try:
        operator = Operator(_scheme(destination), **_options(destination, user, secret, root))
    except (*_FAULTS, OSError) as error:
        raise Refused(_refusal(error, destination)) from error
    retry = RetryLayer(_TRIES, min_delay=_FIRST_WAIT, max_delay=_LONGEST_WAIT, jitter=True)
    operator = operator.layer(TimeoutLayer(_ANSWERS_IN, _MOVES_IN)).layer(retry)
    return Storage(operator, destination)


def _scheme(destination: Destination) -> str:
    return "fs" if destination.to == "folder" else destination.to


def _options(destination: Destination, user: str, secret: str, root: Path) -> dict[str, str]:
    """What opendal calls the fields of each service."""
    folder = "/" + destination.folder.strip("/")
    bucket = {"bucket": destination.bucket, "root": folder}
    cloud = {**bucket, "endpoint": destination.endpoint}
    server = {"endpoint": destination.endpoint, "root": folder}
    match destination.to:
        case "folder":
            place = (root / destination.folder).resolve()
            return {"root": str(place), "atomic_write_dir": str(place / _TEMPORARY)}
        case "s3":
            keys = {"access_key_id": user, "secret_access_key": secret}
            region = destination.region or "us-east-1"
            return {**cloud, **keys, "region": region, **_NO_OTHER_KEYS}
        case "oss":
            return {**cloud, "access_key_id": user, "access_key_secret": secret}
        case "cos":
            return {**cloud, "secret_id": user, "secret_key": secret, "disable_config_load": "true"}
        case "obs":
            return {**cloud, "access_key_id": user, "secret_access_key": secret}
        case "upyun":
            return {**bucket, "operator": user, "password": secret}
        case "webdav":
            return {**server, "username": user, "password": secret}
        case "ftp":
            return {**server, "user": user, "password": secret}


_NO_OTHER_KEYS = {"disable_config_load": "true", "disable_ec2_metadata": "true"}
"""Keys come from where this command looks for them, not from another program's files."""


def content_type(uri: str) -> str:
    """`text/html; charset=utf-8`"""
    suffix = Path(uri).suffix.lower()
    known = _TYPES.get(suffix) or mimetypes.guess_type(uri)[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if suffix in _TEXT else known


def cache_control(uri: str) -> str:
    """How long a browser may keep it without asking: for ever where its name tells its bytes."""
    return _FOR_EVER if _NAMED_BY_CONTENT.search(uri) else _ASK_AGAIN
