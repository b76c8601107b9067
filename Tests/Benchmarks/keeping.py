#!/usr/bin/env python3
"""Kills `jobtop serve --data` again and again under load, and looks for what it has forgotten.

    Tests/Benchmarks/keeping.py [PROGRAM] [--kills 20] [--seed 1]

Jobs are created with idempotency keys, each until it is acknowledged, and some are cancelled; three
webhooks hear of them. In the end the server must have each acknowledged job once, each key must still
mean the job that it made, each webhook must have been told of each end, and a message that came twice
must have come under the same id. Exits with 1 where that is not so.
"""
import argparse, atexit, http.client, http.server, json, os, random, socket, subprocess, sys, tempfile
import threading, time

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=".build/release/jobtop")
parser.add_argument("--kills", type=int, default=20)
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
options.program = os.path.abspath(options.program)
random.seed(options.seed)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


lock = threading.Lock()
messages = {}  # webhook -> {message id: (job, revision, state)}
repeats = 0
mistakes = []


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        global repeats
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        job = body.get("data", body)
        said = (job["id"], job["revision"], job["status"])
        with lock:
            known = messages.setdefault(self.path, {})
            name = self.headers["webhook-id"]
            if name in known:
                repeats += 1
                if known[name] != said:
                    mistakes.append(f"{name} meant {known[name]}, then {said}")
            known[name] = said
        # Some of them are told once more.
        refuses = random.random() < 0.05
        self.send_response(500 if refuses else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()


receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
receiver.daemon_threads = True
# What a killed server has begun to say breaks off.
receiver.handle_error = lambda *_: None
threading.Thread(target=receiver.serve_forever, daemon=True).start()
port = free_port()
folder = tempfile.mkdtemp(prefix="keeping")
environment = {**os.environ, "HOME": folder, "MIN_DELAY": "1", "MAX_DELAY": "3"}
for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
    environment.pop(name, None)


def start():
    process = subprocess.Popen(
        [options.program, "serve", "--port", str(port), "--data", folder + "/data.sqlite"],
        env=environment, cwd=folder, stdout=subprocess.PIPE, text=True,
    )
    atexit.register(process.kill)
    if not process.stdout.readline():
        sys.exit("the server did not start")
    return process


def ask(method, path, body=None, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read() or b"null")
    finally:
        connection.close()


def until_answered(*request):
    while True:
        try:
            return ask(*request)
        except (OSError, http.client.HTTPException, ValueError):
            time.sleep(0.02)


acknowledged = {}  # key -> id
cancelled = set()
is_over = threading.Event()


def load(number):
    count = 0
    while not is_over.is_set():
        key = f"key-{number}-{count}"
        count += 1
        code, job = until_answered("POST", "/v1/jobs", {"title": key}, {"Idempotency-Key": key})
        if code != 201:
            mistakes.append(f"{key} was answered with {code}: {job}")
            continue
        with lock:
            acknowledged[key] = job["id"]
        if random.random() < 0.2:
            code, _ = until_answered("POST", f"/v1/jobs/{job['id']}/cancel")
            if code in (200, 202):
                cancelled.add(job["id"])


server = start()
for number in range(3):
    url = f"http://127.0.0.1:{receiver.server_port}/hook{number}"
    code, hook = until_answered("POST", "/v1/webhooks", {"url": url})
    assert code == 201, hook
workers = [threading.Thread(target=load, args=(number,)) for number in range(4)]
began = time.time()
for worker in workers:
    worker.start()
for _ in range(options.kills):
    time.sleep(random.uniform(0.1, 1.0))
    server.kill()
    server.wait()
    server = start()
is_over.set()
for worker in workers:
    worker.join()
seconds = time.time() - began

# All of them end within three seconds; then the last messages arrive.
jobs = {}
while True:
    jobs.clear()
    path = "/v1/jobs?limit=200"
    while path:
        _, page = until_answered("GET", path)
        for job in page["jobs"]:
            if job["id"] in jobs:
                mistakes.append(f"{job['id']} is listed twice")
            jobs[job["id"]] = job
        cursor = page.get("next")
        path = cursor and f"/v1/jobs?limit=200&cursor={cursor}"
    if all(job["status"] in ("completed", "failed", "cancelled") for job in jobs.values()):
        break
    time.sleep(0.2)

ids = list(acknowledged.values())
lost = [key for key, id in acknowledged.items() if id not in jobs]
if lost:
    mistakes.append(f"{len(lost)} acknowledged jobs are lost, as {lost[0]}")
if len(set(ids)) != len(ids):
    mistakes.append("one job was given to two keys")
if set(jobs) - set(ids):
    mistakes.append(f"{len(set(jobs) - set(ids))} jobs are there that nobody was told of")
for key in random.sample(list(acknowledged), min(50, len(acknowledged))):
    code, job = until_answered("POST", "/v1/jobs", {"title": key}, {"Idempotency-Key": key})
    if job["id"] != acknowledged[key]:
        mistakes.append(f"{key} made another job")
for id in cancelled:
    if id in jobs and jobs[id]["status"] != "cancelled":
        mistakes.append(f"{id} was cancelled, and is {jobs[id]['status']}")


def untold():
    with lock:
        told = {path: {said[0] for said in known.values() if said[2] in
                       ("completed", "failed", "cancelled")} for path, known in messages.items()}
    return sum(len(set(jobs) - told.get(f"/hook{number}", set())) for number in range(3))


deadline = time.time() + 60
while untold() and time.time() < deadline:
    time.sleep(0.2)
if untold():
    mistakes.append(f"{untold()} ends were never told")
for path, known in messages.items():
    pairs = [(job, revision) for job, revision, _ in known.values()]
    if len(set(pairs)) != len(pairs):
        mistakes.append(f"{path} heard of one change under two ids")
server.terminate()
server.wait()
print(
    f"{options.kills} kills in {seconds:.0f} s: {len(acknowledged)} jobs acknowledged, {len(jobs)} there, "
    f"{sum(len(known) for known in messages.values())} messages, {repeats} of them repeated"
)
for mistake in mistakes[:10]:
    print("WRONG:", mistake)
print("all holds" if not mistakes else f"{len(mistakes)} mistakes")
sys.exit(1 if mistakes else 0)
