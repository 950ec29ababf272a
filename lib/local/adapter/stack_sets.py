"""Stack sets, as far as a landing zone needs them: each account of the targets gets the template in each region.

Every stack is made through CloudFormation's own API, in the account that it belongs to. The emulator's organization does not
know the accounts of the configuration: which of them a unit holds is read from `accounts.json`, which the product writes.
"""

import json
import time
from pathlib import Path
from typing import Any, Callable, Iterator
from uuid import uuid4

Properties = dict[str, Any]
ClientOf = Callable[[str, str, str], Any]
"""Gives the client of a service in an account and a region."""

Instances = dict[tuple[str, str], str]
"""Ids of the stacks of a set, by account and region."""

STACK_SET = "AWS::CloudFormation::StackSet"

LONGEST_WAIT_SECONDS = 120


class StackSets:
    """What stack sets there are, and what they have made."""

    def __init__(self, folder: Path, client_of: ClientOf) -> None:
        self.folder = folder
        self.client_of = client_of
        self.made: dict[tuple[str, str], Instances] = {}

    def deploy(self, management: tuple[str, str], properties: Properties) -> None:
        """Makes the stacks that are missing, and brings the others up to date. One that fails, fails the set."""
        name = properties["StackSetName"]
        instances = self.made.setdefault((management[0], name), {})
        for account, region in self.places(management, properties):
            client = self.client_of("cloudformation", account, region)
            template = {
                "StackName": instances.get((account, region), f"StackSet-{name}"),
                "TemplateBody": properties["TemplateBody"],
                "Capabilities": properties.get("Capabilities", []),
            }
            if (account, region) in instances:
                update(client, template)
            else:
                instances[account, region] = client.create_stack(**template)["StackId"]
        for (account, region), stack_id in instances.items():
            status = settled(self.client_of("cloudformation", account, region), stack_id)
            if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
                raise RuntimeError(f"the baseline of {account} in {region} ended as {status}")

    def delete(self, management: tuple[str, str], name: str) -> None:
        for (account, region), stack_id in self.made.pop((management[0], name), {}).items():
            client = self.client_of("cloudformation", account, region)
            client.delete_stack(StackName=stack_id)
            settled(client, stack_id)

    def instances(self, account: str, name: str) -> Instances:
        """@raise KeyError where there is no such set"""
        return self.made[account, name]

    def places(self, management: tuple[str, str], properties: Properties) -> Iterator[tuple[str, str]]:
        members = json.loads((self.folder / "accounts.json").read_text(encoding="utf-8"))
        for group in properties.get("StackInstancesGroup", []):
            targets = group["DeploymentTargets"]
            units = [self.unit(management, unit) for unit in targets.get("OrganizationalUnitIds", [])]
            accounts = [*targets.get("Accounts", []), *(account for unit in units for account in members[unit])]
            for account in accounts:
                for region in group["Regions"]:
                    yield account, region

    def unit(self, management: tuple[str, str], unit_id: str) -> str:
        organizations = self.client_of("organizations", *management)
        return organizations.describe_organizational_unit(OrganizationalUnitId=unit_id)["OrganizationalUnit"]["Name"]


def update(client: Any, template: Properties) -> None:
    try:
        client.update_stack(**template)
    except client.exceptions.ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise


def settled(client: Any, stack_id: str) -> str:
    """The status of a stack once nothing of it is in progress."""
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while True:
        status = client.describe_stacks(StackName=stack_id)["Stacks"][0]["StackStatus"]
        if not status.endswith("IN_PROGRESS") or time.monotonic() > deadline:
            return status
        time.sleep(0.05)


def summaries(instances: Instances) -> str:
    """The answer of `ListStackInstances`."""
    members = "".join(
        f"<member><Account>{account}</Account><Region>{region}</Region><StackId>{stack_id}</StackId>"
        "<Status>CURRENT</Status></member>"
        for (account, region), stack_id in instances.items()
    )
    return f"<ListStackInstancesResult><Summaries>{members}</Summaries></ListStackInstancesResult>"


def stack_set_handlers(sets: StackSets) -> dict[str, Callable]:
    def place() -> tuple[str, str]:
        from ministack.core.responses import get_account_id, get_region

        return get_account_id(), get_region()

    def made(physical_id: str, properties: Properties) -> tuple[str, Properties]:
        sets.deploy(place(), properties)
        return physical_id, {"StackSetId": physical_id}

    return {
        "create": lambda logical_id, properties, stack: made(f"{properties['StackSetName']}:{uuid4()}", properties),
        "update": lambda physical_id, old, new, stack: made(physical_id, new),
        "delete": lambda physical_id, properties: sets.delete(place(), physical_id.split(":")[0]),
    }


def answer_list_of_instances(sets: StackSets) -> None:
    """Has the emulator's CloudFormation answer `ListStackInstances`, which it does not know."""
    from ministack.core.responses import get_account_id
    from ministack.services.cloudformation import handlers, helpers

    def list_instances(parameters: Any) -> Any:
        name = helpers._p(parameters, "StackSetName")
        try:
            instances = sets.instances(get_account_id(), name)
        except KeyError:
            return helpers._error("StackSetNotFoundException", f"StackSet {name} not found", 404)
        return helpers._xml(200, "ListStackInstancesResponse", summaries(instances))

    handlers._ACTION_HANDLERS["ListStackInstances"] = list_instances
