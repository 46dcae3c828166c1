"""A build leaves nothing behind that a second one in the same process would feel."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from conftest import MKDOCS_YML, PLACES_YML, TODAY, Sandbox, copy_demo, files_of

ALONE = """
import json, sys
from pathlib import Path
from conftest import Sandbox
from test_second_build import told
print(json.dumps(told(Sandbox(Path(sys.argv[1])))))
"""


def told(box: Sandbox) -> dict[str, str]:
    """What a build hands over: words, and the names of pictures, which tell their content."""
    built = box.build(TODAY)
    assert not built.has_errors, built.problems
    return {uri: file for uri, file in files_of(built).items() if isinstance(file, str)} | {
        "pictures": json.dumps(sorted(u for u, f in files_of(built).items() if isinstance(f, Path)))
    }


def test_site_built_after_another_is_the_site_built_alone(tmp_path: Path) -> None:
    odd = Sandbox(tmp_path / "odd")
    odd.write("mkdocs.yml", MKDOCS_YML.replace("花园社区", "别处"))
    odd.write("galleries/places.yml", PLACES_YML)
    odd.write("docs/index.md", "# 首页\n")
    odd.write("docs/b.md", "---\nkind: notice\ntitle: 停水\nfrom: 2026-11-01\n---\n\n| a | b |\n")
    odd.photo("galleries/墨香/甲.jpg", (900, 1600))
    odd.gallery(
        "墨香", "title: 墨香\nat: nonghang/3/2\nworks:\n  - {photo: 甲.jpg, title: 山, alt: 山}\n"
    )
    demo = copy_demo(tmp_path / "demo")
    first = told(odd)
    told(demo)
    after = told(odd)
    tests = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(odd.root)],
        cwd=tests, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert first == after
    assert json.loads(done.stdout) == after
