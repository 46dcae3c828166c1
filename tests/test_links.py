"""A photo of a gallery lies in its folder: links that lead out of it are told, not followed."""

from __future__ import annotations

import pytest

from conftest import Sandbox, load

OUTSIDE = "photo：“{}”是指到画廊之外的链接"


@pytest.mark.parametrize("target", ["galleries/夏", "galleries-old", "elsewhere", "galleries"])
@pytest.mark.parametrize("what", ["file", "folder", "folder of a folder"])
def test_link_out_of_a_gallery_is_told(target: str, what: str, sandbox: Sandbox) -> None:
    """To another gallery, to a folder whose name begins alike, to any other place."""
    sandbox.photo(f"{target}/里/甲.jpg")
    home = sandbox.root / "galleries/春"
    home.mkdir()
    to = sandbox.root / target
    if what == "file":
        (home / "甲.jpg").symlink_to(to / "里/甲.jpg")
    elif what == "folder":
        (home / "更多").symlink_to(to / "里")
    else:
        (home / "更多").symlink_to(to)
    photo = {"file": "甲.jpg", "folder": "更多/甲.jpg"}.get(what, "更多/里/甲.jpg")
    sandbox.gallery(
        "春", f"title: 春\nat: nonghang/3/2\nworks:\n  - {{photo: {photo}, title: 山, alt: 山}}\n"
    )
    plan = load(sandbox.site())
    errors = [p for p in plan.problems if p.is_error and "绕成一圈" not in p.what]
    assert len(errors) == 1, plan.problems
    assert errors[0].what.startswith(
        ("photo：找不到照片", OUTSIDE.format(photo), f"photo：照片“{photo}”不在")
    )
    assert not plan.pictures.works


def test_link_inside_a_gallery_is_a_photo(sandbox: Sandbox) -> None:
    sandbox.photo("galleries/春/原图/甲.jpg")
    (sandbox.root / "galleries/春/乙.jpg").symlink_to("原图/甲.jpg")
    sandbox.gallery(
        "春", "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 乙.jpg, title: 山, alt: 山}\n"
    )
    plan = load(sandbox.site())
    assert [str(p) for p in plan.problems] == []
    assert set(plan.pictures.works) == {"work:春/乙"}


def test_gallery_that_is_itself_a_link_has_its_photos(sandbox: Sandbox) -> None:
    sandbox.photo("elsewhere/甲.jpg")
    sandbox.write(
        "elsewhere/gallery.yml",
        "title: 春\nat: nonghang/3/2\nworks:\n  - {photo: 甲.jpg, title: 山, alt: 山}\n",
    )
    (sandbox.root / "galleries/春").symlink_to(sandbox.root / "elsewhere")
    plan = load(sandbox.site())
    assert [str(p) for p in plan.problems] == []
    assert set(plan.pictures.works) == {"work:春/甲"}
