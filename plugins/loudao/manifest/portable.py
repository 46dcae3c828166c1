"""The words of a PDF that staff put on the site."""

from __future__ import annotations

from collections.abc import Iterator

_MOST_PAGES = 200


def lines_of_pdf(data: bytes) -> Iterator[tuple[int, str]]:
    """Every line with the page that it is on, from 1; nothing where it is damaged or locked."""
    import pypdfium2  # 60 ms; few sites offer a PDF

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(len(document), _MOST_PAGES)):
            text = document[number].get_textpage().get_text_bounded()
            for line in text.splitlines():
                yield number + 1, line
    finally:
        document.close()
