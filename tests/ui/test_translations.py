"""Everything is translated, and what is not would be noticed."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translate", ROOT / "tools" / "translate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["translate"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


translate = load_tool()


def test_everything_is_translated() -> None:
    assert translate.check(translate.Catalogue()) == []


SOURCE = """
from PySide6.QtCore import QObject

class Sender(QObject):
    def texts(self, count):
        return [self.tr("Send {what} now: quickly"), self.tr("%n order(s)", "", count)]
"""
FINISHED = (
    ('type="unfinished"></translation>', ">Envoyer {what} vite\u202f: merci</translation>"),
    ('<translation type="unfinished">', "<translation>"),
    ("<numerusform></numerusform>", "<numerusform>%n commande</numerusform>"),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> object:
    """A small program whose texts are all translated."""
    package = tmp_path / "program"
    package.mkdir()
    (package / "sender.py").write_text(SOURCE, encoding="utf-8")
    made = translate.Catalogue(package, tmp_path)
    translate.update(made)
    for language in translate.LANGUAGES:
        replace_in(made.ts(language), *FINISHED)
    translate.compile_all(made)
    assert translate.check(made) == []
    return made


def replace_in(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def complaint(catalogue: object) -> str:
    return "\n".join(translate.check(catalogue))


def test_a_new_text_is_missing_until_it_is_collected_and_then_unfinished(
    catalogue: object,
) -> None:
    source = catalogue.package / "sender.py"
    replace_in(source, ("quickly", "slowly"))
    assert "orderviewer_fr.ts: missing: Sender: 'Send {what} now: slowly'" in complaint(catalogue)
    assert "orderviewer_fr.ts: obsolete: Sender: 'Send {what} now: quickly'" in complaint(catalogue)
    translate.update(catalogue)
    translate.compile_all(catalogue)
    assert complaint(catalogue).startswith("orderviewer_fr.ts: unfinished")
    assert "obsolete" not in complaint(catalogue)


def test_a_plural_needs_its_forms_in_both_languages(catalogue: object) -> None:
    replace_in(catalogue.ts("en"), ("%n commande", ""))
    translate.compile_all(catalogue)
    assert "orderviewer_en.ts: empty: Sender: '%n order(s)'" in complaint(catalogue)


def test_a_compiled_file_must_be_of_its_translation(catalogue: object) -> None:
    replace_in(catalogue.ts("fr"), ("merci", "pardon"))
    assert complaint(catalogue) == "orderviewer_fr.qm is older than orderviewer_fr.ts"
    catalogue.qm("fr").unlink()
    assert complaint(catalogue) == "orderviewer_fr.qm does not exist"


@pytest.mark.parametrize(
    ("right", "wrong", "complained"),
    [
        ("Envoyer {what}", "Envoyer {quoi}", "other placeholders"),
        ("Envoyer {what}", "Envoyer", "other placeholders"),
        (
            "%n commande</numerusform>\n        ",
            "des commandes</numerusform>",
            "other placeholders",
        ),
        ("Envoyer", "&amp;Envoyer", "mnemonic"),
        ("\u202f:", " :", "U+202F"),
        ("\u202f:", ":", "U+202F"),
        ("merci", "« merci »", "U+202F"),
        ("merci", "merci !", "U+202F"),
        ("merci", "l'envoi", "straight or English quotes"),
        ("merci", "merci...", "three dots"),
        ("merci", "  merci", "odd place"),
    ],
)
def test_faults_of_a_translation_are_found(
    catalogue: object, right: str, wrong: str, complained: str
) -> None:
    replace_in(catalogue.ts("fr"), (right, wrong))
    translate.compile_all(catalogue)
    assert complained in complaint(catalogue)


@pytest.mark.parametrize(
    ("call", "complained"),
    [
        ('QCoreApplication.translate(CONTEXT, "Lost")', "not collected: 'Lost'"),
        ('self.tr(f"%n order(s) {count}")', "an f-string cannot be translated"),
        ('other.tr("%n order(s)", "", count)', "only self.tr() finds its translation"),
    ],
)
def test_texts_that_qt_does_not_see_are_found(
    catalogue: object, call: str, complained: str
) -> None:
    replace_in(catalogue.package / "sender.py", ('self.tr("%n order(s)", "", count)', call))
    assert complained in complaint(catalogue)


@pytest.mark.parametrize(
    "call",
    [
        'self.tr("%n order(s)", n=count)',
        'self.tr("%n order(s)", "", n=count)',
        'QCoreApplication.translate("Sender", "%n order(s)", n=count)',
        'QCoreApplication.translate("Sender", "%n order(s)", "", count, more=3)',
        'QCoreApplication.translate("Sender", "%n order(s)", "", count)',
    ],
)
def test_keywords_in_a_call_hide_no_text(catalogue: object, call: str) -> None:
    replace_in(catalogue.package / "sender.py", ('self.tr("%n order(s)", "", count)', call))
    assert complaint(catalogue) == ""


def test_broken_sources_stop_the_tool(catalogue: object) -> None:
    with pytest.raises(RuntimeError, match="lrelease"):
        translate.release(catalogue.package / "nowhere.ts", catalogue.folder / "nowhere.qm")


def test_the_command_reports_by_its_exit_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, catalogue: object
) -> None:
    monkeypatch.setattr(translate, "Catalogue", lambda: catalogue)
    assert translate.main(["check"]) == 0
    catalogue.qm("en").unlink()
    assert translate.main(["check"]) == 1
    assert capsys.readouterr().out == "orderviewer_en.qm does not exist\n"
    assert translate.main(["compile"]) == 0
    assert translate.main(["update"]) == 0
    assert translate.main(["check"]) == 0
    shutil.rmtree(catalogue.package)


def test_everything_shipped_is_package_data() -> None:
    names = {file.name for file in translate.Catalogue().folder.iterdir()}
    assert names == {f"orderviewer_{one}.{kind}" for one in ("fr", "en") for kind in ("ts", "qm")}
