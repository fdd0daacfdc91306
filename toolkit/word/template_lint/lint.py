"""What is wrong in a Word template before it is filled: every fault, each with its place."""

import re
from collections.abc import Collection
from xml.etree import ElementTree
from xml.parsers import expat

from jinja2 import TemplateError, TemplateSyntaxError

from toolkit.values.errors import FileRefused, TemplateFault, WrongFileType
from toolkit.values.findings import Finding, Rule, WordPlace, each_once
from toolkit.word.filling.render import render
from toolkit.word.package import package, properties
from toolkit.word.package.outside import place_of_part, reaches_outside
from toolkit.word.package.template_parts import DOCUMENT as DOCUMENT_KIND
from toolkit.word.package.template_parts import FILLED, TEMPLATE
from toolkit.word.reading.opened import Opened, Story
from toolkit.word.sandbox.sandbox import room
from toolkit.word.template_lint import rules
from toolkit.word.template_lint.field import Field
from toolkit.word.template_lint.names import UNREADABLE, NameCheck, shape_of
from toolkit.word.template_lint.tags import Places, Structure, Tag, tags_of
from toolkit.word.template_lint.text import Text, properties_of, texts_of

_NEVER_FILLED = re.compile(
    r"word/(?:(endnotes|comments|glossary)|(charts)/|(diagrams)/).*\.xml|docProps/(custom|app)\.xml"
    r"|(customXml)/item\d+\.xml"
)
_NEVER_FILLED_NAMES = {
    "charts": "a chart",
    "diagrams": "a SmartArt drawing",
    "glossary": "building blocks",
    "custom": "the custom document properties",
    "app": "the document properties",
    "customXml": "the data behind content controls",
}
_LINKS = re.compile(r'Target="[^"]*(?:\{\{|%7[Bb]%7[Bb])')
_MARKUP = re.compile(r"<[^>]*>")
_HAS_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SAID_BY_RENDERER = re.compile(r'((?:, (?:near ".*?"(?=: )|[^":,]+))*): (.*)', re.DOTALL)
_STYLES = "word/styles.xml"
_XML = (".xml", ".rels")
WHOLE_TEMPLATE = "the document"

MOST_TAGS = 250_000
"""The most tags of XML in a template: those that ship have 6,000."""
# A template with more faults of this kind than that is no template.
_MOST_UNREADABLE = 50


def lint_template(
    template: bytes, name: str, fields: Collection[Field], *, rehearse: bool = True
) -> tuple[Finding, ...]:
    """Every fault of a template, in the order of the document; none in a sound one.

    Without fields, names of fields are not checked. A template without error is also
    filled once with the examples of the fields, unless `rehearse` is false: that costs as
    much as a first build, which is then the quicker for it. Raises ToolkitError where the
    file is no Word document, damaged or far longer than a template.
    """
    opened = Opened(template, name)
    if opened.parts.package.count_tags() > MOST_TAGS:
        raise FileRefused(
            f"{name} is far longer than any template should be. It was not opened. Delete what "
            "no paper needs, save it, and try again."
        )
    lint = _Lint(opened, fields)
    lint.run()
    errors = any(finding.is_error for finding in lint.findings)
    if fields and rehearse and not errors:
        lint.rehearse(template)
    return each_once(lint.findings)


class _Lint:
    def __init__(self, opened: Opened, fields: Collection[Field]) -> None:
        self.findings: list[Finding] = []
        self._opened = opened
        self._document = opened.parts.package
        self._whole = shape_of(fields)
        self._room = room()

    def run(self) -> None:
        kinds = self._content_types()
        if not {DOCUMENT_KIND, TEMPLATE} & set(kinds.values()):
            raise TemplateFault(
                f"{self._document.name}: this is not a Word document without macros; "
                "save it as .docx."
            )
        parts = sorted(
            self._document.parts,
            key=lambda part: (kinds.get(part) not in (DOCUMENT_KIND, TEMPLATE), part),
        )
        self._check_what_it_brings()
        for part in parts:
            content = self._document.part(part)
            if part == properties.PART and b"{" in content:
                self._check_part(self._properties(part))
            elif kinds.get(part) in FILLED and (b"{" in content or b"}}" in content):
                self._check_part(self._texts(part, FILLED[kinds[part]]))
            elif b"{" in content or part.endswith(".rels"):
                self._check_never_filled(part)

    def _check_what_it_brings(self) -> None:
        document = self._document
        for part in document.parts:
            if part.endswith(_XML) and not _is_whole(document.part(part)):
                raise self._damaged()
        if _STYLES not in document:
            self._add(rules.NO_STYLES, WHOLE_TEMPLATE)
        try:
            outside = reaches_outside({part: document.part(part) for part in document.parts})
        except ElementTree.ParseError:
            raise self._damaged() from None
        for reach in outside:
            self._add(rules.REACHES_OUTSIDE, place_of_part(reach.part), what=reach.what)

    def rehearse(self, template: bytes) -> None:
        """Fill the template with examples: what only shows then is a fault too."""
        name = self._document.name
        try:
            render(template, self._whole.sample(), name=name)
        except TemplateFault as fault:
            said = _SAID_BY_RENDERER.fullmatch(str(fault).removeprefix(name))
            where, reason = (said[1], said[2]) if said else ("", str(fault))
            where = where.removeprefix(", ") or "the document"
            self._add(rules.FAILS_WHEN_FILLED, where, reason=reason.rstrip("."))

    def _add(self, rule: Rule, where: str, /, **details: object) -> None:
        self.findings.append(rule.at(WordPlace(self._document.name, where), **details))

    def _report(self, text: Text, rule: Rule, /, **details: object) -> None:
        self._add(rule, text.where, **details)

    def _damaged(self) -> TemplateFault:
        return TemplateFault(
            f"{self._document.name}: the file is damaged; open it in Word and save it again."
        )

    def _content_types(self) -> dict[str, str]:
        try:
            root = ElementTree.fromstring(self._document.part(package.CONTENT_TYPES))
        except ElementTree.ParseError:
            raise self._damaged() from None
        return {
            element.get("PartName", "").removeprefix("/"): element.get("ContentType", "")
            for element in root
        }

    def _properties(self, part: str) -> list[Text]:
        try:
            return properties_of(self._opened.parts.parse(part))
        except WrongFileType:
            raise self._damaged() from None

    def _texts(self, part: str, label: str) -> list[Text]:
        try:
            # The renderer reads nothing else.
            self._document.part(part).decode("utf-8-sig")
            return texts_of(Story(self._opened, part, label, is_template=True))
        except (UnicodeDecodeError, WrongFileType):
            raise self._damaged() from None

    def _check_part(self, texts: list[Text]) -> None:
        contents = [(text, *tags_of(text, self._report)) for text in texts]
        places = Places(contents)
        structure = Structure(self._report)
        for text, tags, _ in contents:
            if tags and text.is_tracked:
                self._report(text, rules.TRACKED_CHANGES)
            for tag in tags:
                if places.check(tag, self._report):
                    structure.add(tag)
        structure.finish()
        self._check_names(structure)

    def _check_names(self, structure: Structure) -> None:
        def report(line: int, rule: Rule, /, **details: object) -> None:
            tag = structure.tags[min(line, len(structure.tags)) - 1]
            self._report(tag.text, rule, tag=tag.quoted, **details)

        lines = structure.lines
        for _ in range(_MOST_UNREADABLE):
            try:
                tree = self._room.parse("\n".join(lines))
                NameCheck(self._room, self._whole, report).check(tree)
                return
            except TemplateSyntaxError as error:
                number = min(max(error.lineno, 1), len(lines))
                self._report_unreadable(structure.tags[number - 1], error)
                substitute = _substitute(lines[number - 1])
                if substitute == lines[number - 1]:
                    return
                lines[number - 1] = substitute
            except (TemplateError, RecursionError):
                self._report(structure.tags[0].text, rules.NESTED_WITHOUT_END)
                return

    def _report_unreadable(self, tag: Tag, error: TemplateSyntaxError) -> None:
        reason = (error.message or "").rstrip(".")
        self._report(tag.text, rules.UNREADABLE_TAG, tag=tag.quoted, reason=reason)

    def _check_never_filled(self, part: str) -> None:
        content = self._document.part(part).decode("utf-8", "replace")
        if part.endswith(".rels"):
            if _LINKS.search(content):
                self._never_filled("the address of a link")
            return
        match = _NEVER_FILLED.match(part)
        if match and _HAS_TAG.search(_MARKUP.sub("", content)):
            name = next(group for group in match.groups() if group)
            self._never_filled(_NEVER_FILLED_NAMES.get(name, name))

    def _never_filled(self, where: str) -> None:
        self._add(rules.NEVER_FILLED, where)


def _is_whole(xml: bytes) -> bool:
    try:
        # Without namespaces, which cost a third of the time; parts to fill are read with them.
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError:
        return False
    return True


def _substitute(line: str) -> str:
    """A line that can be read, for one that cannot."""
    if line.startswith("{% for"):
        return f"{{% for {UNREADABLE} in [] %}}"
    if line.startswith(("{% if", "{% elif")):
        return re.sub(r"(if|elif).*", rf"\1 {UNREADABLE} %}}", line, count=1)
    return ""
