"""Collects the program's texts, compiles their translations, and says what is not translated.

python tools/translate.py update     source texts -> orderviewer_fr.ts, orderviewer_en.ts
python tools/translate.py compile    .ts -> .qm, the files that the program loads
python tools/translate.py check      exit code 1 and one line for each thing that is wrong
"""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
# English texts are their own translation; only their plural forms need a file.
LANGUAGES = {"fr": ("fr_FR", []), "en": ("en_GB", ["-pluralonly"])}
# The function or class whose call holds a text, and which of its arguments that text is.
TEXT_ARGUMENT = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1, "Phrase": 1}
PLACEHOLDER = re.compile(r"%n|%L?\d|\{[^}]*\}")
# What a machine reads keeps its own spelling inside a French sentence.
LITERAL = re.compile(r"Authorization: Basic|https://")
FRENCH_FAULTS = {
    "needs U+202F before ; : ! ? or inside « »": re.compile(
        r"[^\u202f:/\d.%](?=[;!?](\s|$))|[^\u202f](?=:\s)|«(?!\u202f)|(?<!\u202f)»"
    ),
    "has straight or English quotes": re.compile(r"[\"'“”‘]"),
    "has three dots for an ellipsis": re.compile(r"\.\.\."),
    "has a space at an odd place": re.compile(r"[ \u00a0]\u202f|\u202f |  "),
}


@dataclass(frozen=True)
class Message:
    """One text of a translation file; `forms` has one entry, or one for each plural form."""

    context: str
    source: str
    comment: str
    forms: tuple[str, ...]
    state: str  # "", "unfinished", "vanished" or "obsolete"
    plural: bool

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.context, self.source, self.comment)

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}"


@dataclass(frozen=True)
class Catalogue:
    """The sources and the folder with their translation files."""

    package: Path = ROOT / "orderviewer"
    folder: Path = ROOT / "orderviewer" / "resources" / "translations"

    def ts(self, language: str) -> Path:
        return self.folder / f"orderviewer_{language}.ts"

    def qm(self, language: str) -> Path:
        return self.folder / f"orderviewer_{language}.qm"

    @property
    def sources(self) -> list[Path]:
        return sorted(self.package.rglob("*.py"))


def qt_tool(name: str, *arguments: str | Path) -> None:
    """Runs a program that PySide6 brings along; raises RuntimeError with what it said."""
    suffix = ".exe" if sys.platform == "win32" else ""
    program = Path(PySide6.__file__).parent / (name + suffix)
    command = [str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "warning" in done.stderr.lower():
        raise RuntimeError(f"{name}: {done.stdout}{done.stderr}")


def collect(catalogue: Catalogue, language: str, into: Path) -> None:
    """Brings the translation file `into` up to date with the sources."""
    locale, options = LANGUAGES[language]
    with tempfile.TemporaryDirectory() as folder:
        for source in catalogue.sources:
            copy = Path(folder) / source.relative_to(catalogue.package)
            copy.parent.mkdir(parents=True, exist_ok=True)
            tree = PositionalCalls().visit(ast.parse(source.read_text(encoding="utf-8")))
            copy.write_text(ast.unparse(tree), encoding="utf-8")
        qt_tool(
            "lupdate",
            *("-extensions", "py", "-locations", "none", "-no-obsolete", "-sort-messages"),
            *("-warnings-are-errors", "-source-language", "en_GB", "-target-language", locale),
            *("-tr-function-alias", "QT_TRANSLATE_NOOP+=Phrase"),
            *options,
            folder,
            *("-ts", into),
        )


class PositionalCalls(ast.NodeTransformer):
    """Writes calls as Qt's collector reads them: no keywords, and in `translate` a plain count."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if text_argument(node) is not None:
            length = TEXT_ARGUMENT[called_name(node)] + 1
            note = node.args[length] if len(node.args) > length else ast.Constant("")
            if isinstance(note, ast.Constant) and not note.value:
                note = ast.Constant(None if called_name(node) == "translate" else "")
            named = any(keyword.arg == "n" for keyword in node.keywords)
            if named or len(node.args) > length + 1:
                node.args = [*node.args[:length], note, ast.Constant(1)]
            node.keywords = []
        return node


def release(source: Path, target: Path) -> None:
    qt_tool("lrelease", source, "-qm", target)


def update(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        collect(catalogue, language, catalogue.ts(language))


def compile_all(catalogue: Catalogue) -> None:
    for language in LANGUAGES:
        release(catalogue.ts(language), catalogue.qm(language))


def messages(ts: Path) -> list[Message]:
    found = []
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = translation.findall("numerusform") if translation is not None else []
            texts = [form.text or "" for form in forms]
            if translation is not None and not forms:
                texts = [translation.text or ""]
            found.append(
                Message(
                    context=context.findtext("name") or "",
                    source=message.findtext("source") or "",
                    comment=message.findtext("comment") or "",
                    forms=tuple(texts),
                    state=translation.get("type", "") if translation is not None else "unfinished",
                    plural=message.get("numerus") == "yes",
                )
            )
    return found


def check(catalogue: Catalogue) -> list[str]:
    """One line for each text or file that is not as it should be."""
    problems: list[str] = []
    for language in LANGUAGES:
        wanted = collected(catalogue, language)
        if language == "fr":
            problems += uncollected(catalogue, {message.source for message in wanted})
        ts = catalogue.ts(language)
        if not ts.is_file():
            problems.append(f"{ts.name} does not exist")
            continue
        known = messages(ts)
        problems += [f"{ts.name}: {line}" for line in drift(wanted, known)]
        for message in known:
            problems += [f"{ts.name}: {line}" for line in faults(message, language)]
        problems += stale(catalogue, language)
    return problems


def collected(catalogue: Catalogue, language: str) -> list[Message]:
    """What the sources hold now, untranslated."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / catalogue.ts(language).name
        collect(catalogue, language, fresh)
        return messages(fresh)


def drift(in_sources: list[Message], in_file: list[Message]) -> Iterator[str]:
    """What the sources have and the file has not, and the other way round."""
    wanted = {message.key: message for message in in_sources}
    known = {message.key: message for message in in_file}
    for key in sorted(wanted.keys() - known.keys()):
        yield f"missing: {wanted[key]}"
    for key in sorted(known.keys() - wanted.keys()):
        yield f"obsolete: {known[key]}"
    for key in sorted(wanted.keys() & known.keys()):
        if wanted[key].plural != known[key].plural:
            yield f"with or without plural forms, unlike the source: {known[key]}"


def faults(message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translated text."""
    if message.state:
        yield f"{message.state}: {message}"
        return
    wanted = Counter(PLACEHOLDER.findall(message.source))
    for number, form in enumerate(message.forms):
        if not form.strip():
            yield f"empty: {message}"
        worded = message.plural and number == 0  # a singular may say "one" instead of the number
        if not worded and Counter(PLACEHOLDER.findall(form)) != wanted:
            yield f"other placeholders than the source: {message}"
        if message.source.count("&") != form.count("&"):
            yield f"a keyboard mnemonic too many or too few: {message}"
        if language == "fr":
            for fault, pattern in FRENCH_FAULTS.items():
                if pattern.search(LITERAL.sub("x", form)):
                    yield f"{fault}: {form!r}"


def stale(catalogue: Catalogue, language: str) -> Iterator[str]:
    """Whether the compiled file is what the translation file gives now."""
    qm = catalogue.qm(language)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / qm.name
        release(catalogue.ts(language), fresh)
        if not qm.is_file():
            yield f"{qm.name} does not exist"
        elif qm.read_bytes() != fresh.read_bytes():
            yield f"{qm.name} is older than {catalogue.ts(language).name}"


def uncollected(catalogue: Catalogue, collected_texts: set[str]) -> Iterator[str]:
    """Calls in the sources whose text Qt's collector passes over in silence."""
    for source in catalogue.sources:
        tree = ast.parse(source.read_text(encoding="utf-8"), str(source))
        for node in ast.walk(tree):
            text = text_argument(node)
            if text is None:
                continue
            place = f"{source.name}:{text.lineno}"
            if isinstance(text, ast.JoinedStr):
                yield f"{place}: an f-string cannot be translated"
            elif isinstance(text, ast.Constant) and text.value not in collected_texts:
                yield f"{place}: not collected: {text.value!r}"
            elif ".tr(" in (call := ast.unparse(node)) and not call.startswith("self.tr("):
                yield f"{place}: only self.tr() finds its translation: {call}"


def text_argument(node: ast.AST) -> ast.expr | None:
    """The expression for the text in a call that translates, else None."""
    if not isinstance(node, ast.Call):
        return None
    position = TEXT_ARGUMENT.get(called_name(node), len(node.args))
    return node.args[position] if position < len(node.args) else None


def called_name(call: ast.Call) -> str:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return str(name)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=("update", "compile", "check"))
    step = parser.parse_args(arguments).step
    catalogue = Catalogue()
    if step == "update":
        update(catalogue)
    elif step == "compile":
        compile_all(catalogue)
    problems = check(catalogue) if step == "check" else []
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
