"""The code that a notebook uses: the modules it imports, theirs in turn, and their HTML templates.

What a module hands on as data is no use of its code. So imports are not followed beyond the
modules that hold the editions' tables: those tables count themselves, by their content.
"""

import ast
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import grimp
from nbformat import NotebookNode

from spf_lib.publish.layout import RUNNING_CODE

PACKAGE = RUNNING_CODE.name
# Their tables are counted by content, wherever they came from.
_DATA = frozenset(
    f"{PACKAGE}.{module}"
    for module in ("assess.edition", "figures.returns", "framework.catalogue", "publish.store")
)
_TEMPLATES = "present/templates"
_TEMPLATE_NAME = re.compile(r"""["']([a-z_]+\.html)["']""")


@dataclass(frozen=True)
class Code:
    """The library as it stands: which module imports which, and what each file holds."""

    imports: grimp.ImportGraph
    sha256: Mapping[Path, str]

    def used_by(self, notebook: NotebookNode) -> dict[str, str]:
        """Return what a notebook uses, as names of modules and templates with their SHA-256."""
        return self.used_from(self._imported_by(notebook))

    def used_from(self, modules: Iterable[str]) -> dict[str, str]:
        """Return what some modules use, themselves included, as names with their SHA-256."""
        found: set[str] = set()
        waiting = list(modules)
        while waiting:
            module = waiting.pop()
            if module in found:
                continue
            found.add(module)
            if module not in _DATA:
                waiting += self.imports.find_modules_directly_imported_by(module)
        files = {module: _file_of(module) for module in found}
        return {
            name: self.sha256[file] for name, file in sorted((files | _templates(files)).items())
        }

    def _imported_by(self, notebook: NotebookNode) -> list[str]:
        found = []
        for cell in notebook.cells:
            if cell.cell_type != "code":
                continue
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.ImportFrom) and node.module:
                    inside = [f"{node.module}.{name.name}" for name in node.names]
                    found += [
                        name if name in self.imports.modules else node.module for name in inside
                    ]
                elif isinstance(node, ast.Import):
                    found += [name.name for name in node.names]
        return [module for module in found if module in self.imports.modules]


def read_code() -> Code:
    """Read which module of the running library imports which."""
    files = [file for ending in ("*.py", "*.html") for file in sorted(RUNNING_CODE.rglob(ending))]
    return Code(
        grimp.build_graph(PACKAGE, cache_dir=None),
        {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
    )


def _file_of(module: str) -> Path:
    path = RUNNING_CODE.parent.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _templates(modules: dict[str, Path]) -> dict[str, Path]:
    """Find the HTML templates that modules name, and those that these name."""
    found: dict[str, Path] = {}
    waiting = list(modules.values())
    while waiting:
        for name in _TEMPLATE_NAME.findall(waiting.pop().read_text(encoding="utf-8")):
            file = RUNNING_CODE / _TEMPLATES / name
            if name not in found and file.is_file():
                found[name] = file
                waiting.append(file)
    return found
