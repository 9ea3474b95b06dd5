"""Reading a YAML file into a typed model, with every fault named by file, line and key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

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
        loader = yaml.CSafeLoader(text)
        tree = loader.get_single_node()
        content = None if tree is None else loader.construct_document(tree)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise BadInput([Fault(name, 1, "(file)", "", f"a readable YAML file ({error})")]) from error
    twice = list(_keys_written_twice(tree))
    if twice:
        raise BadInput(
            Fault(name, line, key, key, "a key that stands once here") for line, key in twice
        )
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise BadInput(
            Fault(
                name,
                _line(tree, fault["loc"]),
                ".".join(str(step) for step in fault["loc"]),
                str(fault["input"]),
                _expected(fault["type"], fault["msg"], _model_at(model, fault["loc"])),
            )
            for fault in error.errors()
        ) from error


def key_line(path: Path, keys: tuple[str | int, ...]) -> int:
    """Return the line of a readable YAML file on which a key stands, found by the keys above it."""
    return _line(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), keys)


def _keys_written_twice(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Find keys that stand twice in one mapping; YAML would keep the last without a word."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
            yield from _keys_written_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _keys_written_twice(item)


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the model whose key the last step of a path is."""
    for step in path[:-1]:
        field = model.model_fields.get(str(step))
        inner = [model] if field is None else _models_in(field.annotation)
        model = next(iter(inner), model)
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


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
