"""Types that the emulator's CloudFormation lacks, or makes otherwise, and that a service of it has all the same."""

import json
import os
from dataclasses import dataclass, field
from typing import Callable, Collection, Mapping

from calls import Call, Properties, as_text, call, ec2_tags, lower_first, pick, tags_of


@dataclass(frozen=True)
class Backed:
    """A type behind a real API. The first call of `create` makes it; `identify` tells its physical id from the reply."""

    create: tuple[Call, ...]
    identify: Callable[[Properties, Properties], str]
    delete: tuple[Call, ...] = ()
    attributes: Callable[[Properties, str], Properties] = field(default=lambda reply, physical_id: {})
    """Where absent, an update replaces the resource."""
    update: tuple[Call, ...] | None = None
    """What CloudFormation does once the resource is there, or has changed."""
    afterwards: Callable[[Properties, str], None] = field(default=lambda properties, physical_id: None)
    """What CloudFormation undoes before it deletes the resource."""
    beforehand: Callable[[Properties, str], None] = field(default=lambda properties, physical_id: None)


TRAIL = ("S3BucketName", "S3KeyPrefix", "SnsTopicName", "IncludeGlobalServiceEvents", "IsMultiRegionTrail", "IsOrganizationTrail")


def trail(properties: Properties) -> Properties:
    return {
        "Name": properties["TrailName"],
        **pick(
            properties,
            *TRAIL,
            EnableLogFileValidation="EnableLogFileValidation",
            KmsKeyId="KMSKeyId",
            CloudWatchLogsLogGroupArn="CloudWatchLogsLogGroupArn",
            CloudWatchLogsRoleArn="CloudWatchLogsRoleArn",
        ),
    }


def select_events(properties: Properties, physical_id: str) -> Properties:
    return {
        "TrailName": physical_id,
        **pick(properties, "EventSelectors", "AdvancedEventSelectors"),
    }


def group_rule(properties: Properties, _: str) -> Properties:
    ranges = {
        "IpRanges": [{"CidrIp": properties["CidrIp"]}] if "CidrIp" in properties else [],
        "Ipv6Ranges": [{"CidrIpv6": properties["CidrIpv6"]}] if "CidrIpv6" in properties else [],
        "UserIdGroupPairs": [
            {"GroupId": properties[name]}
            for name in ("SourceSecurityGroupId", "DestinationSecurityGroupId")
            if name in properties
        ],
        "PrefixListIds": [
            {"PrefixListId": properties[name]}
            for name in ("SourcePrefixListId", "DestinationPrefixListId")
            if name in properties
        ],
    }
    permission = {**pick(properties, "IpProtocol", "FromPort", "ToPort"), **{k: v for k, v in ranges.items() if v}}
    for port in ("FromPort", "ToPort"):
        if port in permission:
            permission[port] = int(permission[port])
    return {"GroupId": properties["GroupId"], "IpPermissions": [permission]}


EVERYTHING = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


def revoke_default_egress(properties: Properties, physical_id: str) -> None:
    """A new group lets everything out; with the first rule that stands by itself CloudFormation takes that away."""
    if group_rule(properties, physical_id)["IpPermissions"] == [EVERYTHING]:
        return
    default = lambda p, _: {"GroupId": p["GroupId"], "IpPermissions": [EVERYTHING]}
    call(Call("ec2", "revoke_security_group_egress", default), properties, physical_id)


def acl_entry(properties: Properties, _: str) -> Properties:
    ports = properties.get("PortRange")
    return {
        "NetworkAclId": properties["NetworkAclId"],
        "RuleNumber": int(properties["RuleNumber"]),
        "Protocol": str(properties["Protocol"]),
        "RuleAction": properties["RuleAction"],
        "Egress": str(properties.get("Egress", False)).lower() == "true",
        **pick(properties, "CidrBlock", "Ipv6CidrBlock"),
        **({"PortRange": {end: int(port) for end, port in ports.items()}} if ports else {}),
    }


def unit_of(properties: Properties, _: str) -> Properties:
    return {"ParentId": properties["ParentId"], "Name": properties["Name"], "Tags": tags_of(properties)}


def policy_of(properties: Properties, _: str) -> Properties:
    content = properties["Content"]
    return {
        "Name": properties["Name"],
        "Description": properties.get("Description", ""),
        "Content": content if isinstance(content, str) else json.dumps(content, separators=(",", ":")),
    }


def aim(policy_id: str, wanted: Collection[str]) -> None:
    """Attaches a policy to these targets and to no others."""
    listed = call(Call("organizations", "list_targets_for_policy", lambda _p, i: {"PolicyId": i}), {}, policy_id)
    attached = {target["TargetId"] for target in listed["Targets"]}
    changes = [
        *(("detach_policy", target) for target in sorted(attached - set(wanted))),
        *(("attach_policy", target) for target in wanted if target not in attached),
    ]
    for operation, target in changes:
        call(Call("organizations", operation, lambda _p, i: {"PolicyId": i, "TargetId": target}), {}, policy_id)


def start_recorder(_properties: Properties, _physical_id: str) -> None:
    """Recorder and channel come in either order; with both there CloudFormation starts the recorder."""
    nothing = lambda _properties, _id: {}
    recorders = call(Call("config", "describe_configuration_recorders", nothing), {}, "")["ConfigurationRecorders"]
    channels = call(Call("config", "describe_delivery_channels", nothing), {}, "")["DeliveryChannels"]
    if recorders and channels:
        name = recorders[0]["name"]
        call(Call("config", "start_configuration_recorder", lambda _p, _i: {"ConfigurationRecorderName": name}), {}, "")


def bucket_policy(properties: Properties, _: str) -> Properties:
    return {"Bucket": properties["Bucket"], "Policy": as_text(properties["PolicyDocument"])}


def rule_id(reply: Properties, properties: Properties) -> str:
    rules = reply.get("SecurityGroupRules") or []
    return rules[0]["SecurityGroupRuleId"] if rules else f"{properties['GroupId']}|{os.urandom(4).hex()}"


BACKED: Mapping[str, Backed] = {
    "AWS::CloudTrail::Trail": Backed(
        create=(
            Call("cloudtrail", "create_trail", lambda p, _: {**trail(p), "TagsList": tags_of(p)}),
            Call("cloudtrail", "put_event_selectors", select_events),
            Call("cloudtrail", "start_logging", lambda p, physical_id: {"Name": physical_id}),
        ),
        update=(
            Call("cloudtrail", "update_trail", lambda p, _: trail(p)),
            Call("cloudtrail", "put_event_selectors", select_events),
        ),
        delete=(Call("cloudtrail", "delete_trail", lambda p, physical_id: {"Name": physical_id}),),
        identify=lambda reply, p: p["TrailName"],
        attributes=lambda reply, _: {"Arn": reply.get("TrailARN", "")},
    ),
    "AWS::Config::ConfigurationRecorder": Backed(
        create=(
            Call(
                "config",
                "put_configuration_recorder",
                lambda p, _: {
                    "ConfigurationRecorder": {
                        "name": p.get("Name", "default"),
                        "roleARN": p["RoleARN"],
                        "recordingGroup": lower_first(p.get("RecordingGroup", {})),
                        "recordingMode": lower_first(p.get("RecordingMode", {})),
                    }
                },
            ),
        ),
        afterwards=start_recorder,
        # the emulator can stop one, and has no API that deletes it
        delete=(Call("config", "stop_configuration_recorder", lambda p, i: {"ConfigurationRecorderName": i}),),
        identify=lambda reply, p: p.get("Name", "default"),
    ),
    "AWS::Config::DeliveryChannel": Backed(
        create=(
            Call(
                "config",
                "put_delivery_channel",
                lambda p, _: {
                    "DeliveryChannel": {
                        "name": p.get("Name", "default"),
                        **pick(p, s3BucketName="S3BucketName", s3KeyPrefix="S3KeyPrefix", s3KmsKeyArn="S3KmsKeyArn"),
                        **(
                            {"configSnapshotDeliveryProperties": lower_first(p["ConfigSnapshotDeliveryProperties"])}
                            if "ConfigSnapshotDeliveryProperties" in p
                            else {}
                        ),
                    }
                },
            ),
        ),
        # there is no API that deletes it
        afterwards=start_recorder,
        identify=lambda reply, p: p.get("Name", "default"),
    ),
    "AWS::EC2::FlowLog": Backed(
        create=(
            Call(
                "ec2",
                "create_flow_logs",
                lambda p, _: {
                    "ResourceIds": [p["ResourceId"]],
                    **pick(
                        p,
                        "ResourceType",
                        "TrafficType",
                        "LogDestinationType",
                        "LogDestination",
                        "LogFormat",
                        "LogGroupName",
                        "MaxAggregationInterval",
                        "DestinationOptions",
                        DeliverLogsPermissionArn="DeliverLogsPermissionArn",
                    ),
                    **ec2_tags("vpc-flow-log", p),
                },
            ),
        ),
        delete=(Call("ec2", "delete_flow_logs", lambda p, i: {"FlowLogIds": [i]}),),
        identify=lambda reply, p: reply["FlowLogIds"][0],
        attributes=lambda reply, i: {"Id": i},
    ),
    "AWS::EC2::NetworkAcl": Backed(
        create=(
            Call(
                "ec2",
                "create_network_acl",
                lambda p, _: {"VpcId": p["VpcId"], **ec2_tags("network-acl", p)},
            ),
        ),
        delete=(Call("ec2", "delete_network_acl", lambda p, i: {"NetworkAclId": i}),),
        identify=lambda reply, p: reply["NetworkAcl"]["NetworkAclId"],
        attributes=lambda reply, i: {"Id": i},
    ),
    "AWS::EC2::NetworkAclEntry": Backed(
        create=(Call("ec2", "create_network_acl_entry", acl_entry),),
        update=(Call("ec2", "replace_network_acl_entry", acl_entry),),
        delete=(
            Call(
                "ec2",
                "delete_network_acl_entry",
                lambda p, i: {key: acl_entry(p, i)[key] for key in ("NetworkAclId", "RuleNumber", "Egress")},
            ),
        ),
        identify=lambda reply, p: f"{p['NetworkAclId']}|{p.get('Egress', False)}|{p['RuleNumber']}",
    ),
    "AWS::EC2::SecurityGroupIngress": Backed(
        create=(Call("ec2", "authorize_security_group_ingress", group_rule),),
        delete=(Call("ec2", "revoke_security_group_ingress", group_rule),),
        identify=lambda reply, p: rule_id(reply, p),
        attributes=lambda reply, i: {"Id": i},
    ),
    "AWS::EC2::SecurityGroupEgress": Backed(
        create=(Call("ec2", "authorize_security_group_egress", group_rule),),
        afterwards=revoke_default_egress,
        delete=(Call("ec2", "revoke_security_group_egress", group_rule),),
        identify=lambda reply, p: rule_id(reply, p),
        attributes=lambda reply, i: {"Id": i},
    ),
    # CloudFormation's id of a policy is its bucket; the emulator gives it one of its own
    "AWS::S3::BucketPolicy": Backed(
        create=(Call("s3", "put_bucket_policy", bucket_policy),),
        update=(Call("s3", "put_bucket_policy", bucket_policy),),
        delete=(Call("s3", "delete_bucket_policy", lambda p, i: {"Bucket": p["Bucket"]}),),
        identify=lambda reply, p: p["Bucket"],
    ),
    "AWS::Route53::HealthCheck": Backed(
        create=(
            Call(
                "route53",
                "create_health_check",
                lambda p, i: {"CallerReference": os.urandom(8).hex(), "HealthCheckConfig": p["HealthCheckConfig"]},
            ),
        ),
        delete=(Call("route53", "delete_health_check", lambda p, i: {"HealthCheckId": i}),),
        identify=lambda reply, p: reply["HealthCheck"]["Id"],
        attributes=lambda reply, i: {"HealthCheckId": i},
    ),
    "AWS::Backup::BackupSelection": Backed(
        create=(
            Call(
                "backup",
                "create_backup_selection",
                lambda p, _: {"BackupPlanId": p["BackupPlanId"], "BackupSelection": p["BackupSelection"]},
            ),
        ),
        delete=(
            Call(
                "backup",
                "delete_backup_selection",
                lambda p, i: {"BackupPlanId": p["BackupPlanId"], "SelectionId": i},
            ),
        ),
        identify=lambda reply, p: reply["SelectionId"],
        attributes=lambda reply, i: {"SelectionId": i, "BackupPlanId": reply.get("BackupPlanId", "")},
    ),
    "AWS::IAM::SAMLProvider": Backed(
        create=(Call("iam", "create_saml_provider", lambda p, _: pick(p, "Name", "Tags", SAMLMetadataDocument="SamlMetadataDocument")),),
        update=(
            Call(
                "iam",
                "update_saml_provider",
                lambda p, arn: {"SAMLProviderArn": arn, "SAMLMetadataDocument": p["SamlMetadataDocument"]},
            ),
        ),
        delete=(Call("iam", "delete_saml_provider", lambda p, arn: {"SAMLProviderArn": arn}),),
        identify=lambda reply, p: reply["SAMLProviderArn"],
        attributes=lambda reply, arn: {"Arn": arn},
    ),
    "AWS::Organizations::OrganizationalUnit": Backed(
        create=(Call("organizations", "create_organizational_unit", unit_of),),
        delete=(
            Call("organizations", "delete_organizational_unit", lambda p, i: {"OrganizationalUnitId": i}),
        ),
        identify=lambda reply, p: reply["OrganizationalUnit"]["Id"],
        attributes=lambda reply, i: {"Id": i, "Arn": reply.get("OrganizationalUnit", {}).get("Arn", "")},
    ),
    "AWS::Organizations::Policy": Backed(
        create=(Call("organizations", "create_policy", lambda p, i: {**policy_of(p, i), "Type": p["Type"]}),),
        update=(Call("organizations", "update_policy", lambda p, i: {**policy_of(p, i), "PolicyId": i}),),
        afterwards=lambda p, i: aim(i, p.get("TargetIds", [])),
        beforehand=lambda p, i: aim(i, []),
        delete=(Call("organizations", "delete_policy", lambda p, i: {"PolicyId": i}),),
        identify=lambda reply, p: reply["Policy"]["PolicySummary"]["Id"],
        attributes=lambda reply, i: {"Id": i, "Arn": reply.get("Policy", {}).get("PolicySummary", {}).get("Arn", "")},
    ),
}


# Types that the emulator has too, and makes otherwise than CloudFormation.
OTHERWISE = {"AWS::S3::BucketPolicy"}


def backed_handlers(backed: Backed) -> dict[str, Callable]:
    def create(_logical_id: str, properties: Properties, _stack: str) -> tuple[str, Properties]:
        first, *others = backed.create
        reply = call(first, properties, "")
        physical_id = backed.identify(reply, properties)
        for step in others:
            call(step, properties, physical_id)
        backed.afterwards(properties, physical_id)
        return physical_id, backed.attributes(reply, physical_id)

    def delete(physical_id: str, properties: Properties) -> None:
        backed.beforehand(properties, physical_id)
        for step in backed.delete:
            call(step, properties, physical_id)

    def update(physical_id: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, Properties]:
        replies = [call(step, new, physical_id) for step in backed.update or ()]
        backed.afterwards(new, physical_id)
        return physical_id, backed.attributes(replies[0], physical_id)

    handlers: dict[str, Callable] = {"create": create, "delete": delete}
    return {**handlers, "update": update} if backed.update else handlers
