"""What the host tells those who watch over it: lines of a log group, apart from recordings."""

from __future__ import annotations

import json
import queue
import threading
import time
from typing import List, Optional, Protocol, Tuple

from aws import Service, Unreachable

# of one request: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
LARGEST_BATCH = 1_048_576
LARGEST_LINE = 256 * 1024
MOST_LINES = 10_000
# bytes that the service counts for each line besides its text
OVERHEAD = 26
# lines that wait for a log that does not answer: later ones are counted, and told of
MOST_WAITING = 10_000
# seconds between attempts, doubled each time
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0

Line = Tuple[int, str]


class Log(Protocol):
    def put(self, lines: List[Line]) -> None:
        """Milliseconds since the epoch, and text, in their order. @raise Unreachable"""


class CloudWatchLog:
    """A stream of a log group. The stream is made where it is not there yet."""

    def __init__(self, service: Service, group: str, stream: str) -> None:
        self._service = service
        self._group = group
        self._stream = stream

    def put(self, lines: List[Line]) -> None:
        events = [{"timestamp": at, "message": text} for at, text in lines]
        status, body = self._call("PutLogEvents", {"logEvents": events})
        if status == 400 and b"ResourceNotFoundException" in body:
            self._call("CreateLogStream", {})
            status, body = self._call("PutLogEvents", {"logEvents": events})
        if status != 200:
            raise Unreachable(f"logging was answered {status}")

    def _call(self, action: str, question: dict) -> Tuple[int, bytes]:
        asked = {"logGroupName": self._group, "logStreamName": self._stream, **question}
        headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"Logs_20140328.{action}"}
        return self._service.call("POST", "/", headers, json.dumps(asked).encode("ascii"))


class HostLog:
    """Takes lines at once and writes them in a thread of its own: who tells something never waits."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._waiting: "queue.Queue[Line]" = queue.Queue(MOST_WAITING)
        self._kept: Optional[Line] = None
        self.dropped = 0
        threading.Thread(target=self._write, daemon=True).start()

    def tell(self, event: str, **facts: object) -> None:
        text = json.dumps({"event": event, **facts}, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode("utf-8", "replace")) > LARGEST_LINE:
            text = json.dumps({"event": event, "tooLong": len(text)})
        try:
            self._waiting.put_nowait((int(time.time() * 1000), text))
        except queue.Full:
            self.dropped += 1

    def _write(self) -> None:
        pause = FIRST_PAUSE
        batch: List[Line] = []
        while True:
            batch = batch or self._batch()
            try:
                self._log.put(batch)
                batch, pause = [], FIRST_PAUSE
            except Exception:  # noqa: B902 - whatever it is, the lines after it have to be told
                time.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    def _batch(self) -> List[Line]:
        """Waits for a line, and takes as many as one request carries."""
        batch, size = [], 0
        line = self._kept or self._waiting.get()
        self._kept = None
        while True:
            size += len(line[1].encode("utf-8", "replace")) + OVERHEAD
            if batch and size > LARGEST_BATCH:
                self._kept = line
                break
            batch.append(line)
            if len(batch) == MOST_LINES:
                break
            try:
                line = self._waiting.get_nowait()
            except queue.Empty:
                break
        # the clock may have been set back between two
        return sorted(batch, key=lambda one: one[0])
