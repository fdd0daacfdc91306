"""What `import toolkit` offers in Python: boards, frames, measures, one sentence for a fault."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import toolkit as tk
from tests.builders import AS_AT, action, board, datum, file_of, indicator, place_of
from toolkit.values.errors import FileMissing, NotABoardWorkbook, WrongUse

pandas = pytest.importorskip("pandas")

FULL = file_of(
    board(
        [action(due=date(2026, 6, 30), process_agreed="Red"), action(id="A-0002", ref="1.2")],
        Indicators=[indicator(target=90)],
        Data=[datum(value=97), datum(period="2026/27 Q1", value=None, status="Suppressed")],
    )
)
FRAMES = ("findings", "actions", "data", "scorecard")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "board.xlsx").write_bytes(FULL)
    return tmp_path / "board.xlsx"


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys, toolkit; print([m for m in sys.modules if m.startswith('toolkit.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", tk.__all__)
def test_every_public_name_is_there_and_described(name: str) -> None:
    assert getattr(tk, name).__doc__


def test_its_names_are_all_that_is_offered_for_completion() -> None:
    assert [name for name in dir(tk) if not name.startswith("_")] == sorted(tk.__all__)


def test_a_notebook_shows_the_sentence_of_an_error_and_no_traceback() -> None:
    with pytest.raises(tk.ToolkitError) as stop:
        tk.open("Our board.xlsx")

    (shown,) = stop.value._render_traceback_()
    assert shown.startswith("Our board.xlsx is not there. Check the name")


def test_another_name_is_told_to_be_none() -> None:
    with pytest.raises(AttributeError, match=r"its public names are in toolkit\.__all__"):
        _ = tk.opne


class TestABoard:
    @pytest.mark.parametrize("given", ["text", "path", "bytes"])
    def test_is_opened_from_a_file_or_its_bytes(self, path: Path, given: str) -> None:
        source = {"text": str(path), "path": path, "bytes": FULL}[given]

        opened = tk.open(source, as_at="2026-10-09")

        assert opened.name == "Ourshire Safeguarding Children Partnership"
        assert opened.as_at == date(2026, 10, 9)
        assert [each.ref for each in opened.actions] == ["1.1", "1.2"]

    def test_is_opened_as_at_the_day_of_a_moment(self, path: Path) -> None:
        for moment in (datetime(2026, 10, 9, 16, 30, tzinfo=UTC), pandas.Timestamp(2026, 10, 9)):
            assert tk.open(path, as_at=moment).as_at == date(2026, 10, 9)

    def test_takes_an_earlier_workbook_as_bytes_and_no_templates(self, path: Path) -> None:
        papers = tk.open(path).build("plan-changes", since=FULL, templates=None)

        assert set(papers) == {"plan-changes"}

    def test_is_shown_in_two_lines(self, path: Path) -> None:
        assert repr(tk.open(path, as_at=AS_AT)).splitlines()[1].startswith("2 actions, 1 indicator")

    def test_says_in_a_notebook_how_many_rows_there_are(self, path: Path) -> None:
        assert repr(tk.open(path).actions) == "<2 actions; to_frame() shows them>"

    def test_floods_no_notebook_with_its_records(self, path: Path) -> None:
        checked = tk.open(path)._checked

        assert all(len(repr(each)) < 200 for each in (checked, checked.board, checked.results))

    def test_floods_no_notebook_with_a_row_of_the_scorecard(self, path: Path) -> None:
        row = tk.open(path, as_at=AS_AT).scorecard[0]

        assert repr(row).startswith(f"<Result {row.indicator.code} in {row.area}, ")
        assert len(repr(row)) < 100

    def test_gives_a_frame_of_some_of_its_rows(self, path: Path) -> None:
        frame = tk.open(path).actions[1:].to_frame()

        assert frame["ref"].tolist() == ["1.2"]

    def test_of_a_file_is_updated_there(self, path: Path) -> None:
        (path.parent / "no ids.xlsx").write_bytes(file_of(board([action(id=None)])))

        updated = tk.open(path.parent / "no ids.xlsx").update()

        assert [each.id for each in updated.actions] == ["A-0001"]
        assert tk.open(path.parent / "no ids.xlsx").actions[0].id == "A-0001"

    def test_of_bytes_is_updated_into_new_bytes(self) -> None:
        before = tk.open(file_of(board([action(id=None)])))

        updated = before.update()

        assert before.actions[0].id == ""
        assert tk.open(updated.to_bytes()).actions[0].id == "A-0001"

    def test_writes_its_papers_and_says_where(self, path: Path) -> None:
        papers = tk.open(path).build("business-plan", out=path.parent / "papers")

        assert papers == {"business-plan": path.parent / "papers" / "board-business-plan.docx"}
        assert papers["business-plan"].is_file()

    def test_writes_the_paper_on_what_changed_since_another(self, path: Path) -> None:
        (path.parent / "old.xlsx").write_bytes(file_of(board([action()])))

        papers = tk.open(path).build(since=path.parent / "old.xlsx")

        assert set(papers) == {"business-plan", "plan-changes"}

    def test_of_bytes_has_no_folder_for_papers(self) -> None:
        with pytest.raises(FileMissing, match=r"opened from bytes .* Save it as a file"):
            tk.open(FULL).build()

    def test_published_hides_small_counts_and_says_what_to_read(self, path: Path) -> None:
        content = board(
            [action(progress="2 children waited.")],
            Indicators=[indicator(unit="Number", target=None)],
            Data=[datum(value=3)],
        )
        opened = tk.open(file_of(content))

        published = opened.publish()

        assert published.data.to_frame()["value_missing"].tolist() == ["suppressed"]
        assert opened.data.to_frame()["value"].tolist() == [3.0]
        assert len(published.notes) == 1


class TestAPublishedBoard:
    """Its papers and frames do not show what is hidden, and it gives no workbook that does."""

    @pytest.fixture
    def opened(self, tmp_path: Path) -> tk.Board:
        content = board(
            [action(progress="2 children waited.")],
            Indicators=[indicator(unit="Number", target=None)],
            Data=[datum(value=3), datum(period="never", value=2)],
        )
        (tmp_path / "board.xlsx").write_bytes(file_of(content))
        return tk.open(tmp_path / "board.xlsx")

    def test_writes_the_papers_that_publishing_writes(self, opened: tk.Board) -> None:
        papers = opened.publish().build("business-plan")

        assert papers["business-plan"].name == "board-business-plan-published.docx"
        asked = opened.build(
            "business-plan", publish=True, out=papers["business-plan"].parent / "b"
        )
        assert papers["business-plan"].read_bytes() == asked["business-plan"].read_bytes()

    def test_says_with_its_papers_what_to_read_first(self, opened: tk.Board) -> None:
        assert opened.publish().build("business-plan").notes
        assert opened.build("business-plan").notes == ()

    def test_has_no_findings_of_the_office(self, opened: tk.Board) -> None:
        assert len(opened.findings) > 0
        assert len(opened.publish().findings) == 0

    def test_gives_no_workbook_that_shows_what_is_hidden(self, opened: tk.Board) -> None:
        published = opened.publish()

        with pytest.raises(WrongUse, match="Use the board that you opened"):
            published.to_bytes()
        with pytest.raises(WrongUse, match="Use the board that you opened"):
            published.update()

    def test_published_again_is_the_same(self, opened: tk.Board) -> None:
        published = opened.publish()

        assert published.publish() is published

    def test_says_what_it_is(self, opened: tk.Board) -> None:
        assert "small counts hidden, " in repr(opened.publish())


class TestAFrame:
    @pytest.mark.parametrize("name", FRAMES)
    def test_has_the_same_columns_and_types_with_rows_and_without(self, name: str) -> None:
        full = getattr(tk.open(FULL), name).to_frame()
        empty = getattr(tk.open(file_of(board([]))), name).to_frame()

        assert len(empty) == 0 or name == "findings"
        assert list(empty.columns) == list(full.columns)
        assert list(empty.dtypes) == list(full.dtypes)

    def test_has_ratings_in_their_order(self) -> None:
        rated = tk.open(FULL).actions.to_frame()["process_agreed"]

        assert rated.cat.ordered
        assert list(rated.cat.categories) == ["Grey", "Red", "Amber", "Green", "Blue"]
        assert (rated < "Green").tolist() == [True, False]

    def test_has_dates_as_dates_and_says_why_one_is_missing(self) -> None:
        frame = tk.open(file_of(board([action(due=date(2026, 6, 30)), action(due=None)]))).actions
        frame = frame.to_frame()

        assert frame["due"].tolist() == [pandas.Timestamp(2026, 6, 30), pandas.NaT]
        assert frame["due_missing"].tolist() == [pandas.NA, "left empty"]

    def test_has_numbers_that_may_be_missing_with_their_reason(self) -> None:
        frame = tk.open(FULL).data.to_frame()

        assert frame["value"].tolist() == [97.0, pandas.NA]
        assert frame["value_missing"].tolist() == [pandas.NA, "suppressed"]

    def test_of_findings_names_each_cell(self) -> None:
        frame = tk.open(file_of(board([action(lead="")]))).findings.to_frame()

        row = frame.iloc[0]
        assert (row["severity"], row["sheet"]) == ("error", "Plan")
        assert row["cell"] == place_of("Plan", "lead", 4)

    def test_needs_pandas_and_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pandas", None)

        with pytest.raises(FileMissing, match=r'pip install "safeguarding-toolkit\[analysis\]"'):
            tk.open(FULL).data.to_frame()


class TestTheMeasures:
    def test_give_wilsons_interval(self) -> None:
        """Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662."""
        lower, upper = tk.wilson(81, 263)

        assert (round(lower, 4), round(upper, 4)) == (0.2553, 0.3662)

    def test_give_byars_limits_and_exact_ones(self) -> None:
        """Chi-squared quantiles: 3 events are 0.619 to 8.767."""
        assert [round(end, 3) for end in tk.exact_poisson(3)] == [0.619, 8.767]
        assert tk.byar(100).lower < 100 < tk.byar(100).upper
        assert tk.byar(100, 99.8).lower < tk.byar(100).lower

    def test_give_a_control_chart_with_its_signals(self) -> None:
        chart = tk.spc([3, 4, 5, 4, 3, 4, 5, 12, 4, 3, 4, 5, 4], good_is="Lower")

        assert chart.signals == (7,)
        assert chart.to_frame()["is_signal"].sum() == 1
        assert repr(chart).startswith("<Control chart of 13 values: mean 4.6, limits 2.0 to 7.3")

    def test_take_a_column_of_a_frame_with_missing_values(self) -> None:
        values = [3, 4, 5, 4, None, 4, 5, 12, 4, 3, 4, 5, 4]

        for kind in ("Float64", "float64"):
            chart = tk.spc(pandas.Series(values, dtype=kind), good_is="Lower")
            assert chart == tk.spc(values, good_is="Lower")
            assert chart.values[4] is None

    def test_take_values_that_can_be_read_only_once(self) -> None:
        values = [3, 4, 5, 4, 3, 4, 5, 12, 4, 3, 4, 5, 4]

        assert tk.spc(iter(values)) == tk.spc(values)

    def test_give_places_among_areas(self) -> None:
        places = tk.rank({"A": 3, "B": 5, "C": None, "D": 5, "E": 9}, good_is="Lower")

        assert [places[area].position for area in "ABCDE"] == [1, 2, None, 2, 4]
        assert places["A"].quarter == "A"
        assert places["D"].reason.startswith("2nd of 4 areas, level with 1 other")

    def test_give_the_side_of_a_funnel_and_how_sure_it_is(self) -> None:
        """Of 100, limits round a half are 0.402 to 0.598 (95) and 0.345 to 0.655 (99.8)."""
        assert tk.funnel(59, 100, 0.5).word == "within"
        assert tk.funnel(60, 100, 0.5) == ("above", "Above the 95 per cent limits of the whole.")
        assert tk.funnel(34, 100, 0.5) == ("below", "Below the 99.8 per cent limits of the whole.")

    def test_give_no_chart_of_too_few_values_and_say_so(self) -> None:
        chart = tk.spc([1, 2, 3])

        assert (chart.mean, chart.signals) == (None, ())
        assert repr(chart).startswith("<No control chart.")

    def test_give_rates_directions_and_ratings(self) -> None:
        assert tk.rate(30, 40_000) == 7.5
        assert tk.direction(3, 4, "Lower").word == "better"
        assert tk.direction(3, 4, "Lower", tolerance=1).word == "stable"
        assert tk.target_rating(90, 95, "Higher", tolerance=5).word == "Amber"

    @pytest.mark.parametrize(
        ("call", "sentence"),
        [
            (lambda: tk.wilson(5, 4), "a numerator from zero up to it"),
            (lambda: tk.wilson(0, 0), "above zero"),
            (lambda: tk.wilson(1, 4, 90), "at 95 or 99.8 per cent, not 90"),
            (lambda: tk.byar(-1), "zero or more"),
            (lambda: tk.exact_poisson(2.5), "a whole count"),  # type: ignore[arg-type]
            (lambda: tk.rate(1, 0), "the population is zero"),
            (lambda: tk.wilson("a", 4), "is not a number"),  # type: ignore[arg-type]
            (lambda: tk.wilson(float("nan"), 4), "is not a number"),
            (lambda: tk.rate(1, 5, per=0), "per one or more"),
            (lambda: tk.spc([1, 2], baseline=3), "from 0 to 2 values, not 3"),
            (lambda: tk.spc("abc"), "'a' is not a number"),  # type: ignore[arg-type]
            (lambda: tk.direction(1, 2, "Lower", tolerance=-1), "zero or more"),
            (lambda: tk.funnel(5, 4, 0.5), "a numerator from zero up to it"),
            (lambda: tk.funnel(1, 4, 50), "must be a share, from 0 to 1"),
            (lambda: tk.rank({"A": 1}, "Up"), 'good_is is one of .*, not "Up"'),
            (lambda: tk.direction(1, 2, "Up"), 'good_is is one of .*, not "Up"'),
        ],
    )
    def test_say_in_one_sentence_what_they_cannot_work_out(
        self, call: object, sentence: str
    ) -> None:
        with pytest.raises(WrongUse, match=sentence):
            call()  # type: ignore[operator]


class TestWhatIsWrong:
    def test_a_path_that_is_no_board_is_told_in_one_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(FileMissing, match="is not there"):
            tk.open(tmp_path / "nothing.xlsx")

    def test_bytes_that_are_no_board_are_told_in_one_sentence(self) -> None:
        with pytest.raises(tk.ToolkitError):
            tk.open(b"PK nothing")

    def test_another_workbook_is_told_in_one_sentence(self, tmp_path: Path) -> None:
        import openpyxl

        openpyxl.Workbook().save(tmp_path / "other.xlsx")
        with pytest.raises(NotABoardWorkbook):
            tk.open(tmp_path / "other.xlsx")

    def test_a_date_that_is_none_is_told_in_one_sentence(self, path: Path) -> None:
        with pytest.raises(WrongUse, match='not "9/10/2026"'):
            tk.open(path, as_at="9/10/2026")

    @pytest.mark.parametrize("given", [None, 3, ""])
    def test_what_can_be_no_workbook_is_told_in_one_sentence(self, given: object) -> None:
        with pytest.raises(WrongUse, match="Give the path of a workbook"):
            tk.open(given)  # type: ignore[arg-type]

    def test_a_day_that_is_no_date_is_told_in_one_sentence(self, path: Path) -> None:
        with pytest.raises(WrongUse, match='as in "2026-09-30", not 5'):
            tk.open(path, as_at=5)  # type: ignore[arg-type]

    def test_papers_in_a_list_are_told_how_to_be_named(self, path: Path) -> None:
        with pytest.raises(WrongUse, match="Name papers one by one"):
            tk.open(path).build(["business-plan"])  # type: ignore[arg-type]

    def test_an_option_that_there_is_not_is_named(self, path: Path) -> None:
        with pytest.raises(WrongUse, match="no option 'pfd'"):
            tk.open(path).build(pfd=True)


def test_what_changed_is_said_in_lines(path: Path) -> None:
    changes = tk.diff(file_of(board([action()])), path)

    assert "1 action before, 2 now" in repr(changes)
    assert changes.lines[0].startswith("Before: ")
