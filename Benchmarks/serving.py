"""A Hengji server for measuring, and a client that signs in, keeps its connection and carries the form token."""
import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / ".build/release"
WORK = Path(tempfile.mkdtemp(prefix="hengji-bench."))


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*words, **more):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True, **more).stdout


def result(name, ours, peer, ratio, goal, met, unit, peer_name):
    return {"name": name, "ours": ours, "peer": peer, "ratio": ratio, "goal": goal, "met": bool(met), "unit": unit,
            "peer_name": peer_name}


def tidy():
    shutil.rmtree(WORK, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A program that serves 127.0.0.1, ended by whoever began it."""

    def __init__(self, words, port):
        self.port = port
        self.process = subprocess.Popen([str(w) for w in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        end = time.time() + 60
        while time.time() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.process.poll() is not None:
                raise SystemExit(f"{words[0]} 没有起来：{self.process.stdout.read()}")
            time.sleep(0.05)
        raise SystemExit(f"{words[0]} 一分钟内没有应答")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def processor(self):
        """Milliseconds of the processor that its threads have used: what else the machine does is not in it."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def megabytes(self, line="VmRSS"):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(line + r":\s+(\d+) kB", status).group(1)) / 1024


def serve(data, *options):
    port = free_port()
    server = Server([RELEASE / "hengji", "serve", "--port", port, "--data", data, *options], port)
    server.data = Path(data)
    return server


def demonstration():
    """A server with the demonstration in a folder of its own."""
    return serve(WORK / f"data-{free_port()}", "--demo")


class Client:
    """One person at a browser: one connection, one session."""

    def __init__(self, port):
        self.port = port
        self.cookies = {}
        self.csrf = None
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method, path, fields=None, packed=False):
        """Returns status, body and the milliseconds from the first byte sent to the last one read."""
        heads = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        body = None
        if packed:
            heads["Accept-Encoding"] = "gzip"
        if fields is not None:
            body = urlencode(fields)
            heads["Content-Type"] = "application/x-www-form-urlencoded"
            heads["Origin"] = f"http://127.0.0.1:{self.port}"
        start = time.perf_counter()
        try:
            self.connection.request(method, path, body, heads)
            answer = self.connection.getresponse()
        except http.client.RemoteDisconnected:
            # A connection that was idle for long is closed; whoever reads asks again, whoever writes must know.
            if method != "GET":
                raise
            self.connection.close()
            start = time.perf_counter()
            self.connection.request(method, path, body, heads)
            answer = self.connection.getresponse()
        content = answer.read()
        taken = (time.perf_counter() - start) * 1000
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status, content, taken

    def page(self, path):
        status, content, _ = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} 应答 {status}")
        return content.decode()

    def sign_in(self, account, password):
        fields = hidden(self.page("/sign-in"))
        fields.update(account=account, password=password)
        status, _, _ = self.ask("POST", "/sign-in", fields)
        if status not in (302, 303):
            raise SystemExit(f"{account} 登录没有成功（{status}）")
        self.csrf = hidden(self.page("/me"))["csrf"]
        return self

    def close(self):
        self.connection.close()


def hidden(page):
    """The hidden fields of a page by name."""
    fields = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        fields[name.group(1)] = value.group(1) if value else ""
    return fields


def password(server):
    return (server.data / "demonstration.txt").read_text().strip()


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]
