"""The same sixty photos through other people's programs, as their own documents show."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SHARP = """\
const sharp = require('sharp'); sharp.concurrency(1);
(async () => {
  const [out, ...photos] = process.argv.slice(2);
  for (const photo of photos) for (const w of [1920, 960, 480, 256]) {
    const base = out + '/' + require('path').parse(photo).name + '-' + w;
    if (w > 256) await sharp(photo).rotate().resize(w, w, {fit: 'inside'}).jpeg({quality: 80}).toFile(base + '.jpg');
    await sharp(photo).rotate().resize(w, w, {fit: 'inside'}).webp({quality: 78, effort: 2}).toFile(base + '.webp');
  }
})();
"""
_ELEVENTY = """\
import Image from '@11ty/eleventy-img';
const [out, ...photos] = process.argv.slice(2);
await Promise.all(photos.map(photo => Image(photo, {
  widths: [480, 1920], formats: ['jpeg'], outputDir: out, urlPath: '/i/',
  sharpJpegOptions: {quality: 80},
})));
"""
_HUGO_PAGE = """\
{{ range resources.Match "p/*.jpg" }}
{{ $a := .Fit "1920x1920 q80" }}{{ $b := .Fit "480x480 q80" }}{{ $a.RelPermalink }} {{ $b.RelPermalink }}{{ end }}
"""
_SIGAL = """\
source = {source!r}
destination = {out!r}
img_size = (1920, 1920)
thumb_size = (480, 480)
thumb_fit = False
make_thumbs = True
jpg_options = {{'quality': 80, 'optimize': False, 'progressive': False}}
keep_orig = False
write_html = False
"""


@dataclass(frozen=True)
class Peer:
    """A command that makes 1920 and 480 px JPEGs of every photo in a folder."""

    name: str
    goal: float
    """At most this much of its CPU is ours."""
    command: Sequence[str]
    folder: Path
    outputs: Path


def find_peers(peers: Path, photos: Sequence[Path], work: Path) -> list[Peer]:
    """Those that are installed below `peers` (or, Hugo, on the PATH); see bench_photos.md."""
    found = []
    source = photos[0].parent
    modules = peers / "node_modules"
    if (peers / "sigal/bin/sigal").is_file():
        folder = _fresh(work / "sigal")
        settings = _SIGAL.format(source=str(source), out=str(folder / "out"))
        (folder / "sigal.conf.py").write_text(settings, "utf-8")
        settings_path = str(folder / "sigal.conf.py")
        command = [str(peers / "sigal/bin/sigal"), "build", "-q", "-c", settings_path]
        found.append(Peer("sigal", 0.5, command, folder, folder / "out"))
    if (modules / "@11ty/eleventy-img").is_dir():
        folder = _fresh(work / "eleventy")
        script = peers / "eleventy.mjs"
        script.write_text(_ELEVENTY, "utf-8")
        command = ["node", str(script), str(folder / "out"), *map(str, photos)]
        found.append(Peer("eleventy-img", 0.42, command, folder, folder / "out"))
    if (modules / "thumbsup").is_dir():
        folder = _fresh(work / "thumbsup")
        command = [
            "node", str(modules / "thumbsup/bin/thumbsup.js"), "--input", str(source),
            "--output", str(folder / "out"), "--large-size", "1920", "--thumb-size", "480",
            "--photo-quality", "80", "--log", "info",
        ]  # fmt: skip
        found.append(Peer("thumbsup", 0.11, command, folder, folder / "out"))
    if shutil.which("hugo"):
        folder = _fresh(work / "hugo")
        (folder / "layouts").mkdir()
        (folder / "layouts/index.html").write_text(_HUGO_PAGE, "utf-8")
        (folder / "assets").mkdir()
        shutil.copytree(source, folder / "assets/p")
        (folder / "hugo.json").write_text(json.dumps({"baseURL": "/", "disableKinds": []}))
        settings_path = str(folder / "hugo.json")
        command = ["hugo", "--quiet", "--source", str(folder), "--config", settings_path]
        found.append(Peer("Hugo", 0.11, command, folder, folder / "public"))
    return found


def sharp_command(peers: Path, photos: Sequence[Path], work: Path) -> list[str] | None:
    """sharp as its documents show: every file from the original."""
    if not (peers / "node_modules/sharp").is_dir():
        return None
    script = peers / "sharp.cjs"
    script.write_text(_SHARP, "utf-8")
    return ["node", str(script), str(_fresh(work / "sharp")), *map(str, photos)]


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def pictures_below(folder: Path) -> int:
    return sum(
        name.lower().endswith((".jpg", ".jpeg"))
        for _, _, names in os.walk(folder)
        for name in names
    )
