"""Takes the pictures of `docs/samples.md`: every kind of sheet in every style, from the demo.

    uv run --group dev scripts/make_sheet_samples.py
    uv run --group dev scripts/make_sheet_samples.py --width 900 --out /tmp/large

The second is for looking closely. Small pictures have 96 colours, so that all of them
together stay near a megabyte.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from loudao.manifest.site import load_site
from loudao.plan.prints import Print
from loudao.pool import Workshop
from loudao.store import Store
from loudao.story.printing import PrintOptions, print_sheets
from loudao.styles.faces import Faces
from loudao.styles.styles import load_styles

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)
COLOURS = 96


@dataclass(frozen=True)
class Sample:
    """One kind of sheet: what is selected, how it is printed, which page is shown."""

    name: str
    label: str
    selector: str
    options: PrintOptions = PrintOptions()
    paper: str = "poster"
    page: int = 0


SAMPLES = (
    Sample("poster", "楼道海报", "书画天地"),
    Sample("exhibition", "图片展海报", "我们的四季"),
    Sample("notice", "通知", "notices/停水"),
    Sample("notice-large", "通知（大字）", "notices/停水", PrintOptions(large=True, size="A3")),
    Sample("labels", "展签", "书画天地", paper="labels"),
    Sample("label", "展签（单张）", "书画天地", PrintOptions(size="A6"), "labels"),
    Sample("plate", "挂牌", "nonghang/3/2", paper="plate"),
    Sample("sign", "楼层牌", "place:nonghang/3/2/3", paper="sign"),
    Sample("catalogue", "图录封面", "书画天地", paper="catalogue"),
    Sample("catalogue-work", "图录内页", "书画天地", paper="catalogue", page=3),
    Sample("door-plates", "门牌", "党员门牌", paper="door-plates"),
    Sample("cards", "反馈卡", "活动反馈卡", paper="cards"),
    Sample("certificates", "证书", "重阳证书", paper="certificates"),
    Sample("letters", "一封信", "写给居民", paper="letters"),
    Sample("roster", "值班表", "楼道值班", paper="roster"),
    Sample("newsletter", "简报", "社区简报", paper="newsletter"),
    Sample("disclosure", "公示", "disclosures/三季度收益", paper="disclosure"),
    Sample("report", "活动报道", "reports/扫雪", paper="report"),
    Sample("donation", "捐赠榜", "冬衣捐赠", paper="donation"),
    Sample("project", "楼道出资", "楼道粉刷", paper="project"),
    Sample("survey", "调查结果", "楼道里挂什么", paper="survey"),
    Sample("job", "市场信息", "家门口的工作", paper="job"),
    Sample("pledge", "承诺", "公开承诺", paper="pledge"),
    Sample("post", "认岗", "党员认岗", paper="post"),
    Sample("review", "督办评议", "居民评议", paper="review"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--width", type=int, default=280, help="pixels of an upright sheet")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/assets/samples")
    parser.add_argument("--fonts", type=Path, help="a folder with a brush face")
    arguments = parser.parse_args()
    styles = load_styles(Path("none"), Faces())[0].by_name
    with tempfile.TemporaryDirectory() as folder:
        config = copy_demo(Path(folder), arguments.fonts)
        for style in styles:
            for sample in SAMPLES:
                take(config, sample, style, arguments.out, arguments.width)
    if arguments.out == ROOT / "docs/assets/samples":
        labels = {name: style.label for name, style in styles.items()}
        (ROOT / "docs/samples.md").write_text(page(labels), "utf-8")


def copy_demo(folder: Path, fonts: Path | None) -> Path:
    for name in ("docs", "galleries"):
        shutil.copytree(ROOT / name, folder / name)
    if fonts:
        shutil.copytree(fonts, folder / "fonts")
    return Path(shutil.copy(ROOT / "mkdocs.yml", folder))


def take(config: Path, sample: Sample, style: str, out: Path, width: int) -> None:
    """One page of one sheet as a PNG, `width` pixels wide where it is upright."""
    site, problems = load_site(config)
    assert site, problems
    options = replace(sample.options, selectors=(sample.selector, sample.paper), style=style)
    result = print_sheets(site, TODAY, Workshop(Store(site.cache)), options)
    # of what has a sheet for each of its days the first
    printed = next(done for done in result.printed if _is(sample, done.print))
    document = pypdfium2.PdfDocument(printed.pdf)
    wide, tall = document[sample.page].get_size()
    # an upright and a lying sheet of the same paper in one scale
    scale = (
        width / min(wide, tall) * (1 if width > 400 else min(1.0, 0.707 * max(wide, tall) / wide))
    )
    image = document[sample.page].render(scale=2 * scale).to_pil()
    document.close()
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    path = out / f"{sample.name}-{style}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if width <= 400:
        small = small.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def _is(sample: Sample, planned: Print) -> bool:
    identity = planned.sheet.identity
    return sample.selector in (planned.title, identity, identity.partition(":")[2])


def page(styles: dict[str, str]) -> str:
    """The Markdown of the samples: a list a kind of sheet, an item a style."""
    lines = [
        "---", "hide: [navigation, toc]", "---", "", "# 样张", "",
        "同一份清单，十几种纸，五种样式。这一页的图从演示社区做出来，没有加毛笔字体。", "",
    ]  # fmt: skip
    for sample in SAMPLES:
        lines += [f"## {sample.label}", ""]
        lines += [
            f"- ![{sample.label}，{label}](assets/samples/{sample.name}-{name}.png) {label}"
            for name, label in styles.items()
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
