"""Runs DynamoDB Local in this process, bound to loopback: python -m hsmp_hostmode.dynamodb JARS PORT [FOLDER].

Its own main class knows no host option. The server it creates does have one, so it is set before the start.
With a FOLDER the tables are kept there, without one they live in memory. All callers share them, whatever their access key,
because functions come with keys of their own.
"""

import signal
import sys

import jpype


def serve(jars: str, port: str, folder: str = "") -> None:
    """Starts the server and blocks for good: a signal ends the process (-Xrs leaves signals to the system)."""
    jpype.startJVM("-Xmx512m", "-Xrs", "-Djava.library.path=" + jars, "-Dlog4j2.level=WARN", classpath=[jars + "/*"],
                   interrupt=False, convertStrings=False)
    runner = jpype.JClass("com.amazonaws.services.dynamodbv2.local.main.ServerRunner")
    where = ["-dbPath", folder] if folder else ["-inMemory"]
    proxy = runner.createServerFromCommandLineArgs(["-disableTelemetry", "-sharedDb", "-port", port, *where])
    field = proxy.getClass().getDeclaredField("server")
    field.setAccessible(True)
    connector = jpype.JClass("org.eclipse.jetty.server.ServerConnector")
    jpype.JObject(field.get(proxy).getConnectors()[0], connector).setHost("127.0.0.1")
    proxy.start()
    print("DynamoDB Local listens on 127.0.0.1:" + port, flush=True)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    proxy.join()


if __name__ == "__main__":
    serve(*sys.argv[1:])
