"""Pages are HTML as the standard has it: the Nu checker (vnu) finds nothing on ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT, DemoSite, Sandbox
from loudao.plugin.engine import build_site

VNU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"

THEIRS = ("Attribute “autocomplete” is only allowed", "Bad value “” for attribute “tabindex”")
"""What the checker holds against Material's own header and drawer."""

POLICY = "violates Content Security Policy"
"""To the checker no file on a disk is of the page's `'self'`; test_policy.py asks Chromium."""


def faults(pages: list[Path]) -> list[tuple[str, str]]:
    """The page and the message of everything that vnu finds."""
    assert VNU.is_file(), "run ./scripts/test once: it installs vnu"
    command = ["java", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, check=True)
    found = json.loads(done.stdout)["messages"]
    return [
        (message["url"].rpartition(":")[2], message["message"])
        for message in found
        if POLICY not in message["message"]
    ]


@pytest.mark.slow
def test_pages_of_the_demo_conform(demo: DemoSite) -> None:
    pages = sorted(demo.folder.rglob("*.html"))
    found = faults(pages)
    assert [fault for fault in found if not fault[1].startswith(THEIRS)] == []
    with_material = {page for page, _ in found}
    own = [page for page in pages if "md-header" not in page.read_text("utf-8")]
    assert len(own) > 40 and not with_material & set(map(str, own))


ODD = """\
title: '<b>&"春" > ''夏'''
at: nonghang/3/2
boards: [east-gate]
from: 2026-11-01
until: 2026-12-31
intro: |
  1 < 2 & 3 > 2 [链接](https://jf.cn/?a=1&b=2 "题") `代码`

  | 甲 | 乙 |
  |---|---|
  | 1 | 2 |
works:
  - {photo: 'a & b "c".jpg', title: '"引号" & <尖>', alt: '<画> & "水"', artist: "O'Neil", floor: 2, size: 68x136cm, note: '- 一\n- 二'}
  - {title: 诗, text: "一\\n\\n二", floor: 3}
"""


@pytest.mark.slow
def test_pages_of_odd_words_conform(sandbox: Sandbox) -> None:
    sandbox.photo('galleries/春 & 夏/a & b "c".jpg')
    sandbox.gallery("春 & 夏", ODD)
    sandbox.write(
        "galleries/班/print.yml",
        "kind: roster\ntitle: 班 & <次>\nat: nonghang\nboards: [east-gate]\nrows:\n  - {日期: 2026-11-22, 谁: '甲 & \"乙\"'}\n",
    )
    sandbox.write(
        "docs/n.md",
        "---\nkind: notice\ntitle: '停水 & \"检修\" <急>'\nboards: [east-gate]\n---\n1 < 2 & 3\n\n- [ ] 甲\n\n!!! note\n    乙[^1]\n\n[^1]: 丙\n",
    )
    folder = build_site(sandbox.config, None, "2026-11-21", {})
    found = faults(sorted(folder.rglob("*.html")))
    assert [fault for fault in found if not fault[1].startswith(THEIRS)] == []
