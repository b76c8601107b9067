#!/usr/bin/env python3
"""Looks for secrets wherever jobtop writes, after everything that it does with them.

    Tests/Benchmarks/secrets.py [PROGRAM]

A server and a client share a password, a token, a key and a webhook's URL that occur nowhere else. All
commands run with them, well and with failures, a dashboard is recorded and ends by SIGABRT; then every
file in the home, what was written to every stream, and the arguments of every process are searched.
The files that the user himself wrote, and the server's own of its webhooks' secrets, are left out.
Exits with 1 where one is found.
"""
import argparse, atexit, glob, os, pty, signal, subprocess, sys, tempfile, threading, time, uuid

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=".build/release/jobtop")
program = os.path.abspath(parser.parse_args().program)
home = tempfile.mkdtemp(prefix="secrets")
password, token, key, hook = (f"s3cr3t{uuid.uuid4().hex}" for _ in range(4))
secrets = {"password": password, "token": token, "key": key, "hook": hook}
found = []
seen = {}
own = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "TMPDIR": home}


def write(name, text):
    path = os.path.join(home, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, 0o600)
    return path


def look(where, text):
    for name, secret in secrets.items():
        if secret in text:
            found.append(f"the {name} in {where}")


def watch_arguments():
    while True:
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as file:
                    words = file.read().decode("utf-8", "replace")
            except OSError:
                continue
            if program in words:
                look("arguments", words)
        time.sleep(0.01)


threading.Thread(target=watch_arguments, daemon=True).start()
keys = write("keys.yaml", f"ci: {{token: {key}, role: writer}}\n")
servers = {}
for name, options, extra in [
    ("basic", ["--profile", "basic"], {"API_USERNAME": "ann", "API_PASSWORD": password}),
    ("own", ["--keys", keys, "--data", os.path.join(home, "data.sqlite")], {}),
    ("token", ["--profile", "ray"], {"API_PASSWORD": token}),
]:
    log = os.path.join(home, f"{name}.log")
    process = subprocess.Popen(
        [program, "serve", "--port", "0", "--log-level", "trace", "--log-file", log] + options,
        env={**own, "MIN_DELAY": "1", "MAX_DELAY": "2", **extra}, cwd=home,
        stdout=subprocess.PIPE, stderr=open(log + ".err", "w"), text=True,
    )
    atexit.register(process.kill)
    servers[name] = process.stdout.readline().split()[1]
secret_files = {"basic": password, "own": key, "token": token}
lines = ["servers:"]
for name, profile in [("basic", "basic"), ("own", "jobtop"), ("token", "ray")]:
    write(f".config/jobtop/{name}.secret", secret_files[name] + "\n")
    kind = "password_file" if name == "basic" else "token_file"
    user = ", username: ann" if name == "basic" else ""
    lines.append(f'  {name}: {{url: "{servers[name]}", profile: {profile}{user}, {kind}: {name}.secret}}')
lines += ["notify:", f'  - {{filter: state:completed, webhook: "http://127.0.0.1:9/{hook}"}}']
configuration = write(".config/jobtop/config.yaml", "\n".join(lines) + "\n")


def run(*words, environment={}, check=None):
    result = subprocess.run([program, *words], env={**own, **environment}, cwd=home,
                            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
    look(" ".join(words[:2]) + ": output", result.stdout + result.stderr)
    seen[words[0]] = result.returncode
    return result


made = {}
for name in servers:
    field = ["--field", "entrypoint=true"] if name == "token" else []
    result = run("create", "--server", name, "--count", "3", "--wait", "--log-file",
                 os.path.join(home, "client.log"), "--log-level", "trace", *field)
    made[name] = result.returncode
for words in [
    ("status", "--server", "own", "nobody"), ("list", "--server", "own"), ("list", "--server", "token"),
    ("doctor",), ("doctor", "--format", "table"), ("export",), ("export", "--changes"), ("watch", "--server", "own"),
    ("forget", "--server", "own", "nobody"), ("profiles",), ("manual",),
]:
    run(*words)
# Refused, misspelt, out of reach.
for variable, value in [("JOBTOP_PASSWORD", password), ("JOBTOP_TOKEN", token)]:
    for url in [servers["basic"], servers["token"], "http://127.0.0.1:9"]:
        run("status", "x", "--url", url, "--profile", "basic", "--username", "eve", environment={variable: value})
    run("doctor", environment={variable: value})
run("create", "--server", "basic", "--password", "x")
os.chmod(os.path.join(home, ".config/jobtop/own.secret"), 0o644)
run("list", "--server", "own")
run("doctor")
os.chmod(os.path.join(home, ".config/jobtop/own.secret"), 0o600)

# A dashboard that is recorded, creates a job, tells a webhook that is not there, and dies.
os.environ.clear()
os.environ.update(own)
child, terminal = pty.fork()
if child == 0:
    os.chdir(home)
    os.execv(program, [program, "--record", os.path.join(home, "recording.jsonl")])
screen = bytearray()


def read_screen():
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            return
        if not piece:
            return
        screen.extend(piece)


threading.Thread(target=read_screen, daemon=True).start()
time.sleep(3)
os.write(terminal, b":create @own\r")
time.sleep(1)
os.write(terminal, b"\x13\r\r")
time.sleep(7)
os.kill(child, signal.SIGABRT)
os.waitpid(child, 0)
look("the screen", screen.decode("utf-8", "replace"))

written = 0
for folder, _, names in os.walk(home):
    for name in names:
        path = os.path.join(folder, name)
        if path in (configuration, keys) or name.endswith(".secret"):
            continue
        written += 1
        with open(path, "rb") as file:
            look(path.removeprefix(home + "/"), file.read().decode("utf-8", "replace"))
for path in glob.glob("/tmp/jobtop-*.log"):
    with open(path, "rb") as file:
        look(path, file.read().decode("utf-8", "replace"))
assert all(code in (0, 1) for code in made.values()), made
assert len(screen) > 1000
print(f"{written} files, {len(seen)} commands, {len(screen)} bytes of a screen; creates ended with {made}")
for sentence in sorted(set(found)):
    print("FOUND", sentence)
print("no secret found" if not found else f"{len(set(found))} found")
sys.exit(1 if found else 0)
