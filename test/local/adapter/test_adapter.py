"""What the adapter makes of properties, without an emulator."""

import os
import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3] / "lib/local/adapter"))

import calls  # noqa: E402
import handlers  # noqa: E402


class Recording(unittest.TestCase):
    """Plays the services: keeps each call with its arguments, as botocore's model has them, and answers what is set."""

    def setUp(self) -> None:
        self.calls: list[tuple[str, calls.Properties]] = []
        self.replies: dict[str, calls.Properties] = {}
        os.environ["GATEWAY_PORT"] = "1"
        self.call = handlers.call
        handlers.call = self.answer

    def tearDown(self) -> None:
        handlers.call = self.call

    def answer(self, service: str, operation: str, form: calls.Properties, scope: calls.Properties) -> calls.Properties:
        client = calls.client_of(service, "111111111111", "eu-central-1")
        self.calls.append((operation, calls.arguments(client, operation, form, scope)))
        return self.replies.get(operation, {})

    def of(self, operation: str) -> Any:
        return next(arguments for name, arguments in self.calls if name == operation)


class Types(unittest.TestCase):
    def test_no_type_is_both_backed_and_recorded(self) -> None:
        self.assertEqual(set(handlers.BACKED) & set(handlers.RECORDED), set())

    def test_what_is_made_otherwise_is_made_by_the_adapter(self) -> None:
        self.assertLessEqual(set(handlers.TYPES["otherwise"]), set(handlers.BACKED))

    def test_every_call_is_one_that_the_service_has(self) -> None:
        os.environ["GATEWAY_PORT"] = "1"
        backed = [(row["service"], step) for row in handlers.BACKED.values() for key in ("create", "update", "delete") for step in row.get(key, [])]
        completed = [(row["service"], step) for row in handlers.COMPLETED.values() for step in row["by"].values()]
        for service, (operation, _) in [*backed, *completed]:
            client = calls.client_of(service, "111111111111", "eu-central-1")
            self.assertIn(operation, client.meta.method_to_api_mapping)

    def test_what_is_recorded_says_so_in_its_id(self) -> None:
        made = handlers.recorded_handlers("AWS::SSM::Document")
        physical_id, attributes = made["create"]("Document", {}, "stack")
        self.assertEqual(physical_id, "recorded-only:AWS::SSM::Document:stack:Document")
        self.assertEqual(attributes["Arn"], physical_id)
        self.assertEqual(made["update"](physical_id, {}, {}, "stack")[0], physical_id)

    def test_a_permission_set_gives_the_attribute_that_assignments_ask_for(self) -> None:
        made = handlers.recorded_handlers("AWS::SSO::PermissionSet")
        physical_id, attributes = made["create"]("Auditor", {}, "stack")
        self.assertEqual(attributes["PermissionSetArn"], physical_id)


class Backed(Recording):
    def make(self, resource_type: str, properties: calls.Properties) -> Any:
        return handlers.backed_handlers(resource_type)["create"]("It", properties, "stack")

    def test_a_trail_keeps_its_key_and_its_validation_and_logs(self) -> None:
        self.replies["create_trail"] = {"TrailARN": "arn"}
        selectors = [{"ReadWriteType": "All", "IncludeManagementEvents": "true"}]
        made = self.make(
            "AWS::CloudTrail::Trail",
            {
                "TrailName": "t",
                "S3BucketName": "b",
                "KMSKeyId": "k",
                "EnableLogFileValidation": True,
                "IsLogging": True,
                "EventSelectors": selectors,
            },
        )
        self.assertEqual(made, ("t", {"Id": "t", "Arn": "arn"}))
        self.assertEqual(
            self.calls,
            [
                (
                    "create_trail",
                    {"Name": "t", "S3BucketName": "b", "KmsKeyId": "k", "EnableLogFileValidation": True, "TagsList": []},
                ),
                (
                    "put_event_selectors",
                    {"TrailName": "t", "EventSelectors": [{"ReadWriteType": "All", "IncludeManagementEvents": True}]},
                ),
                ("start_logging", {"Name": "t"}),
            ],
        )

    def test_a_recorder_is_spelled_as_its_service_has_it_and_started_with_its_channel(self) -> None:
        self.replies["describe_configuration_recorders"] = {"ConfigurationRecorders": [{"name": "default"}]}
        self.replies["describe_delivery_channels"] = {"DeliveryChannels": [{"name": "default"}]}
        self.make("AWS::Config::ConfigurationRecorder", {"RoleARN": "r", "RecordingGroup": {"AllSupported": "true"}})
        self.assertEqual(
            self.of("put_configuration_recorder")["ConfigurationRecorder"],
            {"name": "default", "roleARN": "r", "recordingGroup": {"allSupported": True}},
        )
        self.assertEqual(self.of("start_configuration_recorder"), {"ConfigurationRecorderName": "default"})

    def test_a_recorder_without_a_channel_waits(self) -> None:
        self.replies["describe_configuration_recorders"] = {"ConfigurationRecorders": [{"name": "default"}]}
        self.replies["describe_delivery_channels"] = {"DeliveryChannels": []}
        self.make("AWS::Config::ConfigurationRecorder", {"RoleARN": "r"})
        self.assertNotIn("start_configuration_recorder", [name for name, _ in self.calls])

    def test_a_rule_of_a_group_names_the_other_group_and_numbers(self) -> None:
        self.replies["authorize_security_group_ingress"] = {"SecurityGroupRules": [{"SecurityGroupRuleId": "sgr-1"}]}
        made = self.make(
            "AWS::EC2::SecurityGroupIngress",
            {"GroupId": "sg-1", "IpProtocol": "tcp", "FromPort": "443", "ToPort": "443", "SourceSecurityGroupId": "sg-2"},
        )
        self.assertEqual(made, ("sgr-1", {"Id": "sgr-1"}))
        self.assertEqual(
            self.of("authorize_security_group_ingress"),
            {
                "GroupId": "sg-1",
                "IpPermissions": [
                    {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": "sg-2"}]}
                ],
            },
        )

    def test_a_way_out_that_stands_by_itself_takes_the_place_of_the_default(self) -> None:
        self.replies["authorize_security_group_egress"] = {"SecurityGroupRules": [{"SecurityGroupRuleId": "sgr-1"}]}
        self.make(
            "AWS::EC2::SecurityGroupEgress",
            {"GroupId": "sg-1", "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": "pl-1"},
        )
        self.assertEqual(
            self.calls[0],
            (
                "revoke_security_group_egress",
                {"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
            ),
        )
        self.assertEqual(self.calls[1][1]["IpPermissions"][0]["PrefixListIds"], [{"PrefixListId": "pl-1"}])

    def test_an_entry_of_a_network_list_is_ingress_unless_it_says_egress(self) -> None:
        entry = {"NetworkAclId": "acl-1", "RuleNumber": "100", "Protocol": 6, "RuleAction": "allow"}
        made = self.make("AWS::EC2::NetworkAclEntry", {**entry, "PortRange": {"From": "443", "To": "443"}})
        self.assertEqual(made[0], "acl-1|False|100")
        self.assertEqual(
            self.of("create_network_acl_entry"),
            {
                "NetworkAclId": "acl-1",
                "RuleNumber": 100,
                "Protocol": "6",
                "RuleAction": "allow",
                "Egress": False,
                "PortRange": {"From": 443, "To": 443},
            },
        )
        self.calls.clear()
        self.make("AWS::EC2::NetworkAclEntry", {**entry, "Egress": "true"})
        self.assertTrue(self.of("create_network_acl_entry")["Egress"])

    def test_what_no_call_changes_is_replaced(self) -> None:
        self.assertNotIn("update", handlers.backed_handlers("AWS::EC2::FlowLog"))
        self.assertIn("update", handlers.backed_handlers("AWS::S3::BucketPolicy"))

    def test_a_flow_log_is_asked_for_with_all_that_its_template_says(self) -> None:
        self.replies["create_flow_logs"] = {"FlowLogIds": ["fl-1"]}
        made = self.make(
            "AWS::EC2::FlowLog",
            {"ResourceId": "vpc-1", "ResourceType": "VPC", "LogFormat": "${srcaddr}", "MaxAggregationInterval": "60"},
        )
        self.assertEqual(made[0], "fl-1")
        asked = self.of("create_flow_logs")
        self.assertEqual(asked["ResourceIds"], ["vpc-1"])
        self.assertEqual((asked["LogFormat"], asked["MaxAggregationInterval"]), ("${srcaddr}", 60))


class Completing(Recording):
    def setUp(self) -> None:
        super().setUp()
        self.own = {
            "create": lambda logical_id, properties, stack: ("name", {}),
            "delete": lambda physical_id, properties: None,
        }

    def completed(self, resource_type: str, properties: calls.Properties) -> None:
        handlers.completed_handlers(resource_type, self.own)["create"]("It", properties, "stack")

    def test_tells_the_service_what_the_emulators_handler_left_out(self) -> None:
        made = handlers.completed_handlers("AWS::IAM::Role", self.own)

        self.assertEqual(made["create"]("Role", {"PermissionsBoundary": "arn"}, "stack"), ("name", {}))
        self.assertEqual(
            self.calls, [("put_role_permissions_boundary", {"RoleName": "name", "PermissionsBoundary": "arn"})]
        )
        self.calls.clear()
        made["create"]("Role", {}, "stack")
        self.assertEqual(self.calls, [])
        self.assertNotIn("update", made)

    def test_does_so_when_the_resource_changes(self) -> None:
        own = {**self.own, "update": lambda physical_id, old, new, stack: (physical_id, {})}
        handlers.completed_handlers("AWS::SNS::Topic", own)["update"]("t", {}, {"KmsMasterKeyId": "k"}, "stack")
        self.assertEqual(self.of("set_topic_attributes")["AttributeValue"], "k")

    def test_a_bucket_keeps_its_key_and_its_lock_in_days(self) -> None:
        default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}
        self.completed(
            "AWS::S3::Bucket",
            {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        {"ServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
                    ]
                },
                "ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": "183"}}},
            },
        )
        rules = self.of("put_bucket_encryption")["ServerSideEncryptionConfiguration"]["Rules"]
        self.assertEqual(rules, [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}])
        lock = self.of("put_object_lock_configuration")["ObjectLockConfiguration"]
        self.assertEqual(lock["Rule"]["DefaultRetention"]["Days"], 183)

    def test_a_bucket_without_a_key_of_its_own_is_left_to_the_emulator(self) -> None:
        rule = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
        self.completed("AWS::S3::Bucket", {"BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]}})
        self.assertEqual(self.calls, [])

    def test_a_replication_is_spelled_as_the_service_has_it(self) -> None:
        rule = {"Id": "away", "Priority": "1", "Status": "Enabled", "Filter": {"Prefix": ""}}
        self.completed("AWS::S3::Bucket", {"ReplicationConfiguration": {"Role": "r", "Rules": [rule]}})
        rules = self.of("put_bucket_replication")["ReplicationConfiguration"]["Rules"]
        self.assertEqual(rules, [{"ID": "away", "Priority": 1, "Status": "Enabled", "Filter": {"Prefix": ""}}])


class Organizations(Recording):
    """A policy that is attached to `r-1` and `ou-1`."""

    def setUp(self) -> None:
        super().setUp()
        self.replies["list_targets_for_policy"] = {"Targets": [{"TargetId": "r-1"}, {"TargetId": "ou-1"}]}

    def changes(self) -> list[tuple[str, str]]:
        return [(name, asked.get("TargetId", "")) for name, asked in self.calls if name != "list_targets_for_policy"]

    def test_a_policy_whose_targets_change_is_attached_and_detached_accordingly(self) -> None:
        made = handlers.backed_handlers("AWS::Organizations::Policy")
        properties = {"Name": "p", "Type": "SERVICE_CONTROL_POLICY", "Content": {}, "TargetIds": ["r-1", "ou-2"]}
        self.assertEqual(made["update"]("p-1", {}, properties, "stack")[0], "p-1")
        self.assertEqual(
            self.changes(), [("update_policy", ""), ("detach_policy", "ou-1"), ("attach_policy", "ou-2")]
        )
        self.assertEqual(self.of("update_policy")["Content"], "{}")

    def test_a_policy_is_detached_before_it_is_deleted(self) -> None:
        handlers.backed_handlers("AWS::Organizations::Policy")["delete"]("p-1", {})
        self.assertEqual(
            self.changes(), [("detach_policy", "ou-1"), ("detach_policy", "r-1"), ("delete_policy", "")]
        )


if __name__ == "__main__":
    unittest.main()
