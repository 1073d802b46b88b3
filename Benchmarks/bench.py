"""Measures Hengji beside its peers in one run; called by ./bench, standard library only outside the throw-away environment."""
import http.client
import json
import os
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
ENVIRONMENT = ROOT / ".build/bench-python"
PEERS = ["openpyxl==3.1.5", "python-calamine==0.9.1", "python-docx==1.2.0"]


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(*words, **more):
    return subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True, **more).stdout


def best(rounds, *measures):
    """Runs the measures in turn, `rounds` times, and keeps the least of each: what the machine does undisturbed."""
    least = [None] * len(measures)
    for _ in range(rounds):
        for index, measure in enumerate(measures):
            value = measure()
            if least[index] is None or value < least[index]:
                least[index] = value
    return least


def result(name, ours, peer, ratio, goal, met, unit, peer_name):
    return {"name": name, "ours": ours, "peer": peer, "ratio": ratio, "goal": goal, "met": bool(met), "unit": unit,
            "peer_name": peer_name}


# ---------------------------------------------------------------- reading .docx and .xlsx

def python_with_peers():
    """A Python of its own with the readers measured against; made again when their versions change."""
    python, made = ENVIRONMENT / "bin/python", ENVIRONMENT / "peers.txt"
    if not made.exists() or made.read_text().split() != PEERS:
        say("准备对照用的 Python 程序库……")
        run(sys.executable, "-m", "venv", ENVIRONMENT)
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS)
        made.write_text("\n".join(PEERS))
    return python


def one_reading(cells, *words):
    answer = json.loads(run(*words))
    cells.append(answer["cells"])
    return answer["seconds"]


def docx_reading():
    python, program = python_with_peers(), ROOT / "Benchmarks/docx_peer.py"
    file, cells = WORK / "forms.docx", []
    run(python, program, "make", file)
    a, b = best(3, lambda: one_reading(cells, RELEASE / "measure", "docx", file),
                lambda: one_reading(cells, python, program, "walk", file))
    if len(set(cells)) != 1:
        raise SystemExit(f"docx-reading：两边走过的格子数不同：{sorted(set(cells))}")
    return [result("docx-reading", a * 1000, b * 1000, b / a, "≥ 20", b / a >= 20, "毫秒", "python-docx")]


def xlsx_reading():
    python, program = python_with_peers(), ROOT / "Benchmarks/xlsx_peer.py"
    file, cells = WORK / "forms.xlsx", []
    run(python, program, "make", file)
    a, slow, fast = best(3, lambda: one_reading(cells, RELEASE / "measure", "xlsx", file),
                         lambda: one_reading(cells, python, program, "openpyxl", file),
                         lambda: one_reading(cells, python, program, "calamine", file))
    if len(set(cells)) != 1:
        raise SystemExit(f"xlsx-reading：各方读到的格子数不同：{sorted(set(cells))}")
    return [
        result("xlsx-reading", a * 1000, slow * 1000, slow / a, "≥ 20", slow / a >= 20, "毫秒", "openpyxl"),
        result("xlsx-reading-bare", a * 1000, fast * 1000, fast / a, "≥ 0.67", fast / a >= 0.67, "毫秒", "python-calamine"),
    ]


# ---------------------------------------------------------------- a form page from the store

class Server:
    def __init__(self, words, port):
        self.port = port
        self.process = subprocess.Popen([str(w) for w in words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
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

    def resident_megabytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hengji_server():
    port = free_port()
    data = WORK / f"data-{port}"
    server = Server([RELEASE / "hengji", "serve", "--port", port, "--data", data, "--demo"], port)
    server.data = data
    return server


def ask(port, method, path, fields=None, cookie=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    heads = {"Cookie": cookie} if cookie else {}
    body = None
    if fields is not None:
        body = urlencode(fields)
        heads["Content-Type"] = "application/x-www-form-urlencoded"
        heads["Origin"] = f"http://127.0.0.1:{port}"
    connection.request(method, path, body, heads)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    cookies = [c.split(";")[0] for c in answer.headers.get_all("Set-Cookie") or []]
    connection.close()
    return answer, text, "; ".join(cookies)


def sign_in(server):
    """The cookie of the demonstration's performance office, signed in."""
    port = server.port
    _, page, first = ask(port, "GET", "/sign-in")
    fields = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        fields[name.group(1)] = value.group(1) if value else ""
    fields.update(account="jixiao", password=(server.data / "demonstration.txt").read_text().strip())
    answer, text, second = ask(port, "POST", "/sign-in", fields, first)
    if answer.status not in (302, 303):
        raise SystemExit(f"登录没有成功（{answer.status}）")
    return second or first


def wrk(port, path, cookie=None, seconds=6, connections=64):
    heads = ["-H", f"Cookie: {cookie}"] if cookie else []
    text = run("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *heads, f"http://127.0.0.1:{port}{path}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    if bad or "Socket errors" in text:
        raise SystemExit(f"form-page：有失败的请求\n{text}")
    return rate, p99


def form_page():
    bare = WORK / "barehttp"
    source = ROOT / "Benchmarks/barehttp"
    flags = run("pkg-config", "--cflags", "--libs", "libmicrohttpd", "sqlite3").split()
    run("cc", "-O2", "-o", bare, *sorted(source.glob("*.c")), *flags)
    ours = hengji_server()
    try:
        cookie = sign_in(ours)
        _, forms, _ = ask(ours.port, "GET", "/forms", cookie=cookie)
        path = re.search(r'href="(/forms/[A-Za-z0-9_-]+)"', forms).group(1)
        answer, page, _ = ask(ours.port, "GET", path, cookie=cookie)
        if answer.status != 200 or "sheet" not in page:
            raise SystemExit(f"form-page：{path} 没有显示表（{answer.status}）")
        (WORK / "page.html").write_text(page)
        port = free_port()
        run(bare, "make", WORK / "bare.db", WORK / "page.html")
        peer = Server([bare, "serve", WORK / "bare.db", port], port)
        try:
            mine, theirs, p99 = [], [], []
            for _ in range(3):
                rate, latency = wrk(ours.port, path, cookie)
                mine.append(rate)
                p99.append(latency)
                theirs.append(wrk(peer.port, "/1")[0])
        finally:
            peer.stop()
    finally:
        ours.stop()
    a, b, latency = max(mine), max(theirs), min(p99)
    return [
        result("form-page", a, b, a / b, "≥ 0.5", a / b >= 0.5, "次/秒", "libmicrohttpd + SQLite"),
        result("form-page-p99", latency, None, None, "≤ 15", latency <= 15, "毫秒", "64 个连接"),
    ]


# ---------------------------------------------------------------- review and scoring, memory

def review_scoring():
    answer = json.loads(run(RELEASE / "measure", "review"))
    rate = answer["forms"] / answer["seconds"]
    return [result("review-scoring", rate, None, None, "≥ 20000", rate >= 20000, "张/秒", "单核，内存中")]


def rest_memory():
    server = hengji_server()
    try:
        time.sleep(3)
        size = server.resident_megabytes()
    finally:
        server.stop()
    return [result("rest-memory", size, None, None, "≤ 60", size <= 60, "MB", "启动后不用时")]


MEASURES = {"docx-reading": docx_reading, "xlsx-reading": xlsx_reading, "form-page": form_page,
            "review-scoring": review_scoring, "rest-memory": rest_memory}


def number(value):
    if value is None:
        return "—"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.2f}"


def main():
    words = sys.argv[1:]
    as_json = "--json" in words
    names = [w for w in words if w != "--json"] or list(MEASURES)
    unknown = [n for n in names if n not in MEASURES]
    if unknown:
        raise SystemExit(f"没有“{unknown[0]}”这一项；有：{'、'.join(MEASURES)}")
    everything = []
    for name in names:
        for row in MEASURES[name]():
            everything.append(row)
            if as_json:
                print(json.dumps(row, ensure_ascii=False), flush=True)
            else:
                ratio = "—" if row["ratio"] is None else f"{row['ratio']:.2f}"
                print(f"{row['name']:<16} {number(row['ours']):>10} {row['unit']}  对照 {number(row['peer'])}（{row['peer_name']}）"
                      f"  比值 {ratio}  目标 {row['goal']}  {'达到' if row['met'] else '没有达到'}", flush=True)
    return 0 if all(row["met"] for row in everything) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} 没有成功：{(error.stderr or '').strip()[-500:]}")
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
