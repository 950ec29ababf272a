"""
What people call on the bastion to go on to a target: a key that lasts as long as the connection, a certificate for it, and SSH.

    python3 isms_ssh.py /run/isms-certificates/socket TARGET [PORT]
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from typing import Dict, List

SSH_PORT = 22

USAGE = "用法：isms-ssh 目标 [端口]\nUsage: isms-ssh TARGET [PORT]"
NO_AUTHORITY = "未签发证书：证书服务不可用。\nNo certificate was issued: the service that issues them cannot be reached."
TOLD: Dict[str, str] = {
    "unrecorded": "未签发证书：仅在录制的会话中签发。\nNo certificate was issued: it is for recorded sessions only.",
    "not-understood": "未签发证书：目标或端口有误。\nNo certificate was issued: the target or port is none.",
    "unknown-target": "未签发证书：找不到该目标。\nNo certificate was issued: the target is not found.",
    "untold": "未签发证书：无法记录此次签发。\nNo certificate was issued: it could not be recorded that it was.",
    "unsigned": "未签发证书：密钥服务无法签名。\nNo certificate was issued: it could not be signed.",
}

# of this connection alone: nothing of a file that the person writes, no other key, no forwarding, no way to ask for it later
OPTIONS = (
    "-F none -e none -a -x -t "
    "-o IdentitiesOnly=yes -o IdentityAgent=none -o PreferredAuthentications=publickey -o PasswordAuthentication=no "
    "-o KbdInteractiveAuthentication=no -o ClearAllForwardings=yes -o Tunnel=no -o PermitLocalCommand=no -o ControlMaster=no "
    "-o ControlPath=none -o ForwardX11Trusted=no -o UpdateHostKeys=no -o StrictHostKeyChecking=accept-new"
).split()


def main(service: str, words: List[str]) -> int:
    if len(words) not in (1, 2) or (len(words) == 2 and not words[1].isdigit()):
        return told(USAGE)
    target, port = words[0], int(words[1]) if len(words) == 2 else SSH_PORT
    folder = tempfile.mkdtemp(prefix="isms-ssh-")
    try:
        key = os.path.join(folder, "key")
        made = ["ssh-keygen", "-q", "-t", "ecdsa", "-b", "256", "-N", "", "-C", "", "-f", key]
        subprocess.run(made, check=True, stdin=subprocess.DEVNULL)
        with open(f"{key}.pub", encoding="ascii") as file:
            answer = asked(service, {"target": target, "port": port, "publicKey": file.read().strip()})
        if "refused" in answer:
            return told(TOLD.get(answer["refused"], NO_AUTHORITY))
        with open(f"{key}-cert.pub", "w", encoding="ascii") as file:
            file.write(answer["certificate"] + "\n")
        person = pwd.getpwuid(os.getuid()).pw_name
        # it is ssh that is interrupted
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        where = ["-i", key, "-o", f"HostKeyAlias={target}", "-p", str(port), "-l", person, answer["address"]]
        return subprocess.run(["ssh", *OPTIONS, *where], check=False, preexec_fn=interruptible).returncode
    except OSError:
        return told(NO_AUTHORITY)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def interruptible() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def asked(service: str, question: Dict[str, object]) -> Dict[str, str]:
    """@raise OSError"""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect(service)
        connection.sendall(json.dumps(question).encode() + b"\n")
        answer = b""
        while not answer.endswith(b"\n"):
            part = connection.recv(4096)
            if not part:
                raise OSError("no answer")
            answer += part
    return json.loads(answer)


def told(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
