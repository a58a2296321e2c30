"""Tests of the runtime API and of a sandbox. They need Python alone, not LocalStack:
PYTHONPATH=localstack/hostmode python3 -m unittest discover -s localstack/hostmode/tests
"""

import http.client
import os
import stat
import tempfile
import threading
import time
import unittest

from hsmp_hostmode.runtime_api import RUNTIME, Invocation, RuntimeAPI
from hsmp_hostmode.sandbox import InitFailed, Sandbox

HOUR_MS = 3_600_000


def invocation(id: str, payload: bytes = b"{}") -> Invocation:
    return Invocation(id, payload, "arn:aws:lambda:x", "Root=1", HOUR_MS)


class RuntimeAPITest(unittest.TestCase):
    def setUp(self):
        self.api = RuntimeAPI()
        self.addCleanup(self.api.close)
        self.runtime = http.client.HTTPConnection(self.api.address, timeout=10)
        self.addCleanup(self.runtime.close)

    def ask(self, method, path, body=None, chunked=False):
        self.runtime.request(method, RUNTIME + path, body=body, encode_chunked=chunked,
                             headers={"Transfer-Encoding": "chunked"} if chunked else {})
        response = self.runtime.getresponse()
        return response.status, response.read(), response.headers

    def invoke(self, call, answers):
        """Invokes in a thread while the runtime does what answers says; returns the outcome."""
        outcomes = []
        thread = threading.Thread(target=lambda: outcomes.append(self.api.invoke(call, 10)))
        thread.start()
        answers()
        thread.join(10)
        return outcomes[0]

    def test_an_invocation_reaches_the_runtime_and_its_answer_comes_back(self):
        def answers():
            status, body, headers = self.ask("GET", "invocation/next")
            self.assertEqual((200, b'{"a":1}', "one"), (status, body, headers["Lambda-Runtime-Aws-Request-Id"]))
            self.assertEqual(202, self.ask("POST", "invocation/one/response", b"done")[0])

        outcome = self.invoke(invocation("one", b'{"a":1}'), answers)
        self.assertEqual((b"done", False), (outcome.payload, outcome.is_error))

    def test_a_chunked_answer_as_the_go_runtime_sends_it_is_read(self):
        def answers():
            self.ask("GET", "invocation/next")
            self.ask("POST", "invocation/one/response", iter([b"in ", b"pieces"]), chunked=True)

        self.assertEqual(b"in pieces", self.invoke(invocation("one"), answers).payload)

    def test_an_error_is_an_error(self):
        def answers():
            self.ask("GET", "invocation/next")
            self.ask("POST", "invocation/one/error", b'{"errorType":"x"}')

        self.assertTrue(self.invoke(invocation("one"), answers).is_error)

    def test_an_answer_to_another_invocation_is_refused(self):
        def answers():
            self.ask("GET", "invocation/next")
            self.assertEqual(400, self.ask("POST", "invocation/other/response", b"x")[0])
            self.ask("POST", "invocation/one/response", b"right")

        self.assertEqual(b"right", self.invoke(invocation("one"), answers).payload)

    def test_no_answer_in_time_is_none(self):
        self.assertIsNone(self.api.invoke(invocation("one"), 0.05))

    def test_a_dead_process_ends_the_wait(self):
        threading.Timer(0.05, self.api.close).start()
        self.assertIsNone(self.api.invoke(invocation("one"), 10))

    def test_an_error_of_initialisation_ends_the_wait_for_readiness(self):
        self.ask("POST", "init/error", b'{"errorType":"y"}')
        self.assertEqual((False, b'{"errorType":"y"}'), self.api.await_ready(10))

    def test_an_unknown_path_is_not_found(self):
        self.assertEqual(404, self.ask("GET", "nothing")[0])


class SandboxTest(unittest.TestCase):
    def folder(self, script: str) -> str:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "bootstrap")
        with open(path, "w") as file:
            file.write(script)
        os.chmod(path, stat.S_IRWXU)
        return folder.name

    def test_a_process_that_ends_before_it_is_ready_is_an_exit_error(self):
        with self.assertRaises(InitFailed) as failed:
            Sandbox(self.folder("#!/bin/sh\nexit 3\n"), {})
        self.assertIn(b"Runtime.ExitError", failed.exception.payload)
        self.assertIn(b"exit status 3", failed.exception.payload)

    def test_a_process_that_outlasts_its_timeout_is_killed(self):
        ask = '#!/usr/bin/env python3\nimport http.client, os, time\n' \
              'c = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])\n' \
              'c.request("GET", "/2018-06-01/runtime/invocation/next")\nc.getresponse()\n' \
              'print("at work", flush=True)\ntime.sleep(600)\n'
        sandbox = Sandbox(self.folder(ask), {"PATH": os.environ["PATH"]})
        began = time.monotonic()
        payload, is_error = sandbox.invoke(invocation("one"), 0.5)
        self.assertTrue(is_error)
        self.assertIn(b"Sandbox.Timedout", payload)
        self.assertLess(time.monotonic() - began, 5)
        self.assertFalse(sandbox.alive)
        self.assertIn("at work", sandbox.output())


if __name__ == "__main__":
    unittest.main()
