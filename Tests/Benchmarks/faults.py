#!/usr/bin/env python3
"""Runs the real binary against a server that makes one kind of trouble, for each kind there is.

    Tests/Benchmarks/faults.py [.build/release/jobtop] [--only WORD] [--at-once 4]

Prints a line for each: the fault, the requests that the server has counted, the most that plan, breaker
and quota allow, the exit code, and below it what stood on standard error. A line begins with FAIL where
more was asked than allowed, the code is not the right one, or a sentence does not name the server or
does not say what comes next. The program ends with 1 where there is such a line.
"""

import argparse
import asyncio
import collections
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from email.utils import formatdate

# As in JobModel: RetryPolicy, RetryQuota.
BASE, CAP, TOKENS, PRICE = 1.0, 30.0, 500, 14

NEXT = re.compile(
    r"[Aa]sking again|Wait on with|Set --username|Is the server running|[Ll]ook there|repeated|"
    r"is back|answers again|again at once|was not sent|can be sent again|Is the profile|send it again|"
    r"jobtop \w+|[Nn]othing more is asked|not asked again"
)


def probes(seconds, is_absent=True):
    """The most probes of a breaker in a time: each waits at least a tenth of its span."""
    now, count = 0.0, 0
    while now < seconds:
        span = min(CAP, BASE * 2 ** min(count, 10))
        if is_absent:
            span = min(span, max(5.0, now / 4))
        now += span / 10
        count += 1
    return count


class Request:
    def __init__(self, method, target, headers, body, at):
        self.method, self.target, self.headers, self.body, self.at = method, target, headers, body, at
        self.path = target.split("?")[0]


class Server:
    """A server on a free port whose answers `behave` gives; it counts what comes."""

    def __init__(self, behave):
        self.behave, self.requests = behave, []

    async def start(self, context=None):
        self.server = await asyncio.start_server(self.talk, "127.0.0.1", 0, ssl=context)
        self.port = self.server.sockets[0].getsockname()[1]
        self.url = f"http{'s' if context else ''}://127.0.0.1:{self.port}"
        self.name = f"127.0.0.1:{self.port}"
        return self

    async def talk(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.split("\r\n")
                method, target, _ = first.split(" ", 2)
                pairs = [line.split(":", 1) for line in lines if ":" in line]
                headers = {name.lower(): value.strip() for name, value in pairs}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                request = Request(method, target, headers, body, time.monotonic())
                self.requests.append(request)
                answer = self.behave(request, len(self.requests))
                if asyncio.iscoroutine(answer):
                    answer = await answer
                if answer is None:
                    break
                raw, is_over = answer
                writer.write(raw)
                await writer.drain()
                if is_over:
                    break
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError, OSError):
            pass
        finally:
            writer.close()


def answer(code, body="", headers=(), is_json=True):
    text = json.dumps(body) if is_json else body
    data = text.encode()
    kind = "application/json" if is_json else "text/html"
    lines = [f"HTTP/1.1 {code} X", f"Content-Length: {len(data)}", f"Content-Type: {kind}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + data, False


# What a server of the profile `envelope` says (wire.md, seed 2).
def state(word, headers=()):
    return answer(200, {"meta": {"message": "Job status"}, "payload": {"status": word}}, headers)


def made(number):
    return answer(200, {"meta": {"message": "Job created successfully"}, "payload": {"jobID": number}})


MISSING = answer(404, {"meta": {"message": "failed to find a job"}, "payload": None})
# What one of the profile `jobtop` says.
def job(number, word, code=200):
    return answer(code, {"id": number, "status": word, "revision": "1"})


class Fault:
    """A kind of trouble: how the server behaves, how it is asked, and what is right."""

    def __init__(self, name, behave, *arguments, profile="envelope", seconds=12, codes=(0,), bound=None,
                 verify=None, silent=False, is_proxy=False, secured=None, stop=None):
        self.name, self.behave, self.arguments = name, behave, arguments
        self.profile, self.seconds, self.codes, self.bound = profile, seconds, codes, bound
        self.verify, self.silent = verify, silent
        # The server plays a proxy, by which a server is reached that nobody else knows.
        self.is_proxy = is_proxy
        # Whether its certificate is signed by an authority that the client is told of; nothing: no TLS.
        self.secured = secured
        # When the client is stopped, and for how long.
        self.stop = stop


FAULTS = []


def fault(name, *arguments, **options):
    """Adds the behaviour below it; it takes a request and its number."""
    def add(behave):
        FAULTS.append(Fault(name, behave, *arguments, **options))
        return behave
    return add


WAIT = ("wait", "7", "--poll", "fixed", "--interval", "500ms")


def plan(seconds, jobs=1):
    """The most polls that the plan has: each half a second, or a tenth sooner by jitter."""
    return jobs * (int(seconds / 0.4) + 2)


def after_first(bad):
    """The first answer is good, all later ones are the bad one."""
    return lambda request, number: state("pending") if number == 1 else bad(request, number)


def well_after(count, bad):
    """So many are answered badly after the first, then all is well and the job ends."""
    def behave(request, number):
        if number == 1:
            return state("pending")
        return bad(request, number) if number <= count + 1 else state("completed")
    return behave


async def never(request, number):
    await asyncio.sleep(3600)


def hang_up(request, number):
    return None


def date(seconds):
    return formatdate(time.time() + seconds, usegmt=True)


fault("closed port", *WAIT, seconds=30, codes=(4,), bound=0)(None)
fault("cut, then well", *WAIT, codes=(0,), bound=lambda s: 5)(well_after(3, hang_up))
fault("away for good", *WAIT, codes=(4,), bound=lambda s: 1 + probes(s))(after_first(hang_up))
fault("hang", *WAIT, seconds=24, codes=(4,), bound=lambda s: 4)(after_first(never))


@fault("slow", *WAIT, seconds=30, bound=lambda s: 6, silent=True)
async def slow(request, number):
    await asyncio.sleep(1.5)
    return state("pending" if number < 5 else "completed")


OOPS = answer(500, "oops", is_json=False)
fault("500, then well", *WAIT, seconds=40, bound=lambda s: 5)(well_after(3, lambda r, n: OOPS))
fault("500 for good", *WAIT, codes=(3, 4), bound=lambda s: 3 + probes(s, False))(
    after_first(lambda r, n: OOPS))
fault("502 from a proxy", *WAIT, codes=(3, 4), bound=lambda s: 3 + probes(s, False))(
    after_first(lambda r, n: answer(502, "<h1>Bad Gateway</h1>", is_json=False)))
fault("503 without Retry-After", *WAIT, codes=(3, 4), bound=lambda s: 1 + probes(s, False))(
    after_first(lambda r, n: answer(503, "busy", is_json=False)))
fault("503, Retry-After 3", *WAIT, codes=(3, 4), bound=lambda s: 2 + s // 3)(
    after_first(lambda r, n: answer(503, "busy", [("Retry-After", "3")], is_json=False)))
fault("503, Retry-After a date", *WAIT, codes=(3, 4), bound=lambda s: 2 + s // 2)(
    after_first(lambda r, n: answer(
        503, "busy", [("Retry-After", date(4)), ("Date", date(0))], is_json=False)))
fault("429 storm", *WAIT, codes=(3, 4), bound=lambda s: 1 + probes(s, False))(
    after_first(lambda r, n: answer(429, "slow down", is_json=False)))
fault("429, Retry-After 6, then well", *WAIT, seconds=30, bound=lambda s: 3)(
    well_after(1, lambda r, n: answer(429, "slow down", [("Retry-After", "6")], is_json=False)))
fault("429, Retry-After a date", *WAIT, codes=(3, 4), bound=lambda s: 2 + s // 2)(
    after_first(lambda r, n: answer(
        429, "slow down", [("Retry-After", date(4)), ("Date", date(0))], is_json=False)))


def limited(fields, requests=5, window=4.0):
    """A window of requests, told by header fields; what is too much is answered by 429."""
    begun = []

    def behave(request, number):
        now = time.monotonic()
        if not begun or now - begun[-1] >= window:
            begun.append(now)
            behave.counts.append(0)
        behave.counts[-1] += 1
        left = max(0, requests - behave.counts[-1])
        rest = max(0.0, begun[-1] + window - now)
        told = fields(requests, left, rest, window)
        if behave.counts[-1] > requests:
            behave.refused += 1
            return answer(429, "too many", told + [("Retry-After", str(int(rest) + 1))], is_json=False)
        return state("pending", told)

    behave.counts, behave.refused = [], 0
    return behave


def within_limit(behave):
    return [] if behave.refused == 0 else [f"{behave.refused} requests were refused by the limit"]


for title, spell in [
    ("RateLimit of draft 6", lambda q, r, t, w: [
        ("RateLimit-Policy", f"{q};w={int(w)}"), ("RateLimit-Limit", q), ("RateLimit-Remaining", r),
        ("RateLimit-Reset", int(t) + 1)]),
    ("RateLimit of draft 11", lambda q, r, t, w: [
        ("RateLimit-Policy", f'"burst";q={q};w={int(w)}'), ("RateLimit", f'"burst";r={r};t={int(t) + 1}')]),
    ("RateLimit of draft 11, two policies", lambda q, r, t, w: [
        ("RateLimit-Policy", f'"day";q=1000;w=86400,"burst";q={q};w={int(w)}'),
        ("RateLimit", f'"day";r=900;t=80000, "burst";r={r};t={int(t) + 1}')]),
    ("X-RateLimit, reset in seconds", lambda q, r, t, w: [
        ("X-RateLimit-Limit", q), ("X-RateLimit-Remaining", r), ("X-RateLimit-Reset", int(t) + 1)]),
    ("X-RateLimit, reset as an instant", lambda q, r, t, w: [
        ("X-RateLimit-Limit", q), ("X-RateLimit-Remaining", r), ("X-RateLimit-Reset", time.time() + t),
        ("Date", date(0))]),
]:
    behaviour = limited(spell)
    fault(title, *WAIT, codes=(3,), seconds=16, bound=lambda s: 5 * (s // 4 + 1),
          verify=lambda server, behave=behaviour: within_limit(behave))(behaviour)

WHOLE, _ = state("pending")
fault("cut in the body", *WAIT, codes=(3, 4), bound=lambda s: 1 + probes(s))(
    after_first(lambda r, n: (WHOLE[:-10], True)))
fault("garbage", *WAIT, codes=(3, 4), seconds=20, bound=lambda s: 3 + probes(s, False))(
    after_first(lambda r, n: answer(200, "<html>Sign in to the hotel's network</html>", is_json=False)))
fault("a body without end", *WAIT, codes=(3, 4), seconds=20, bound=lambda s: 3 + probes(s, False))(
    after_first(lambda r, n: answer(200, "x" * (2 << 20), is_json=False)))
fault("401", *WAIT, codes=(4,), bound=lambda s: 2)(
    after_first(lambda r, n: answer(401, {"detail": "the token has expired"})))
fault("403", *WAIT, codes=(4,), bound=lambda s: 1)(lambda r, n: answer(403, {"detail": "not yours"}))


@fault("redirect at home", *WAIT, bound=lambda s: 8, silent=True)
def redirected(request, number):
    if not request.path.endswith("/"):
        return answer(307, "", [("Location", request.path + "/")], is_json=False)
    return state("pending" if number < 6 else "completed")


ABROAD = []


@fault("redirect abroad", "wait", "7", "--username", "admin", "--poll", "fixed", "--interval", "500ms",
       profile="basic", seconds=8, codes=(0, 3, 4, 5), bound=lambda s: plan(s),
       verify=lambda server: ["credentials went to another host"]
       if any("authorization" in request.headers for request in ABROAD) else [])
def sent_abroad(request, number):
    return answer(307, "", [("Location", f"http://localhost:{other.port}/elsewhere")], is_json=False)


fault("redirect for ever", *WAIT, codes=(3, 4), bound=lambda s: 6 * (3 + probes(s)))(
    lambda r, n: answer(307, "", [("Location", r.path)], is_json=False))


@fault("404 just after the create", "create", "--wait", "--poll", "fixed", "--interval", "500ms",
       bound=lambda s: 8, silent=True)
def late(request, number):
    if request.method == "POST":
        return made("7")
    return MISSING if number <= 3 else state("completed")


fault("lost", *WAIT, codes=(5,), bound=lambda s: 5, seconds=20)(after_first(lambda r, n: MISSING))
fault("never known", *WAIT, codes=(5,), bound=lambda s: 4, seconds=20)(lambda r, n: MISSING)
fault("create refused", "create", "--wait", codes=(5,), bound=lambda s: 1)(
    lambda r, n: answer(400, {"message": "the video is too long"}))
fault("create unanswered, no key", "create", "--wait", codes=(5,), bound=lambda s: 1)(hang_up)
fault("create answered by 500, no key", "create", "--wait", codes=(5,), bound=lambda s: 1)(
    lambda r, n: OOPS)
fault("create answered by 500, with a key", "create", "--wait", profile="jobtop", codes=(5,), seconds=60,
      bound=lambda s: 3 + 3)(lambda r, n: OOPS)


def one_key(server):
    keys = {r.headers.get("idempotency-key") for r in server.requests if r.method == "POST"}
    return [] if len(keys) == 1 else [f"{len(keys)} keys"]


@fault("create unanswered, with a key", "create", "--wait", "--push", "none", "--poll", "fixed",
       "--interval", "500ms", profile="jobtop", seconds=30, bound=lambda s: 4, verify=one_key, silent=True)
def keyed(request, number):
    if number == 1:
        return None
    return job("7", "running", 201) if request.method == "POST" else job("7", "completed")


@fault("create unanswered, the list has no such job", "create", "--wait", profile="listing", codes=(5,),
       bound=lambda s: 3)
def unlisted(request, number):
    return None if request.method == "POST" else answer(200, {"jobs": []})


@fault("create unanswered, the list shows the job", "create", "--wait", profile="listing", codes=(5,),
       bound=lambda s: 3)
def listed(request, number):
    if request.method == "POST":
        return None
    shown = {"id": "7", "webhook_url": "", "duration": 10, "status": "completed",
             "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    return answer(200, {"jobs": [shown]} if request.path.endswith("status") else shown)


# So many that without a quota their repeats would be more than twice as many as it allows.
BROKEN = [str(number) for number in range(70, 100)]
SOUND = [str(number) for number in range(10, 14)]


def broken_within_quota(server):
    counts = collections.Counter(r.path.rsplit("/")[-1] for r in server.requests)
    sound = sum(counts[i] for i in SOUND)
    sick = sum(counts[i] for i in BROKEN)
    span = server.requests[-1].at - server.requests[0].at
    allowed = len(BROKEN) + TOKENS // PRICE + sound // PRICE + probes(span, False)
    wrong = [] if sick <= allowed else [f"{sick} requests about broken jobs, {allowed} are allowed"]
    least = min(counts[i] for i in SOUND)
    if least < span / 0.5 * 0.6:
        wrong.append(f"a sound job was asked about {least} times in {span:.0f} s")
    return wrong + [f"({sound} about sound jobs, {sick} about broken ones of at most {allowed})"]


fault("some jobs always 500", "wait", *SOUND, *BROKEN, "--poll", "fixed", "--interval", "500ms",
      codes=(3,), seconds=60, bound=lambda s: plan(s, 4) + 30 + 35 + plan(s, 4) // 14 + probes(s, False),
      verify=broken_within_quota)(
    lambda r, n: OOPS if r.path.rsplit("/")[-1] in BROKEN else state("pending"))
fault("two 500 in between", "watch", "7", "--poll", "fixed", "--interval", "500ms",
      codes=(0,), seconds=20, bound=lambda s: 4 + probes(s, False), silent=True)(
    lambda r, n: state("pending") if n == 1 else OOPS if n < 4 else state("completed"))


REFUSAL = answer(407, "who are you?", [("Proxy-Authenticate", "Basic realm=proxy")], is_json=False)
fault("proxy that is not there", *WAIT, seconds=30, codes=(4,), bound=0, is_proxy=True)(None)
fault("proxy that wants credentials", *WAIT, seconds=30, codes=(4,), bound=lambda s: 4, is_proxy=True)(
    lambda r, n: REFUSAL)
fault("proxy that hangs", *WAIT, seconds=60, codes=(3, 4), bound=lambda s: 4, is_proxy=True)(never)
fault("proxy that forbids it", *WAIT, seconds=30, codes=(4,), bound=lambda s: 4, is_proxy=True)(
    lambda r, n: answer(403, "not there", is_json=False))


@fault("proxy that is well", *WAIT, bound=lambda s: 7, is_proxy=True, silent=True)
def tunnel(request, number):
    if request.method == "CONNECT":
        return b"HTTP/1.1 200 Established\r\n\r\n", False
    return state("pending" if number < 5 else "completed")


fault("certificate of an unknown authority", *WAIT, codes=(4,), seconds=30, bound=lambda s: 0, secured=False)(
    lambda r, n: state("pending" if n < 4 else "completed"))
fault("certificate of an authority of one's own", *WAIT, bound=lambda s: 6, secured=True, silent=True)(
    lambda r, n: state("pending" if n < 4 else "completed"))


MANY = [str(number) for number in range(100, 140)]


def no_burst(server):
    """What became due while the client was stopped is spread: sixteen at once, one more each 20 ms."""
    times = [request.at for request in server.requests]
    gaps = [(late - early, late) for early, late in zip(times, times[1:])]
    length, on = max(gaps)
    within = sum(1 for at in times if on <= at < on + 0.2)
    wrong = [] if within <= 16 * 2 + 10 else [f"{within} requests within 200 ms after {length:.0f} s"]
    return wrong + [f"({within} of {len(MANY)} jobs within 200 ms after {length:.1f} s)"]


fault("client that is stopped for a while", "wait", *MANY, "--poll", "fixed", "--interval", "500ms",
      codes=(3,), seconds=20, bound=lambda s: plan(s, len(MANY)), stop=(5, 8), verify=no_burst)(
    lambda r, n: state("pending"))


def authority(folder):
    """Makes an authority and what it signed for 127.0.0.1; returns its file and a server's context."""
    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, cwd=folder, capture_output=True)

    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=faults")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=127.0.0.1")
    with open(os.path.join(folder, "names"), "w") as names:
        names.write("subjectAltName=IP:127.0.0.1\n")
    openssl("x509", "-req", "-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "own.pem", "-days", "2", "-extfile", "names")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "own.pem"), os.path.join(folder, "own.key"))
    return os.path.join(folder, "ca.pem"), context


async def stop_for_a_while(process, after, time_stopped):
    await asyncio.sleep(after)
    process.send_signal(signal.SIGSTOP)
    await asyncio.sleep(time_stopped)
    process.send_signal(signal.SIGCONT)


async def run(fault, binary, gate):
    async with gate:
        home = tempfile.mkdtemp(prefix="faults")
        ca_file, context = authority(home) if fault.secured is not None else (None, None)
        server = await Server(fault.behave or hang_up).start(context)
        if fault.behave is None:
            server.server.close()
            await server.server.wait_closed()
        environment = {
            "HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "JOBTOP_PASSWORD": "password",
        }
        url = server.url
        if fault.is_proxy:
            environment["http_proxy"], url, server.name = url, "http://jobs.invalid", "jobs.invalid"
        command = [binary, *fault.arguments, "--url", url, "--profile", fault.profile]
        if fault.secured:
            command += ["--ca-file", ca_file]
        command += ["--format", "jsonl", "--timeout", f"{fault.seconds}s"]
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if fault.stop:
            stopping = asyncio.create_task(stop_for_a_while(process, *fault.stop))
        try:
            output, errors = await asyncio.wait_for(process.communicate(), fault.seconds + 30)
        except asyncio.TimeoutError:
            process.kill()
            output, errors = await process.communicate()
        span = time.monotonic() - began
        server.server.close()
        bound = fault.bound(span) if callable(fault.bound) else fault.bound
        count = len(server.requests)
        said = errors.decode().strip().splitlines()
        wrong = []
        if process.returncode not in fault.codes:
            wrong.append(f"the code is not one of {fault.codes}")
        if count > bound:
            wrong.append("more requests than allowed")
        if not said and not fault.silent:
            wrong.append("nothing was said")
        for line in said:
            if server.name not in line:
                wrong.append("a sentence names no server")
            if not NEXT.search(line):
                wrong.append("a sentence does not say what comes next")
        told = fault.verify(server) if fault.verify else []
        wrong += [text for text in told if not text.startswith("(")]
        notes = " ".join(text for text in told if text.startswith("("))
        mark = "FAIL" if wrong else "ok  "
        print(f"{mark} {fault.name}: {count} requests in {span:.1f} s, at most {int(bound)}, "
              f"code {process.returncode} {notes}{'; '.join(wrong)}")
        for line in said:
            print(f"       {line.replace(server.name, 'SERVER')}")
        last = output.decode().strip().splitlines()[-1:]
        for line in last:
            shown = json.loads(line)
            print(f"       → {shown['id']} {shown['state']}: {shown['reason']}".replace(server.name, "SERVER"))
        sys.stdout.flush()
        return not wrong


async def main():
    global other
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?", default=".build/release/jobtop")
    parser.add_argument("--only", default="", help="faults whose name has that word")
    parser.add_argument("--at-once", type=int, default=4)
    wishes = parser.parse_args()
    other = await Server(lambda r, n: ABROAD.append(r) or answer(200, {"status": "completed"})).start()
    gate = asyncio.Semaphore(wishes.at_once)
    chosen = [fault for fault in FAULTS if wishes.only in fault.name]
    results = await asyncio.gather(*(run(fault, wishes.binary, gate) for fault in chosen))
    print(f"{len(results)} faults, {results.count(False)} of them wrong")
    return all(results)


if not asyncio.run(main()):
    sys.exit(1)
