"""A sandbox is one life of a function's process: started, asked many times, ended by its idleness, a timeout or a crash.

It speaks the errors that Lambda speaks: Sandbox.Timedout, Runtime.ExitError, and what the function says itself.
"""

import json
import os
import subprocess
import tempfile
import threading
import time

from .runtime_api import Invocation, RuntimeAPI

INIT_SECONDS = 10.0  # Lambda's own limit for initialisation


class InitFailed(Exception):
    """The function never asked for work. The payload is the error document that a caller gets."""

    def __init__(self, payload: bytes) -> None:
        super().__init__(payload.decode(errors="replace"))
        self.payload = payload


class Sandbox:
    """Runs `bootstrap` of a folder. One invocation at a time, as on Lambda."""

    def __init__(self, folder: str, env: dict) -> None:
        self._api = RuntimeAPI()
        # The output goes to a nameless file and is read from where the last invocation ended: nothing to drain, nothing
        # to block on, and the lines belong to the invocation that wrote them.
        self._output = tempfile.TemporaryFile()
        self._read = 0
        began = time.monotonic()
        self._process = subprocess.Popen(
            [os.path.join(folder, "bootstrap")], cwd=folder,
            env={**env, "AWS_LAMBDA_RUNTIME_API": self._api.address},
            stdin=subprocess.DEVNULL, stdout=self._output, stderr=subprocess.STDOUT)
        threading.Thread(target=self._watch, daemon=True).start()
        self._await_init()
        self.init_ms = (time.monotonic() - began) * 1000

    @property
    def alive(self) -> bool:
        """Whether the process can take another invocation."""
        return not self._api.gone and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def invoke(self, invocation: Invocation, timeout: float):
        """Returns (payload, is_error). After a timeout or a crash the sandbox is dead."""
        outcome = self._api.invoke(invocation, timeout)
        if outcome is not None:
            return outcome.payload, outcome.is_error
        if self.alive:
            self.end()
            message = "RequestId: %s Error: Task timed out after %.2f seconds" % (invocation.id, timeout)
            return _error("Sandbox.Timedout", message), True
        return self._exit_error(invocation.id), True

    def output(self) -> str:
        """What was written since the last call of this."""
        size = os.fstat(self._output.fileno()).st_size
        text = os.pread(self._output.fileno(), size - self._read, self._read)
        self._read = size
        return text.decode(errors="replace")

    def peak_mb(self) -> int:
        """The most memory the process has held, in MB; 0 when it has gone."""
        try:
            with open("/proc/%d/status" % self.pid) as status:
                kb = next(line.split()[1] for line in status if line.startswith("VmHWM"))
            return int(kb) // 1024
        except (OSError, StopIteration):
            return 0

    def end(self) -> None:
        """Kills the process. Safe to repeat."""
        self._process.kill()
        self._process.wait()
        self._api.close()

    def _watch(self) -> None:
        self._process.wait()
        self._api.close()

    def _await_init(self) -> None:
        ready, error = self._api.await_ready(INIT_SECONDS)
        if ready:
            return
        if error is None and self.alive:
            error = _error("Sandbox.Timedout", "INIT_REPORT Error: initialisation took over %d seconds" % INIT_SECONDS)
        payload = error or self._exit_error("init")
        self.end()
        raise InitFailed(payload)

    def _exit_error(self, id: str) -> bytes:
        code = self._process.wait()
        how = "signal: %d" % -code if code < 0 else "exit status %d" % code
        return _error("Runtime.ExitError", "RequestId: %s Error: Runtime exited with error: %s" % (id, how))


def _error(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
