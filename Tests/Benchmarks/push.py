#!/usr/bin/env python3
"""Measures push of the simulator: memory of a subscriber, and how soon all are told of a change.

    swift build -c release --static-swift-stdlib
    Tests/Benchmarks/push.py [.build/release/jobtop] [--subscribers 5000] [--kind websocket|sse]

Prints one line a figure: name, measured, budget (README "Budgets"). The delay is counted from the
moment in which the change is asked for until its text has been read here, so it holds this program's
own work too.
"""

import argparse
import http.client
import json
import os
import re
import resource
import select
import socket
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def show(name, value, budget):
    print(f"{name:<44} {value:<28} {budget}", flush=True)


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def frame(text):
    """A masked text frame of less than 126 bytes; a mask of zeros leaves the payload as it is."""
    payload = text.encode()
    return struct.pack("BB4x", 0x81, 0x80 | len(payload)) + payload


class Server:
    """`jobtop serve` with jobs that stay as they are, asked over one connection."""

    def __init__(self, binary, environment):
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--scenario", os.path.join(HERE, "still.scenario.yaml")],
            stdout=subprocess.PIPE, text=True, env=environment)
        url = self.process.stdout.readline().split()[-1]
        self.port = int(url.rsplit(":", 1)[1])
        self.asked = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(self, method, target):
        self.asked.request(method, target)
        answer = self.asked.getresponse()
        return json.loads(answer.read())

    def resident_kibibytes(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def close(self):
        self.process.terminate()
        self.process.wait()


class Audience:
    """So many connections that hear of changes."""

    def __init__(self, server, kind, count, ids):
        self.sockets = {}
        self.poll = select.epoll()
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", server.port))
            connection.sendall(self.greeting(kind))
            if kind == "websocket":
                self.hear_head(connection)
                for job in ids:
                    connection.sendall(frame(json.dumps({"subscribe": [job]})))
            connection.setblocking(False)
            self.sockets[connection.fileno()] = connection
            self.poll.register(connection, select.EPOLLIN)
        self.drain(2)

    @staticmethod
    def greeting(kind):
        if kind == "sse":
            return b"GET /v1/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"
        return (b"GET /v1/stream HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")

    @staticmethod
    def hear_head(connection):
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(1)
        if b" 101 " not in head:
            sys.exit(f"no WebSocket: {head!r}")

    def read(self, number):
        try:
            return self.sockets[number].recv(1 << 16)
        except BlockingIOError:
            return b""

    def drain(self, quiet):
        """Reads until nothing has come for so many seconds."""
        while ready := self.poll.poll(quiet):
            for number, _ in ready:
                if not self.read(number):
                    sys.exit("the server closed a connection")

    def delays(self, job, since):
        """When each of them heard that a job was cancelled, in milliseconds."""
        waiting, delays = dict.fromkeys(self.sockets, b""), []
        needle = (f'"id":"{job}"'.encode(), b'"status":"cancelled"')
        while waiting:
            ready = self.poll.poll(10)
            if not ready:
                sys.exit(f"{len(waiting)} of {len(self.sockets)} were not told within 10 s")
            for number, _ in ready:
                text = self.read(number)
                if number not in waiting:
                    continue
                waiting[number] += text
                if all(part in waiting[number] for part in needle):
                    delays.append((time.perf_counter() - since) * 1000)
                    del waiting[number]
        return delays


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", nargs="?", default=".build/release/jobtop")
    arguments.add_argument("--subscribers", type=int, default=5000)
    arguments.add_argument("--kind", choices=["websocket", "sse"], default="websocket")
    arguments.add_argument("--changes", type=int, default=20)
    options = arguments.parse_args()
    # Both ends are here: the server inherits the limit.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if options.subscribers + 100 > most:
        sys.exit(f"{options.subscribers} connections need `ulimit -n` above that; it is {most}")
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_STATE_HOME=home)
        server = Server(os.path.abspath(options.binary), environment)
        try:
            jobs = server.ask("GET", f"/v1/jobs?limit={options.changes}")["jobs"]
            ids = [job["id"] for job in jobs]
            before = server.resident_kibibytes()
            audience = Audience(server, options.kind, options.subscribers, ids)
            each = (server.resident_kibibytes() - before) / options.subscribers
            delays = []
            for job in ids:
                since = time.perf_counter()
                server.ask("POST", f"/v1/jobs/{job}/cancel")
                delays += audience.delays(job, since)
                audience.drain(0.2)
            name = f"{options.subscribers} by {options.kind}"
            show(f"{name}: memory of each", f"{each:.1f} KiB", "20 KiB")
            show(f"{name}: told, p50 / p99 of {len(delays)}",
                 f"{quantile(delays, 0.5):.0f} / {quantile(delays, 0.99):.0f} ms", "250 ms at p99")
        finally:
            server.close()


if __name__ == "__main__":
    main()
