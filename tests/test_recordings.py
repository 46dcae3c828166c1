"""What somebody read aloud: found, cleaned of what the phone wrote into it, and played."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import Sandbox, small_site
from loudao.plugin.engine import build_site
from loudao.sounds.recording import BadRecording, clean_recording
from test_browser import visiting

SECRET = "农行小区3号楼401".encode()
FRAME = b"\xff\xfb\x90\x64" + bytes(413)
"""A silent frame of MP3, 128 kbit/s at 44.1 kHz: 26 ms."""


def id3(words: bytes, footer: bool = False) -> bytes:
    size = len(words)
    spelled = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return (
        b"ID3\x04\x00" + (b"\x10" if footer else b"\x00") + spelled + words
        + (b"3DI\x04\x00\x10" + spelled if footer else b"")
    )  # fmt: skip


def mp3(frames: int = 40) -> bytes:
    return FRAME * frames


def box(kind: bytes, inside: bytes, large: bool = False) -> bytes:
    if large:
        return b"\0\0\0\x01" + kind + (16 + len(inside)).to_bytes(8, "big") + inside
    return (8 + len(inside)).to_bytes(4, "big") + kind + inside


def m4a(dice: random.Random) -> tuple[bytes, bytes]:
    """A file with tags wherever they may be, and the sound in it."""
    sound = dice.randbytes(dice.randrange(1, 400))

    def tag() -> bytes:
        kind = dice.choice([b"udta", b"meta", b"uuid", b"free"])
        return box(kind, dice.randbytes(dice.randrange(9)) + SECRET, dice.random() < 0.2)

    def tags() -> bytes:
        return b"".join(tag() for _ in range(dice.randrange(3)))

    media = box(b"mdia", tags() + box(b"mdhd", bytes(24)) + tags())
    track = box(b"trak", tags() + box(b"tkhd", bytes(84)) + media + tags())
    parts = [
        box(b"moov", tags() + box(b"mvhd", bytes(100)) + track + tag()),
        box(b"mdat", sound, dice.random() < 0.3),
        tags(),
    ]
    dice.shuffle(parts)
    return box(b"ftyp", b"M4A \0\0\0\0") + b"".join(parts), sound


@pytest.mark.parametrize("seed", range(40))
def test_tags_of_m4a_are_gone_and_the_sound_lies_where_it_lay(seed: int) -> None:
    data, sound = m4a(random.Random(seed))
    clean = clean_recording(data)
    assert clean.suffix == ".m4a"
    assert SECRET in data
    assert SECRET not in clean.data
    assert len(clean.data) == len(data)
    assert clean.data.find(sound) == data.find(sound)
    assert clean_recording(clean.data) == clean


@pytest.mark.parametrize("seed", range(40))
def test_tags_of_mp3_are_gone_and_every_frame_is_there(seed: int) -> None:
    dice = random.Random(seed)
    before = b"".join(
        id3(SECRET + dice.randbytes(dice.randrange(300)), dice.random() < 0.3)
        for _ in range(dice.randrange(3))
    )
    items = SECRET + bytes(dice.randrange(40))
    size = (len(items) + 32).to_bytes(4, "little")
    ape = b"APETAGEX\xd0\x07\0\0" + size + bytes(4)
    ends = (b"", ape + b"\0\0\0\xa0" + bytes(8) + items + ape + b"\0\0\0\x80" + bytes(8))
    last = (b"", b"TAG" + SECRET.ljust(125, b"\0"))
    data = before + mp3() + dice.choice(ends) + dice.choice(last)
    clean = clean_recording(data)
    assert clean == (".mp3", mp3())


@pytest.mark.parametrize("data", [b"", b"\xff", b"RIFF1234WAVE", b"#!AMR\n123", id3(SECRET)])
def test_what_is_no_recording_is_none(data: bytes) -> None:
    with pytest.raises(BadRecording, match="不是 mp3 或者 m4a 的录音"):
        clean_recording(data)


@pytest.mark.parametrize("seed", range(40))
def test_a_recording_that_was_cut_is_told_or_still_has_no_tags(seed: int) -> None:
    dice = random.Random(seed)
    data, _ = m4a(dice)
    part = data[: dice.randrange(8, len(data))]
    try:
        clean = clean_recording(part)
    except BadRecording as bad:
        assert str(bad) == "录音不完整，可能没有拷完"
    else:
        assert SECRET not in clean.data


def test_a_recording_stands_on_its_page_and_plays(browser: Browser, tmp_path: Path) -> None:
    site = small_site(tmp_path)
    site.photo("galleries/春/甲.jpg", (600, 400))
    site.write("galleries/春/甲.mp3", id3(SECRET) + mp3())
    site.gallery(
        "春",
        "title: 春\nat: nonghang\nworks:\n"
        "  - {photo: 甲.jpg, title: 甲, alt: 画, audio: 甲.mp3, note: 我念给你听}\n",
    )
    site.write("docs/停水.m4a", m4a(random.Random(1))[0])
    site.write("docs/通知.md", "---\nkind: notice\ntitle: 停水\naudio: 停水.m4a\n---\n停水。\n")
    folder = build_site(site.config, None, "2026-11-21", {})
    published = [path.read_bytes() for path in folder.rglob("*.m[p4][3a]")]
    assert len(published) == 3, "beside the pictures, and in the place of the page's own"
    assert not any(SECRET in data for data in published)
    with visiting(browser, folder) as visit:
        page = visit.open("galleries/春/甲/")
        sound = page.locator("audio")
        assert sound.evaluate("a => a.paused && a.preload === 'none'"), "never by itself"
        seconds = sound.evaluate(
            "a => new Promise(done => { a.onloadedmetadata = () => done(a.duration); a.load();"
            " a.preload = 'auto'; a.play().catch(() => 0); })"
        )
        assert seconds == pytest.approx(40 * 1152 / 44100, abs=0.1)
        assert page.get_by_text("我念给你听").count() == 1
        assert page.locator("[data-aloud]").count() == 0
        assert visit.open("通知/").locator("audio").count() == 1


def test_a_recording_that_is_not_there_or_has_no_words_is_told(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/甲.jpg", (600, 400))
    sandbox.write("galleries/春/甲乙.mp3", mp3())
    sandbox.write("galleries/春/丙.mp3", b"RIFF")
    work = "  - {{photo: 甲.jpg, title: 甲, alt: 画, id: {id}, audio: {audio}}}\n"
    works = "".join(
        work.format(id=n, audio=f"{name}.mp3") for n, name in enumerate(("甲已", "丙", "甲乙"))
    )
    sandbox.gallery("春", f"title: 春\nat: nonghang\nworks:\n{works}")
    said = [str(problem) for problem in sandbox.build().problems]
    told = "\n".join(said)
    assert "audio：找不到录音“甲已.mp3”，是不是 甲乙.mp3？" in told
    assert "丙.mp3：不是 mp3 或者 m4a 的录音" in told
    assert "“甲”有录音，没有文字：听不见的人不知道说了什么" in told
