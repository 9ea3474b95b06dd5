"""Reading a YAML file into a typed model, with every fault named by file, line and key."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from spf_lib.framework.tables import BadInput, Fault

Model = TypeVar("Model", bound=BaseModel)


def read_yaml(path: Path, name: str, model: type[Model]) -> Model:
    """Read a YAML file and check it against a pydantic model that forbids unknown keys.

    Raises
    ------
    BadInput
        If the file cannot be read, is not YAML, or any key is unknown, missing or wrong.
    """
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput([Fault(name, 1, "(file)", "", f"a readable YAML file ({error})")]) from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise BadInput(
            Fault(
                name,
                _line(tree, fault["loc"]),
                ".".join(str(step) for step in fault["loc"]),
                str(fault["input"]),
                _expected(fault["type"], fault["msg"], model),
            )
            for fault in error.errors()
        ) from error


def _expected(kind: str, message: str, model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        return f"a known key; this file takes {', '.join(model.model_fields)}"
    return message[0].lower() + message[1:]


def _line(node: yaml.Node | None, path: tuple[str | int, ...]) -> int:
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            found = {key.value: (key, value) for key, value in node.value}.get(str(step))
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
