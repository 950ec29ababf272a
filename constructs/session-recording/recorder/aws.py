"""Signed requests to AWS with the standard library alone: Signature Version 4, and the credentials of an instance's role."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import http.client
import json
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Dict, Mapping, Optional, Tuple
from urllib.parse import quote, urlsplit

# seconds: a request that takes longer is tried again
TIMEOUT = 1.0
# seconds before credentials expire that new ones are asked for
MARGIN = 300

Answer = Tuple[int, bytes]


class Unreachable(Exception):
    """A request that was not answered, or not in time."""


@dataclass(frozen=True)
class Credentials:
    access_key: str
    secret_key: str
    token: Optional[str] = None


class Connection:
    """A connection that is kept. One thread uses it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.netloc
        self.path = parts.path.rstrip("/")
        self._secure = parts.scheme == "https"
        self._connection: Optional[http.client.HTTPConnection] = None

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """@raise Unreachable"""
        try:
            if self._connection is None:
                self._connection = self._open()
            self._connection.request(method, path, body=body, headers=dict(headers))
            response = self._connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unreachable(f"{self.host}: {type(error).__name__}") from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> http.client.HTTPConnection:
        if self._secure:
            return http.client.HTTPSConnection(self.host, timeout=TIMEOUT, context=ssl.create_default_context())
        return http.client.HTTPConnection(self.host, timeout=TIMEOUT)


class InstanceRole:
    """
    The credentials of the instance's role, by the second version of the metadata service.
    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._known: Optional[Credentials] = None
        self._until = 0.0

    def credentials(self) -> Credentials:
        """@raise Unreachable"""
        with self._lock:
            now = time.time()
            if self._known is None or now > self._until - MARGIN:
                try:
                    self._known, self._until = self._ask()
                except Unreachable:
                    # those that are known hold for a while yet
                    if self._known is None or now > self._until:
                        raise
            return self._known

    def _ask(self) -> Tuple[Credentials, float]:
        connection = Connection(self._url)
        try:
            token = expect(connection.request("PUT", "/latest/api/token", {"X-aws-ec2-metadata-token-ttl-seconds": "300"}))
            headers = {"X-aws-ec2-metadata-token": token.decode()}
            roles = "/latest/meta-data/iam/security-credentials/"
            role = expect(connection.request("GET", roles, headers)).decode().split("\n")[0]
            return credentials_in(expect(connection.request("GET", roles + role, headers)))
        except (ValueError, KeyError, TypeError) as error:
            # such as what it says of a role that cannot be assumed yet, with status 200
            raise Unreachable("credentials are not understood") from error
        finally:
            connection.close()


def credentials_in(answer: bytes) -> Tuple[Credentials, float]:
    """With the time until which they hold, in seconds since the epoch. @raise ValueError @raise KeyError @raise TypeError"""
    found = json.loads(answer)
    until = datetime.datetime.strptime(found["Expiration"], "%Y-%m-%dT%H:%M:%SZ")
    known = Credentials(found["AccessKeyId"], found["SecretAccessKey"], found["Token"])
    return known, until.replace(tzinfo=datetime.timezone.utc).timestamp()


def expect(answer: Answer) -> bytes:
    status, body = answer
    if status != 200:
        raise Unreachable(f"answered {status}")
    return body


@dataclass(frozen=True)
class Request:
    """What Signature Version 4 signs."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes


def signed_headers(request: Request, credentials: Credentials, region: str, service: str, now: datetime.datetime) -> Dict[str, str]:
    """
    The headers of a request without a query, with its signature.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
    """
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    hashed = hashlib.sha256(request.body).hexdigest()
    headers = {**request.headers, "Host": request.host, "X-Amz-Date": moment, "X-Amz-Content-Sha256": hashed}
    if credentials.token is not None:
        headers["X-Amz-Security-Token"] = credentials.token
    lowered = sorted((name.lower(), value.strip()) for name, value in headers.items())
    names = ";".join(name for name, _ in lowered)
    path = quote(request.path, safe="/-_.~")
    canonical = "\n".join([request.method, path, "", *(f"{name}:{value}" for name, value in lowered), "", names, hashed])
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = b"AWS4" + credentials.secret_key.encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={credentials.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return headers


class Service:
    """One service of AWS, called with the credentials of the instance. Each thread has a connection of its own."""

    def __init__(self, url: str, region: str, service: str, role: InstanceRole) -> None:
        self._url = url
        self._region = region
        self._service = service
        self._role = role
        self._local = threading.local()

    def call(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """@raise Unreachable"""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = Connection(self._url)
        now = datetime.datetime.now(datetime.timezone.utc)
        request = Request(method, connection.host, connection.path + path, headers, body)
        signed = signed_headers(request, self._role.credentials(), self._region, self._service, now)
        return connection.request(method, request.path, signed, body)
