"""What LocalStack loads: the executor's plugin and the hooks that fit it to this machine.

The hooks replace downloads that would fail or are not wanted, by what `go run ./localstack tools` has fetched.
"""

import faulthandler
import glob
import os
import resource
import signal
import tempfile
import types

from localstack.runtime import hooks
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin

POLL_SECONDS = 0.25


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """Chosen by LAMBDA_RUNTIME_EXECUTOR=process."""

    name = "process"

    def load(self, *args, **kwargs):
        from .executor import ProcessExecutor

        return ProcessExecutor


@hooks.on_infra_start()
def adapt_to_host():
    """Runs before LocalStack serves anything."""
    faulthandler.register(signal.SIGUSR1)  # writes every thread's stack to the log, even when the interpreter hangs
    _open_many_files()
    _listen_where_told()
    _poll_often()
    _keep_objects_apart()
    _count_no_calls()
    if os.environ.get("HSMP_DYNAMODB") == "running":
        _use_running_dynamodb()
    if os.environ.get("HSMP_JSONATA_JARS"):
        _use_fetched_jsonata(os.environ["HSMP_JSONATA_JARS"], os.environ["JAVA_HOME"])


@hooks.on_infra_shutdown()
def end_all_functions():
    """Runs when LocalStack stops."""
    from .executor import end_all

    end_all()


def _open_many_files() -> None:
    # Each function's process takes some ten descriptors here, and a connection is one: a shell's usual 1024 do not go far.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _listen_where_told() -> None:
    # LocalStack's Twisted server ignores the host of GATEWAY_LISTEN and listens on every interface.
    from localstack import config
    from localstack.runtime.server import twisted as server

    hosts = {listen.port: listen.host for listen in config.GATEWAY_LISTEN}
    endpoints = server.endpoints

    def bound(reactor, port):
        return endpoints.TCP4ServerEndpoint(reactor, port, interface=hosts[port])

    server.endpoints = types.SimpleNamespace(
        TCP4ServerEndpoint=bound, TCP6ServerEndpoint=endpoints.TCP6ServerEndpoint)


def _keep_objects_apart() -> None:
    # S3's objects go to one fixed folder below /tmp, which an instance that stops deletes under another that runs.
    from localstack.services.s3.storage.ephemeral import EphemeralS3ObjectStore

    original = EphemeralS3ObjectStore.__init__

    def below_own_folder(self, root_directory=None):
        original(self, os.path.join(tempfile.gettempdir(), "s3"))

    EphemeralS3ObjectStore.__init__ = below_own_folder


def _count_no_calls() -> None:
    # LocalStack writes a metric of every call of a function to a file, one after the other and each to the disk, in the threads
    # that serve requests. On a slow disk they run out, and then nothing is answered any more.
    from localstack.services.lambda_.invocation import version_manager

    version_manager.record_cw_metric_invocation = lambda **_: None
    version_manager.record_cw_metric_error = lambda **_: None


def _poll_often() -> None:
    # CloudFormation looks at a resource in creation every 5 seconds; the local ones are there at once.
    from localstack import config
    from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

    ResourceProviderExecutor.deploy_loop.__defaults__ = (config.CFN_PER_RESOURCE_TIMEOUT, POLL_SECONDS)


def _use_running_dynamodb() -> None:
    # The supervisor runs DynamoDB Local itself, at DYNAMODB_LOCAL_PORT: with its own log, on loopback, ended for certain.
    from localstack.services.dynamodb.server import DynamodbServer

    def attach(self):
        self.wait_for_dynamodb()
        return True

    DynamodbServer.start_dynamodb = attach
    DynamodbServer.stop_dynamodb = lambda self: None
    DynamodbServer.wait_is_up = lambda self, timeout=None: True
    DynamodbServer.is_running = lambda self: True


def _use_fetched_jsonata(jars: str, java_home: str) -> None:
    from localstack.services.stepfunctions.packages import JSONataPackageInstaller

    libraries = glob.glob(os.path.join(java_home, "lib", "**", "libjvm.so"), recursive=True)
    JSONataPackageInstaller.install = lambda self, target=None: None
    JSONataPackageInstaller.get_installed_dir = lambda self: jars
    JSONataPackageInstaller.get_java_home = lambda self: java_home
    JSONataPackageInstaller.get_java_lib_path = lambda self: libraries[0]
