"""Calls of the emulator's own services, in the account and region of the stack that is being deployed."""

import json
import os
import re
from functools import lru_cache
from string import Formatter
from typing import Any

Properties = dict[str, Any]

NOTHING: Any = object()

FIELD = re.compile(r"\{(.+)\}")


def call(service: str, operation: str, form: Properties, scope: Properties) -> Properties:
    """Calls the emulator itself, with the arguments that a form makes of what is in scope."""
    from ministack.core.responses import get_account_id, get_region

    client = client_of(service, get_account_id(), get_region())
    try:
        return getattr(client, operation)(**arguments(client, operation, form, scope))
    except StopIteration as error:
        # it cannot pass the emulator's futures, and the deployment would never end
        raise LookupError(f"{service} {operation}: nothing found") from error


@lru_cache(maxsize=None)
def client_of(service: str, account: str, region: str) -> Any:
    """Kept, since making one reads the service's whole model."""
    import botocore.session

    return botocore.session.get_session().create_client(
        service,
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        aws_access_key_id=account,
        aws_secret_access_key="local",
    )


def arguments(client: Any, operation: str, form: Properties, scope: Properties) -> Properties:
    """What a form comes to, as the operation spells it. `**` stands for all that it takes of these properties."""
    named = filled_in(form, scope)
    shape = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[operation]).input_shape
    return as_spelled(shape, {**named.pop("**", {}), **named})


def filled_in(form: Properties, scope: Properties) -> Properties:
    """The form with `{Name}` replaced by what is in scope. What is not there is left out, and what is empty without it too."""
    filled = filled_part(form, scope)
    return {} if filled is NOTHING else filled


def value_at(path: str, scope: Properties) -> Any:
    """What is in scope at a path such as `Policy[PolicySummary][Id]`, or `NOTHING`."""
    try:
        return Formatter().get_field(path, (), scope)[0]
    except (KeyError, IndexError, TypeError):
        return NOTHING


def filled_part(form: Any, scope: Properties) -> Any:
    if isinstance(form, dict):
        parts = {name: filled_part(part, scope) for name, part in form.items()}
        return {name: part for name, part in parts.items() if part is not NOTHING} or NOTHING
    if isinstance(form, list):
        return [part for part in (filled_part(part, scope) for part in form) if part is not NOTHING] or NOTHING
    field = FIELD.fullmatch(form) if isinstance(form, str) else None
    return value_at(field[1], scope) if field else form


def as_spelled(shape: Any, value: Any) -> Any:
    """A value of a template as the API has it: in its letter case and its types, without what it does not know."""
    if shape.type_name == "structure":
        members = {name.lower(): name for name in shape.members}
        known = {members[name.lower()]: part for name, part in value.items() if name.lower() in members}
        return {name: as_spelled(shape.members[name], part) for name, part in known.items()}
    if shape.type_name == "list":
        return [as_spelled(shape.member, part) for part in (value if isinstance(value, list) else [value])]
    if shape.type_name in ("integer", "long"):
        return int(value)
    if shape.type_name == "boolean":
        return str(value).lower() == "true"
    if shape.type_name == "string":
        return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
    return value
