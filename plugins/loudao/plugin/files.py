"""What MkDocs is to publish of docs/: pages as text, derivatives in the place of photos."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..photos.names import is_litter, tells_by_name
from ..photos.plan import Picture
from ..plan.plan import Plan
from ..plan.strays import unpublished
from ..store import link_files
from ..story.build import Built


def decode_pages(files: Files, plan: Plan) -> None:
    """Pages that are not UTF-8 as text: MkDocs itself would stop at them."""
    for file in files.documentation_pages():
        read = plan.tree.texts.get(f"{plan.tree.docs}/{file.src_uri}")
        if read is None:
            continue
        if read.text is None:
            files.remove(file)
        elif read.problems:
            file.content_string = read.text


def leave_out(files: Files, plan: Plan) -> None:
    """Drafts, what no page links, and what systems leave about, are nothing for residents."""
    strays = {*unpublished(plan.tree), *plan.tree.kept_back}
    for file in list(files):
        own = file.src_dir == str(plan.site.docs)
        if own and (file.src_uri in strays or _is_left_about(file.src_uri)):
            files.remove(file)


def _is_left_about(uri: str) -> bool:
    """MkDocs knows best about names with a dot first: a site may want its `.nojekyll`."""
    name = uri.rpartition("/")[2]
    return is_litter(name) and not name.startswith(".")


def swap_photos(files: Files, built: Built) -> dict[str, Picture]:
    """Puts a derivative in the place of every original in docs/; pictures by their path.

    An original that gave no picture is left out: what a phone wrote into it is nobody's.
    """
    placed = {}
    docs_dir = str(built.plan.site.docs)
    photos = frozenset(built.plan.tree.page_photos)
    for file in list(files):
        if file.src_dir != docs_dir or file.abs_src_path is None:
            continue
        if not _is_photo(file.src_uri, photos):
            continue
        files.remove(file)
        if picture := built.plan.pictures.pages.get(file.src_uri):
            file.abs_src_path = str(built.made.media[picture.largest.uri])
            files.append(file)
            placed[file.src_uri] = picture
    for uri, sound in built.plan.recordings.pages.items():
        original = files.get_file_from_path(uri)
        if original:
            original.abs_src_path = str(sound.path)
    return placed


def _is_photo(uri: str, known: frozenset[str]) -> bool:
    """One that came while the others were made is a photo too, if its name says so."""
    return uri in known or bool(tells_by_name(uri))


class _LinkedFile(File):
    """A file of the store: linked into the site, where MkDocs would copy it.

    Nothing changed, 300 galleries: 2,000 PDFs and pictures of them cost 1.7 of 14 s as copies.
    """

    def copy_file(self, dirty: bool = False) -> None:
        link_files({self.dest_uri: Path(str(self.abs_src_path))}, Path(self.dest_dir))


def static_file(uri: str, content: Path | str, config: MkDocsConfig) -> File:
    if isinstance(content, str):
        return File.generated(config, uri, content=content)
    return _LinkedFile.generated(config, uri, abs_src_path=str(content))
