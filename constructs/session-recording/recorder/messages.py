"""What a person is told, in both languages."""

from __future__ import annotations

from typing import Dict

# what a recorder tells its keeper, and the witness the service, again and again; and what the keeper is told once
ALIVE = b"alive\n"
START_SHELL = b"start\n"

EXITED = "exited"
UNCONFIRMED = "unconfirmed"
UNHEALTHY = "unhealthy"
RECORDER_DIED = "recorder-died"
KEEPER_GONE = "keeper-gone"
CLIENT_GONE = "client-gone"
STOPPED = "stopped"
REFUSED = "refused"
NO_TERMINAL = "no-terminal"
TOO_MANY = "too-many"
ELSEWHERE = "elsewhere"
NESTED = "nested"
UNAUDITED = "unaudited"
WITNESS_GONE = "witness-gone"
ALERTED = "alerted"
UNAPPROVED = "unapproved"
UNDECIDED = "undecided"
APPROVAL_ENDED = "approval-ended"
UNWATCHED = "unwatched"
ENDED_BY_OTHER = "ended-by-other"

TOLD: Dict[str, str] = {
    UNCONFIRMED: "会话已结束：录制未能确认存储。\r\nThe session has ended: its recording could not be confirmed to be stored.",
    UNHEALTHY: "未启动会话：录制无法存储。\r\nNo session was started: its recording cannot be stored.",
    RECORDER_DIED: "会话已结束：录制器已停止。\r\nThe session has ended: its recorder has stopped.",
    STOPPED: "会话已结束：录制服务正在停止。\r\nThe session has ended: the recording service is being stopped.",
    REFUSED: "未启动会话：该用户不得使用本机。\r\nNo session was started: this user has no business on this host.",
    ELSEWHERE: "未启动会话：仅可经由 Session Manager 使用本机。\r\nNo session was started: this host is used by way of Session Manager only.",
    NESTED: "未启动会话：会话之内不得再启动会话。\r\nNo session was started: there is none within another.",
    UNAUDITED: "未启动会话：无法获知内核所执行的程序。\r\nNo session was started: the kernel does not tell which programs run.",
    WITNESS_GONE: "会话已结束：无法继续获知内核所执行的程序。\r\nThe session has ended: the kernel no longer tells which programs run.",
    ALERTED: "会话已结束：所执行的命令触发了告警规则。\r\nThe session has ended: a command was run that ends sessions.",
    UNAPPROVED: "未启动会话：没有他人的有效批准。\r\nNo session was started: no approval of another person is in force.",
    UNDECIDED: "会话不得进行：无法查询批准与监看记录。\r\nThere can be no session: whether it is approved cannot be asked.",
    APPROVAL_ENDED: "会话已结束：批准已到期或被撤回。\r\nThe session has ended: its approval is over.",
    UNWATCHED: "会话已结束：无人监看。\r\nThe session has ended: nobody watches it.",
    ENDED_BY_OTHER: "会话已被他人终止。\r\nThe session was ended by another person.",
    TOO_MANY: "未启动会话：该用户的会话过多。\r\nNo session was started: this user has too many of them.",
    NO_TERMINAL: "未启动会话：需要终端。\r\nNo session was started: a terminal is needed.",
}

NO_RECORDER = "未启动会话：录制服务不可用。\r\nNo session was started: the recording service cannot be reached."

# shown, and recorded, while a session waits: with its id, by which others find it
WAITING = "\r\n会话 {session} 等待他人监看，最多五分钟。\r\nSession {session} waits for somebody to watch it, five minutes at most.\r\n"
PAUSED = "\r\n会话已暂停：监看者已离开。\r\nThe session is paused: nobody watches it any more.\r\n"
RESUMED = "\r\n会话继续，有人监看。\r\nThe session goes on: somebody watches it.\r\n"
