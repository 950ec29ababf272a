"""What the emulator's own handlers leave out of types that they know."""

import json
from typing import Any, Callable, Mapping

from calls import Call, Properties, call, pick, tags_of


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
    "AWS::Lambda::Function": {
        "DeadLetterConfig": Call(
            "lambda",
            "update_function_configuration",
            lambda p, name: {"FunctionName": name, "DeadLetterConfig": p["DeadLetterConfig"]},
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
