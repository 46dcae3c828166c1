"""Lighthouse on a phone over every kind of page of a built site.

    uv run loudao build && uv run scripts/bench_web.py site
    uv run scripts/bench_web.py site --only home,galleries2

Wants Chromium and npm (the package `lighthouse` is brought beside the site's cache). Goals:
performance ≥ 98, the others 100, LCP ≤ 1.5 s, TBT ≤ 50 ms, CLS ≤ 0.02, ≤ 40 KB without pictures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from web_pages import kinds_of_pages, served

_TOOL = Path(tempfile.gettempdir()) / "loudao-lighthouse"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def lighthouse() -> Path:
    tool = _TOOL / "node_modules/.bin/lighthouse"
    if not tool.exists():
        _TOOL.mkdir(exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--no-audit", "--no-fund", "lighthouse"],
            cwd=_TOOL, check=True,
        )  # fmt: skip
    return tool


def report(address: str) -> dict[str, Any]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    done = subprocess.run(
        [lighthouse(), address, "--output=json", "--quiet",
         "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        capture_output=True, check=True, env=os.environ | {"CHROME_PATH": chromium},
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def row(name: str, found: dict[str, Any]) -> tuple[str, list[str]]:
    """The line of the table, and the audits that are not whole."""
    scores = [round(100 * (found["categories"][name]["score"] or 0)) for name in _CATEGORIES]
    audits = found["audits"]
    items = audits["network-requests"]["details"]["items"]
    words = sum(item["transferSize"] for item in items if item.get("resourceType") != "Image")
    seconds = audits["largest-contentful-paint"]["numericValue"] / 1000
    blocked = audits["total-blocking-time"]["numericValue"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    counted = (
        reference["id"]
        for category in _CATEGORIES
        for reference in found["categories"][category]["auditRefs"]
        if reference["weight"]
    )
    short = [name for name in counted if (audits[name]["score"] or 1) < 1 or (
        audits[name]["score"] == 0 and audits[name]["scoreDisplayMode"] == "binary")]  # fmt: skip
    figures = f"{seconds:5.2f} {blocked:5.0f} {shift:6.3f} {words / 1000:6.1f}"
    return f"{name:12} " + " ".join(f"{score:4}" for score in scores) + f"  {figures}", short


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--only", default="", help="names of pages, with commas")
    arguments = parser.parse_args()
    wanted = set(filter(None, arguments.only.split(",")))
    print("page         perf  acc best  seo    LCP   TBT    CLS     KB")
    with served(arguments.site.resolve()) as address:
        for name, page in kinds_of_pages(arguments.site.resolve()).items():
            if not wanted or name in wanted:
                line, short = row(name, report(address + page))
                print(line, *short)


if __name__ == "__main__":
    main()
