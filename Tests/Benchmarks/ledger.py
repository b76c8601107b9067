#!/usr/bin/env python3
"""Kills the real binary with -9 while its creates are acknowledged, then compares ledger and store.

    Tests/Benchmarks/ledger.py [.build/release/jobtop] [--kills 200] [--seed 1] [--profiles jobtop,envelope]

A job server of this file's own keeps a ledger of what it made. `jobtop create` is killed at random
moments after the first answer, `jobtop dashboard` now and then while it settles what was left
without an answer, and in the end it may settle all of it. Then it has to hold:

 * with an idempotency key (`jobtop`): ledger and store name the same jobs by the same keys;
 * without one (`envelope`, `listing`): each job of the ledger that the store does not know by its id
   has a row of its own that is unconfirmed;
 * each id that was printed is in the store;
 * no job is there twice, on either side.

Prints one line for each profile, and each breach; exits with 1 where there was one.
"""

import argparse
import http.server
import json
import os
import pty
import random
import re
import select
import signal
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from urllib.parse import parse_qs, urlsplit

FINAL = ("completed", "failed", "cancelled", "lost", "refused")
# A job ends so long after it was made; polls, lists and ends then mix with creates.
LENGTH = 1.5


class Ledger:
    """What the server made, in order."""

    def __init__(self, seed):
        self.lock = threading.Lock()
        self.draw = random.Random(seed)
        self.jobs = []
        self.by_id = {}
        self.by_key = {}
        self.answers = []

    def pause(self):
        with self.lock:
            seconds = self.draw.uniform(0, 0.03)
        time.sleep(seconds)

    def make(self, key):
        with self.lock:
            if key is not None and key in self.by_key:
                return self.by_key[key]
            job = {"id": str(uuid.UUID(int=self.draw.getrandbits(128))), "key": key, "at": time.time()}
            self.jobs.append(job)
            self.by_id[job["id"]] = job
            if key is not None:
                self.by_key[key] = job
            return job

    def answered(self):
        with self.lock:
            self.answers.append(time.monotonic())


def stamp(seconds):
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))
    return f"{whole}.{int(seconds % 1 * 1e6):06d}Z"


class Dialect(http.server.BaseHTTPRequestHandler):
    """What is common to all profiles."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, code, body, headers={}):
        data = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def create(self):
        """The job comes about between two pauses, so that a kill may fall before or after it."""
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.ledger.pause()
        job = self.ledger.make(self.headers.get(self.key) if self.key else None)
        self.ledger.pause()
        self.answer(*self.created(job))
        self.ledger.answered()

    def do_POST(self):
        if self.path == self.creates:
            return self.create()
        self.answer(404, {})

    def do_GET(self):
        target = urlsplit(self.path)
        name = target.path.rsplit("/", 1)[-1]
        if target.path == self.lists:
            return self.answer(200, self.listed(parse_qs(target.query)))
        if target.path.startswith(self.statuses) and name in self.ledger.by_id:
            return self.answer(200, self.job(self.ledger.by_id[name]))
        self.answer(404, self.missing)

    key = None
    lists = None
    missing = {}

    def word(self, job, before, after):
        return after if time.time() - job["at"] > LENGTH else before


class Jobtop(Dialect):
    key, creates, lists, statuses = "Idempotency-Key", "/v1/jobs", "/v1/jobs", "/v1/jobs/"

    def job(self, job):
        over = time.time() - job["at"] > LENGTH
        facts = {"id": job["id"], "status": "completed" if over else "running",
                 "revision": "2" if over else "1", "created_at": stamp(job["at"])}
        if over:
            facts["finished_at"] = stamp(job["at"] + LENGTH)
        return facts

    def created(self, job):
        return 201, self.job(job), {"Location": f"/v1/jobs/{job['id']}"}

    def listed(self, query):
        begin = int(query.get("cursor", ["0"])[0])
        count = int(query.get("limit", ["100"])[0])
        jobs = self.ledger.jobs[::-1][begin:begin + count]
        more = begin + count < len(self.ledger.jobs)
        return {"jobs": [self.job(job) for job in jobs], "next": str(begin + count) if more else None}


class Envelope(Dialect):
    creates, statuses = "/", "/status/"
    missing = {"meta": {"message": "failed to find a job with the given job id: "}, "payload": None}

    def job(self, job):
        status = self.word(job, "pending", "completed")
        return {"meta": {"message": "Job status"}, "payload": {"status": status}}

    def created(self, job):
        meta = {"message": "Job created successfully"}
        return 200, {"meta": meta, "payload": {"jobID": job["id"]}}


class Listing(Dialect):
    creates, lists, statuses = "/translations/status/", "/translations/status", "/translations/status/"

    def job(self, job):
        return {"id": job["id"], "webhook_url": "", "created_at": stamp(job["at"]), "duration": 1,
                "status": self.word(job, "pending", "completed")}

    def created(self, job):
        return 201, self.job(job)

    def listed(self, query):
        return {"jobs": [self.job(job) for job in self.ledger.jobs]}


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        # Who asked was killed.
        pass


class Campaign:
    """One profile: its server, its home, and what was done to it."""

    DIALECTS = {"jobtop": Jobtop, "envelope": Envelope, "listing": Listing}

    def __init__(self, binary, profile, seed, debug):
        self.binary, self.profile, self.debug = binary, profile, debug
        self.draw = random.Random(f"{seed}/{profile}")
        self.ledger = Ledger(f"{seed}/{profile}/server")
        dialect = type(profile, (self.DIALECTS[profile],), {"ledger": self.ledger})
        self.server = Server(("127.0.0.1", 0), dialect)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.home = tempfile.TemporaryDirectory(prefix="ledger-")
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home.name, "LANG": "C.UTF-8",
            "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
            "XDG_STATE_HOME": self.home.name, "XDG_CONFIG_HOME": self.home.name + "/config",
        }
        self.options = ["--profile", profile, "--url", f"http://127.0.0.1:{self.server.server_port}"]
        self.rounds, self.printed, self.killed_screens = [], [], 0
        self.acknowledged, self.time = 0, 0.0

    @property
    def store(self):
        return f"{self.home.name}/jobtop/jobs.sqlite"

    def rows(self, query):
        with sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=10) as store:
            return store.execute(query).fetchall()

    def kill_creates(self):
        """One `jobtop create`, killed up to a second after the first answer to it."""
        begin, answers = time.time(), len(self.ledger.answers)
        output = tempfile.TemporaryFile()
        process = subprocess.Popen(
            [self.binary, "create", "--count", "100000", "--rate", "200"] + self.options,
            stdout=output, stderr=subprocess.PIPE, env=self.environment)
        deadline = time.monotonic() + 30
        while len(self.ledger.answers) == answers:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                sys.exit(f"no create was answered:\n{process.stderr.read().decode()}")
            time.sleep(0.001)
        first = self.ledger.answers[answers]
        time.sleep(self.draw.uniform(0, 1))
        process.send_signal(signal.SIGKILL)
        killed = time.monotonic()
        process.wait()
        process.stderr.close()
        self.let_finish()
        self.acknowledged += sum(first <= at <= killed for at in self.ledger.answers[answers:])
        self.time += killed - first
        self.rounds.append((begin, time.time()))
        output.seek(0)
        for line in output.read().decode(errors="replace").split("\n")[:-1]:
            if (known := json.loads(line)).get("id"):
                self.printed.append(known["id"])

    def let_finish(self):
        """What had arrived is still made; on a busy machine that takes a while."""
        count, since = len(self.ledger.jobs), time.monotonic()
        while time.monotonic() - since < 0.3:
            time.sleep(0.05)
            if len(self.ledger.jobs) != count:
                count, since = len(self.ledger.jobs), time.monotonic()

    def watch(self, until, seconds):
        """The dashboard, until something holds or the time is over; then it is killed, too."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.execvpe(self.binary, [self.binary] + self.options, self.environment)
        deadline = time.monotonic() + seconds
        looked = 0
        while time.monotonic() < deadline:
            ready, _, _ = select.select([terminal], [], [], 0.05)
            if ready:
                try:
                    os.read(terminal, 1 << 16)
                except OSError:
                    break
            if time.monotonic() - looked > 0.5:
                looked = time.monotonic()
                if until():
                    break
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)

    def is_settled(self):
        return self.rows("SELECT count(*) FROM runs WHERE state = 'submitting'")[0][0] == 0

    def run(self, kills):
        for number in range(kills):
            self.kill_creates()
            if self.draw.random() < 0.1:
                self.killed_screens += 1
                self.watch(lambda: False, self.draw.uniform(0.1, 3))
        # What a create without an answer is taken for is decided 15 s after it.
        for _ in range(5):
            self.killed_screens += 1
            self.watch(self.is_settled, self.draw.uniform(0.5, 3))
        self.watch(self.is_settled, 90)
        self.server.shutdown()

    def check(self):
        """What does not hold, as sentences, and the figures."""
        rows = self.rows(
            "SELECT id, runHigh, runLow, jobID, state, created, inputs IS NOT NULL, isReplaced"
            " FROM runs")
        names = {row[0]: {name(row[1], row[2])} for row in rows}
        for high, low, row in self.rows("SELECT runHigh, runLow, runRow FROM aliases"):
            names[row].add(name(high, low))
        known = [row[3] for row in rows if row[3] is not None]
        unconfirmed = [row for row in rows if row[4] == "unconfirmed" and not row[7]]
        breaches = []

        def expect(holds, sentence):
            if not holds:
                breaches.append(sentence)

        open_rows = [row for row in rows if row[4] == "submitting"]
        expect(not open_rows, f"{len(open_rows)} creates were never settled")
        expect(len(known) == len(set(known)), f"{len(known) - len(set(known))} ids stand twice in the store")
        strangers = set(known) - set(self.ledger.by_id)
        expect(not strangers, f"{len(strangers)} ids of the store are not in the ledger")
        lost = [job for job in self.ledger.jobs if job["id"] not in set(known)]
        if self.ledger.by_key:
            places = {key: row[3] for row in rows for key in names[row[0]]}
            wrong = [job for job in self.ledger.jobs if places.get(job["key"]) != job["id"]]
            expect(not lost, f"{len(lost)} jobs of the ledger are not in the store")
            expect(not wrong, f"{len(wrong)} keys of the ledger lead to another job in the store")
            expect(not unconfirmed, f"{len(unconfirmed)} creates are unconfirmed although they have a key")
        else:
            made_later = [job for job in self.ledger.jobs if self.round_of(job["at"]) is None]
            expect(not made_later, f"{len(made_later)} jobs were made when nobody had created")
            for number in range(len(self.rounds)):
                jobs = [job for job in lost if self.round_of(job["at"]) == number]
                held = [row for row in unconfirmed if self.round_of(row[5] / 1e9) == number]
                expect(len(jobs) <= len(held),
                       f"kill {number}: {len(jobs)} jobs unknown, {len(held)} rows unconfirmed")
                made = sum(self.round_of(job["at"]) == number for job in self.ledger.jobs)
                drafts = sum(bool(row[6]) and self.round_of(row[5] / 1e9) == number for row in rows)
                expect(made <= drafts, f"kill {number}: {drafts} creates made {made} jobs")
        unknown = len(set(self.printed) - set(known))
        expect(not unknown, f"{unknown} ids that were printed are not in the store")
        figures = (
            f"{self.profile}: {len(self.rounds)} kills of create at"
            f" {self.acknowledged / self.time:.0f} acknowledged/s, {self.killed_screens} of the dashboard;"
            f" ledger {len(self.ledger.jobs)}, store {len(known)} by id,"
            f" {len(lost)} not by id, {len(unconfirmed)} unconfirmed;"
            f" {len(set(self.printed))} ids printed")
        return figures, breaches

    def round_of(self, at):
        for number, (begin, end) in enumerate(self.rounds):
            if begin <= at <= end:
                return number
        return None


def name(high, low):
    """The text form of a run, which is the idempotency key."""
    return str(uuid.UUID(int=(high % (1 << 64)) << 64 | low % (1 << 64)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", nargs="?", default=".build/release/jobtop")
    parser.add_argument("--kills", type=int, default=200, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profiles", default="jobtop,envelope")
    parser.add_argument("--keep", action="store_true", help="keep the stores and name them")
    arguments = parser.parse_args()
    profiles = arguments.profiles.split(",")
    print(f"seed {arguments.seed}", flush=True)
    bad = False
    for place, profile in enumerate(profiles):
        kills = arguments.kills * (place + 1) // len(profiles) - arguments.kills * place // len(profiles)
        campaign = Campaign(os.path.abspath(arguments.binary), profile, arguments.seed, False)
        campaign.run(kills)
        figures, breaches = campaign.check()
        print(f"{figures}; " + ("all holds" if not breaches else "BROKEN"), flush=True)
        for breach in breaches:
            print(f"  {breach}")
        bad = bad or bool(breaches)
        if arguments.keep:
            campaign.home._finalizer.detach()
            print(f"  {campaign.store}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
