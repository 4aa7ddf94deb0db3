"""Walks a file's plain values beside the type annotations of its model, so that each value is seen with its type."""

from __future__ import annotations

from dataclasses import field
from types import UnionType
from typing import Annotated, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from agreementlint.checkfile import Names, Refers
from agreementlint.values import dataclass
from agreementlint.yamlplaces import Place


class Named(NamedTuple):
    """A text that names something, and what it is to name."""

    place: Place
    to: Names
    text: str


class Holder(NamedTuple):
    """A mapping and the model that it is to be."""

    place: Place
    model: type[BaseModel]
    values: dict[str, object]


@dataclass(slots=True)
class Shape:
    """What an annotation lets a value be: a text that names something, a list, a mapping, models."""

    to: Names | None = None
    items: list[Shape] = field(default_factory=list)
    values: list[Shape] = field(default_factory=list)
    models: list[type[BaseModel]] = field(default_factory=list)
    leading: dict[Names | None, bool] = field(default_factory=dict)  # by what is left out: whether it names anything


_fields: dict[type[BaseModel], dict[str, Shape]] = {}  # worked out once for each model


def shape_of(annotation: object, metadata: tuple[object, ...] = ()) -> Shape:
    """What a value of this annotation may be."""
    shape = Shape()
    for each in metadata:
        if isinstance(each, Refers):
            shape.to = each.to
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = shape_of(arguments[0], arguments[1:])
        return _joined([inner, shape])
    if origin in (Union, UnionType):
        return _joined([shape, *(shape_of(each) for each in arguments)])
    if origin is list:
        shape.items = [shape_of(arguments[0])]
    elif origin is dict:
        shape.values = [shape_of(arguments[1])]
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        shape.models = [annotation]
    return shape


def _joined(shapes: list[Shape]) -> Shape:
    """What a value may be that is of any one of several shapes."""
    to = next((shape.to for shape in shapes if shape.to is not None), None)
    return Shape(
        to,
        [item for shape in shapes for item in shape.items],
        [value for shape in shapes for value in shape.values],
        [model for shape in shapes for model in shape.models],
    )


def fields_of(model: type[BaseModel]) -> dict[str, Shape]:
    """The keys of a model as a file has them, each with the shape of its value."""
    known = _fields.get(model)
    if known is None:
        if not model.__pydantic_complete__:  # it speaks of a type that was defined after it
            model.model_rebuild()
        known = _fields[model] = {key_of(name, each): _of_field(each) for name, each in model.model_fields.items()}
    return known


def _of_field(info: FieldInfo) -> Shape:
    return shape_of(info.annotation, tuple(info.metadata))


def key_of(name: str, info: FieldInfo) -> str:
    """A field's key in a file."""
    return info.alias or name


def models_for(shape: Shape, value: object) -> list[type[BaseModel]]:
    """The models that a mapping may be: those that have one of its keys, or all of them where none has."""
    models = shape.models
    if not isinstance(value, dict) or len(models) < 2:
        return models
    return [model for model in models if not fields_of(model).keys().isdisjoint(value)] or models


def walk(shape: Shape, value: object, without: Names | None = None) -> list[Named | Holder]:
    """Everything in a value that is named or held, however wrong the rest of it may be; `without` one sort of names."""
    found: list[Named | Holder] = []
    _walk(shape, value, (), without, found)
    return found


def _walk(shape: Shape, value: object, place: Place, without: Names | None, found: list[Named | Holder]) -> None:
    if isinstance(value, str):
        if shape.to is not None and shape.to is not without:
            found.append(Named(place, shape.to, value))
    elif isinstance(value, list):
        for inner in shape.items:
            if leads(inner, without):
                for number, item in enumerate(value):
                    _walk(inner, item, (*place, number), without, found)
    elif isinstance(value, dict):
        for inner in shape.values:
            for key, item in value.items():
                _walk(inner, item, (*place, key), without, found)
        for model in models_for(shape, value):
            found.append(Holder(place, model, value))
            fields = fields_of(model)
            for key, item in value.items():  # of a model's keys most values have few
                shaped = fields.get(key)
                if shaped is not None and leads(shaped, without):
                    _walk(shaped, item, (*place, key), without, found)


def leads(shape: Shape, without: Names | None = None) -> bool:
    """Whether anything in a value of this shape names something."""
    known = shape.leading.get(without)
    if known is not None:
        return known
    shape.leading[without] = False  # as long as it is looked into: a check is made of checks
    found = (
        (shape.to is not None and shape.to is not without)
        or any(leads(inner, without) for inner in (*shape.items, *shape.values))
        or any(leads(inner, without) for model in shape.models for inner in fields_of(model).values())
    )
    if found:
        shape.leading[without] = True
    return found


def keys_at(shape: Shape, value: object, place: Place) -> list[str]:
    """The keys that a mapping at a place may have."""
    shapes = [shape]
    for step in place:
        below: list[Shape] = []
        for each in shapes:
            if isinstance(value, dict) and isinstance(step, str):
                below += [fields_of(model)[step] for model in models_for(each, value) if step in fields_of(model)]
                below += each.values
            elif isinstance(value, list):
                below += each.items
        shapes = below
        value = step_into(value, step)
    return [key for each in shapes for model in models_for(each, value) for key in fields_of(model)]


def step_into(value: object, step: str | int) -> object:
    """What is under a key or at a number; None where nothing is."""
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
