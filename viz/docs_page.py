"""The REST service as a page, made from its OpenAPI description; no script and no file of anybody else, unlike the usual viewers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from viz.atlas import Atlas
from viz.templating import render as template

METHODS = ("get", "post", "put", "patch", "delete")


def render(atlas: Atlas, openapi: Mapping[str, Any]) -> str:
    """Return the page for an OpenAPI 3.1 description."""
    return template("docs.html.j2", atlas, current="/about", operations=operations(openapi), schemas=schemas(openapi))


def operations(openapi: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each operation with its method, path, words, parameters, statuses, and an address to try where it needs no more."""
    found = []
    for path, item in openapi.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                found.append(_operation(path, method, item[method]))
    return found


def schemas(openapi: Mapping[str, Any]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return each record: name, description, and its fields with type and words."""
    known = openapi.get("components", {}).get("schemas", {})
    wanted = [(name, schema) for name, schema in known.items() if "properties" in schema and not name.startswith(("HTTP", "Validation"))]
    return [(name, schema.get("description", ""), _fields(schema)) for name, schema in wanted]


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(one) for one in operation.get("parameters", [])]
    return {
        "id": f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        "method": method.upper(),
        "path": path,
        "words": operation.get("description", operation.get("summary", "")),
        "parameters": parameters,
        "statuses": sorted(operation.get("responses", {})),
        "address": path if method == "get" and "{" not in path and not any(one["required"] for one in parameters) else None,
    }


def _parameter(parameter: Mapping[str, Any]) -> dict[str, Any]:
    schema = parameter.get("schema", {})
    examples = schema.get("examples") or parameter.get("examples") or []
    example = examples[0] if isinstance(examples, list) and examples else None
    words = parameter.get("description", "")
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "type": _type(schema),
        "words": words,
        "example": example,
    }


def _fields(schema: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(name, _type(field), field.get("description", "")) for name, field in schema["properties"].items()]


def _type(schema: Mapping[str, Any]) -> str:
    """Return the type of a field in few words.

    >>> _type({"anyOf": [{"type": "string"}, {"type": "null"}]}), _type({"type": "array", "items": {"type": "string"}})
    ('string or null', 'list of string')
    """
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return str(schema.get("type", schema.get("const", "any")))
