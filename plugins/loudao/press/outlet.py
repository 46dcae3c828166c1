"""The PDFs that the site offers, and pictures of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..plan.file import File
from ..plan.made import Made
from ..plan.plan import Plan


def render_prints(plan: Plan, made: Made) -> Iterator[File]:
    """`print/NAME.pdf` for each, and the derivatives of its picture."""
    for printed in made.prints:
        yield File(f"print/{printed.print.name}.pdf", printed.pdf)
        for uri, path in printed.files.items():
            yield File(uri, path)
