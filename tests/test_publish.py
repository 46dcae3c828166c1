"""The site brought to where residents find it: a folder, a bucket, WebDAV, FTP, all real."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.request import urlopen

import keyring
import keyring.backend
import pytest
from click.testing import CliRunner, Result
from opendal import Operator
from pypdf import PdfReader

import hosts
from conftest import Rounds, Sandbox, read_tree
from hosts import SECRET, USER, Bucket, Cutter, make_bucket, s3_server, serving, website
from loudao.cli import main
from loudao.hosting import transfer
from loudao.hosting.inventory import INVENTORY, Inventory, Sent, unpack_inventory
from loudao.hosting.storage import Refused, Storage, cache_control, content_type, open_storage
from loudao.hosting.visits import why_not
from loudao.model.destination import Destination
from loudao.model.problem import Mark, Problem
from loudao.store import Journal
from loudao.web.code import code_mark

WORKS = "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 兰亭.jpg, title: 甲, alt: 甲}\n"
NOTICE = "---\nkind: notice\ntitle: 停水\nboards: [east-gate]\nfrom: 2026-11-20\n---\n\n停水。\n"


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with s3_server(tmp_path_factory.mktemp("s3")) as port:
        yield port


@pytest.fixture
def bucket(s3: int, tmp_path: Path) -> Bucket:
    return make_bucket(s3, f"b{abs(hash(tmp_path.name)) % 10**9}")


@pytest.fixture
def front(bucket: Bucket) -> Iterator[str]:
    """Where residents read the bucket as a website."""
    with serving(website(bucket)) as address:
        yield address


@pytest.fixture
def box(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """A site with a gallery and a notice, at an address that may be printed."""
    sandbox.photo("galleries/春/兰亭.jpg")
    sandbox.gallery("春", WORKS)
    sandbox.write("docs/notices/停水.md", NOTICE)
    monkeypatch.delenv("LOUDAO_SECRET", raising=False)
    monkeypatch.delenv("LOUDAO_USER", raising=False)
    return sandbox.with_address()


def publish_to(box: Sandbox, text: str) -> None:
    """`publish:` of the site's settings."""
    config = box.config.read_text("utf-8")
    head = config.split("plugins:")[0]
    indented = "".join(f"        {line}\n" for line in text.splitlines())
    box.config.write_text(
        f"{head}plugins:\n  - search\n  - loudao:\n      publish:\n{indented}", "utf-8"
    )


def run(box: Sandbox, *words: str, today: str = "2026-11-21") -> Result:
    before = Path.cwd()
    os.chdir(box.root)
    try:
        dated = [*words, "--today", today] if words[0] in ("publish", "print", "build") else words
        return CliRunner().invoke(main, dated, catch_exceptions=False)
    finally:
        os.chdir(before)


def on_s3(box: Sandbox, bucket: Bucket, port: int, address: str) -> None:
    publish_to(
        box,
        f"官网: {{to: s3, bucket: {bucket.name}, endpoint: 'http://127.0.0.1:{port}', "
        f"user: {USER}, address: '{address}'}}",
    )


def site_of(box: Sandbox) -> dict[str, bytes]:
    return read_tree(box.root / "site")


def without_list(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {uri: data for uri, data in tree.items() if uri != INVENTORY}


# A bucket


@pytest.mark.slow
def test_a_bucket_holds_the_site_and_every_printed_code_opens(
    box: Sandbox, bucket: Bucket, front: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    on_s3(box, bucket, bucket.port, front)
    result = run(box, "publish")
    assert result.exit_code == 0, result.output
    assert without_list(bucket.tree()) == site_of(box)
    codes = re.findall(
        r'^  "(\w{4})-\w\w": "', (box.root / "galleries/codes.yml").read_text(), re.M
    )
    assert len(codes) > 2
    assert f"印过的短码有 {len(set(codes))} 个，都打开看过了" in result.output
    with urlopen(bucket.address("index.html")) as told:
        assert told.headers["Content-Type"] == "text/html; charset=utf-8"
        assert told.headers["Cache-Control"] == "no-cache"

    again = run(box, "publish")
    assert again.exit_code == 0
    assert re.search(r"传了 0 个文件（0.0 MB），其中新的 0 个；\d+ 个没有变", again.output)


@pytest.mark.slow
def test_a_cut_line_is_told_and_the_next_run_sends_only_the_rest(
    box: Sandbox, bucket: Bucket, front: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    monkeypatch.setattr("loudao.hosting.storage._TRIES", 1)
    monkeypatch.setattr("loudao.hosting.storage._FIRST_WAIT", 0.01)
    line = Cutter(bucket.port, after_bytes=600_000)
    on_s3(box, bucket, line.port, front)
    cut = run(box, "publish")
    assert cut.exit_code == 1
    found = re.search(r"连接断了，或者连不上（.*）；(\d+) 个文件传好了 (\d+) 个", cut.output)
    assert found, cut.output
    total, sent = map(int, found.groups())
    assert 0 < sent < total
    assert "再运行一次，传过的不会再传" in cut.output
    assert "index.html" not in bucket.tree()  # what leads to all comes last

    line.mend()
    rest = run(box, "publish")
    assert rest.exit_code == 0, rest.output
    assert f"传了 {total - sent} 个文件" in rest.output
    assert without_list(bucket.tree()) == site_of(box)
    line.close()


@pytest.mark.slow
def test_what_somebody_deleted_in_the_console_is_sent_again(
    box: Sandbox, bucket: Bucket, front: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    on_s3(box, bucket, bucket.port, front)
    assert run(box, "publish").exit_code == 0
    bucket.operator().delete("places/index.html")
    assert "传了 1 个文件" in run(box, "publish").output
    assert without_list(bucket.tree()) == site_of(box)


@pytest.mark.slow
def test_a_wrong_password_and_a_bucket_that_is_not_there_are_told_before_anything_is_bound(
    box: Sandbox, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_s3(box, bucket, bucket.port, "http://127.0.0.1:9/")
    monkeypatch.setenv("LOUDAO_SECRET", "wrong")
    assert "不让写：用户或者密码不对，或者没有权限" in run(box, "publish").output
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    on_s3(box, Bucket(bucket.port, "nothere"), bucket.port, "http://127.0.0.1:9/")
    assert "S3 nothere：没有这个存储桶" in run(box, "publish").output
    assert not (box.root / "galleries/codes.yml").exists()


# Other services


@pytest.mark.slow
def test_webdav_and_ftp_hold_the_same_site(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    for scheme, server in (("http", hosts.webdav_server), ("ftp", hosts.ftp_server)):
        folder = tmp_path / scheme
        folder.mkdir()
        with server(folder) as port:
            to = {"http": "webdav", "ftp": "FTP"}[scheme]
            publish_to(
                box,
                f"服务器: {{to: {to}, endpoint: '{scheme}://127.0.0.1:{port}', user: {USER}, "
                "folder: 网站, check: no}",
            )
            first = run(box, "publish")
            assert first.exit_code == 0, first.output
            assert without_list(read_tree(folder / "网站")) == site_of(box)
            assert "传了 0 个文件" in run(box, "publish").output
            monkeypatch.setenv("LOUDAO_SECRET", "wrong")
            assert "不让写：用户或者密码不对" in run(box, "publish").output
            monkeypatch.setenv("LOUDAO_SECRET", SECRET)


# A folder


@pytest.mark.slow
def test_only_what_changed_is_written_and_what_is_gone_stays_a_day(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_to(box, "本机: {to: 文件夹, folder: 网站, check: no}")
    folder = box.root / "网站"
    assert run(box, "publish").exit_code == 0
    (folder / "别人的.txt").write_text("留着")

    box.write("docs/notices/停水.md", NOTICE.replace("停水。", "停水到晚上。"))
    written: list[str] = []
    write = Storage.write

    def noted(self: Storage, uri: str, data: bytes) -> None:
        written.append(uri)
        write(self, uri, data)

    monkeypatch.setattr(Storage, "write", noted)
    assert run(box, "publish").exit_code == 0
    assert "notices/停水/index.html" in written
    assert not any(uri.startswith("galleries/春/") for uri in written)
    assert written[0] == INVENTORY
    assert written[-1] == INVENTORY

    page = "notices/停水/index.html"
    (box.root / "docs/notices/停水.md").unlink()
    gone = run(box, "publish", today="2026-11-22")
    assert gone.exit_code == 1  # its code is printed on the site's poster: it must be retired
    code = re.search(
        r'"(\w{4})-\w\w": "page:notices/停水"', (box.root / "galleries/codes.yml").read_text()
    )
    assert code
    assert run(box, "codes", "retire", code[1]).exit_code == 0
    kept = run(box, "publish", today="2026-11-22")
    assert kept.exit_code == 0, kept.output
    assert "个网站上没有了，留一天，下次发布再删" in kept.output
    assert (folder / page).exists()
    assert run(box, "publish", today="2026-11-23").exit_code == 0
    assert not (folder / page).exists()
    assert (folder / f"Q/{code[1]}/index.html").exists()
    left = without_list(read_tree(folder))
    assert left.pop("别人的.txt")
    assert left == site_of(box)


@pytest.mark.slow
def test_a_dry_run_writes_and_binds_nothing(box: Sandbox) -> None:
    publish_to(box, "本机: {to: folder, folder: 网站}")
    result = run(box, "publish", "--dry-run")
    assert result.exit_code == 0, result.output
    assert re.search(
        r"文件夹 网站：要传 \d+ 个文件（\d+\.\d MB），其中新的 \d+ 个；0 个没有变", result.output
    )
    assert re.search(r"网站上的海报有 \d+ 个新短码，要登记", result.output)
    assert read_tree(box.root / "网站") == {}
    assert not (box.root / "galleries/codes.yml").exists()


@pytest.mark.slow
def test_a_published_poster_is_none_to_look_at_only(box: Sandbox) -> None:
    publish_to(box, "本机: {to: folder, folder: 网站, check: no}")

    def words(folder: Path) -> str:
        pdfs = sorted((folder / "print").glob("*.pdf"))
        assert pdfs
        texts = (page.extract_text() for pdf in pdfs for page in PdfReader(pdf).pages)
        return "".join("".join(texts).split())

    assert run(box, "build").exit_code == 0
    assert "样张" in words(box.root / "site")
    result = run(box, "publish")
    assert result.exit_code == 0, result.output
    assert re.search(r"网站上的海报有 \d+ 个新短码，已经登记", result.output)
    assert "样张" not in words(box.root / "网站")


@pytest.mark.slow
def test_a_site_of_somebody_else_is_not_written_over(box: Sandbox) -> None:
    folder = box.root / "网站"
    folder.mkdir()
    (folder / "index.html").write_text("别的网站")
    publish_to(box, "本机: {to: folder, folder: 网站, check: no}")
    refused = run(box, "publish")
    assert refused.exit_code == 1
    assert refused.output.startswith(
        "mkdocs.yml:1:1: 文件夹 网站：那里已经有一个网站，不是 loudao publish 放的。确定要换掉它，就加 --replace"
    ), refused.output
    assert (folder / "index.html").read_text() == "别的网站"
    assert not (box.root / "galleries/codes.yml").exists()
    assert run(box, "publish", "--replace").exit_code == 0

    config = box.config.read_text("utf-8").replace("https://jf.cn/", "https://other.cn/")
    box.config.write_text(config, "utf-8")
    (box.root / "galleries/codes.yml").unlink()
    assert "那里放的是 https://jf.cn/ 的网站" in run(box, "publish").output


# What is asked and refused


def refusal(box: Sandbox, *words: str) -> str:
    result = run(box, "publish", *words)
    assert result.exit_code == 1
    return result.output.splitlines()[0]


def test_where_to_publish_is_asked_with_an_example(box: Sandbox) -> None:
    assert refusal(box) == (
        "mkdocs.yml:1:1: 没写发布到哪里。在 mkdocs.yml 的 loudao: 下面写 publish:，README 的“放到网上”有例子"
    )
    publish_to(box, "甲: {to: folder, folder: a}\n乙: {to: folder, folder: b}")
    assert refusal(box) == (
        "mkdocs.yml:1:1: publish: 里写了几个，不知道发布到哪一个。"
        "运行 loudao publish 名字，名字写 甲、乙 里的一个"
    )
    assert refusal(box, "丙").startswith("mkdocs.yml:1:1: publish: 里没有“丙”")


def test_a_password_in_the_settings_is_refused_at_its_line(box: Sandbox) -> None:
    publish_to(box, "官网:\n  to: oss\n  bucket: a\n  endpoint: https://e.cn\n  password: 1234")
    assert refusal(box) == (
        "mkdocs.yml:9:11: 官网：密码不能写在这里（password），会跟着文件传出去。"
        "删掉这一行，运行 loudao publish --login，密码存进这台电脑的钥匙串"
    )
    publish_to(box, "官网: {to: 腾讯云, bucket: a}")
    assert refusal(box) == (
        "mkdocs.yml:8:13: 官网：发布到腾讯云 COS，缺少 endpoint（接口网址）。"
        "照 README“放到网上”的例子补上"
    )
    publish_to(box, "官网: {to: ftp, endpoint: 'ftp://a:b@e.cn'}")
    assert "endpoint 里有密码，会跟着文件传出去" in refusal(box)


def test_an_address_for_trial_is_not_published(box: Sandbox) -> None:
    publish_to(box, "本机: {to: folder, folder: 网站}")
    text = box.config.read_text("utf-8").replace("https://jf.cn/", "https://huayuan.example/")
    box.config.write_text(text, "utf-8")
    assert "网址 https://huayuan.example/ 不能印在纸上" in refusal(box)
    assert not (box.root / "网站").exists()


class _Keyring(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.mark.slow
def test_a_password_comes_from_the_keyring(
    box: Sandbox, bucket: Bucket, front: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keyring.get_keyring()
    ring = _Keyring()
    keyring.set_keyring(ring)
    try:
        on_s3(box, bucket, bucket.port, front)
        assert refusal(box) == (
            f"mkdocs.yml:1:1: 不知道 S3 {bucket.name} 的密码。"
            "运行 loudao publish --login 存一次；或者设环境变量 LOUDAO_SECRET"
        )
        monkeypatch.chdir(box.root)
        login = CliRunner().invoke(main, ["publish", "--login"], input=f"{SECRET}\n")
        assert login.output.endswith("存好了，以后不再问\n")
        assert SECRET not in login.output
        assert ring.kept == {("loudao", f"{USER}@s3:{bucket.name}"): SECRET}
        assert run(box, "publish").exit_code == 0
    finally:
        keyring.set_keyring(before)


# Codes opened from outside


class _Everything(BaseHTTPRequestHandler):
    """A host that answers every address with one page, as parked domains do."""

    def do_GET(self) -> None:
        code = 403 if "403" in self.path else 200
        self.send_response(code)
        self.end_headers()
        self.wfile.write(f"<p>{self.path} 不存在</p>".encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_page_must_bear_the_code_not_only_answer() -> None:
    with serving(_Everything) as address:
        assert why_not(f"{address}Q/7K3F", code_mark("7K3F")) == "不是它的网页"
        assert why_not(f"{address}Q/403X", code_mark("403X")) == "403"
    assert why_not(f"{address}Q/7K3F", code_mark("7K3F")) == "连不上"


@pytest.mark.slow
def test_codes_that_do_not_answer_are_counted_by_reason(
    box: Sandbox, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOUDAO_SECRET", SECRET)
    with serving(_Everything) as address:
        on_s3(box, bucket, bucket.port, address)
        result = run(box, "publish")
        assert result.exit_code == 1
        found = re.search(
            r"mkdocs.yml:1:1: (\d+) 个印过的短码里，(\d+) 个不是它的网页：(\S+)。"
            "打开的是别的东西：看看云存储的子目录首页、域名指到哪里、CDN 的缓存",
            result.output,
        )
        assert found, result.output
        assert found[1] == found[2]
        assert found[3].startswith(f"{address}Q/")


# The plan of a transfer


class Memory:
    """A storage that breaks when it is told to."""

    parallel = 1

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.writes: list[str] = []
        self.left = 10**9
        self.lists = True

    def read(self, uri: str) -> bytes | None:
        return self.files.get(uri)

    def write(self, uri: str, data: bytes) -> None:
        if self.left <= 0:
            raise _broken()
        self.left -= 1
        self.writes.append(uri)
        self.files[uri] = data

    def delete(self, uri: str) -> None:
        self.files.pop(uri, None)

    def sizes(self) -> dict[str, int] | None:
        return {uri: len(data) for uri, data in self.files.items()} if self.lists else None


def _broken() -> Refused:
    return Refused(Problem(Mark("mkdocs.yml"), "连接断了", "再来一次"))


def test_whatever_is_edited_and_wherever_it_is_cut_the_last_run_leaves_the_site(
    tmp_path: Path, rounds: Rounds
) -> None:
    """Two computers publish one site in turns, and either may be cut off anywhere."""
    names = ["index.html", "a.html", "b/c.html", "d.webp", "e.css", "f.pdf", "Q/1/index.html"]
    for seed in range(rounds(20, 300)):
        dice = random.Random(seed)
        memory = Memory()
        memory.lists = dice.random() < 0.5
        folder = tmp_path / f"{seed}"
        journals = [folder / "a.journal", folder / "b.journal"]
        site: dict[str, bytes] = {}
        day = date(2026, 11, 1)
        for step in range(12):
            for _ in range(dice.randrange(4)):
                uri = dice.choice(names)
                site[uri] = dice.randbytes(dice.choice((1, 1, 5)))
                if dice.random() < 0.2:
                    del site[uri]
            local = folder / f"{step}"
            for uri, data in site.items():
                (local / uri).parent.mkdir(parents=True, exist_ok=True)
                (local / uri).write_bytes(data)
            local.mkdir(parents=True, exist_ok=True)
            day += timedelta(days=dice.randrange(3))
            memory.left = dice.choice((10**9, dice.randrange(8)))
            journal = Journal(dice.choice(journals))
            try:
                known = transfer.load_inventory(memory, journal)  # type: ignore[arg-type]
                planned = transfer.plan_transfer(local, known, memory, day)  # type: ignore[arg-type]
                transfer.carry_out(planned, "https://jf.cn/", memory, journal, lambda *n: None)  # type: ignore[arg-type]
            except transfer.Cut:
                continue
            there = without_list(memory.files)
            assert {uri: there.get(uri) for uri in site} == site, (seed, step)
            listed = unpack_inventory(memory.files[INVENTORY])
            assert listed
            gone = {uri: sent.gone for uri, sent in listed.files.items() if sent.gone}
            assert there.keys() == site.keys() | gone.keys(), (seed, step)
            assert all(since and since >= day for since in gone.values()), (seed, step)


def test_pages_come_after_what_they_show_and_what_leads_to_all_comes_last(tmp_path: Path) -> None:
    memory = Memory()
    for uri in (
        "index.html",
        "sitemap.xml",
        "a/index.html",
        "x.webp",
        "new.webp",
        "new/index.html",
    ):
        (tmp_path / "site" / uri).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / uri).write_text(uri)
    known = Inventory(
        files={uri: Sent("old", 1) for uri in ("index.html", "a/index.html", "x.webp")}
    )
    planned = transfer.plan_transfer(tmp_path / "site", known, memory, date(2026, 11, 1))  # type: ignore[arg-type]
    assert planned.changes.rounds == (
        ("new.webp",), ("x.webp",), ("new/index.html",), ("a/index.html",),
        ("index.html", "sitemap.xml"),
    )  # fmt: skip


def test_a_damaged_list_is_not_believed(tmp_path: Path) -> None:
    memory = Memory()
    memory.files[INVENTORY] = b"\x1f\x8bcut"
    assert transfer.load_inventory(memory, Journal(tmp_path / "j")) == Inventory()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("index.html", ("text/html; charset=utf-8", "no-cache")),
        ("calendar.ics", ("text/calendar; charset=utf-8", "no-cache")),
        ("print/停水-海报-A3.pdf", ("application/pdf", "no-cache")),
        ("assets/bundle.79ae519e.min.js", ("text/javascript; charset=utf-8", "public, max-age=31536000, immutable")),
    ],
)  # fmt: skip
def test_browsers_are_told_what_it_is_and_how_long_it_stays(
    uri: str, told: tuple[str, str]
) -> None:
    assert (content_type(uri), cache_control(uri)) == told


def test_every_service_is_known_to_the_library() -> None:
    for to in ("oss", "cos", "obs", "upyun", "s3", "webdav", "ftp"):
        destination = Destination.model_validate(
            {
                "to": to,
                "bucket": "huayuan",
                "endpoint": f"{'ftp' if to == 'ftp' else 'https'}://e.cn",
            }
        )
        assert isinstance(open_storage(destination, USER, SECRET, Path()), Storage)
    assert isinstance(Operator("memory"), Operator)
