"""LocalStack's RuntimeExecutor on processes. LocalStack decides how many environments live, reuses them and ends idle
ones (LAMBDA_KEEPALIVE_MS); this class is one environment.
"""

import os
import threading
import time

from localstack import config
from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .runtime_api import Invocation
from .sandbox import InitFailed, Sandbox

_living = set()  # every executor with a process, for the end of LocalStack
_living_lock = threading.Lock()
_log_lock = threading.Lock()


def _straight_to_dynamodb() -> dict:
    """Lets functions talk to DynamoDB Local itself: most of their calls go there, and LocalStack, which only hands them on,
    would spend most of its one processor on that.
    """
    if os.environ.get("HSMP_DYNAMODB") != "running":
        return {}
    return {"AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:%s" % os.environ["DYNAMODB_LOCAL_PORT"]}


class ProcessExecutor(RuntimeExecutor):
    """One execution environment of a function version, as a process that is started again after it died."""

    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self._env = {}
        self._sandbox = None
        self._busy = threading.Lock()
        self._retired = False

    def start(self, env_vars):
        self._env = {name: str(value) for name, value in env_vars.items()}
        self._env.update(PATH="/usr/local/bin:/usr/bin:/bin", LAMBDA_TASK_ROOT=self._folder())
        self._env.update(_straight_to_dynamodb())
        self._ensure_sandbox()

    def stop(self):
        """Ends the process, or lets a running invocation finish first, as Lambda does when code is replaced."""
        self._retired = True
        if self._busy.acquire(blocking=False):
            try:
                self.end()
            finally:
                self._busy.release()

    def end(self):
        """Kills the process at once."""
        with _living_lock:
            _living.discard(self)
        if self._sandbox:
            self._sandbox.end()

    def invoke(self, payload):
        id, timeout = payload["invoke-id"], float(self.function_version.config.timeout)
        invocation = Invocation(id, payload["payload"].encode(), payload["invoked-function-arn"], payload["trace-id"],
                                int((time.time() + timeout) * 1000))
        with self._busy:
            began = time.monotonic()
            try:
                cold = self._ensure_sandbox()
                body, is_error = self._sandbox.invoke(invocation, timeout)
                logs = self._report(id, self._sandbox.output(), began, cold)
            except StatusErrorException as failed:
                body, is_error, logs = failed.payload, True, self._report(id, str(failed), began, None)
            if self._retired:
                self.end()
        return InvocationResult(id, body, is_error=is_error, logs=logs)

    def _ensure_sandbox(self):
        if self._sandbox and self._sandbox.alive:
            return None
        with _living_lock:
            _living.add(self)
        try:
            self._sandbox = Sandbox(self._folder(), self._env)
        except InitFailed as failed:
            self._write_log("INIT failed: %s\n" % failed)
            raise StatusErrorException(str(failed), payload=failed.payload) from failed
        return self._sandbox.init_ms

    def _report(self, id, output, began, init_ms):
        took = (time.monotonic() - began) * 1000
        init = "" if init_ms is None else "\tInit Duration: %.2f ms" % init_ms
        memory = self._sandbox.peak_mb() if self._sandbox else 0
        logs = "START RequestId: %s Version: %s\n%sEND RequestId: %s\n" % (id, self.function_version.id.qualifier, output, id)
        logs += "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB%s\n" % (
            id, took, took + 1, self.function_version.config.memory_size, memory, init)
        self._write_log(logs)
        return logs

    def _write_log(self, text):
        folder = os.environ.get("HSMP_FUNCTION_LOGS")
        if not folder:
            return
        with _log_lock, open(os.path.join(folder, self.function_version.id.function_name + ".log"), "a") as file:
            file.write(text)

    def _folder(self):
        return str(self.function_version.config.code.get_unzipped_code_location())

    def get_logs(self):
        return self._sandbox.output() if self._sandbox else ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1:%d" % config.GATEWAY_LISTEN[0].port

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()
        folder = function_version.config.code.get_unzipped_code_location()
        os.chmod(os.path.join(folder, "bootstrap"), 0o755)

    @classmethod
    def cleanup_version(cls, function_version):
        """The code's folder is LocalStack's to delete."""


def end_all() -> None:
    """Kills every function's process."""
    with _living_lock:
        executors = list(_living)
    for executor in executors:
        executor.end()
