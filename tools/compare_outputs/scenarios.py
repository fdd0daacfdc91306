"""Everything that both checkouts are asked to do."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tools.compare_outputs import boards
from tools.compare_outputs.scenario import Command, Scenario

COMMANDS = (
    "demo",
    "new",
    "check",
    "update",
    "agree",
    "audit",
    "build",
    "close",
    "correct",
    "release",
    "import",
    "diff",
    "upgrade",
    "template",
    "template check",
    "template fields",
    "lint",
    "install-excel",
    "attach",
    "export",
)
_BOOK = "board.xlsx"
_PLAN = "board-business-plan.docx"
_JSON = ("--format", "json")
_NEW = ("new", _BOOK, "--board", "Ourshire Safeguarding Children Partnership", "--period")
_SPRING = ("--as-at", "2026-04-21")
_WINTER = ("--as-at", "2027-01-15")
_WHOLE = ("example", "blank", "layout_1", "layout_2", "objectives", "themes", "outcomes", "impact")
"""Boards that go through every command that works on one; others through the chief ones."""


def all_scenarios(old: Path, shared: Path, made: Path) -> list[Scenario]:
    """The scenarios, their inputs from OLD, the reference material and `made`.

    `made` is the folder of boards with flaws and the like, which are written if it is not there.
    """
    if not made.exists():
        made.mkdir(parents=True)
        _make_inputs(old, made)
    inputs = _inputs(old, made)
    return [
        *_usage(inputs),
        *_from_cold(inputs),
        *_fresh(inputs),
        *(each for name in _WHOLE for each in _board(name, inputs)),
        *(_flawed(name, inputs) for name in ("buttons", *boards.BOARDS) if name not in _WHOLE),
        *_papers(inputs),
        *_figures(inputs),
        *_comparisons(inputs),
        *_in_the_way(inputs),
        *_old_layouts(inputs),
        *_seeds(shared / "seeds" / "docx", inputs),
        *_corpus(shared / "corpus", inputs),
    ]


def _make_inputs(old: Path, made: Path) -> None:
    example, plan = old / "workbooks/example_board.xlsx", old / "word_templates/business_plan.docx"
    for name, edits in boards.BOARDS.items():
        boards.write_board(example, made / f"{name}.xlsx", edits)
    boards.write_table(made / "old_figures.xlsx", boards.OLD_FIGURES)
    boards.write_pasted(example, made / "pasted.xlsx", boards.OLD_FIGURES)
    boards.write_template(plan, made / "sound.docx", boards.SOUND_PARAGRAPHS)
    boards.write_template(plan, made / "faulty.docx", boards.FAULTY_PARAGRAPHS)
    boards.write_picture(made / "logo.png")
    (made / "bad.png").write_bytes((made / "logo.png").read_bytes()[:-9])
    (made / "text.xlsx").write_text("Not a workbook at all.\n")
    (made / "empty.xlsx").write_bytes(b"")


def _inputs(old: Path, made: Path) -> Mapping[str, Path]:
    """Every input by a short name."""
    return {
        **{path.stem: path for path in sorted(made.iterdir())},
        **{path.stem: path for path in sorted((old / "word_templates").glob("*.docx"))},
        "example": old / "workbooks/example_board.xlsx",
        "blank": old / "workbooks/blank_board.xlsx",
        "buttons": old / "workbooks/board.xlsm",
        "layout_1": old / "tests/workbooks/example_board_layout_1.xlsx",
        "layout_2": old / "tests/workbooks/example_board_layout_2.xlsx",
    }


# Help, usage, and Python started again


def _usage(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    helped = [(*name.split(), "--help") for name in COMMANDS]
    yield Scenario("help", ((), ("--help",), ("--version",), *helped))
    wrong: tuple[Command, ...] = (
        ("chek", _BOOK),
        ("check",),
        ("check", "--formatt", "json", _BOOK),
        ("check", "--format", "xml", _BOOK),
        ("check", "--as-at", "2026-13-01", _BOOK),
        ("build", _BOOK, "--only", "nonsense"),
        ("build", _BOOK, "--only", ","),
        ("close", _BOOK),
        ("close", _BOOK, "--period", " "),
        ("new", "board.txt", "--board", "Ours", "--period", "2026/27"),
        ("new", "fresh.xlsx", "--board", "Ours", "--period", "soon"),
        ("new", _BOOK, "--board", "Ours", "--period", "2026/27"),
        ("new", "no such folder/fresh.xlsx", "--board", "Ours", "--period", "2026/27"),
        ("import", "plan.docx"),
        ("import", "plan.docx", "--to", _BOOK, "--map", "Lead"),
        ("import", "plan.docx", "--to", _BOOK, "--add", "--replace"),
        ("import", "business_plan.docx", "--to", _BOOK, "--map", "Lead=Nothing of ours"),
        ("template",),
        ("template", "fields", "annual-report"),
        ("diff", _BOOK),
        ("export", _BOOK, "--format", "json"),
        ("install-excel",),
        ("install-excel", "--undo"),
        ("attach",),
    )
    files = {_BOOK: inputs["example"], "business_plan.docx": inputs["business_plan"]}
    yield Scenario("wrong usage", wrong, files)
    unread: tuple[Command, ...] = tuple(
        command
        for name in ("missing.xlsx", "text.xlsx", "empty.xlsx", "folder.xlsx", "plan.docx", "a.doc")
        for command in (
            ("check", name),
            ("check", name, *_JSON),
            ("update", name),
            ("build", name),
            ("close", name, "--period", "Q1"),
            ("export", name),
            ("upgrade", name),
            ("lint", name),
            ("template", "check", name, *_JSON),
            ("diff", _BOOK, name),
            ("import", name, "--to", _BOOK),
            ("import", "plan.docx", "--to", name),
        )
    )
    files = {
        _BOOK: inputs["blank"],
        "text.xlsx": inputs["text"],
        "empty.xlsx": inputs["empty"],
        "folder.xlsx/file.txt": inputs["text"],
        "plan.docx": inputs["business_plan"],
        "a.doc": inputs["text"],
    }
    yield Scenario("unreadable", unread, files)


def _from_cold(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    """A module that needs another to have been loaded first fails here and nowhere else."""
    files = {_BOOK: inputs["example"], "plan.docx": inputs["business_plan"]}
    commands: tuple[Command, ...] = (
        ("--version",),
        ("demo", "demo"),
        ("new", "new.xlsx", "--board", "Ours", "--period", "2026-2028"),
        ("new", "new.xlsm", "--board", "Ours", "--period", "2026/27"),
        ("check", _BOOK),
        ("check", "missing.xlsx"),
        ("update", _BOOK),
        ("build", _BOOK),
        ("build", _BOOK, "--publish"),
        ("close", _BOOK, "--period", "Q1"),
        ("export", _BOOK, "--published"),
        ("diff", _BOOK, "new.xlsx", "--word", "papers"),
        ("import", "plan.docx", "--to", "new.xlsx"),
        ("import", _BOOK, "--to", _BOOK),
        ("upgrade", _BOOK),
        ("template", "check", "plan.docx"),
        ("template", "fields"),
        ("lint", "plan.docx"),
        ("install-excel",),
        ("attach",),
    )
    yield Scenario("cold", commands, files, is_cold=True)


# Boards


def _fresh(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    yield Scenario(
        "demo",
        (
            ("demo",),
            ("demo",),
            ("demo", "elsewhere/deep"),
            ("template", "fields"),
            ("template", "fields", *_JSON),
            ("template", "fields", "plan-changes"),
            ("template", "fields", "plan-changes", *_JSON),
        ),
    )
    for ending in ("xlsx", "xlsm"):
        book = f"Our board.{ending}"
        new = ("new", book, "--board", 'A & B "<partnership>"', "--period", "2026-2028")
        every = (new, ("check", book, *_SPRING), ("update", book, *_SPRING),
                 ("build", book, *_SPRING), ("export", book, *_SPRING), ("upgrade", book), new,
                 ("close", book, "--period", "Q1", *_SPRING))  # fmt: skip
        yield Scenario(f"new/{ending}", every)


def _board(name: str, inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    """One workbook in every command that works on one."""
    files = _with_pictures(inputs[name], inputs)
    book = next(iter(files))
    read = (
        ("check", book),
        ("check", book, *_JSON),
        ("check", book, *_WINTER),
        ("export", book),
        ("export", book, "--published"),
        ("upgrade", book),
    )
    update = (("update", book), ("update", book, *_WINTER, *_JSON), ("check", book))
    build = (
        ("build", book),
        ("build", book, *_JSON),
        ("build", book, "--publish", "--out", "published"),
        ("build", book, "--strict", "--out", "strict", *_WINTER),
        ("lint", _PLAN),
    )
    close = (
        ("close", book, "--period", "Approved plan", *_SPRING),
        ("close", book, "--period", "2026/27 Q2", "--out", "papers"),
        ("close", book, "--period", "2026/27 Q2"),
        ("agree", book, "--group", "Executive group", "--on", "2026-10-21", "--all-but", "1.4"),
        (
            "correct",
            book,
            "--period",
            "2026/27 Q2",
            "--what",
            "rating",
            "--of",
            "A-0001",
            "--to",
            "Amber",
            "--reason",
            "Typed in the wrong row",
        ),
        ("audit", book),
        ("audit", book, *_JSON),
        ("release", book, "Report for Q2"),
        ("release", book, "Report for Q2", "--accept", "texts", "--accept", "areas"),
        ("check", book, *_WINTER),
        ("build", book, *_WINTER),
    )
    commands = {"read": read, "update": update, "build": build, "close": close}
    for family, words in commands.items():
        yield Scenario(f"{name}/{family}", words, files)


def _flawed(name: str, inputs: Mapping[str, Path]) -> Scenario:
    files = _with_pictures(inputs[name], inputs)
    book = next(iter(files))
    commands = (
        ("check", book),
        ("check", book, *_JSON),
        ("export", book, "--published"),
        ("update", book),
        ("build", book),
        ("build", book, "--publish", "--out", "published"),
    )
    return Scenario(name, commands, files)


def _with_pictures(book: Path, inputs: Mapping[str, Path]) -> dict[str, Path]:
    pictures = {"logo.png": inputs["logo"], "bad.png": inputs["bad"]}
    return {f"board{book.suffix}": book, **pictures}


def _papers(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    example = {_BOOK: inputs["example"]}
    own = ("build", _BOOK, "--templates", "own")
    yield Scenario(
        "templates/sound",
        (
            ("template", "check", "own/business_plan.docx"),
            own,
            (*own, "--publish"),
            (*own, "--strict", *_JSON),
            ("build", "themes.xlsx", "--templates", "own"),
        ),
        {**example, "own/business_plan.docx": inputs["sound"], "themes.xlsx": inputs["themes"]},
    )
    faulty = "own/business_plan.docx"
    yield Scenario(
        "templates/faulty",
        (
            ("template", "check", faulty),
            ("template", "check", faulty, *_JSON),
            own,
            (*own, *_JSON),
            ("build", _BOOK, "--templates", "nowhere"),
            ("build", _BOOK, "--templates", _BOOK),
        ),
        {**example, faulty: inputs["faulty"]},
    )
    shipped = {f"{path.stem}.docx": path for path in inputs.values() if path.suffix == ".docx"}
    yield Scenario(
        "templates/shipped",
        (
            ("template", "check", *shipped, *_JSON),
            ("lint", *shipped, *_JSON),
        ),
        shipped,
    )
    yield Scenario(
        "build/choices",
        (
            ("build", _BOOK, "--only", "business-plan"),
            ("build", _BOOK, "--only", " business-plan , ", "--out", "deep/papers", *_JSON),
            ("build", _BOOK, "--pdf"),
            ("build", _BOOK, "--publish", "--strict", *_JSON),
        ),
        example,
    )


def _figures(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    old = ("import", "old.xlsx", "--to", _BOOK)
    files = {_BOOK: inputs["example"], "old.xlsx": inputs["old_figures"]}
    yield Scenario(
        "import/figures",
        ((*old, "--dry-run"), (*old, "--dry-run", *_JSON), old, old, (*old, *_JSON),
         (*old, "--replace"), ("check", _BOOK), ("update", _BOOK), ("export", _BOOK)),
        files,
    )  # fmt: skip
    paste = ("import", _BOOK, "--to", _BOOK)
    yield Scenario(
        "import/paste",
        ((*paste, "--dry-run"), paste, paste, (*paste, "--replace", *_JSON), ("check", _BOOK)),
        {_BOOK: inputs["pasted"]},
    )


def _comparisons(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    for other in ("plan_cells", "plan_words", "blank", "layout_1"):
        diff = ("diff", "before.xlsx", "after.xlsx")
        files = {"before.xlsx": inputs["example"], "after.xlsx": inputs[other]}
        yield Scenario(
            f"diff/{other}",
            (diff, (*diff, *_JSON), (*diff, "--word", "papers", *_WINTER),
             ("lint", "papers/before-after-plan-changes.docx"),
             ("diff", "after.xlsx", "before.xlsx", "--word", "papers")),
            files,
        )  # fmt: skip


def _in_the_way(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    """Several workbooks, files that are open or edited, folders that are none."""
    example, text = inputs["example"], inputs["text"]
    books = ("a/board.xlsx", "missing.xlsx", "b/board.xlsx", "text.xlsx")
    yield Scenario(
        "many",
        (
            ("check", *books),
            ("check", *books, *_JSON),
            ("update", *books, *_JSON),
            ("build", *books, "--out", "papers"),
            ("build", *books, *_JSON),
            ("lint", "a/board-business-plan.docx", "missing.docx", *_JSON),
        ),
        {"a/board.xlsx": example, "b/board.xlsx": inputs["plan_cells"], "text.xlsx": text},
    )
    for mark in (f"~${_BOOK}", f".~lock.{_BOOK}#"):
        yield Scenario(
            f"open elsewhere/{mark[1]}",
            (
                ("check", _BOOK),
                ("update", _BOOK, *_WINTER),
                ("update", _BOOK, *_WINTER, *_JSON),
                ("close", _BOOK, "--period", "Q2"),
                ("import", "plan.docx", "--to", _BOOK, "--add"),
                ("build", _BOOK),
            ),
            {_BOOK: example, mark: text, "plan.docx": inputs["business_plan"]},
        )
    yield Scenario(
        "locked by another run",
        (("update", _BOOK, *_WINTER),),
        {_BOOK: example},
        held=f".{_BOOK}.lock",
    )
    yield Scenario(
        "edited papers",
        (
            ("build", _BOOK),
            ("build", _BOOK),
            ("build", _BOOK, "--publish"),
            ("build", _BOOK, *_JSON),
            ("close", _BOOK, "--period", "Q2"),
            ("build", _BOOK, "--out", "file/papers"),
        ),
        {_BOOK: example, _PLAN: inputs["sound"], "file": text},
    )


def _old_layouts(inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    for name in ("layout_1", "layout_2"):
        again = (("upgrade", _BOOK), ("upgrade", _BOOK), ("check", "board (layout 4).xlsx"))
        yield Scenario(f"{name}/upgrade", again, {_BOOK: inputs[name]})
    yield Scenario("upgrade/others", tuple(("upgrade", f"{name}.xlsx") for name in boards.BOARDS),
                   {f"{name}.xlsx": inputs[name] for name in boards.BOARDS})  # fmt: skip


# The reference material


def _seeds(folder: Path, inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    """Real plans, each taken into a fresh workbook and all the way to a paper of our own."""
    take = ("import", "plan.docx", "--to", _BOOK)
    for plan in sorted(folder.glob("*.docx")):
        yield Scenario(
            f"seeds/{plan.stem}",
            (
                (*_NEW, "2026/27"),
                (*take, "--dry-run"),
                (*take, "--dry-run", *_JSON),
                take,
                ("check", _BOOK, *_SPRING),
                ("check", _BOOK, *_SPRING, *_JSON),
                ("build", _BOOK, *_SPRING),
                ("build", _BOOK, *_SPRING, "--publish"),
                ("export", _BOOK, *_SPRING),
                ("export", _BOOK, *_SPRING, "--published"),
                take,
                (*take, "--add"),
                (*take, "--replace", "--map", "Who=Lead"),
                ("update", _BOOK, *_SPRING),
                ("export", _BOOK, *_SPRING),
                ("lint", "plan.docx", _PLAN),
            ),
            {"plan.docx": plan},
        )
        yield Scenario(
            f"seeds/{plan.stem} into the example",
            (take, (*take, "--add"), ("check", _BOOK), ("diff", "before.xlsx", _BOOK)),
            {"plan.docx": plan, _BOOK: inputs["example"], "before.xlsx": inputs["example"]},
        )


def _corpus(folder: Path, inputs: Mapping[str, Path]) -> Iterator[Scenario]:
    """Awkward and damaged files of others, each in every command that reads one."""
    for path in sorted((*folder.glob("xlsx/*"), *folder.glob("docx/*"))):
        yield Scenario(
            f"corpus/{path.parent.name}/{path.name}",
            (
                ("check", path.name),
                ("lint", path.name),
                ("template", "check", path.name),
                ("import", path.name, "--to", _BOOK, "--dry-run"),
            ),
            {path.name: path, _BOOK: inputs["blank"]},
            seconds=60,
        )
