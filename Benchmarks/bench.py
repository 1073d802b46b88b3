"""Measures Hengji beside its peers in one run; called by ./bench, standard library only outside the throw-away environment."""
import json
import re
import subprocess
import sys
import time

import city
import district
import reading
from serving import RELEASE, ROOT, WORK, Client, Server, demonstration, free_port, password, result, run, say, tidy

ENVIRONMENT = ROOT / ".build/bench-python"
PEERS = ["openpyxl==3.1.5", "python-calamine==0.9.1", "python-docx==1.2.0"]


def best(rounds, *measures):
    """Runs the measures in turn, `rounds` times, and keeps the least of each: what the machine does undisturbed."""
    least = [None] * len(measures)
    for _ in range(rounds):
        for index, measure in enumerate(measures):
            value = measure()
            if least[index] is None or value < least[index]:
                least[index] = value
    return least


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
    ours = demonstration()
    try:
        client = Client(ours.port).sign_in("jixiao", password(ours))
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        path = re.search(r'href="(/forms/[A-Za-z0-9_-]+)"', client.page("/forms")).group(1)
        page = client.page(path)
        client.close()
        if "sheet" not in page:
            raise SystemExit(f"form-page：{path} 没有显示表")
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
    server = demonstration()
    try:
        time.sleep(3)
        size = server.megabytes()
    finally:
        server.stop()
    return [result("rest-memory", size, None, None, "≤ 60", size <= 60, "MB", "启动后不用时")]


MEASURES = {"docx-reading": docx_reading, "xlsx-reading": xlsx_reading, "pdf-reading": reading.pdf_reading, "batch-reading": reading.batch_reading,
            "form-page": form_page,
            "review-scoring": review_scoring, "rest-memory": rest_memory, "district": district.measures,
            "district-growth": district.growth_measures, "live-findings": district.live_findings, "review-parts": city.review_parts,
            "city-year": city.city_year}


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
        tidy()
