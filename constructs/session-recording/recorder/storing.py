"""Where segments are stored."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Protocol

from aws import Service, Unreachable


class AlreadyThere(Exception):
    """There is an object of that name: ours, if we have tried before."""


class Store(Protocol):
    def put(self, name: str, body: bytes) -> None:
        """Returns when it is stored. @raise Unreachable @raise AlreadyThere"""


class S3Store:
    """
    A bucket that locks what it holds. Nothing is overwritten, and S3 compares the checksum, which a locked bucket demands.
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
    """

    def __init__(self, service: Service, prefix: str, encryption_key: str) -> None:
        self._service = service
        self._prefix = prefix
        self._encryption_key = encryption_key

    def put(self, name: str, body: bytes) -> None:
        headers = {
            "Content-Type": "application/octet-stream",
            "If-None-Match": "*",
            "X-Amz-Sdk-Checksum-Algorithm": "SHA256",
            "X-Amz-Checksum-Sha256": b64encode(hashlib.sha256(body).digest()).decode("ascii"),
            "X-Amz-Server-Side-Encryption": "aws:kms",
            "X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id": self._encryption_key,
        }
        status, _ = self._service.call("PUT", f"/{self._prefix}/{name}", headers, body)
        if status == 412:
            raise AlreadyThere(name)
        if status != 200:
            raise Unreachable(f"storing was answered {status}")
