"""Starts MiniStack with the resource types of the landing zone that its CloudFormation lacks.

Most of those types have a service behind them in MiniStack all the same: the adapter then calls that service's API, as
CloudFormation would, and reads nothing from its insides. The few without any API are only recorded, and say so: the physical
id of such a resource begins with `recorded-only:`, which is how the product tells them apart.

    python adapter.py FOLDER     # BIND_HOST, GATEWAY_PORT … as MiniStack takes them; the folder tells whose emulator it is
    python adapter.py --types    # what the adapter adds, as JSON, without starting anything
"""

import json
import os
import sys
from pathlib import Path
from typing import Any, Callable, Mapping
from uuid import uuid4

from backed import BACKED, OTHERWISE, backed_handlers
from calls import Properties, client_of
from completed import COMPLETED, completed_handlers
from engine import answer_when_settled, let_buckets_be_imported
from stack_sets import StackSets, summaries

RECORDED_ONLY = "recorded-only:"

# Types without any API in the emulator that would hold them: a physical id and nothing behind it. Beside `Arn` and `Id`, these
# are the attributes that templates ask of them.
RECORDED: Mapping[str, tuple[str, ...]] = {
    "AWS::AccessAnalyzer::Analyzer": (),
    # the API takes associations and forgets the subnet
    "AWS::EC2::SubnetNetworkAclAssociation": (),
    "AWS::Logs::QueryDefinition": (),
    "AWS::SSM::Document": (),
    # the emulator has no Identity Center: neither permission sets nor what the handler of the assignments would call
    "AWS::SSO::PermissionSet": ("PermissionSetArn",),
    "Custom::IdentityAssignments": (),
}


def recorded_handlers(resource_type: str) -> dict[str, Callable]:
    def attributes(physical_id: str) -> Properties:
        return {name: physical_id for name in ("Arn", "Id", *RECORDED[resource_type])}

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
        physical_id = f"{RECORDED_ONLY}{resource_type}:{stack}:{logical_id}"
        return physical_id, attributes(physical_id)

    def update(physical_id: str, _old: Properties, _new: Properties, _stack: str) -> tuple[str, Properties]:
        return physical_id, attributes(physical_id)

    return {"create": create, "update": update, "delete": lambda physical_id, properties: None}


STACK_SET = "AWS::CloudFormation::StackSet"


def stack_set_handlers() -> dict[str, Callable]:
    """The emulator has no stack sets: the adapter makes their stacks, and answers the call that lists them."""
    from ministack.core.responses import get_account_id, get_region
    from ministack.services.cloudformation import handlers, helpers

    sets = StackSets(Path(sys.argv[1]), client_of)

    def create(_logical_id: str, properties: Properties, _stack: str) -> tuple[str, Properties]:
        sets.deploy((get_account_id(), get_region()), properties)
        physical_id = f"{properties['StackSetName']}:{uuid4()}"
        return physical_id, {"StackSetId": physical_id}

    def update(physical_id: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, Properties]:
        sets.deploy((get_account_id(), get_region()), new)
        return physical_id, {"StackSetId": physical_id}

    def delete(physical_id: str, _properties: Properties) -> None:
        sets.delete((get_account_id(), get_region()), physical_id.split(":")[0])

    def list_instances(parameters: Any) -> Any:
        name = helpers._p(parameters, "StackSetName")
        try:
            instances = sets.instances(get_account_id(), name)
        except KeyError:
            return helpers._error("StackSetNotFoundException", f"StackSet {name} not found", 404)
        return helpers._xml(200, "ListStackInstancesResponse", summaries(instances))

    handlers._ACTION_HANDLERS["ListStackInstances"] = list_instances
    return {"create": create, "update": update, "delete": delete}


def register() -> None:
    """Adds the types to MiniStack's table, and has them run off its event loop, which they call back into."""
    from ministack.services.cloudformation import provisioners, stacks

    added = {
        **{name: backed_handlers(backed) for name, backed in BACKED.items()},
        **{name: recorded_handlers(name) for name in RECORDED},
        STACK_SET: stack_set_handlers(),
    }
    known = {name for name in added if name in provisioners._RESOURCE_HANDLERS} - OTHERWISE
    if known:
        raise SystemExit(f"MiniStack has these types by itself now, so the adapter has to let go of them: {sorted(known)}")
    completed = {name: completed_handlers(name, provisioners._RESOURCE_HANDLERS[name]) for name in COMPLETED}
    provisioners._RESOURCE_HANDLERS.update({**added, **completed})
    blocking = {*added, *completed}
    by_itself = stacks._runs_on_worker_thread
    stacks._runs_on_worker_thread = lambda resource_type: resource_type in blocking or by_itself(resource_type)


def main() -> None:
    if "--types" in sys.argv:
        print(json.dumps({"backed": sorted(BACKED), "completed": {name: sorted(by) for name, by in COMPLETED.items()}, "recorded": sorted(RECORDED)}))
        return
    if os.environ.get("BIND_HOST") != "127.0.0.1":
        raise SystemExit("BIND_HOST is not 127.0.0.1: the emulator answers on the loopback interface only")
    import ministack.app

    register()
    let_buckets_be_imported()
    answer_when_settled()
    # the folder is ours, and MiniStack has arguments of its own
    del sys.argv[1:]
    ministack.app.main()


if __name__ == "__main__":
    main()
