"""The plugin's options in mkdocs.yml; `model/settings.py` says what each one means."""

from __future__ import annotations

from mkdocs.config import base
from mkdocs.config import config_options as c


class LoudaoConfig(base.Config):  # type: ignore[no-untyped-call]
    galleries_dir = c.Type(str, default="galleries")
    """Folder with places.yml and the galleries."""
    cache_dir = c.Type(str, default=".cache/loudao")
    """Folder of made pictures and PDFs; may be deleted at any time."""
    fonts_dir = c.Type(str, default="fonts")
    """Folder of additional faces for the press."""
    kinds_dir = c.Type(str, default="kinds")
    """Folder of the site's own kinds."""
    styles_dir = c.Type(str, default="styles")
    """Folder of the site's own styles."""
    code_address = c.Type(str, default="")
    """What printed codes start with; site_url when empty."""
    jobs = c.Type(int, default=0)
    """Photos worked on at a time; 0 for one per core."""
    photo_formats = c.ListOfItems(c.Choice(("webp", "avif")), default=["webp"])
    """Formats besides JPEG."""
    photo_exact = c.Type(bool, default=False)
    """Sizes at just 1920, 960, 480, 256 px, instead of near them."""
    photo_megapixels = c.Type(int, default=200)
    """Photos of more millions of pixels are not opened."""
    frozen = c.Type(bool, default=False)
    """Nothing is printed that would add a code to codes.yml."""
    keep_going = c.Type(bool, default=False)
    """Build what can be built in spite of errors, and still fail at the end."""
    raw_html = c.Type(bool, default=False)
    """HTML of pages as it is written, with what runs and what asks abroad."""
    pages = c.Choice(("ours", "theme"), default="ours")
    """In whose frame pages of docs/ are shown."""
    icp = c.Type(str, default="")
    """The number under which a site on the Chinese mainland is registered; stands in its foot."""
    public = c.Type(dict, default={})
    """Phones and the like that may be public: themselves → why."""
    publish = c.Type(dict, default={})
    """Where `loudao publish` takes the site: name → destination."""
