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
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Mapping
from uuid import uuid4

from stack_sets import StackSets, summaries

Properties = dict[str, Any]

RECORDED_ONLY = "recorded-only:"


@dataclass(frozen=True)
class Call:
    """One call of a service: its operation, and the arguments that properties (and what came before) give."""

    service: str
    operation: str
    arguments: Callable[[Properties, str], Properties]


@dataclass(frozen=True)
class Backed:
    """A type behind a real API. The first call of `create` makes it; `identify` tells its physical id from the reply."""

    create: tuple[Call, ...]
    identify: Callable[[Properties, Properties], str]
    delete: tuple[Call, ...] = ()
    attributes: Callable[[Properties, str], Properties] = field(default=lambda reply, physical_id: {})
    """Where absent, an update replaces the resource."""
    update: tuple[Call, ...] | None = None
    """What CloudFormation does once the resource is there."""
    afterwards: Callable[[Properties, str], None] = field(default=lambda properties, physical_id: None)


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
        "Type": properties["Type"],
        "Content": content if isinstance(content, str) else json.dumps(content, separators=(",", ":")),
    }


def attach_policy(properties: Properties, policy_id: str) -> None:
    for target in properties.get("TargetIds", []):
        call(Call("organizations", "attach_policy", lambda _p, i: {"PolicyId": i, "TargetId": target}), {}, policy_id)


def start_recorder(_properties: Properties, _physical_id: str) -> None:
    """Recorder and channel come in either order; with both there CloudFormation starts the recorder."""
    nothing = lambda _properties, _id: {}
    recorders = call(Call("config", "describe_configuration_recorders", nothing), {}, "")["ConfigurationRecorders"]
    channels = call(Call("config", "describe_delivery_channels", nothing), {}, "")["DeliveryChannels"]
    if recorders and channels:
        name = recorders[0]["name"]
        call(Call("config", "start_configuration_recorder", lambda _p, _i: {"ConfigurationRecorderName": name}), {}, "")


def as_text(document: Any) -> str:
    return document if isinstance(document, str) else json.dumps(document, separators=(",", ":"))


def bucket_policy(properties: Properties, _: str) -> Properties:
    return {"Bucket": properties["Bucket"], "Policy": as_text(properties["PolicyDocument"])}


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
    "AWS::Organizations::OrganizationalUnit": Backed(
        create=(Call("organizations", "create_organizational_unit", unit_of),),
        delete=(
            Call("organizations", "delete_organizational_unit", lambda p, i: {"OrganizationalUnitId": i}),
        ),
        identify=lambda reply, p: reply["OrganizationalUnit"]["Id"],
        attributes=lambda reply, i: {"Id": i, "Arn": reply.get("OrganizationalUnit", {}).get("Arn", "")},
    ),
    "AWS::Organizations::Policy": Backed(
        create=(Call("organizations", "create_policy", policy_of),),
        afterwards=attach_policy,
        delete=(Call("organizations", "delete_policy", lambda p, i: {"PolicyId": i}),),
        identify=lambda reply, p: reply["Policy"]["PolicySummary"]["Id"],
        attributes=lambda reply, i: {"Id": i, "Arn": reply.get("Policy", {}).get("PolicySummary", {}).get("Arn", "")},
    ),
}

# Types that the emulator has too, and makes otherwise than CloudFormation.
OTHERWISE = {"AWS::S3::BucketPolicy"}

# Types without any API in the emulator that would hold them: a physical id and nothing behind it.
RECORDED = (
    "AWS::AccessAnalyzer::Analyzer",
    # the API takes associations and forgets the subnet
    "AWS::EC2::SubnetNetworkAclAssociation",
    "AWS::SSM::Document",
)


def names_a_key(properties: Properties) -> bool:
    """The emulator refuses objects under KMS where the bucket names no key; AWS takes its own key then."""
    rules = properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
    return any("KMSMasterKeyID" in rule.get("ServerSideEncryptionByDefault", {}) for rule in rules)


def bucket_encryption(properties: Properties, bucket: str) -> Properties:
    rules = [
        {"ApplyServerSideEncryptionByDefault": rule["ServerSideEncryptionByDefault"], **pick(rule, "BucketKeyEnabled")}
        for rule in properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    ]
    return {"Bucket": bucket, "ServerSideEncryptionConfiguration": {"Rules": rules}}


def object_lock(properties: Properties, bucket: str) -> Properties:
    lock = json.loads(json.dumps(properties["ObjectLockConfiguration"]))
    retention = lock.get("Rule", {}).get("DefaultRetention", {})
    for unit in ("Days", "Years"):
        if unit in retention:
            retention[unit] = int(retention[unit])
    return {"Bucket": bucket, "ObjectLockConfiguration": lock}


def replication(properties: Properties, bucket: str) -> Properties:
    """The API writes some names otherwise: `ID`, and an empty filter in full."""
    configuration = json.loads(json.dumps(properties["ReplicationConfiguration"]))
    for rule in configuration["Rules"]:
        if "Id" in rule:
            rule["ID"] = rule.pop("Id")
        rule.setdefault("Filter", {"Prefix": ""})
        if "Priority" in rule:
            rule["Priority"] = int(rule["Priority"])
    return {"Bucket": bucket, "ReplicationConfiguration": configuration}


# What the emulator's own handlers leave out of a type that they know, by the property that asks for it.
COMPLETED: Mapping[str, Mapping[str, Call]] = {
    "AWS::S3::Bucket": {
        "BucketEncryption": Call("s3", "put_bucket_encryption", bucket_encryption),
        "ObjectLockConfiguration": Call("s3", "put_object_lock_configuration", object_lock),
        "ReplicationConfiguration": Call("s3", "put_bucket_replication", replication),
        "Tags": Call("s3", "put_bucket_tagging", lambda p, i: {"Bucket": i, "Tagging": {"TagSet": tags_of(p)}}),
    },
    "AWS::SNS::Topic": {
        "KmsMasterKeyId": Call(
            "sns",
            "set_topic_attributes",
            lambda p, i: {"TopicArn": i, "AttributeName": "KmsMasterKeyId", "AttributeValue": p["KmsMasterKeyId"]},
        ),
    },
    "AWS::IAM::Role": {
        "PermissionsBoundary": Call(
            "iam",
            "put_role_permissions_boundary",
            lambda p, name: {"RoleName": name, "PermissionsBoundary": p["PermissionsBoundary"]},
        ),
    },
}


def completed_handlers(resource_type: str, own: Mapping[str, Callable]) -> dict[str, Callable]:
    """The emulator's handlers, after which the service is told what they left out."""

    def complete(made: tuple[str, Properties], properties: Properties) -> tuple[str, Properties]:
        for name, step in COMPLETED[resource_type].items():
            if name in properties and (name != "BucketEncryption" or names_a_key(properties)):
                call(step, properties, made[0])
        return made

    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
        return complete(own["create"](logical_id, properties, stack), properties)

    def update(physical_id: str, old: Properties, new: Properties, *rest: Any) -> tuple[str, Properties]:
        return complete(own["update"](physical_id, old, new, *rest), new)

    return {**own, "create": create, **({"update": update} if "update" in own else {})}


def rule_id(reply: Properties, properties: Properties) -> str:
    rules = reply.get("SecurityGroupRules") or []
    return rules[0]["SecurityGroupRuleId"] if rules else f"{properties['GroupId']}|{os.urandom(4).hex()}"


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
        for step in backed.delete:
            call(step, properties, physical_id)

    def update(physical_id: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, Properties]:
        replies = [call(step, new, physical_id) for step in backed.update or ()]
        return physical_id, backed.attributes(replies[0], physical_id)

    handlers: dict[str, Callable] = {"create": create, "delete": delete}
    return {**handlers, "update": update} if backed.update else handlers


def recorded_handlers(resource_type: str) -> dict[str, Callable]:
    def create(logical_id: str, properties: Properties, stack: str) -> tuple[str, Properties]:
        physical_id = f"{RECORDED_ONLY}{resource_type}:{stack}:{logical_id}"
        return physical_id, {"Arn": physical_id, "Id": physical_id, "StackSetId": physical_id}

    def update(physical_id: str, _old: Properties, _new: Properties, _stack: str) -> tuple[str, Properties]:
        return physical_id, {"Arn": physical_id, "Id": physical_id, "StackSetId": physical_id}

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


def let_buckets_be_imported() -> None:
    """The emulator refuses names of buckets that exist before it asks whether the change set imports them."""
    from contextvars import ContextVar

    from ministack.services.cloudformation import changesets, stacks

    imported: ContextVar[Mapping[str, Any]] = ContextVar("imported", default={})
    deploy, problems = stacks._deploy_stack_async, stacks._validation_errors

    async def deploy_stack(*args: Any, **named: Any) -> None:
        imported.set(named.get("imports") or {})
        await deploy(*args, **named)

    def validation_errors(*args: Any) -> list[tuple]:
        return [problem for problem in problems(*args) if problem[0] not in imported.get()]

    stacks._validation_errors = validation_errors
    changesets._deploy_stack_async = deploy_stack


LONGEST_WAIT_SECONDS = 120


def answer_when_settled() -> None:
    """The CLI asks every five seconds whether a stack has finished: an answer held back until then saves most of a deployment."""
    import asyncio
    from urllib.parse import parse_qs

    from ministack.services import cloudformation

    handle = cloudformation.handle_request

    async def handle_request(method, path, headers, body, query_params):
        reply = await handle(method, path, headers, body, query_params)
        form = parse_qs(body.decode("utf-8", errors="replace")) if body else {}
        if form.get("Action", [""])[0] in ("ExecuteChangeSet", "DeleteStack"):
            name = form.get("StackName", [""])[0].split(":stack/")[-1].split("/")[0]
            deadline = asyncio.get_running_loop().time() + LONGEST_WAIT_SECONDS
            # the work is a task of this loop: it begins once we let go
            await asyncio.sleep(0.02)
            while is_busy(name) and asyncio.get_running_loop().time() < deadline:
                await asyncio.sleep(0.02)
        return reply

    def is_busy(name: str) -> bool:
        stack = cloudformation._stacks.get(name)
        return stack is not None and stack["StackStatus"].endswith("IN_PROGRESS")

    cloudformation.handle_request = handle_request


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
