#!/usr/bin/env python3
"""Measures the real binary in a pseudo-terminal: start, key to paint, idle, memory.

    Tests/Benchmarks/measure.py [.build/release/jobtop] [--with htop] [--jobs 10000 [--by-list]]

Prints one line a figure: name, measured, budget (DESIGN's table in README "Budgets").
With --jobs the server has that many, of which 5 % change every 3 s, and tells them by push; with
--by-list they are polled by list instead.
"""

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")

# A job of 20 minutes that tells each 5 % changes once a minute: in 3 s, one of twenty jobs.
CHANGING = """
name: changing
about: Very many jobs of which one in twenty changes every three seconds
duration: 1140s..1260s
pending: 0
failure: 0
progress: {step: 0.05}
start: %d
"""


class Screen:
    """A program in a pseudo-terminal of 140 columns and 40 rows."""

    def __init__(self, command, environment):
        self.began = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, environment)
        size = struct.pack("HHHH", 40, 140, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self.seen = b""

    def read(self, seconds):
        """Bytes that come within a time; none where nothing comes."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self.terminal, 1 << 16)
        except OSError:
            return b""

    def wait_for(self, pattern, seconds=10):
        """Seconds from the start until the output holds a pattern."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            self.seen += self.read(0.5)
            if re.search(pattern, self.seen):
                return time.perf_counter() - self.began
        sys.exit(f"never seen: {pattern!r} in\n{self.seen[-2000:]!r}")

    def drain(self, seconds):
        """Bytes that came within a time, all of it waited for."""
        count, deadline = 0, time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            count += len(self.read(left))
        return count

    def key_to_paint(self, key):
        """Seconds from a key to the first byte that answers it, on a quiet screen."""
        while self.read(0.02):
            pass
        began = time.perf_counter()
        os.write(self.terminal, key)
        self.read(1)
        return time.perf_counter() - began

    def processor_seconds(self):
        fields = open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mebibytes(self):
        status = open(f"/proc/{self.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def close(self):
        try:
            os.kill(self.pid, signal.SIGTERM)
            self.drain(0.3)
            os.close(self.terminal)
            os.waitpid(self.pid, 0)
        except OSError:
            pass


def show(name, value, budget):
    print(f"{name:<44} {value:<28} {budget}", flush=True)


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure_starts(name, command, environment, budget, settle=0):
    times = []
    for _ in range(10):
        screen = Screen(command, environment)
        times.append(screen.wait_for(rb"(running|pending)") * 1000)
        screen.drain(settle)
        screen.close()
    show(f"{name}: first useful frame, median of 10", f"{statistics.median(times):.0f} ms "
         f"(min {min(times):.0f}, max {max(times):.0f})", budget)


def measure_keys(name, command, environment):
    screen = Screen(command, environment)
    screen.wait_for(rb"(running|pending)")
    screen.drain(2)
    times = [screen.key_to_paint(b"j" if n % 20 < 10 else b"k") * 1000 for n in range(200)]
    screen.close()
    show(f"{name}: key to paint, p50 / p99 of 200",
         f"{quantile(times, 0.5):.2f} / {quantile(times, 0.99):.2f} ms", "1 / 5 ms")


def measure_idle(name, command, environment, seconds, cpu_budget, memory_budget):
    screen = Screen(command, environment)
    screen.drain(5)
    before = screen.processor_seconds()
    count = screen.drain(seconds)
    used = screen.processor_seconds() - before
    show(f"{name}: idle, {seconds} s", f"{used / seconds * 100:.2f} % of one core, "
         f"{count / seconds / 1000:.2f} kB/s", cpu_budget)
    if memory_budget:
        show(f"{name}: resident memory", f"{screen.resident_mebibytes():.1f} MiB", memory_budget)
    screen.close()


def serve(binary, scenario, environment):
    server = subprocess.Popen(
        [binary, "serve", "--port", "0", "--scenario", scenario],
        stdout=subprocess.PIPE, text=True, env=environment)
    return server, server.stdout.readline().split()[-1]


def measure_many(binary, count, by_list, environment, seconds):
    """A dashboard on a server with very many jobs, and its next starts with as many stored."""
    scenario = os.path.join(environment["HOME"], "changing.scenario.yaml")
    with open(scenario, "w") as file:
        file.write(CHANGING % count)
    server, url = serve(binary, scenario, environment)
    dashboard = [binary, "--url", url] + (["--push", "none"] if by_list else [])
    name = f"dashboard, {count} jobs" + (" by list" if by_list else "")
    budget = "3 % with 10000" if by_list else "1 %, 10 kB/s with 10000"
    try:
        screen = Screen(dashboard, environment)
        first = screen.wait_for(rb"(running|pending)") * 1000
        show(f"{name}, none stored: first useful frame", f"{first:.0f} ms", "-")
        screen.drain(5 + count / 5000)
        before = screen.processor_seconds()
        told = screen.drain(seconds)
        used = screen.processor_seconds() - before
        show(f"{name}: 5 % change every 3 s, {seconds} s", f"{used / seconds * 100:.2f} % of one core, "
             f"{told / seconds / 1000:.2f} kB/s", budget)
        show(f"{name}: resident memory", f"{screen.resident_mebibytes():.1f} MiB",
             f"{36 + (count - 100) / 1024:.0f} MiB")
        screen.close()
        measure_starts(f"{name}, all stored", dashboard, environment, "240 ms with 100000", settle=1)
        measure_keys(name, dashboard, environment)
    finally:
        server.terminate()
        server.wait()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", nargs="?", default=".build/release/jobtop")
    arguments.add_argument("--with", dest="other", help="a program to measure idle beside it")
    arguments.add_argument("--seconds", type=int, default=30, help="of each idle measurement")
    arguments.add_argument("--jobs", type=int, help="measure with that many jobs, and nothing else")
    arguments.add_argument("--by-list", action="store_true", help="poll these by list")
    options = arguments.parse_args()
    binary = os.path.abspath(options.binary)
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_STATE_HOME=home,
                           TERM="xterm-256color", LANG="C.UTF-8")
        if options.jobs:
            measure_many(binary, options.jobs, options.by_list, environment, options.seconds)
            return
        scenario = os.path.join(HERE, "still.scenario.yaml")
        server, url = serve(binary, scenario, environment)
        dashboard = [binary, "--url", url]
        demo = [binary, "demo", "--scenario", scenario]
        try:
            measure_starts("dashboard", dashboard, environment, "40 ms")
            measure_starts("demo", demo, environment, "80 ms")
            measure_keys("dashboard, 100 jobs", dashboard, environment)
            measure_idle("dashboard, 100 jobs", dashboard, environment, options.seconds,
                         "0.15 %, 2 kB/s", "36 MiB")
            measure_idle("demo, 100 jobs", demo, environment, options.seconds, "-", "44 MiB")
            if options.other:
                measure_idle(options.other, [options.other], environment, options.seconds, "-", "")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
