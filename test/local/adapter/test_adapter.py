"""What the adapter makes of properties, without an emulator."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "lib/local/adapter"))

import adapter  # noqa: E402
import backed  # noqa: E402
import calls  # noqa: E402
import completed  # noqa: E402


class Types(unittest.TestCase):
    def test_no_type_is_both_backed_and_recorded(self) -> None:
        self.assertEqual(set(adapter.BACKED) & set(adapter.RECORDED), set())

    def test_what_is_recorded_says_so_in_its_id(self) -> None:
        handlers = adapter.recorded_handlers("AWS::SSM::Document")
        physical_id, attributes = handlers["create"]("Document", {}, "stack")
        self.assertEqual(physical_id, "recorded-only:AWS::SSM::Document:stack:Document")
        self.assertEqual(attributes["Arn"], physical_id)
        self.assertEqual(handlers["update"](physical_id, {}, {}, "stack")[0], physical_id)

    def test_a_permission_set_gives_the_attribute_that_assignments_ask_for(self) -> None:
        handlers = adapter.recorded_handlers("AWS::SSO::PermissionSet")
        physical_id, attributes = handlers["create"]("Auditor", {}, "stack")
        self.assertEqual(attributes["PermissionSetArn"], physical_id)


class Arguments(unittest.TestCase):
    def test_a_trail_keeps_its_key_and_its_validation(self) -> None:
        arguments = backed.trail(
            {"TrailName": "t", "S3BucketName": "b", "KMSKeyId": "k", "EnableLogFileValidation": True, "IsLogging": True}
        )
        self.assertEqual(
            arguments, {"Name": "t", "S3BucketName": "b", "KmsKeyId": "k", "EnableLogFileValidation": True}
        )

    def test_a_rule_of_a_group_names_the_other_group_and_numbers(self) -> None:
        arguments = backed.group_rule(
            {"GroupId": "sg-1", "IpProtocol": "tcp", "FromPort": "443", "ToPort": "443", "SourceSecurityGroupId": "sg-2"}, ""
        )
        permission = arguments["IpPermissions"][0]
        self.assertEqual(permission["UserIdGroupPairs"], [{"GroupId": "sg-2"}])
        self.assertEqual((permission["FromPort"], permission["ToPort"]), (443, 443))
        self.assertNotIn("IpRanges", permission)

    def test_an_entry_of_a_network_list_is_ingress_unless_it_says_egress(self) -> None:
        entry = {"NetworkAclId": "acl-1", "RuleNumber": "100", "Protocol": 6, "RuleAction": "allow"}
        self.assertFalse(backed.acl_entry(entry, "")["Egress"])
        self.assertTrue(backed.acl_entry({**entry, "Egress": "true"}, "")["Egress"])
        ports = backed.acl_entry({**entry, "PortRange": {"From": "443", "To": "443"}}, "")["PortRange"]
        self.assertEqual(ports, {"From": 443, "To": 443})

    def test_a_bucket_keeps_its_key_and_its_lock_in_days(self) -> None:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}
        properties = {
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {"ServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
                ]
            },
            "ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": "183"}}},
        }
        rules = completed.bucket_encryption(properties, "b")["ServerSideEncryptionConfiguration"]["Rules"]
        self.assertEqual(rules, [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}])
        lock = completed.object_lock(properties, "b")["ObjectLockConfiguration"]
        self.assertEqual(lock["Rule"]["DefaultRetention"]["Days"], 183)

    def test_a_bucket_without_a_key_of_its_own_is_left_to_the_emulator(self) -> None:
        rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
        self.assertFalse(
            completed.names_a_key({"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}})
        )


class Completing(unittest.TestCase):
    def setUp(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.call = completed.call
        completed.call = lambda step, properties, physical_id: self.calls.append((step.operation, physical_id)) or {}

    def tearDown(self) -> None:
        completed.call = self.call

    def test_tells_the_service_what_the_emulators_handler_left_out(self) -> None:
        own = {"create": lambda logical_id, properties, stack: ("name", {}), "delete": lambda physical_id, properties: None}
        handlers = completed.completed_handlers("AWS::IAM::Role", own)

        self.assertEqual(handlers["create"]("Role", {"PermissionsBoundary": "arn"}, "stack"), ("name", {}))
        self.assertEqual(self.calls, [("put_role_permissions_boundary", "name")])
        self.calls.clear()
        handlers["create"]("Role", {}, "stack")
        self.assertEqual(self.calls, [])
        self.assertNotIn("update", handlers)


class Organizations(unittest.TestCase):
    """A policy that is attached to `r-1` and `ou-1`."""

    def setUp(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.call = backed.call
        backed.call = self.answer

    def tearDown(self) -> None:
        backed.call = self.call

    def answer(self, step: calls.Call, properties: calls.Properties, physical_id: str) -> calls.Properties:
        if step.operation == "list_targets_for_policy":
            return {"Targets": [{"TargetId": "r-1"}, {"TargetId": "ou-1"}]}
        self.calls.append((step.operation, step.arguments(properties, physical_id).get("TargetId", "")))
        return {}

    def test_a_policy_whose_targets_change_is_attached_and_detached_accordingly(self) -> None:
        handlers = backed.backed_handlers(backed.BACKED["AWS::Organizations::Policy"])
        properties = {"Name": "p", "Type": "SERVICE_CONTROL_POLICY", "Content": {}, "TargetIds": ["r-1", "ou-2"]}
        self.assertEqual(handlers["update"]("p-1", {}, properties, "stack")[0], "p-1")
        self.assertEqual(
            self.calls, [("update_policy", ""), ("detach_policy", "ou-1"), ("attach_policy", "ou-2")]
        )

    def test_a_policy_is_detached_before_it_is_deleted(self) -> None:
        backed.backed_handlers(backed.BACKED["AWS::Organizations::Policy"])["delete"]("p-1", {})
        self.assertEqual(
            self.calls, [("detach_policy", "ou-1"), ("detach_policy", "r-1"), ("delete_policy", "")]
        )


if __name__ == "__main__":
    unittest.main()
