#!/usr/bin/env python3
"""Several jobtops on one store and one server: who asks it, and who takes over.

    Tests/Benchmarks/shared.py [.build/release/jobtop] [--seconds 30]

A server of its own in the dialect of the profile `envelope` counts requests. Three jobs go on; one
`watch` on each and, for comparison, alone; then two dashboards beside three `watch`. The one that asks
is killed with -9, then the next is stopped (SIGSTOP). Prints one line for each step.
"""

import argparse
import fcntl
import http.server
import json
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.requests = []  # (time, port of the one who asked, line)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return "http://127.0.0.1:%d" % self.server_address[1]

    def since(self, began):
        with self.lock:
            return [request for request in self.requests if request[0] >= began]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.lock:
            self.server.requests.append((time.monotonic(), self.client_address[1], self.path))
        body = {"meta": {"message": "Job status"}, "payload": {"status": "pending"}}
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Program:
    """One jobtop, in a terminal of its own where it is a dashboard."""

    def __init__(self, command, environment, screen):
        self.screen = screen
        if screen:
            self.pid, self.terminal = pty.fork()
            if self.pid == 0:
                os.execve(command[0], command, environment)
            fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
            threading.Thread(target=self.drain, daemon=True).start()
        else:
            self.process = subprocess.Popen(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            self.pid = self.process.pid

    def drain(self):
        try:
            while os.read(self.terminal, 1 << 16):
                pass
        except OSError:
            pass

    def signal(self, number):
        os.kill(self.pid, number)

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

    def asks(self, port):
        """Whether that local port is one of its connections."""
        inodes = set()
        wanted = "%04X" % port
        for line in open("/proc/net/tcp"):
            fields = line.split()
            if fields[1].endswith(":" + wanted):
                inodes.add("socket:[%s]" % fields[9])
        folder = "/proc/%d/fd" % self.pid
        for name in os.listdir(folder):
            try:
                if os.readlink(folder + "/" + name) in inodes:
                    return True
            except OSError:
                pass
        return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?", default=".build/release/jobtop")
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    home = tempfile.mkdtemp()
    environment = dict(os.environ, HOME=home, TERM="xterm-256color", LANG="C.UTF-8")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        environment.pop(name, None)
    server = Server()
    common = ["--url", server.url, "--profile", "envelope"]
    programs = []

    def start(*arguments, screen=False):
        programs.append(Program([binary, *arguments, *common], environment, screen))
        return programs[-1]

    def count(seconds):
        began = time.monotonic()
        time.sleep(seconds)
        requests = server.since(began)
        return len(requests), requests

    def asker(requests):
        for program in programs:
            if any(program.asks(port) for port in {request[1] for request in requests}):
                return program
        return None

    failed = False
    try:
        first = start("watch", "a", "b", "c")
        time.sleep(12)
        alone, _ = count(options.seconds)
        print("one watch alone: %d requests in %d s" % (alone, options.seconds))
        for name in "abc":
            start("watch", name)
        time.sleep(5)
        together, _ = count(options.seconds)
        print("four watches: %d requests" % together)
        failed |= together > alone * 1.3 + 3
        first.end()
        programs.remove(first)
        dashboards = [start(screen=True), start(screen=True)]
        time.sleep(8)
        shared, requests = count(options.seconds)
        print("two dashboards and three watches: %d requests" % shared)
        print("asked from %d connections" % len({request[1] for request in requests}))
        for word, number in (("killed (-9)", signal.SIGKILL), ("stopped", signal.SIGSTOP)):
            _, requests = count(15)
            current = asker(requests[-3:])
            if current is None:
                print("nobody asks")
                failed = True
                break
            kind = "dashboard" if current.screen else "watch"
            began = time.monotonic()
            current.signal(number)
            while time.monotonic() < began + 20 and not server.since(began + 0.3):
                time.sleep(0.02)
            news = server.since(began + 0.3)
            took = news[0][0] - began if news else float("nan")
            time.sleep(1)
            successor = asker(server.since(began + 0.3))
            what = "nobody" if successor is None else "dashboard" if successor.screen else "watch"
            print("the %s that asked was %s: a %s asks after %.1f s" % (kind, word, what, took))
            failed |= not took <= 6
            if number == signal.SIGKILL:
                programs.remove(current)
                current.end()
        if number == signal.SIGSTOP:
            current.signal(signal.SIGCONT)
            time.sleep(5)
            after, requests = count(options.seconds)
            print("after it went on: %d requests" % after)
    finally:
        for program in programs:
            program.end()
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(1 if failed else 0)


main()
