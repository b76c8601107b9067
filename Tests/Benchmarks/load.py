#!/usr/bin/env python3
"""Compares `GET` of a status on `jobtop serve` with three servers that do less, in one run.

    Tests/Benchmarks/load.py [PROGRAM] [--bare BARE] [--python PYTHON] [--jobs 10000] [--seconds 5]

Needs wrk, node-express (apt-get install wrk node-express), a Python with fastapi and uvicorn (pip install
fastapi uvicorn; --python names it), and the bare handler: `JOBTOP_BENCHMARKS=1 swift build -c release
--product bare`. Each of the others answers with the job of that id from a table of as many jobs, one
process and one thread each, but the bare handler, which always says the same. wrk asks from a process
of its own, for ids at random, over 64 connections; three rounds, each server in turn, the best counts.
"""
import argparse, atexit, http.client, json, os, re, subprocess, sys, tempfile, threading

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=".build/release/jobtop")
parser.add_argument("--bare", default=".build/release/bare")
parser.add_argument("--python", default=sys.executable)
parser.add_argument("--jobs", type=int, default=10_000)
parser.add_argument("--seconds", type=int, default=5)
options = parser.parse_args()
folder = tempfile.mkdtemp(prefix="load")
environment = {**os.environ, "HOME": folder, "MIN_DELAY": "36000", "MAX_DELAY": "36000"}

EXPRESS = """
const express = require('express');
const jobs = new Map();
for (let i = 0; i < %d; i++) jobs.set('j' + i, {id: 'j' + i, title: 't', status: 'pending', attempt: 1,
  attempt_limit: 1, revision: '1', created_at: new Date().toISOString(), remaining_seconds: 4});
const app = express();
app.get('/v1/jobs/:id', (request, response) => {
  const job = jobs.get(request.params.id);
  job ? response.json(job) : response.status(404).json({error: 'unknown'});
});
const server = app.listen(0, '127.0.0.1', () => console.log('express http://127.0.0.1:' + server.address().port));
"""
FASTAPI = """
import socket, datetime
from fastapi import FastAPI, HTTPException
import uvicorn
jobs = {f"j{i}": {"id": f"j{i}", "title": "t", "status": "pending", "attempt": 1, "attempt_limit": 1,
        "revision": "1", "created_at": datetime.datetime.now().isoformat(), "remaining_seconds": 4}
        for i in range(%d)}
app = FastAPI()
@app.get("/v1/jobs/{id}")
async def status(id: str):
    if id not in jobs:
        raise HTTPException(404)
    return jobs[id]
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
print(f"fastapi http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
server.run(sockets=[listener])
"""


def start(words):
    process = subprocess.Popen(words, env=environment, cwd=folder, stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    line = process.stdout.readline()
    if not line:
        sys.exit(f"{words[0]} did not start")
    return process, int(line.rsplit(":", 1)[1])


def write(name, text):
    path = os.path.join(folder, name)
    with open(path, "w") as file:
        file.write(text)
    return path


def create(port, count, ids):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(count):
        connection.request("POST", "/v1/jobs", '{"title":"t","duration":36000}', {"Content-Type": "application/json"})
        ids.append(json.loads(connection.getresponse().read())["id"])


servers = {}
servers["jobtop"] = start([os.path.abspath(options.program), "serve", "--port", "0", "--seed", "1"])
ids, threads = [], []
for _ in range(8):
    threads.append(threading.Thread(target=create, args=(servers["jobtop"][1], options.jobs // 8, ids)))
    threads[-1].start()
for thread in threads:
    thread.join()
environment["NODE_PATH"] = "/usr/share/nodejs"
servers["express"] = start(["node", write("server.js", EXPRESS % options.jobs)])
servers["fastapi"] = start([options.python, write("server.py", FASTAPI % options.jobs)])
servers["bare NIO"] = start([os.path.abspath(options.bare)])

LUA = """
local ids = {%s}
math.randomseed(1)
request = function() return wrk.format("GET", "/v1/jobs/" .. ids[math.random(#ids)]) end
"""
own = write("own.lua", LUA % ",".join(f'"{id}"' for id in ids))
other = write("other.lua", LUA % ",".join(f'"j{i}"' for i in range(options.jobs)))
best = dict.fromkeys(servers, 0.0)
for round in range(3):
    for name, (_, port) in servers.items():
        script = own if name == "jobtop" else other
        words = ["wrk", "-t1", "-c64", f"-d{options.seconds}s", "-s", script, f"http://127.0.0.1:{port}"]
        text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
        if wrong:
            sys.exit(f"{name} answered {wrong[1]} requests with an error")
        best[name] = max(best[name], float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]))
for process, _ in servers.values():
    process.terminate()
for name, rate in best.items():
    print(f"{name:10} {rate:10.0f} requests/s")
goals = {"express": 2, "fastapi": 5, "bare NIO": 0.6}
missed = False
for name, goal in goals.items():
    ratio = best["jobtop"] / best[name]
    missed |= ratio < goal
    print(f"jobtop is {ratio:.2f} x {name} (goal {goal})")
sys.exit(1 if missed else 0)
