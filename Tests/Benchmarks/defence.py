#!/usr/bin/env python3
"""Measures what honest clients of `jobtop serve` notice of 1,000 that mean it no good.

    Tests/Benchmarks/defence.py [PROGRAM] [--slow 1000] [--seconds 20]

From other loopback addresses come connections that drip a head, drip a body, never end a body, or ask
and take nothing of what they are told; meanwhile one client asks for a job's state, 50 times a second,
each time on a connection of its own and over one that stays. Prints the times that it waited, without
and with the others, and when these were cut. Exits with 1 where an honest answer took more than 50 ms
at p99, or a drip was not cut within its time.
"""
import argparse, atexit, http.client, os, resource, selectors, socket, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=".build/release/jobtop")
parser.add_argument("--slow", type=int, default=1000)
parser.add_argument("--seconds", type=float, default=20)
options = parser.parse_args()
options.program = os.path.abspath(options.program)
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

folder = tempfile.mkdtemp(prefix="defence")
server = subprocess.Popen(
    [options.program, "serve", "--port", "0", "--seed", "1"],
    env={**os.environ, "HOME": folder}, cwd=folder, stdout=subprocess.PIPE, text=True,
)
atexit.register(server.kill)
port = int(server.stdout.readline().rsplit(":", 1)[1])


def ask(connection, method, path, body=None):
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read()


kept = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
code, body = ask(kept, "POST", "/v1/jobs", '{"duration": 3600}')
assert code == 201, body
job = body.decode().split('"id":"')[1].split('"')[0]
for _ in range(300):
    ask(kept, "POST", "/v1/jobs", '{"duration": 3600}')

# Heads that are too long, and bodies: refused, and nobody else notices.
with socket.create_connection(("127.0.0.1", port)) as big:
    big.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")
    print("a head of 100 kB:", big.recv(100).split(b"\r\n")[0].decode() or "closed")
other = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
print("a body of 2 MB:", ask(other, "POST", "/v1/jobs", " " * 2_000_000)[0])

HEAD = b"GET /v1/jobs HTTP/1.1\r\nHost: a\r\nX-Drip: "
BODY = b"POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
LIST = b"GET /v1/jobs?limit=500 HTTP/1.1\r\nHost: a\r\n\r\n" * 3


class Slow:
    def __init__(self, number):
        self.kind = ("head", "body", "silent", "greedy")[number % 4]
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.bind((f"127.0.{1 + number // 250}.{1 + number % 250}", 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.cut = None
        self.began = time.time()
        self.drip({"head": HEAD, "body": BODY, "silent": BODY, "greedy": LIST}[self.kind])

    def drip(self, data=b"x"):
        try:
            self.socket.send(data)
        except BlockingIOError:
            pass
        except OSError:
            self.note()

    def look(self):
        if self.kind == "greedy" or self.cut:
            return
        try:
            if not self.socket.recv(4096):
                self.note()
        except BlockingIOError:
            pass
        except OSError:
            self.note()

    def note(self):
        self.cut = self.cut or time.time() - self.began


def measure(seconds, each=lambda: None):
    waits, end = [], time.time() + seconds
    while time.time() < end:
        for fresh in (False, True):
            began = time.perf_counter()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10) if fresh else kept
            code, _ = ask(connection, "GET", f"/v1/jobs/{job}")
            assert code == 200, code
            waits.append((time.perf_counter() - began) * 1000)
            if fresh:
                connection.close()
        each()
        time.sleep(0.02)
    waits.sort()
    return waits[len(waits) // 2], waits[int(len(waits) * 0.99)], waits[-1], len(waits)


print("alone: p50 %.2f ms, p99 %.2f ms, most %.2f ms, %d requests" % measure(5))
slow = [Slow(number) for number in range(options.slow)]
turn = 0


def each():
    global turn
    turn += 1
    for one in slow[turn % 25 :: 25]:
        if one.kind in ("head", "body") and not one.cut:
            one.drip()
        one.look()


result = measure(options.seconds, each)
print("with %d slow ones: " % len(slow) + "p50 %.2f ms, p99 %.2f ms, most %.2f ms, %d requests" % result)
while time.time() < slow[-1].began + 32:
    each()
    time.sleep(0.02)
for _ in range(25):
    each()
failed = result[1] > 50
for kind in ("head", "body", "silent"):
    cuts = [one.cut for one in slow if one.kind == kind]
    done = [cut for cut in cuts if cut]
    print(f"{kind}: {len(done)} of {len(cuts)} cut" + (f", after {min(done):.0f} to {max(done):.0f} s" if done else ""))
    failed |= len(done) < len(cuts)
print(open(f"/proc/{server.pid}/status").read().split("VmRSS:")[1].split("\n")[0].strip(), "resident")
server.terminate()
server.wait()
print("too slow, or not cut" if failed else "all holds")
sys.exit(1 if failed else 0)
