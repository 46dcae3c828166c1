"""The house holds what its plan promises: each of these fails when somebody breaks it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import loudao
from conftest import TODAY, Sandbox, copy_demo, example_site, open_workshop, print_sheets
from loudao.codes.codes import Codes
from loudao.codes.ledger import assign_codes
from loudao.compose.brief import Brief
from loudao.kinds import load_kinds
from loudao.kinds.kind import Kind, Paper, clashes
from loudao.manifest.site import load_site
from loudao.plan.plan import make_plan, with_prints
from loudao.plan.prints import plan_sheet
from loudao.plan.sheets import read_places, read_sheet
from loudao.richtext import read_page, render_html
from loudao.story.build import build
from loudao.story.printing import PrintOptions
from loudao.story.round import make_round

PACKAGE = Path(loudao.__file__).parent
KINDS, _ = load_kinds()
NAMES = {kind.name for kind in KINDS} | set(KINDS.papers)

THROW_AWAY = Path(__file__).parent / "kinds" / "questionnaire"
"""A kind with a table, two papers, a list page, parts, entries and a check."""


def sources() -> Iterator[Path]:
    """Every module outside the folders of kinds."""
    for path in sorted(PACKAGE.rglob("*.py")):
        below = path.relative_to(PACKAGE).parts
        if below[0] != "kinds" or len(below) == 2:
            yield path


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no documentation, with its line."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def test_nobody_but_its_folder_names_a_kind_or_a_paper() -> None:
    """Invariant 1. Only kinds/__init__ says which kinds come first and which is the default."""
    named = [
        f"{path.relative_to(PACKAGE)}:{line}: {text}"
        for path in sources()
        if path != PACKAGE / "kinds/__init__.py"
        for line, text in strings_in(path)
        if text in NAMES
    ]
    assert named == []


def test_no_room_is_crowded() -> None:
    """A module fits into 250 lines, a function into 40."""
    crowded = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if text.count("\n") > 250:
            crowded.append(str(path.relative_to(PACKAGE)))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                crowded.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert crowded == []


def test_kinds_import_no_other_kind_and_nobody_imports_one() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("kinds/*/model.py")}
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        own = path.relative_to(PACKAGE).parts
        own_kind = own[1] if own[0] == "kinds" and len(own) > 2 else ""
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            named = set(module.split(".")) & (folders - {own_kind})
            is_kind = "kinds" in module or own[0] == "kinds"
            if named and is_kind:
                found.append(f"{path.relative_to(PACKAGE)} imports {module}")
    assert found == []


def test_a_default_kind_is_explicit_and_no_alphabet_decides() -> None:
    assert KINDS.default == "gallery"
    assert KINDS.imply({"title", "works"}).name == "gallery"
    assert KINDS.imply({"title", "from", "works"}).name == "exhibition"
    assert min(KINDS.named("manifest")) != KINDS.default


def test_names_of_kinds_and_papers_do_not_clash() -> None:
    assert clashes(KINDS) == {}
    roster = KINDS["roster"]
    assert roster.papers[0].name == roster.name
    stolen = Kind(
        "fresh", "新的", Path(), roster.fields, "manifest",
        papers=(Paper("roster", "值班表", "x.typ", lambda sheet, brief: ()),),
    )  # fmt: skip
    assert clashes([*KINDS, stolen]) == {"fresh": "纸的名字“roster”已经是一个类别"}


def add_questionnaire(box: Sandbox) -> None:
    box.write(
        "galleries/问卷/print.yml",
        "kind: questionnaire\ntitle: 楼道问卷\nat: nonghang/3/2\nboards: [east-gate]\n"
        "from: 2026-11-20\nuntil: 2026-12-20\n"
        "rows:\n  - {address: 东门, side: 甲方, code: 红}\n"
        "  - {address: 西门, side: 乙方, code: 蓝}\n",
    )


def test_throw_away_kind_of_a_site_builds_prints_and_is_on_the_round(sandbox: Sandbox) -> None:
    """Invariant 2, in a site's own folder."""
    shutil.copytree(THROW_AWAY, sandbox.root / "kinds/questionnaire")
    add_questionnaire(sandbox)
    check_questionnaire(sandbox.root)


def test_throw_away_kind_of_the_package_builds_prints_and_is_on_the_round(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    """Invariant 2, as one more folder of ours: nothing else is touched."""
    inside = tmp_path / "package"
    shutil.copytree(PACKAGE, inside / "loudao", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(THROW_AWAY, inside / "loudao/kinds/questionnaire")
    add_questionnaire(sandbox)
    script = "import sys, test_house; from pathlib import Path; test_house.check_questionnaire(Path(sys.argv[1]))"
    environment = os.environ | {"PYTHONPATH": f"{inside}:{Path(__file__).parent}"}
    command = [sys.executable, "-c", script, str(sandbox.root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def check_questionnaire(root: Path) -> None:
    """What every new kind gets without a line elsewhere."""
    site, _ = load_site(root / "mkdocs.yml")
    assert site is not None
    workshop = open_workshop(site)
    built = build(site, TODAY, workshop)
    assert [str(p) for p in built.problems] == []
    files = {file.uri: str(file.content) for file in built.files}
    page = files["sheets/问卷/index.html"]
    assert "东门" in page and "共 2 项" in page
    assert "楼道问卷" in files["places/nonghang/3/2/index.html"]
    assert "<h2>问卷调查</h2>" in files["places/nonghang/3/2/index.html"]
    assert "楼道问卷" in files["boards/east-gate/index.html"]
    assert "SUMMARY:问卷截止：楼道问卷" in files["calendar.ics"]
    assert "print/楼道问卷-问卷海报-A4.pdf" in files
    result = print_sheets(
        site, TODAY, PrintOptions(("questionnaire-poster", "questionnaire-slips"))
    )
    assert [str(p) for p in result.problems] == []
    assert [o.printed.print.paper.name for o in result.orders] == [
        "questionnaire-poster",
        "questionnaire-slips",
    ]
    assert [o.copies for o in result.orders] == [2, 1]
    tasks, _ = make_round(make_plan(site, TODAY, workshop), workshop)
    assert {(t.action, t.name) for t in tasks if "问卷" in t.name} == {
        ("hang", "楼道问卷（问卷海报）")
    }
    manifest = root / "galleries/问卷/print.yml"
    manifest.write_text(manifest.read_text("utf-8").replace("甲方", "丙方"), "utf-8")
    plan = with_prints(make_plan(site, TODAY, workshop))
    versions = {p.paper.name: p.version for p in plan.prints if p.sheet.kind == "questionnaire"}
    before = {o.printed.print.paper.name: o.printed.print.version for o in result.orders}
    assert versions["questionnaire-slips"] != before["questionnaire-slips"], (
        "side is a word like any other"
    )
    manifest.write_text(manifest.read_text("utf-8").replace("2026-12-20", "2026-11-20"), "utf-8")
    assert [p.what for p in make_plan(site, TODAY, workshop).problems] == ["问卷至少要开三天"]


EXAMPLES = [kind.name for kind in KINDS if (kind.folder / "example").is_dir()]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Sandbox:
    """A site with the example of every kind."""
    return example_site(tmp_path_factory.mktemp("examples"), KINDS)


@pytest.mark.parametrize("style", ["ink", "red", "fresh", "festival", "plain"])
def test_every_example_is_set_in_every_style_and_its_codes_are_read(
    style: str, examples: Sandbox
) -> None:
    """Invariant 3."""
    result = print_sheets(examples.site(), TODAY, PrintOptions(("all",), style=style))
    assert [str(p) for p in result.problems if p.is_error] == []
    printed = Counter(done.print.paper.name for done in result.printed)
    assert set(printed) == set(KINDS.papers)
    for order in result.orders:
        marked = {code.identity for code in order.printed.print.codes}
        assert len(order.proof.codes) >= bool(marked)
        assert order.proof.sound


def test_examples_say_nothing_that_is_a_problem(examples: Sandbox) -> None:
    assert set(EXAMPLES) == {kind.name for kind in KINDS if kind.source != "derived"}
    assert [str(p) for p in examples.build().problems] == []


def test_folders_are_walked_once_and_words_read_once(tmp_path: Path) -> None:
    """Invariant 4, of the site's own folders; `test_one_decode.py` counts the photos."""
    box = copy_demo(tmp_path / "demo")
    site = box.site()
    workshop = open_workshop(site)
    walked: Counter[str] = Counter()
    read: Counter[str] = Counter()
    with watched() as events:
        built = build(site, TODAY, workshop)
    assert not built.has_errors
    own = (str(site.galleries), str(site.docs))
    for event, path in events:
        if path.startswith(own):
            counter = read if event == "open" else walked
            counter[os.path.relpath(path, site.root)] += 1
    assert walked and set(walked.values()) == {1}
    words = {n: c for n, c in read.items() if n.endswith((".md", ".yml", ".csv"))}
    assert words and set(words.values()) == {1}


def test_nothing_is_read_twice_of_the_store_and_of_the_package(tmp_path: Path) -> None:
    """Journals, templates, style sheets, by a build and by a print that find all in the store."""
    box = copy_demo(tmp_path / "demo")
    site = box.site()
    everything = PrintOptions(("all",))
    for _ in range(3):  # the first print binds codes, the second build offers what says so
        read: Counter[str] = Counter()
        for run in (
            lambda: build(site, TODAY, open_workshop(site)),
            lambda: print_sheets(site, TODAY, everything),
        ):
            with watched() as events:
                run()
            opened = Counter(path for event, path in events if event == "open")
            read |= Counter({p: n for p, n in opened.items() if p.startswith(watched_folders(box))})
    assert len(read) > 50
    assert {path: count for path, count in read.items() if count > 1} == {}


def watched_folders(box: Sandbox) -> tuple[str, ...]:
    return str(box.root / ".cache"), str(PACKAGE)


def test_nothing_of_compose_and_kinds_asks_the_disk_or_the_network(examples: Sandbox) -> None:
    """Invariant 5."""
    plan = make_plan(examples.site(), TODAY, open_workshop(examples.site()))
    list(plan.community.at_place)
    render_html("Python-Markdown looks for its extensions among the installed ones, once.")
    read_page("The same.")
    with watched() as events:
        planned = with_prints(plan)
    assert len(planned.prints) > len(EXAMPLES)
    assert events == []


def test_text_in_an_editor_has_the_problems_of_the_file(sandbox: Sandbox) -> None:
    """Invariant 6: over every kind's example, whole and with each of its lines spoilt."""
    tried = 0
    for name in EXAMPLES:
        for path in sorted((KINDS[name].folder / "example").glob("*.*")):
            text = path.read_text("utf-8")
            below = path.name if path.suffix == ".md" else f"{name}/{path.name}"
            shown = f"docs/{below}" if path.suffix == ".md" else f"galleries/{below}"
            for spoilt in spoil(text):
                sandbox.write(shown, spoilt)
                site = sandbox.site()
                from_disk = {
                    str(p) for p in make_plan(site, TODAY, open_workshop(site)).problems
                    if p.mark.path == shown
                }  # fmt: skip
                _, problems = read_sheet(spoilt, shown, KINDS)
                told = {str(p) for p in problems}
                assert told <= from_disk, spoilt
                tried += bool(told)
            (sandbox.root / shown).unlink()
    assert tried > 40


def spoil(text: str) -> Iterator[str]:
    """The text, and the text with one line broken in some way."""
    yield text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if ":" in line:
            for broken in (line.replace(":", "：", 1), "\t" + line, line.split(":")[0] + "x: 1"):
                yield "\n".join([*lines[:number], broken, *lines[number + 1 :]])


def test_one_sheet_is_planned_without_a_look_at_the_others(sandbox: Sandbox) -> None:
    """The desk's door: from text to a print, with no disk and no other sheet."""
    network, _, problems = read_places(
        (sandbox.root / "galleries/places.yml").read_text("utf-8"), "galleries/places.yml", "x"
    )
    assert problems == []
    text = "title: 春\nat: nonghang/3/2\nworks:\n  - {title: 诗, text: 白日依山尽}\n"
    sheet, problems = read_sheet(text, "galleries/春/gallery.yml", KINDS)
    assert problems == [] and sheet is not None
    plan = make_plan(sandbox.site(), TODAY, open_workshop(sandbox.site()))
    ledger, _ = assign_codes(
        plan.codes.ledger, [sheet.identity, sheet.work_identity(sheet.fields.all_works[0])]
    )
    brief = Brief(plan.community, plan.styles, Codes(plan.codes.base, ledger))
    with watched() as events:
        prints = list(plan_sheet(sheet, KINDS, brief))
    names = ["春-海报-A3", "春-展签-A4", "春-图录-A4", "春-布展图-A4"]
    assert [p.name for p in prints] == names
    assert events == []
    assert network.places["nonghang/3/2"].full_name == plan.community.names("nonghang/3/2", ())


_WATCHERS: list[list[tuple[str, str]]] = []
"""Who wants to hear; audit hooks cannot be taken back, so one stays."""


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """Every file and folder that this process opens, and every socket, while it is on."""
    if not hasattr(sys, "_loudao_watched"):
        sys.addaudithook(_note)
        sys._loudao_watched = True  # type: ignore[attr-defined]
    events: list[tuple[str, str]] = []
    _WATCHERS.append(events)
    try:
        yield events
    finally:
        _WATCHERS.remove(events)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHERS and event in ("open", "os.scandir", "os.listdir", "socket.connect"):
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            _WATCHERS[-1].append((event, os.fsdecode(path)))
