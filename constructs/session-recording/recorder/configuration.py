"""The configuration of the service, which the deployment writes."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import Dict, List, Union

from alerts import Alert, Alerts
from aws import InstanceRole, Service
from control import ControlTable, Policy, Subject, Supervision, Unsupervised
from host_log import CloudWatchLog, Log
from signing import KmsSigner, Signer
from storing import S3Store, Store


@dataclass(frozen=True)
class Configuration:
    user: str
    """Who records: a user of the system that nobody logs in as."""
    shell: str
    least_uid: int
    """Users below are the system's: they get no session."""
    socket: str
    region: str
    store_url: str
    """The bucket's address, in the partition's domain."""
    store_prefix: str
    encryption_key: str
    signing_url: str
    """The address of KMS."""
    signing_key: str
    metadata_url: str
    log_url: str
    """The address of CloudWatch Logs."""
    log_group: str
    """In which each host has a stream by its name."""
    alerts: Alerts
    """Commands that are told of."""
    control_url: str = ""
    """The address of DynamoDB; empty where nobody decides about sessions while they last."""
    control_table: str = ""
    approval: str = "none"
    """`required`: no session without the approval of another person."""
    watcher: str = "none"
    """`required`: no session without another person who watches it."""
    managed: str = "required"
    """`required`: no session but for who was started in one of Session Manager."""

    def __post_init__(self) -> None:
        """@raise ValueError for what would let sessions go on that others have to decide about"""
        needs = (self.approval, self.watcher)
        if not set(needs) <= {"none", "required"} or ("required" in needs and not (self.control_url and self.control_table)):
            raise ValueError("approval and watcher are none or required, and required needs control_url and control_table")
        if self.managed not in ("none", "required"):
            raise ValueError("managed is none or required")

    def supervision(self, subject: Subject) -> Union[Supervision, Unsupervised]:
        if not self.control_url:
            return Unsupervised()
        table = ControlTable(self._service(self.control_url, "dynamodb"), self.control_table)
        return Supervision(table, subject, Policy(self.approval == "required", self.watcher == "required"))

    def signer(self) -> Signer:
        return KmsSigner(self._service(self.signing_url, "kms"), self.signing_key)

    def store(self) -> Store:
        return S3Store(self._service(self.store_url, "s3"), self.store_prefix, self.encryption_key)

    def log(self) -> Log:
        return CloudWatchLog(self._service(self.log_url, "logs"), self.log_group, socket.gethostname())

    def _service(self, url: str, service: str) -> Service:
        return Service(url, self.region, service, InstanceRole(self.metadata_url))


def read_configuration(path: str) -> Configuration:
    """@raise TypeError for a key too many or too few @raise Unreadable for a pattern that is none @raise ValueError"""
    with open(path, encoding="utf-8") as file:
        values: dict = json.load(file)
    alerts: List[Dict[str, str]] = values.pop("alerts")
    return Configuration(alerts=Alerts([Alert(**alert) for alert in alerts]), **values)
