"""Small and flat: sizes at which a file or a function has to be split by meaning."""

from __future__ import annotations

import ast

from hearback import story
from tests.architecture import source

MODULE, TEST_MODULE, SETTINGS = 300, 500, 400
FUNCTION, VIEW = 40, 30
# A tale is read from top to bottom like a story; cutting it up would hide what follows what.
TALE = 60
TALES = ("tests/tales/", "tests/faults/")
TEMPLATE, SCRIPT = 120, 80
FOLLOW_UPS = 5
NAMELESS = {"utils", "helpers", "common", "base", "manager", "services"}


def _most_lines(module: source.Module) -> int:
    if module.is_test or module.where.startswith("tests/"):
        return TEST_MODULE
    return SETTINGS if module.where == "hearback/settings.py" else MODULE


def _longest(module: source.Module) -> int:
    if module.where.startswith(TALES):
        return TALE
    return VIEW if module.is_view else FUNCTION


def _length(function: source.Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_modules_stay_small() -> None:
    lengths = {one.where: (len(one.lines), _most_lines(one)) for one in source.modules()}
    assert {where: sizes for where, sizes in lengths.items() if sizes[0] > sizes[1]} == {}


def test_functions_stay_small() -> None:
    too_long = [
        f"{one.where}:{function.lineno} {function.name} has {_length(function)} lines"
        for one in source.modules()
        for function in one.functions()
        if _length(function) > _longest(one)
    ]
    assert too_long == []


def test_templates_and_scripts_stay_small() -> None:
    pages = dict.fromkeys(source.files(".html", ".txt", ".xml"), TEMPLATE)
    scripts = dict.fromkeys(source.files(".js"), SCRIPT)
    lengths = {
        path.relative_to(source.ROOT).as_posix(): len(path.read_text().splitlines())
        for path, most in {**pages, **scripts}.items()
        if "tests" not in path.parts and "demo" not in path.parts
        if len(path.read_text().splitlines()) > most
    }
    assert lengths == {}


def test_a_line_of_the_plot_names_at_most_five_follow_ups() -> None:
    lines = [*story.WHEN.values(), story.ACCEPTED, story.UNDELIVERED, story.STOPPED]
    assert max(len(acts) for acts in lines) <= FOLLOW_UPS


def test_every_file_is_named_after_what_it_is() -> None:
    named = {one.where for one in source.modules() if one.path.stem in NAMELESS}
    named |= {one.where for one in source.modules() if NAMELESS & set(one.path.parts)}
    assert named == set()


def test_every_module_opens_with_one_sentence() -> None:
    silent = []
    for one in source.modules():
        said = ast.get_docstring(one.tree) or ""
        first = said.partition("\n\n")[0]
        if not first.endswith((".", ":", "?")):
            silent.append(one.where)
    assert silent == []
