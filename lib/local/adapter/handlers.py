"""What CloudFormation calls to make, change and delete a resource, for the types of `types.json`.

`backed`      types that the emulator's CloudFormation lacks, or makes otherwise, and that a service of it has all the same
`completed`   types of which its handlers leave out properties, which its service takes
`recorded`    types without any API: CloudFormation gives them an id, and nothing stands behind it

A call is an operation and the form of its arguments; `{Name}` is a property, something of a reply, the `PhysicalId`, all
`Properties`, or something `Unique`.
"""

import json
from pathlib import Path
from typing import Any, Callable, Collection, Mapping
from uuid import uuid4

from calls import NOTHING, Properties, call, filled_in, value_at

TYPES: Mapping[str, Any] = json.loads((Path(__file__).parent / "types.json").read_text(encoding="utf-8"))
BACKED, COMPLETED, RECORDED = TYPES["backed"], TYPES["completed"], TYPES["recorded"]

RECORDED_ONLY = "recorded-only:"

Handlers = dict[str, Callable]


def backed_handlers(resource_type: str) -> Handlers:
    backed = BACKED[resource_type]
    afterwards = AFTERWARDS.get(resource_type, nothing)
    beforehand = BEFOREHAND.get(resource_type, nothing)

    def run(step: str, properties: Properties, **known: Any) -> Properties:
        own = {**backed.get("defaults", {}), **properties}
        scope = {"Tags": [], **own, "Properties": own, "Unique": uuid4().hex, **known}
        for operation, form in backed.get(step, []):
            named = TYPES["arguments"][form] if isinstance(form, str) else form
            scope.update(call(backed["service"], operation, named, scope))
        return scope

    def made(scope: Properties, physical_id: str) -> tuple[str, Properties]:
        return physical_id, {"Id": physical_id, **filled_in(backed.get("attributes", {}), {**scope, "PhysicalId": physical_id})}

    def create(_logical_id: str, properties: Properties, _stack: str) -> tuple[str, Properties]:
        scope = run("create", properties)
        physical_id = backed["id"].format_map(scope)
        afterwards(properties, physical_id)
        return made(scope, physical_id)

    def update(physical_id: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, Properties]:
        scope = run("update", new, PhysicalId=physical_id)
        afterwards(new, physical_id)
        return made(scope, physical_id)

    def delete(physical_id: str, properties: Properties) -> None:
        beforehand(properties, physical_id)
        run("delete", properties, PhysicalId=physical_id)

    # without a way to change it, CloudFormation replaces it
    return {"create": create, "delete": delete, **({"update": update} if "update" in backed else {})}


def completed_handlers(resource_type: str, own: Mapping[str, Callable]) -> Handlers:
    """The emulator's handlers, after which the service is told what they left out."""
    completed = COMPLETED[resource_type]

    def complete(made: tuple[str, Properties], properties: Properties) -> tuple[str, Properties]:
        scope = {**properties, "PhysicalId": made[0]}
        for path, (operation, form) in completed["by"].items():
            if value_at(path, scope) is not NOTHING:
                call(completed["service"], operation, form, scope)
        return made

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
        return complete(own["create"](logical_id, properties, stack), properties)

    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> tuple[str, Properties]:
        return complete(own["update"](physical_id, old, new, *rest), new)

    return {**own, "create": create, **({"update": update} if "update" in own else {})}


def recorded_handlers(resource_type: str) -> Handlers:
    def made(physical_id: str) -> tuple[str, Properties]:
        return physical_id, {name: physical_id for name in ("Arn", "Id", *RECORDED[resource_type].get("attributes", []))}

    return {
        "create": lambda logical_id, properties, stack: made(f"{RECORDED_ONLY}{resource_type}:{stack}:{logical_id}"),
        "update": lambda physical_id, old, new, stack: made(physical_id),
        "delete": nothing,
    }


def nothing(*_: Any) -> None:
    """Some types have nothing to do there."""


def start_recorder(*_: Any) -> None:
    """Recorder and channel come in either order; with both there CloudFormation starts the recorder."""
    recorders = call("config", "describe_configuration_recorders", {}, {})["ConfigurationRecorders"]
    channels = call("config", "describe_delivery_channels", {}, {})["DeliveryChannels"]
    if recorders and channels:
        call("config", "start_configuration_recorder", {"ConfigurationRecorderName": recorders[0]["name"]}, {})


def aim(policy_id: str, wanted: Collection[str]) -> None:
    """Attaches a policy to these targets and to no others."""
    listed = call("organizations", "list_targets_for_policy", {"PolicyId": policy_id}, {})
    attached = {target["TargetId"] for target in listed["Targets"]}
    changes = [
        *(("detach_policy", target) for target in sorted(attached - set(wanted))),
        *(("attach_policy", target) for target in wanted if target not in attached),
    ]
    for operation, target in changes:
        call("organizations", operation, {"PolicyId": policy_id, "TargetId": target}, {})


# What CloudFormation does once a resource is there, or has changed, and what it undoes before it deletes one.
AFTERWARDS: Mapping[str, Callable[[Properties, str], None]] = {
    "AWS::Config::ConfigurationRecorder": start_recorder,
    "AWS::Config::DeliveryChannel": start_recorder,
    "AWS::Organizations::Policy": lambda properties, policy_id: aim(policy_id, properties.get("TargetIds", [])),
}
BEFOREHAND: Mapping[str, Callable[[Properties, str], None]] = {
    "AWS::Organizations::Policy": lambda _properties, policy_id: aim(policy_id, []),
}
