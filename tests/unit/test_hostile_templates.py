"""A hostile template reads and writes nothing, starts nothing, and never runs for ever."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2.exceptions import SecurityError

from tests.unit.test_render import fault, lines, part, template, with_part, with_table
from toolkit.jobs.check_template import check_template
from toolkit.values.errors import FileRefused, TemplateFault
from toolkit.word.filling.render import render
from toolkit.word.sandbox import limits
from toolkit.word.sandbox.sandbox import room
from toolkit.word.template_lint import lint as template_lint
from toolkit.word.template_lint.lint import lint_template

ROWS = [{"text": f"text {number}", "number": number} for number in range(200)]
RECORD = {"value": "Jane Poe", "rows": ROWS, "long": "a" * 100_000}

# Limits


@pytest.fixture
def small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundredth of the budget, so that what would take seconds takes none."""
    monkeypatch.setattr(limits, "MOST_STEPS", limits.MOST_STEPS // 100)
    monkeypatch.setattr(limits, "MOST_CHARACTERS", limits.MOST_CHARACTERS // 100)


def loops(inside: str, deep: int = 2) -> str:
    return "{% for i in range(100000) %}" * deep + inside + "{% endfor %}" * deep


def doubled(first: str, again: str, last: str) -> str:
    return f"{{% set a = {first} %}}" + f"{{% set a = {again} %}}" * 60 + last


NEVER_ENDING = {
    "loops in loops": loops(""),
    "an inner loop that leaves all out": "{% for i in range(100000) %}{% for j in range(100000) "
    "if false %}{% endfor %}{% endfor %}",
    "a macro that uses itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(60) }}",
    "a macro that calls its caller twice": "{% macro m() %}{{ caller() }}{{ caller() }}"
    "{% endmacro %}" + loops("{% call m() %}x{% endcall %}"),
    "a macro given very many things": "{% macro m() %}{{ varargs | length }}{% endmacro %}"
    + loops("{{ m(*range(100000)) }}"),
    "a loop that goes into itself": "{% for x in range(30) recursive %}"
    "{{ loop(range(30)) if loop.depth < 9 }}{% endfor %}",
    "blocks in loops": loops(
        "{% block b scoped %}{% for k in range(9) %}{% endfor %}{% endblock %}"
    ),
    "a long body of tags that print nothing": loops("{% set x = value %}" * 100),
    "a list of lists of lists": doubled("[1, 1]", "[a, a]", "{{ a }}"),
    "the same as a text": doubled("[1, 1]", "[a, a]", "{{ a | string | length }}"),
    "comparing lists of lists": doubled("[[]]", "[a, a]", "")
    + doubled("[[]]", "[a, a]", "").replace(" a", " b").replace("[a, b]", "[b, b]")
    + "{{ a == b }}",
    "sorting lists of lists": doubled("[1]", "[a, a]", "{{ [a, a] | sort | length }}"),
    "sets of lists of lists": doubled("(1,)", "(a, a)", "{{ [a, a] | unique | list | length }}"),
    "looking for one of them": doubled("(1,)", "(a, a)", "{{ a in rows[0] }}"),
    "a long text many times": "{{ range(100000) | map(attribute='x', default=long) | sort }}",
    "a long text in capitals many times": loops("{% set x = long.upper() %}"),
    "a long text split many times": loops("{% set x = long.split('a') %}"),
    "a long text copied many times": loops("{% set x = long[:] %}"),
    "looking through a long text": loops("{% if 'z' in long %}{% endif %}"),
    "looking through a list": loops("{% if 'z' in rows %}{% endif %}"),
    "looking through numbers": loops("{% if 'z' in range(100000) %}{% endif %}"),
    "looking through what a filter gives": loops(
        "{% if 'z' in range(100000) | select('string') %}{% endif %}"
    ),
    "stripping a long text of a long text": "{{ long.strip(long) }}",
    "trimming a long text of a long text": "{{ long | trim(long) }}",
    "a way through a text without end": "{{ long | list | map(attribute='"
    + "0." * 3000
    + "0') | list }}",
    "sorting again and again": loops("{{ rows | sort(attribute='text') | length }}"),
    "tests on lists": loops("{{ rows | select('in', rows) | list | length }}"),
    "lists added up": "{{ range(1000) | map(attribute='x', default=rows) | sum(start=[]) }}",
    "steps earned with a negative number": loops("{{ [-999999999] | map('the toll') | list }}"),
}


@pytest.mark.parametrize("tag", NEVER_ENDING.values(), ids=NEVER_ENDING)
def test_what_would_run_for_ever_is_a_fault_in_one_sentence(tag: str, small_budget: None) -> None:
    message = fault(template(tag), **RECORD)

    assert "does more than any document needs" in message or '"sum" adds up numbers' in message
    assert "\n" not in message
    assert "Jane" not in message


@pytest.mark.parametrize(
    "tag",
    [
        loops("word " * 500),
        "{% set x %}" + loops("word " * 500, deep=1) + "{% endset %}{{ x | length }}",
        "{% macro m() %}" + loops("word " * 500, deep=1) + "{% endmacro %}{{ m() }}",
        "{% filter upper %}" + loops("word " * 500, deep=1) + "{% endfilter %}",
    ],
)
def test_what_would_print_for_ever_is_a_fault_in_one_sentence(tag: str, small_budget: None) -> None:
    assert "prints more than any document holds" in fault(template(tag), **RECORD)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ value * 50000000 }}",
        doubled("3", "a * a", "{{ a }}"),
        "{% set a = 3 %}" + "{% set a = a + a %}" * 2000 + "{{ a }}",
        "{{ long | int(0, 16) // 7 }}",
        "{{ 2 ** 3000000 }}",
        doubled("'x'", "a ~ a", "{{ a }}"),
        doubled("'x'", "a + a", "{{ a }}"),
        doubled("'x'", "a | replace('x', 'xxxxxxxx')", "{{ a }}"),
        doubled("'x'", "[a, a] | join(a)", "{{ a }}"),
        doubled("[1]", "a + a", "{{ a | length }}"),
        "{{ '%09999999999d' % 1 }}",
        "{{ value | center(999999999) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ value.center(999999999) }}",
        "{{ value.zfill(999999999) }}",
        "{{ range(999999999) | list }}",
    ],
)
def test_what_would_grow_without_end_is_a_fault(tag: str) -> None:
    assert "Jane" not in fault(template(tag), **RECORD)


@pytest.mark.parametrize(
    "tag",
    [
        "{% for a in rows %}" * 16 + "{% endfor %}" * 16,
        "{% for a in rows %}" * 40 + "{% endfor %}" * 40,
        "{% if value %}" * 300 + "{% endif %}" * 300,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "not " * 3000 + "value }}",
        "{{ value" + ".x" * 3000 + " }}",
        "{{ value" + " | upper" * 3000 + " }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ 1e999 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_tags_that_are_nested_too_deeply_are_a_fault(tag: str) -> None:
    message = fault(template("before", tag), **RECORD)

    assert "a tag cannot be read" in message or "its values cannot give" in message


def test_loops_nested_fifteen_deep_can_be_filled() -> None:
    names = [f"n{number}" for number in range(15)]
    tags = "".join(f"{{% for {name} in range(1) %}}" for name in names)

    assert lines(render(template(tags + "x" + "{% endfor %}" * 15), {})) == ["x"]


def test_a_table_of_20_000_rows_can_be_filled() -> None:
    change = with_table(
        ("{%tr for row in rows %}", *[""] * 7),
        (
            "{{ loop.index }}", "{{ row.text.upper() }}", "{{ row.number + 1 }}",
            "{% if row.text == row.other %}x{% else %}{{ row.other | default('') }}{% endif %}",
            "{% for task in row.tasks %}{{ task }} {% endfor %}", "{{ row.tasks | join(', ') }}",
            "{{ said(row.text) }}", "{{ row.text[:4] }}",
        ),
        ("{%tr endfor %}", *[""] * 7),
    )  # fmt: skip
    row = {"text": "Train the front door " * 5, "number": 1, "other": "", "tasks": ["one"] * 5}
    data = template("{% macro said(x) %}{{ x }}!{% endmacro %}", change=change)

    filled = part(render(data, {"rows": [row] * 20_000}), "word/document.xml")

    assert filled.count("<w:tr>") == 20_000


def test_each_render_has_the_whole_budget(small_budget: None) -> None:
    data = template("{% for i in range(60000) %}{% endfor %}")

    for _ in range(5):
        render(data, {})


def test_one_budget_can_be_shared_by_all_parts_of_a_document(small_budget: None) -> None:
    part_of_it = room().from_string("{% for i in range(60000) %}{% endfor %}")
    part_of_it.render()

    with limits.one_budget():
        part_of_it.render()
        part_of_it.render()
        part_of_it.render()
        with pytest.raises(SecurityError, match="more than any document needs"):
            part_of_it.render()


# Reaching out

OUTSIDE = ("open", "os.", "subprocess.", "socket.", "shutil.", "import", "ctypes.", "urllib.")
_seen: list[str] | None = None


def _listen(event: str, args: tuple[Any, ...]) -> None:
    if _seen is not None and event.startswith(OUTSIDE):
        _seen.append(f"{event} {args!r:.80}")


sys.addaudithook(_listen)


@contextmanager
def nothing_outside() -> Iterator[None]:
    """Fail where a file, a program, a module or the network is reached for inside."""
    global _seen
    _seen = []
    try:
        yield
        assert _seen == []
    finally:
        _seen = None


REACHING = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ lipsum.__globals__.os.popen('id').read() }}",
    "{{ lipsum() }}",
    "{{ value.__class__.__mro__[1].__subclasses__() }}",
    "{{ value['__class__'] }}",
    "{{ value | attr('__class__') }}",
    "{{ [value] | map('attr', '__class__') | list }}",
    "{{ [value] | map(attribute='__class__') | join }}",
    "{{ rows | selectattr('__class__') | list }}",
    "{{ rows | sort(attribute='__class__') }}",
    "{{ rows | groupby('__class__.__name__') }}",
    "{{ '{0.__class__}'.format(value) }}",
    "{{ '{0.__class__}'['format'](value) }}",
    "{{ '%(x)s'.__mod__ }}",
    "{{ range.__globals__ }}",
    "{{ loop.__init__ }}{% for x in rows %}{{ loop.__init__ }}{% endfor %}",
    "{% for x in rows %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__class__ }}",
    "{{ self.b() }}{% block b %}{% endblock %}",
    "{% block b %}{{ super() }}{% endblock %}",
    "{% include '/etc/passwd' %}",
    "{% include value %}",
    "{% import 'os' as os %}{{ os }}",
    "{% from 'os' import popen %}",
    "{% extends '/etc/passwd' %}",
    "{% do rows.append(1) %}",
    "{% set rows.x = 1 %}",
    "{% debug %}",
    "{{ rows.append(1) }}",
    "{{ rows[0].pop('text') }}",
    "{{ rows[0].update(text=1) }}",
    "{{ rows() }}",
    "{{ value() }}",
    "{{ rows[value] }}",
    "{{ rows[0][value] }}",
]  # fmt: skip


@pytest.mark.parametrize("tag", REACHING)
def test_nothing_outside_the_data_can_be_reached(tag: str) -> None:
    before = repr(ROWS)
    fault(template(tag), **RECORD)  # what is loaded on first use is loaded now
    data = template(tag, " ")

    with nothing_outside():
        message = fault(data, **RECORD)

    assert "Jane" not in message
    assert " object at 0x" not in message
    assert repr(ROWS) == before


# Hostile files


def packed(*parts: tuple[str, bytes], times: int = 1) -> bytes:
    """The template with more parts, each written so many times over."""
    buffer = io.BytesIO(template("x"))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            with archive.open(name, "w") as target:
                for _ in range(times):
                    target.write(content)
    return buffer.getvalue()


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a>&a9;</a>'
OUTER = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'


def entities(xml: str, name: str, coding: str) -> bytes:
    return packed((name, xml.encode(coding)))


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda: packed(*((f"word/{n}.xml", b"x") for n in range(9_999))), id="parts"),
        pytest.param(lambda: packed(("word/big.xml", bytes(2**20)), times=500), id="bomb"),
        pytest.param(lambda: packed(("word/a.xml", b"<a/>"), ("word/A.xml", b"<a/>")), id="twice"),
        pytest.param(lambda: packed(("word/vbaProject.bin", b"x")), id="macros"),
        *(
            pytest.param(partial(entities, xml, name, coding), id=f"entities, {name}, {coding}")
            for xml in (BILLION, OUTER)
            for name in ("word/entities.xml", "word/_rels/entities.rels")
            for coding in ("utf-8", "utf-16")
        ),
    ],
)
def test_a_file_made_to_do_harm_is_refused_before_it_is_read(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    data = made()
    path = tmp_path / "business_plan.docx"
    path.write_bytes(data)

    with pytest.raises(FileRefused, match=r"^business_plan\.docx "):
        check_template(path)


@pytest.mark.parametrize("element", ["w:sdt", "w:p", "w:tbl", "w:tc"])
def test_elements_nested_very_deeply_end_in_findings_or_a_sentence(element: str) -> None:
    xml = part(template("{{ value }}"), "word/document.xml")
    deep = xml.replace(
        "<w:sectPr", f"<{element}>" * 5_000 + f"</{element}>" * 5_000 + "<w:sectPr", 1
    )
    data = with_part(template("{{ value }}"), "word/document.xml", deep)

    assert checked_or_refused(data)
    assert filled_or_refused(data)


@pytest.mark.parametrize("text", ["{{ " * 1000, "{% " * 1000, "{" * 3000, "{{ value }}" * 3000])
def test_a_page_of_braces_is_filled_or_refused(text: str) -> None:
    assert filled_or_refused(template(text))


def checked_or_refused(data: bytes) -> bool:
    """Whether the template gets its findings or is refused in one sentence."""
    try:
        return lint_template(data, "plan.docx", fields=()) is not None
    except TemplateFault as refused:
        return "\n" not in str(refused)


def filled_or_refused(data: bytes) -> bool:
    """Whether the template is filled or refused in one sentence, and nothing else."""
    try:
        return bool(render(data, {"value": "x"}))
    except TemplateFault as refused:
        return "\n" not in str(refused)


@pytest.mark.parametrize("mark", ["<?drawing 99?>", "<?figure 0?>x<?/figure?>"])
def test_a_mark_that_only_the_renderer_may_set_is_dropped(mark: str) -> None:
    data = template("{{ value }}", "before")
    xml = part(data, "word/document.xml").replace("before", f"before{mark}")

    assert filled_or_refused(with_part(data, "word/document.xml", xml))


def test_a_template_far_longer_than_any_is_refused_before_it_is_filled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(template_lint, "MOST_TAGS", 1_000)
    long = template("{{ value }}" + "</w:t></w:r><w:r><w:t>" * 300)

    with pytest.raises(FileRefused, match=r"^plan\.docx is far longer than any template"):
        lint_template(long, "plan.docx", ())
