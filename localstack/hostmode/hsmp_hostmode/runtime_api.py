"""The Lambda Runtime API for one process: next, response, error and init/error, on a loopback port of its own.

It knows HTTP and nothing of LocalStack or of processes, so that it can be tested alone.
"""

import dataclasses
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RUNTIME = "/2018-06-01/runtime/"
RESPONSE_LIMIT = 6 * 1024 * 1024 + 100  # bytes; Lambda's limit of a synchronous answer


@dataclasses.dataclass(frozen=True)
class Invocation:
    """One event on its way to the function. The deadline is in milliseconds since 1970."""

    id: str
    payload: bytes
    arn: str
    trace: str
    deadline_ms: int


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What the function said to an invocation."""

    payload: bytes
    is_error: bool


class RuntimeAPI:
    """Hands invocations to a runtime and takes its outcomes. Every wait ends when the process has gone."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting = None  # the Invocation nobody has fetched yet
        self._current = None  # id of the invocation in hand
        self._outcome = None
        self._init_error = None
        self._ready = False
        self._gone = False
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.api = self
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def address(self) -> str:
        """host:port, for AWS_LAMBDA_RUNTIME_API."""
        return "127.0.0.1:%d" % self._server.server_address[1]

    def await_ready(self, timeout: float):
        """Waits for the runtime's first request. Returns (ready, payload of its init error or None)."""
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._init_error or self._gone, timeout)
            return self._ready, self._init_error

    def invoke(self, invocation: Invocation, timeout: float):
        """Hands the invocation over and waits. Returns its Outcome, or None when time ran out or the process died."""
        with self._changed:
            self._waiting, self._current, self._outcome = invocation, invocation.id, None
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._outcome or self._gone, timeout)
            outcome, self._waiting, self._current = self._outcome, None, None
            return outcome

    @property
    def gone(self) -> bool:
        """Whether the process has ended."""
        return self._gone

    def close(self) -> None:
        """Ends every wait and the server. Safe to repeat."""
        with self._changed:
            if self._gone:
                return
            self._gone = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()

    # What the handler calls.

    def next(self):
        """Blocks until there is an invocation; None when the process has gone."""
        with self._changed:
            self._ready = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._waiting or self._gone)
            invocation, self._waiting = self._waiting, None
            return None if self._gone else invocation

    def settle(self, id: str, outcome: Outcome) -> bool:
        """Takes the outcome of the invocation in hand; False for any other id."""
        with self._changed:
            if id != self._current or self._outcome:
                return False
            self._outcome = outcome
            self._changed.notify_all()
            return True

    def fail_init(self, payload: bytes) -> None:
        """Takes the error with which the function's initialisation ended."""
        with self._changed:
            self._init_error = payload or b"{}"
            self._changed.notify_all()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    api: RuntimeAPI

    def handle_error(self, request, client_address):
        """A killed process breaks its connections: expected, so no traceback."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without these two a call costs 40 ms: small writes wait for the other side's delayed acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        if self.path != RUNTIME + "invocation/next":
            return self._answer(404, b'{"errorType":"NotFound"}')
        invocation = self.server.api.next()
        if invocation is None:
            self.close_connection = True
            return
        self._answer(200, invocation.payload, {
            "Lambda-Runtime-Aws-Request-Id": invocation.id,
            "Lambda-Runtime-Deadline-Ms": str(invocation.deadline_ms),
            "Lambda-Runtime-Invoked-Function-Arn": invocation.arn,
            "Lambda-Runtime-Trace-Id": invocation.trace,
        })

    def do_POST(self):
        body = self._body()
        parts = self.path[len(RUNTIME):].split("/")
        if parts == ["init", "error"]:
            self.server.api.fail_init(body)
            return self._answer(202, b"{}")
        if len(parts) != 3 or parts[0] != "invocation" or parts[2] not in ("response", "error"):
            return self._answer(404, b'{"errorType":"NotFound"}')
        outcome = Outcome(body, is_error=parts[2] == "error")
        if len(body) > RESPONSE_LIMIT:
            outcome = Outcome(b'{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size '
                              b'exceeded maximum allowed payload size (6291556 bytes)."}', is_error=True)
        if not self.server.api.settle(parts[1], outcome):
            return self._answer(400, b'{"errorType":"InvalidRequestID"}')
        self._answer(202, b"{}")

    def _body(self) -> bytes:
        # The Go runtime streams its answers, with chunks and trailers.
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = bytearray()
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass
        return bytes(body)

    def _answer(self, status: int, body: bytes, headers=None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *args):
        """Requests of the runtime are no news."""
