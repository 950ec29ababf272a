"""Calls of the emulator's own services, in the account and region of the stack that is being deployed."""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Callable

Properties = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call of a service: its operation, and the arguments that properties (and what came before) give."""

    service: str
    operation: str
    arguments: Callable[[Properties, str], Properties]


def call(step: Call, properties: Properties, physical_id: str) -> Properties:
    """Calls the emulator itself, in the account and region of the stack that is being deployed."""
    from ministack.core.responses import get_account_id, get_region

    client = client_of(step.service, get_account_id(), get_region())
    try:
        return getattr(client, step.operation)(**step.arguments(properties, physical_id))
    except StopIteration as error:
        # it cannot pass the emulator's futures, and the deployment would never end
        raise LookupError(f"{step.service} {step.operation}: nothing found") from error


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


def lower_first(value: Any) -> Any:
    """CloudFormation writes `FieldSelectors`; some services want `fieldSelectors`."""
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: lower_first(item) for key, item in value.items()}
    return [lower_first(item) for item in value] if isinstance(value, list) else value


def pick(properties: Properties, *names: str, **renamed: str) -> Properties:
    """The properties of these names that are there; `renamed` gives them the names that the API has."""
    wanted = {**{name: name for name in names}, **renamed}
    return {api: properties[name] for api, name in wanted.items() if name in properties}


def tags_of(properties: Properties) -> list[Properties]:
    return [dict(tag) for tag in properties.get("Tags", [])]


def ec2_tags(kind: str, properties: Properties) -> Properties:
    tags = tags_of(properties)
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": tags}]} if tags else {}


def as_text(document: Any) -> str:
    return document if isinstance(document, str) else json.dumps(document, separators=(",", ":"))
