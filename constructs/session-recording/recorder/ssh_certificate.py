"""
OpenSSH user certificates for keys of ECDSA on P-256, signed by an authority of the same kind.
https://cvsweb.openbsd.org/src/usr.bin/ssh/PROTOCOL.certkeys
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import struct
from dataclasses import dataclass
from typing import Callable, List, Tuple

KEY_TYPE = b"ecdsa-sha2-nistp256"
CERTIFICATE_TYPE = b"ecdsa-sha2-nistp256-cert-v01@openssh.com"
CURVE = b"nistp256"
USER = 1
# 04, x, y
POINT_SIZE = 65
# what comes before the point in a public key of KMS: https://www.rfc-editor.org/rfc/rfc5480
DER_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")

# signs a SHA-256 digest, in DER
Sign = Callable[[bytes], bytes]


class NoKey(ValueError):
    """What should be a public key of this kind, and is none."""


@dataclass(frozen=True)
class Grant:
    """What a certificate says."""

    key_id: str
    """Which the target's log has of each login."""
    principal: str
    serial: int
    after: int
    """Seconds since the epoch, from which and until which a connection may be opened."""
    before: int
    source: str
    """The only address that a connection may come from."""


def point_of(public_key: str) -> bytes:
    """The point of a public key as OpenSSH writes it. @raise NoKey"""
    try:
        name, encoded = public_key.split()[:2]
        kind, curve, point, rest = taken(base64.b64decode(encoded, validate=True), 3)
    except (ValueError, binascii.Error, struct.error) as error:
        raise NoKey("not a public key") from error
    if (name.encode(), kind, curve, rest) != (KEY_TYPE, KEY_TYPE, CURVE, b"") or not is_point(point):
        raise NoKey(f"not a key of {KEY_TYPE.decode()}")
    return point


def point_in(der: bytes) -> bytes:
    """The point of a public key as KMS gives it. @raise NoKey"""
    point = der[len(DER_PREFIX) :]
    if not der.startswith(DER_PREFIX) or not is_point(point):
        raise NoKey("not a key on P-256")
    return point


def certificate(point: bytes, grant: Grant, authority: bytes, sign: Sign) -> str:
    """A line such as OpenSSH reads from a file. @param authority the point of its public key"""
    body = b"".join(
        [
            text(CERTIFICATE_TYPE),
            text(secrets.token_bytes(32)),
            text(CURVE),
            text(point),
            struct.pack(">QI", grant.serial, USER),
            text(grant.key_id.encode()),
            text(text(grant.principal.encode())),
            struct.pack(">QQ", grant.after, grant.before),
            text(text(b"source-address") + text(text(grant.source.encode()))),
            text(text(b"permit-pty") + text(b"")),
            text(b""),
            text(text(KEY_TYPE) + text(CURVE) + text(authority)),
        ]
    )
    signature = text(text(KEY_TYPE) + text(numbers(sign(hashlib.sha256(body).digest()))))
    return f"{CERTIFICATE_TYPE.decode()} {base64.b64encode(body + signature).decode()}"


def numbers(der: bytes) -> bytes:
    """The two numbers of a signature, as SSH writes them, from those of DER, which are written alike. @raise NoKey"""
    inner, _ = element(der, 0x30)
    first, rest = element(inner, 0x02)
    second, _ = element(rest, 0x02)
    return text(first) + text(second)


def element(der: bytes, tag: int) -> Tuple[bytes, bytes]:
    """What an element holds, and what follows it: a signature on P-256 has none of 128 bytes or more."""
    if len(der) < 2 or der[0] != tag or der[1] > 127 or len(der) < 2 + der[1]:
        raise NoKey("not a signature")
    return der[2 : 2 + der[1]], der[2 + der[1] :]


def text(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def taken(blob: bytes, count: int) -> List[bytes]:
    """So many texts, and what follows them. @raise struct.error"""
    found = []
    for _ in range(count):
        (size,) = struct.unpack_from(">I", blob)
        found.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return [*found, blob]


def is_point(value: bytes) -> bool:
    return len(value) == POINT_SIZE and value[0] == 4
