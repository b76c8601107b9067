#!/usr/bin/env python3
"""Uses every command and option as people do in a shell, well and wrongly, and tells what it gets.

    Tests/Benchmarks/usage.py [PROGRAM] [--all]

Servers of six profiles and one of ten lines of Python answer. For each use the exit code is compared,
standard output holds data and nothing else, a failure says what is wrong on standard error, nothing
hangs, crashes or shows how it is built inside. Prints what is wrong, with --all every use, and how many
uses there were; exits with 1 where one was wrong.
"""
import argparse, atexit, http.server, json, os, pty, re, select, shutil, signal, socket, subprocess, sys
import tempfile, threading, time

parser = argparse.ArgumentParser()
parser.add_argument("program", nargs="?", default=".build/release/jobtop")
parser.add_argument("--all", action="store_true")
options = parser.parse_args()
program = os.path.abspath(options.program)
home = tempfile.mkdtemp(prefix="usage")
atexit.register(shutil.rmtree, home, ignore_errors=True)
environment = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TMPDIR": home,
               "SWIFT_BACKTRACE": "interactive=no,symbolicate=off,unwind=fast,images=none"}
count = 0
wrong = []
# What a sentence for people never holds.
inside = re.compile(r"Optional\(|Error Domain|NSCocoa|Fatal error|Stack|Swift\.|JobClient\.|0x[0-9a-f]{6}|GRDB|errno")


def fail(use, why, output="", errors=""):
    wrong.append(use)
    print(f"WRONG {use}\n  {why}", flush=True)
    for name, text in [("out", output), ("err", errors)]:
        for line in text.strip().splitlines()[:12]:
            print(f"    {name}: {line[:300]}")


def check(words, code, says=None, out=None, env={}, stdin=None, within=20, cwd=None, data=True, user=None,
          silent=False):
    """One use: the words, the exit code, and what standard error and output must match."""
    global count
    count += 1
    words = words.split() if isinstance(words, str) else words
    use = "jobtop " + " ".join(words) + "".join(f" [{name}={value}]" for name, value in env.items())
    own = {name: value for name, value in {**environment, **env}.items() if value is not None}
    given = {"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}
    try:
        result = subprocess.run([program, *words], env=own, cwd=cwd or home, capture_output=True,
                                timeout=within, user=user, **given)
    except subprocess.TimeoutExpired as late:
        return fail(use, f"still runs after {within} s", (late.stdout or b"").decode(), (late.stderr or b"").decode())
    output, errors = result.stdout.decode("utf-8", "replace"), result.stderr.decode("utf-8", "replace")
    judge(use, result.returncode, output, errors, code, says, out, data, silent)
    return output


def judge(use, returned, output, errors, code, says=None, out=None, data=True, silent=False):
    if options.all:
        print(f"{returned} {use}\n" + "".join(f"    {line}\n" for line in (output[:400] + errors).splitlines()), end="")
    codes = code if isinstance(code, tuple) else (code,)
    if returned not in codes:
        return fail(use, f"ends with {returned}, not {code}", output, errors)
    if inside.search(output + errors):
        return fail(use, "shows its inside", output, errors)
    if data and returned in (64, 78) and output:
        return fail(use, "writes output in spite of a mistake", output, errors)
    if returned not in (0, 1) and not errors.strip() and not (data is None and output) and says is not False:
        return fail(use, "says nothing of what is wrong", output, errors)
    if silent and errors:
        return fail(use, "says something where nothing is wrong", output, errors)
    if says and not re.search(says, errors):
        return fail(use, f"does not say “{says}”", output, errors)
    if out and not re.search(out, output):
        return fail(use, f"does not write “{out}”", output, errors)
    if data is True:
        for line in output.splitlines():
            try:
                json.loads(line)
            except ValueError:
                return fail(use, "writes a line that is no JSON", line, errors)


def start(*words, env={}):
    process = subprocess.Popen([program, *words], env={**environment, **env}, cwd=home, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    atexit.register(process.kill)
    return process


def interrupt(words, code, says=None, out=None, after=1.5, sign=signal.SIGINT, env={}, data=True):
    """The same of a command that is stopped by a signal."""
    global count
    count += 1
    process = start(*words.split(), env=env)
    time.sleep(after)
    process.send_signal(sign)
    use = f"jobtop {words} [{sign.name}]"
    try:
        output, errors = process.communicate(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        return fail(use, "goes on", output.decode(), errors.decode())
    judge(use, process.returncode, output.decode(), errors.decode(), code, says, out, data)


def screen(words, keys, shows, code=0, env={}, within=20):
    """The same on a terminal: presses the keys once `shows` has been painted."""
    global count
    count += 1
    use = f"jobtop {words} on a terminal" + "".join(f" [{name}={value}]" for name, value in env.items())
    own = {name: value for name, value in {**environment, "TERM": "xterm-256color", **env}.items() if value is not None}
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(home)
        os.execve(program, [program, *words.split()], own)
    text, end, status, typed = b"", time.time() + within, None, False
    while status is None and time.time() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                text += os.read(terminal, 65536)
            except OSError:
                pass
        if not typed and re.search(shows, text.decode("utf-8", "replace")):
            os.write(terminal, keys)
            typed = True
        ended, code_of = os.waitpid(process, os.WNOHANG)
        if ended:
            status = os.waitstatus_to_exitcode(code_of)
    if status is None:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
    os.close(terminal)
    plain = text.decode("utf-8", "replace")
    if not re.search(shows, plain):
        fail(use, f"does not show “{shows}”", plain[-600:])
    elif status != code:
        fail(use, f"ends with {status}, not {code}", plain[-600:])
    elif inside.search(plain):
        fail(use, "shows its inside", plain[-600:])
    elif options.all:
        print(f"{status} {use}")


def file(name, text, mode=0o600):
    path = os.path.join(home, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as target:
        target.write(text if isinstance(text, bytes) else text.encode())
    os.chmod(path, mode)
    return path


class Tiny(http.server.BaseHTTPRequestHandler):
    """The server of ten lines: in the dialect of `envelope`, jobs end at their third status request."""
    asked = {}

    def do_POST(self):
        self.asked[name := f"job-{len(self.asked)}"] = 0
        self.say(200, {"meta": {"message": "Job created successfully"}, "payload": {"jobID": name}})

    def do_GET(self):
        name = self.path.rsplit("/", 1)[1]
        if name not in self.asked:
            return self.say(404, {"meta": {"message": "failed to find a job with the given job id: "}, "payload": None})
        self.asked[name] += 1
        self.say(200, {"meta": {"message": "Job status"}, "payload": {"status": "completed" if self.asked[name] > 2 else "pending"}})

    def say(self, code, body):
        body = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


tiny = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tiny)
threading.Thread(target=tiny.serve_forever, daemon=True).start()
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    nobody = f"http://127.0.0.1:{probe.getsockname()[1]}"
silent_socket = socket.socket()
silent_socket.bind(("127.0.0.1", 0))
silent_socket.listen(50)
mute = f"http://127.0.0.1:{silent_socket.getsockname()[1]}"
python = f"--url http://127.0.0.1:{tiny.server_port} --profile envelope"
quick = {"MIN_DELAY": "1", "MAX_DELAY": "1", "ERROR_PROBABILITY": "0", "STATUS_DELAY": "1000"}
urls = {}
for name, env in [("jobtop", {}), ("basic", quick), ("envelope", quick), ("socketio", {}), ("webhook", {}), ("listing", quick)]:
    server = start("serve", "--profile", name, "--port", "0", env=env)
    urls[name] = server.stdout.readline().split()[1].decode()
own = f"--url {urls['jobtop']}"
basic = f"--url {urls['basic']} --profile basic"
envelope = f"--url {urls['envelope']} --profile envelope"
socketio = f"--url {urls['socketio']} --profile socketio"
webhook = f"--url {urls['webhook']} --profile webhook"
listing = f"--url {urls['listing']} --profile listing"
admin = {"JOBTOP_USERNAME": "admin", "JOBTOP_PASSWORD": "password"}


def ids(output):
    return [json.loads(line)["id"] for line in (output or "").splitlines()]


keys = file("keys.yaml", "ci: {token: x, role: king}\n")
# Each command says what it is for.
verbs = ("dashboard demo serve create status wait watch list track forget cancel retry download export replay "
         "connect snapshot profiles doctor manual").split()
for verb in verbs:
    check(f"{verb} --help", 0, out="OVERVIEW", data=False)
    check(f"{verb} --nonsense", 64, "Unknown option|nonsense|Missing expected")
    check(f"help {verb}", 0, out="OVERVIEW", data=False)
check("--help", 0, out="SUBCOMMANDS", data=False)
check("--version", 0, out=r"^0\.\d", data=False)
check("sttus", 64, "did you mean status")
check("delete 7", 64, "no command|delete")
check("7", 64, "--url or --server")

# Which server.
for verb in ("create", "status 7", "wait 7", "watch 7", "list", "track 7", "forget 7", "cancel 7", "retry 7", "download 7"):
    # Who asks no server needs none of what is for asking.
    asked = (0, 5) if verb == "forget 7" else (64, 78)
    check(verb, 64, "Which server")
    check(f"{verb} --server nowhere", 64, "nowhere")
    check(f"{verb} --url {nobody} --profile nothing", (64, 78), "There is no profile")
    check(f"{verb} --server a --url {nobody}", 64, "give one of them")
    check(f"{verb} --url nonsense", 64, "--url cannot be")
    check(f"{verb} --url", 64, "Missing value")
    check(f"{verb} --url ftp://x", 64, "http")
    check(f"{verb} --url http://ann:x@example.org", 64, "credentials")
    check(f"{verb} --url http://127.0.0.1:99999", 64, "port|URL")
    check(f"{verb} {own} --header nonsense", 64, "--header")
    check(f"{verb} {own} --username a:b", 64, "colon")
    check(f"{verb} {own} --ca-file /nowhere", asked, "/nowhere|watched|^$")
    check(f"{verb} {own} --ca-file {home}", asked, re.escape(home) + "|watched|^$")
    check(f"{verb} {basic} --password-file /nowhere", asked, "/nowhere|watched|^$")
    check(f"{verb} {own} --password x", 64, "JOBTOP_PASSWORD")
    check(f"{verb} {basic} --password-file {home}", asked, "secret file|watched|^$")
    check(f"{verb} {own} --password-file {keys}", asked, "never sent|watched|^$")
    for option, value in [("push", "maybe"), ("webhook", "nowhere"), ("poll", "often"), ("interval", "soon"), ("interval", "0"),
                          ("interval", "-1"), ("max-interval", "0"), ("log-level", "loud"), ("push", "webhook")]:
        check(f"{verb} {own} --{option}={value}", 64, f"--{option} cannot be")
    check(f"{verb} {own} --poll learned --interval 2s", 64, "--interval cannot be")
    check(f"{verb} {own} --log-file /nowhere/log", asked, "/nowhere/log|watched|^$")
    check(f"{verb} {own} --log-file {home}", asked, re.escape(home) + "|watched|^$")
    if verb != "download 7":
        check(f"{verb} {own} --format xml", 64, "--format|xml")
for verb in ("status 7", "cancel 7", "track 7", "list"):
    check(f"{verb} --url {nobody}", (4, 64), "refused|cannot", within=30)
for verb in ("status", "track", "cancel", "retry", "download", "forget"):
    check(f"{verb} {own}", 64, "needs the id")
    check(f"{verb} {own} -", 64, "needs the id", stdin=b"")
    check(f"{verb} {own} -", 64, "needs the id", stdin=b"\n\n  \n")
    check(f"{verb} {webhook} 7", 64, "leave out")
for verb in ("status", "track", "cancel", "retry", "download"):
    check(f"{verb} {own} nobody", 5, "nobody")

# Verbs that a profile does not have.
check(f"list {envelope}", 64, "list")
check(f"cancel {envelope} 7", 64, "cancel")
check(f"retry {envelope} 7", (64,), "retr|again")
check(f"create {webhook}", 64, "creat")
check(f"list {own} --state done", (0, 5), None)

# Creating.
check(f"create {own} --count 0", 64, "--count")
check(f"create {own} --count many", 64, "--count")
check(f"create {own} --count 100001", 64, "--count")
check(f"create {own} --rate 0", 64, "--rate")
check(f"create {own} --rate fast", 64, "--rate")
check(f"create {own} --timeout 3", 64, "--wait")
check(f"create {own} --wait --timeout soon", 64, "--timeout")
check(f"create {own} --wait --timeout -3", 64, "--timeout|Missing")
check(f"create {own} --wait --timeout 0", (3, 64), "")
check(f"create {own} --field nonsense", 64, "name=value")
check(f"create {own} --field colour=red", 64, "asks for no field")
check(f"create {listing} --field duration=long", 64, "--field duration is")
check(f"create {own} --input /nowhere", 64, "/nowhere")
check(f"create {own} --input {home}", 64, re.escape(home))
check(f"create {own} --input -", 64, "holds no inputs", stdin=b"")
check(f"create {own} --input -", 64, "no JSON", stdin=b"{nonsense")
check(f"create {own} --input -", 64, "no object", stdin=b"7")
check(f"create {own} --input -", 64, "no object|object 2", stdin=b"[{}, 7]")
check(f"create {own} --input -", 64, "standard input", stdin=b"\xff\xfe\x00")
check(f"create {own} extra", 64, "extra|unexpected", within=10)
made = ids(check(f"create {own} --count 3 --label few", 0, silent=True))
check(f"create {own} --count 2 --rate 100 --wait --timeout 60s --interval 200ms", (0, 1), within=90)
check(f"create {python} --count 3 --wait --interval 200ms", 0, silent=True)
check(f"create {envelope} --wait --timeout 30", 0, silent=True)
check(f"create {listing} --field duration=1 --wait", 0, silent=True)
check(f"create {socketio} --wait", (0, 1), silent=True)
check(f"create {basic} --wait", 0, env=admin, silent=True)
check(f"create {basic}", 4, "JOBTOP_PASSWORD")
check(f"create {basic} --username admin", 4, "JOBTOP_PASSWORD", env={"JOBTOP_PASSWORD": "wrong"})
check(f"create --url {nobody}", 4, "refused", within=60)
for form in ("table", "json", "jsonl", "csv"):
    check(f"create {envelope} --format {form}", 0, silent=True, data=form.startswith("json"))

# Asking.
check(f"status {own} {made[0]}", 0, out='"state"', silent=True)
check(f"status {own} -", 0, stdin="\n".join(made).encode(), silent=True)
check(f"status {own} {made[0]} nobody", 5, "nobody", out=made[0])
check(f"status {webhook}", 0, silent=True)
check(f"list {own}", 0, silent=True)
check(f"list {own} --kind render", 0, silent=True)
check(f"list {listing}", 0, silent=True)
check(f"track {own} {made[0]}", 0, silent=True)
check(f"cancel {own} {made[1]}", (0, 5), silent=False)
check(f"cancel {own} {made[1]}", (0, 1, 5))
check(f"retry {own} {made[1]}", (0, 5))
check(f"forget {own} {made[0]}", 0, silent=True)
check(f"forget {own} {made[0]}", 5, "nothing is watched")
check(f"status --url {mute} 7", 4, "no answer|answer", within=90)

# Waiting.
check(f"wait {own} nobody", 5, "no such job", within=90)
check(f"wait {own} {made[0]} --timeout 1s --until nonsense", 64, "--until")
check(f"wait {own} {made[0]} --any --all", 64, "any|all")
check(f"wait {own} {made[0]} --max-polls 0", 64, "--max-polls")
check(f"wait {own} {made[0]} --max-polls many", 64, "--max-polls")
check(f"wait {own} {made[0]} --timeout never", 64, "--timeout")
check(f"wait {envelope} --timeout 1s", (0, 3))
slow = ids(check(f"create {listing} --field duration=60", 0))[0]
check(f"wait {listing} {slow} --timeout 1s", 3, "jobtop (wait|watch)", out='"final":false')
check(f"wait {listing} {slow} --max-polls 1", 3, "jobtop (wait|watch)", out='"final":false')
check(f"watch {listing} {slow} --timeout 1s --every-poll", 3, "jobtop (wait|watch)")
check(f"wait {listing} {slow} --until pending", 0, within=20)
check(f"wait {listing} {slow} nobody --any --timeout 2s", (3, 5), "nobody|no such|invalid|refused", within=60)
check(f"wait --url {nobody} 7", 4, "refused", within=60)
for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    interrupt(f"wait {listing} {slow}", 130, "jobtop (wait|watch)", '"final":false', sign=sign)
interrupt(f"watch {listing} {slow}", 130, "jobtop (wait|watch)", '"final":false')
interrupt(f"create {listing} --field duration=60 --wait", 130, "jobtop (wait|watch)", '"final":false')
interrupt(f"create {listing} --field duration=1 --count 1000 --rate 5", 130, "Stopped with")
interrupt(f"create --url {mute} --count 2", 130, "no answer|Stopped")
interrupt(f"status --url {mute} 7", 130, False)
interrupt(f"list --url {mute}", 130, False)
interrupt(f"cancel --url {mute} 7", 130, False)
interrupt(f"download --url {mute} 7", 130, False)
interrupt(f"wait --url {mute} 7", 130, "jobtop (wait|watch)")
interrupt(f"connect {mute} --name mute", (130, -2), False)
interrupt(f"doctor --url {mute}", (130, -2), False, data=None)
interrupt("demo --no-screen --scenario stuck --seed 3 --count 30", 130, "Stopped", data=None)
interrupt("serve --port 0", 0, None, data=None)
interrupt(f"dashboard --plain {own}", (0, 130), None, data=None)

# Results.
done = ids(check(f"create {own} --wait --timeout 60 --format jsonl", (0, 1), within=90))
check(f"download {own} {made[0]} --folder /nowhere", (1, 3, 5, 64), "/nowhere|no result|cannot", data=None)
check(f"download {own} {done[-1]}", (0, 1, 5), None, data=None)
check(f"download {listing} {slow}", (3, 5, 1), "no result", data=None)

# What is kept.
check("export", 0, silent=True)
check("export --changes", 0, silent=True)
check("export --redact state:ended", 0, silent=True)
check("export --since 1h --server nobody", 0, silent=True)
check("export --since long", 64, "--since")
check("export state:", 64, r"\^")
check("export colour:red", 64, r"\^|colour")
check("export /(/", 64, r"\^")
check("export --format csv", 0, data=None, silent=True)
check("export --format table", 0, data=None, silent=True)

# Recordings and pictures.
recording = file("recording.jsonl", '{"jobtop":"recording","version":1}\n'
                 '{"time":"2026-11-21T14:03:22.120Z","server":"a","id":"7","state":"running"}\n')
check("replay", 64, "file")
check("replay /nowhere", 78, "/nowhere")
check(["replay", home], 78, re.escape(home))
check("replay -", 78, "holds nothing", stdin=b"")
check("replay -", 78, "-, line 1|line 1|standard input", stdin=b"nonsense\n")
check(["replay", recording], 64, "terminal|--plain")
check(["replay", recording, "--speed", "0"], 64, "--speed")
check(["replay", recording, "--at", "noon"], 64, "--at")
check("snapshot", 0, out="jobtop", data=None, silent=True)
for words, says in [("--size 5", "--size"), ("--size 0x0", "--size"), ("--at 2h", "--at"), ("--at soon", "--at"),
                    ("--format png", "--format"), ("--press nothing", "--press"), ("--seed x", "--seed"), ("--speed 0", "--speed"),
                    ("--scenario nothing", "nothing"), ("--profile nothing", "nothing"), ("--fault nothing", "nothing"),
                    ("--theme nothing", "nothing"), ("--colours 7", "--colours"), ("--recording /nowhere", "/nowhere"),
                    (f"--scenario {home}", "scenario"), (f"--profile {home}/", "folder|profile"), ("extra", "extra")]:
    check(f"snapshot {words}", (64, 78), says)
    if words.split()[0] in ("--seed", "--speed", "--scenario", "--profile", "--fault"):
        check(f"serve --port 0 {words}", (64, 78), says)
        check(f"demo --no-screen {words}", (64, 78), says)
    if words.split()[0] in ("--theme", "--colours"):
        check(f"demo {words}", (64, 78), says)
check(f"snapshot --recording {recording} --at 0s --format svg", 0, out="<svg", data=None, silent=True)
check("snapshot --format ansi --size 40x8 --at 5s --press ? --ascii --redact", 0, data=None, silent=True)
check("demo", 64, "terminal|--plain")
check("demo --no-screen --count 0", 64, "--count")
check("demo --no-screen --count 2 --speed 20", (0, 1), data=None, within=60)
check("demo --record /nowhere/x", 78, "/nowhere/x")
check("demo --record x --no-screen", 64, "leave out --no-screen")
check("demo --count 3", 64, "add --no-screen")
check(f"snapshot --recording {recording} --seed 3", 64, "leave out --scenario")
check(["demo", "--record", recording], (64, 78), "already")

# Serving.
taken = urls["jobtop"].rsplit(":", 1)[1]
for words, says in [(f"--port {taken}", "taken"), ("--port 70000", "--port"), ("--port x", "--port"), ("--host 0.0.0.0 --port 0", "credentials|anonymous"),
                    ("--host nowhere.invalid --port 0", "nowhere.invalid"), ("--cors nonsense", "--cors"), ("--keys /nowhere", "/nowhere"),
                    (f"--keys {home}", "secret file"), ("--log-file /nowhere/x", "/nowhere/x"), ("--log-level loud", "--log-level"),
                    ("--max-connections 0", "--max-connections"), ("--data /nowhere/x", "--data"), (f"--data {home}", "--data"),
                    ("--profile basic --profile basic --data x.sqlite", "twice"), ("extra", "extra")]:
    check(f"serve {words}", (64, 78), says)
check(f"serve --port 0 --keys {keys}", (64, 78), "keys.yaml:1")
os.chmod(keys, 0o644)
check(f"serve --port 0 --keys {keys}", (64, 78), "chmod 600")
check("serve", 78, "PORT", env={"PORT": "many"})
check("serve --port 0", 78, "ERROR_PROBABILITY", env={"ERROR_PROBABILITY": "2"})
check("serve --port 0 --profile envelope", 78, "MIN_DELAY", env={"MIN_DELAY": "x"})

# Profiles and the rest.
check("profiles", 0, data=None, out="envelope", silent=True)
check("profiles show envelope", 0, data=None, out="name: envelope", silent=True)
check("profiles show", 64, "name")
check("profiles show nothing", 78, "nothing")
check(["profiles", "show", home + "/"], 78, "folder")
check("profiles check", 64, "names")
check("profiles check envelope nothing", 78, None, data=None, out="nothing")
check(["profiles", "check", file("bad.profile.yaml", "name: x\nnonsense: 1\n")], 78, None, data=None, out="bad.profile.yaml:2")
check(["profiles", "check", file("bytes.profile.yaml", b"\xff\xfe\x00")], 78, None, data=None, out="UTF-8")
check("profiles schema", 0, data=None, silent=True)
check("profiles nonsense", 64, "nonsense|Unexpected")
check("manual", 0, data=None, silent=True)
check("manual extra", 64, "extra")
check("doctor", 0)
check("doctor --format table", 0, data=None)
check(f"doctor --url {nobody}", 4, out="connection refused", says=False)
check("doctor --server nowhere", 64, out="nowhere", data=None)
check("--generate-completion-script bash", 0, data=None)
check("--generate-completion-script tcsh", 64, None, data=None)

# Connecting.
check("connect", 64, "url")
check("connect nonsense", 64, "URL")
check(f"connect {nobody}", 4, "Nothing was kept", within=30)
check(f"connect {urls['basic']} --profile basic", 4, "Nothing was kept")
check(f"connect {urls['envelope']} --profile envelope --name one", 0, data=None, out="one answers", silent=True)
check(f"connect {urls['envelope']} --profile envelope --name one", 78, "already")
check(f"connect {urls['envelope']} --profile nothing --name two", 78, "nothing")
check("create", 0, silent=True)
check("create --server one", 0, silent=True)
check("create --server onne", 64, "one is known")

# The configuration.
for text, says in [("servers: [", "config.yaml:\\d"), ("server: {}", "config.yaml:1.*servers is known"), ("theme: pink", "pink"),
                   ("servers: {a: {urll: x}}", "url is known"), ("servers: {a: {url: x}}", "config.yaml:1"),
                   ("servers: {a: {password: x}}", "password_file"), ("mouse: perhaps", "true or false"), ("keys: {cancel: Nokey}", "config.yaml:1"),
                   ("notify: {}", "config.yaml:1"), ("notify: [{filter: state:failed}]", "bell, desktop"), ("retention: long", "config.yaml:1"),
                   ("commands: [{name: x}]", "config.yaml:1"), ("defaultServer: b", "config.yaml:1")]:
    file("wrong/jobtop/config.yaml", text + "\n")
    check("status 7", 78, says, env={"XDG_CONFIG_HOME": home + "/wrong"})
    check("doctor", 78, data=None, out="wrong", env={"XDG_CONFIG_HOME": home + "/wrong"})
os.makedirs(home + "/folder/jobtop/config.yaml")
check("status 7", 78, "config.yaml", env={"XDG_CONFIG_HOME": home + "/folder"})
for name, value in [("JOBTOP_INTERVAL", "soon"), ("JOBTOP_URL", "nonsense"), ("JOBTOP_USRNAME", "x"), ("JOBTOP_THEME", "pink"),
                    ("JOBTOP_MOUSE", "perhaps"), ("JOBTOP_PASSWORD_FILE", "/nowhere"), ("JOBTOP_LOG_FILE", "/nowhere/x"), ("JOBTOP_RETENTION", "long")]:
    check("status 7" + ("" if name == "JOBTOP_URL" else f" {own}"), 78, env={name: value})
folder = os.path.join(home, "dotenv")
file("dotenv/.env", "JOBTOP_URL\n")
check("status 7", 78, r"\.env:1", cwd=folder)
file("dotenv/.env", "JOBTOP_TOKEN_COMMAND=x\n")
check("status 7", 78, r"\.env:1", cwd=folder)

# Homes, folders and disks that are not as usual.
check(f"status {own} {made[2]}", 0, env={"HOME": None}, silent=True)
check(f"status {own} {made[2]}", 78, "jobs.sqlite|/proc", env={"HOME": "/proc/nowhere"})
check(f"status {own} {made[2]}", (0, 78), env={"HOME": ""})
check(f"status {own} {made[2]}", 78, "jobs.sqlite|/proc", env={"XDG_STATE_HOME": "/proc/nowhere"})
state = os.path.join(home, "readonly")
os.makedirs(state + "/jobtop", exist_ok=True)
os.chmod(home, 0o755)
if os.getuid() == 0:
    for verb in (f"status {own} {made[2]}", "export", f"forget {own} {made[2]}", f"create {own}"):
        check(verb, (0, 78), "jobs.sqlite|readonly", env={"XDG_STATE_HOME": state}, user=65534)
    check(f"status {own} {made[2]}", 78, "config.yaml", user=65534, env={"XDG_CONFIG_HOME": home + "/wrong"})
file("nofolder", "")
check(f"status {own} {made[2]}", 78, "nofolder", env={"XDG_STATE_HOME": home + "/nofolder"})
file("damaged/jobtop/jobs.sqlite", "nonsense " * 1000)
check(f"status {own} {made[2]}", 0, "damaged.*fresh file", env={"XDG_STATE_HOME": home + "/damaged"})

# Pipes that close, and disks that are full.
def shell(line, code, says=None, env={}):
    global count
    count += 1
    result = subprocess.run(["bash", "-c", line], env={**environment, "j": program, **env}, cwd=home, capture_output=True, timeout=60)
    judge(line, result.returncode, result.stdout.decode(), result.stderr.decode(), code, says, data=None, silent=says is None)


for words in (f"list {own}", "profiles", "manual", "snapshot", "export", "doctor", f"watch {listing} {slow} --timeout 2s"):
    shell(f"$j {words} 2>/dev/null | head -1 >/dev/null", 0)
    shell(f"$j {words} > /dev/full", 78, "Standard output cannot be written: no space left")
shell(f"$j list {own} >&-", 0)
shell(f"$j replay - <&-", 78, "Standard input")
shell("$j replay - < /", 78, "Standard input")
shell(f"$j create {own} --input - < /", 64, "cannot be read")
shell(f"$j list {own} 2>&-", 0)
shell(f"$j status {own} nobody 2>/dev/full", 5, False)
shell(f"$j status {own} - <&-", 64, "needs the id")

# Terminals.
for env in ({}, {"LANG": "C"}, {"LC_ALL": "de_DE.ISO-8859-1"}, {"NO_COLOR": "1"}, {"COLORTERM": "truecolor"}):
    screen(f"dashboard {own}", b"q", "jobtop", env=env)
    screen("demo", b"q", r"running", env=env)
screen("", b"q", "welcome|Welcome|connect", env={"XDG_CONFIG_HOME": home + "/none"})
screen(f"dashboard {own}", b"\x03", "jobtop")
screen(f"dashboard {own} --plain", b"quit\n", "Watching")
screen(f"replay {recording}", b"q", "running")
for kind in (None, "", "dumb", "nonsense"):
    if kind == "dumb":
        screen("doctor", b"", "✗ TERM +TERM=dumb", code=64, env={"TERM": kind})
        screen("demo", b"", "TERM=dumb", code=64, env={"TERM": kind})
    else:
        screen("doctor", b"", "• TERM .*xterm-256color", env={"TERM": kind})
        screen("demo", b"q", "running", env={"TERM": kind})
    screen(f"dashboard {own} --plain", b"quit\n", "Watching", env={"TERM": kind})
check(f"dashboard {own}", 64, "terminal|--plain")
check(f"{made[0]} {own}", 64, "terminal|--plain")
check(f"dashboard {own} --plain", 0, data=None, stdin=b"quit\n")
check(f"dashboard {own} --plain", 0, data=None, stdin=b"nonsense\nquit\n")
check(f"dashboard {own} --plain", 0, data=None, stdin=b"")

print(f"{count} uses, {len(wrong)} wrong")
sys.exit(1 if wrong else 0)
