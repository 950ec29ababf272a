"""Stack sets over accounts of which CloudFormation is played."""

import json
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3] / "lib/local/adapter"))

from stack_sets import StackSets, summaries  # noqa: E402

MANAGEMENT = ("111111111111", "eu-central-1")
PROPERTIES = {
    "StackSetName": "baseline",
    "TemplateBody": "{}",
    "Capabilities": ["CAPABILITY_NAMED_IAM"],
    "StackInstancesGroup": [
        {"DeploymentTargets": {"OrganizationalUnitIds": ["ou-1"]}, "Regions": ["eu-central-1", "eu-west-1"]}
    ],
}


class Played:
    """A client of CloudFormation or Organizations in one place."""

    class exceptions:
        class ClientError(Exception):
            pass

    def __init__(self, cloud: "Cloud", place: tuple[str, str]) -> None:
        self.cloud, self.place = cloud, place

    def describe_organizational_unit(self, OrganizationalUnitId: str) -> Any:
        return {"OrganizationalUnit": {"Name": {"ou-1": "Production"}[OrganizationalUnitId]}}

    def create_stack(self, StackName: str, **_: Any) -> Any:
        self.cloud.calls.append(("create", *self.place, StackName))
        return {"StackId": f"{StackName}/{'/'.join(self.place)}"}

    def update_stack(self, StackName: str, **_: Any) -> None:
        self.cloud.calls.append(("update", *self.place, StackName))
        raise self.exceptions.ClientError(self.cloud.refusal)

    def delete_stack(self, StackName: str) -> None:
        self.cloud.calls.append(("delete", *self.place, StackName))

    def describe_stacks(self, StackName: str) -> Any:
        return {"Stacks": [{"StackStatus": self.cloud.status}]}


class Cloud:
    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self.status = "CREATE_COMPLETE"
        self.refusal = "No updates are to be performed."

    def client(self, _service: str, account: str, region: str) -> Played:
        return Played(self, (account, region))


class Deploying(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        (Path(self.folder.name) / "accounts.json").write_text(json.dumps({"Production": ["777777777777"]}))
        self.cloud = Cloud()
        self.sets = StackSets(Path(self.folder.name), self.cloud.client)

    def test_gives_each_account_of_the_unit_the_template_in_each_region(self) -> None:
        self.sets.deploy(MANAGEMENT, PROPERTIES)
        self.assertEqual(
            self.cloud.calls,
            [
                ("create", "777777777777", "eu-central-1", "StackSet-baseline"),
                ("create", "777777777777", "eu-west-1", "StackSet-baseline"),
            ],
        )
        self.assertEqual(len(self.sets.instances(MANAGEMENT[0], "baseline")), 2)

    def test_updates_what_it_made_and_takes_no_change_for_success(self) -> None:
        self.sets.deploy(MANAGEMENT, PROPERTIES)
        self.cloud.calls.clear()
        self.sets.deploy(MANAGEMENT, PROPERTIES)
        self.assertEqual({call[0] for call in self.cloud.calls}, {"update"})

    def test_passes_on_why_an_update_was_refused(self) -> None:
        self.sets.deploy(MANAGEMENT, PROPERTIES)
        self.cloud.refusal = "Template format error"
        with self.assertRaisesRegex(Exception, "Template format error"):
            self.sets.deploy(MANAGEMENT, PROPERTIES)

    def test_fails_with_the_account_that_failed(self) -> None:
        self.cloud.status = "ROLLBACK_COMPLETE"
        with self.assertRaisesRegex(RuntimeError, "777777777777 in eu-central-1 ended as ROLLBACK_COMPLETE"):
            self.sets.deploy(MANAGEMENT, PROPERTIES)

    def test_reaches_the_accounts_that_are_named(self) -> None:
        named = {"DeploymentTargets": {"Accounts": ["888888888888"]}, "Regions": ["eu-west-1"]}
        self.sets.deploy(MANAGEMENT, {**PROPERTIES, "StackInstancesGroup": [named]})
        self.assertEqual(self.cloud.calls, [("create", "888888888888", "eu-west-1", "StackSet-baseline")])

    def test_deletes_what_it_made(self) -> None:
        self.sets.deploy(MANAGEMENT, PROPERTIES)
        self.cloud.calls.clear()
        self.sets.delete(MANAGEMENT, "baseline")
        self.assertEqual({call[0] for call in self.cloud.calls}, {"delete"})
        with self.assertRaises(KeyError):
            self.sets.instances(MANAGEMENT[0], "baseline")

    def test_lists_account_region_and_stack(self) -> None:
        text = summaries({("777777777777", "eu-west-1"): "id"})
        self.assertIn("<Account>777777777777</Account><Region>eu-west-1</Region><StackId>id</StackId>", text)


if __name__ == "__main__":
    unittest.main()
