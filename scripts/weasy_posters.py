"""The bench's posters as WeasyPrint sets them: the same words, photos and code in HTML."""

from __future__ import annotations

import html
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loudao.codes.qr import make_symbol
from loudao.press.jobs import Press
from loudao.press.make import SetSheet

INTRO = "银行退下来的老同事们，三年前在二单元支起一张画案。如今从一层到六层，一步一景。"


@contextmanager
def cpu(into: list[float]) -> Iterator[None]:
    """Adds milliseconds of this process's CPU."""
    started = time.process_time()
    yield
    into.append((time.process_time() - started) * 1000)


def told(sheet: SetSheet) -> dict[str, Any]:
    """What its template is told, in one."""
    return {**sheet.lowered.data["says"], **sheet.lowered.data["sets"]}


def weasy_ms(posters: Sequence[SetSheet], press: Press) -> float | None:
    """The median of what WeasyPrint spends on the same posters; None where it is not there."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    fonts = [path for folder in press.fonts for path in sorted(Path(folder).rglob("*.ttf"))]
    css = "".join(
        f"@font-face{{font-family:F{n};src:url({p.absolute().as_uri()})}}"
        for n, p in enumerate(fonts)
    )
    config = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=config)
    spent: list[float] = []
    for poster in posters:
        with cpu(spent):
            page = weasyprint.HTML(string=as_html(told(poster), Path(press.store)))
            page.write_pdf(stylesheets=[sheet], font_config=config, pdf_variant="pdf/ua-1")
    return statistics.median(spent[1:])


def as_html(data: Mapping[str, Any], root: Path) -> str:
    """The poster's words, photos and code where our own layout put them."""
    cells = "".join(
        f'<figure style="left:{w["x"] + 20}mm;top:{w["y"] + 80}mm;width:{w["w"]}mm">'
        f'<img src="{(root / w["image"]["path"].lstrip("/")).as_uri()}" '
        f'alt="{html.escape(w["image"]["alt"])}" '
        f'style="width:{w["w"]}mm;height:{w["h"]}mm"><figcaption><b>{html.escape(w["title"])}</b><br>'
        f"{html.escape(w['artist'])}</figcaption></figure>"
        for w in data["works"]
    )
    symbol = make_symbol(data["code"].address, data["code"].side_mm).svg
    facts = "".join(f"<p>{html.escape(a)} {html.escape(b)}</p>" for a, b in data["facts"])
    return (
        f"<html lang=zh><title>{html.escape(data['title'])}</title><style>"
        "@page{size:297mm 420mm;margin:0}body{font-family:F0,F1,F2;margin:0}"
        "figure{position:absolute;margin:0;text-align:center}h1{font-size:36mm;margin:10mm 20mm}"
        ".foot{position:absolute;left:20mm;top:330mm;width:170mm}"
        ".code{position:absolute;left:205mm;top:330mm;width:70mm}</style>"
        f"<h1>{html.escape(data['title'])}</h1>{cells}<div class=foot>{INTRO}{facts}</div>"
        f"<div class=code>{symbol}</div>"
    )
