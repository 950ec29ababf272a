"""Who signs segments."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Protocol

from aws import Service, Unreachable


class Signer(Protocol):
    """Signs so that anybody with the public key can verify it."""

    key: str

    def sign(self, digest: bytes) -> bytes:
        """The signature of a SHA-256 digest. @raise Unreachable"""


class KmsSigner:
    """
    Signs with an asymmetric key of AWS KMS (ECC_NIST_P256), which nobody can take away from there.
    https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
    """

    def __init__(self, service: Service, key: str) -> None:
        self._service = service
        self.key = key

    def sign(self, digest: bytes) -> bytes:
        question = {
            "KeyId": self.key,
            "Message": b64encode(digest).decode("ascii"),
            "MessageType": "DIGEST",
            "SigningAlgorithm": "ECDSA_SHA_256",
        }
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "TrentService.Sign"}
        status, body = self._service.call("POST", "/", headers, json.dumps(question).encode("ascii"))
        if status != 200:
            raise Unreachable(f"signing was answered {status}")
        try:
            return b64decode(json.loads(body)["Signature"])
        except (ValueError, KeyError, TypeError) as error:
            raise Unreachable("the answer to signing is not understood") from error
