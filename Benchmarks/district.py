"""Measures a generated district of 70 departments, 560 units, 4,000 projects and 80,000 indicators in SQLite.

Everything goes to 127.0.0.1 and ends by itself: counts and seconds are fixed below, servers are stopped by whoever began them.
"""
import itertools
import json
import queue
import random
import re
import shutil
import sqlite3
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from serving import RELEASE, ROOT, WORK, Client, Server, free_port, password, percentile, result, run, say, serve

UNITS, PROJECTS, MANY = 560, 4000, 40000
# A day on which one year is finished, one under way, and the goals of the coming one are in their second round.
DAY = "2026-11-20"
USERS, SECONDS, THINKING = 200, 40, 2.0
ROUNDS = 25
# Indicators of the longest forms that are filled in.
LONG = 85


def generate(projects, folder, years):
    """The whole life of so many years, or of none: the goals of the coming year alone."""
    start = time.perf_counter()
    run(RELEASE / "hengji", "demo", "--units", UNITS, "--projects", projects, "--years", years, "--until", DAY,
        "--seed", 7, "--data", folder)
    return time.perf_counter() - start


def rows(folder, text, *values):
    """Looks up identifiers beside the server; nothing is measured by it."""
    connection = sqlite3.connect(f"file:{folder}/hengji.db?mode=ro", uri=True)
    try:
        return connection.execute(text, values).fetchall()
    finally:
        connection.close()


def last_year(folder):
    return rows(folder, "SELECT max(year) FROM stage WHERE flow = 'goal-form'")[0][0]


# ---------------------------------------------------------------- one after another

def form_pages(server, year):
    """Pages of forms that nobody has looked at yet, beside a handler that only sends bytes."""
    client = Client(server.port).sign_in("jixiao", password(server))
    forms = rows(server.data, "SELECT id FROM form WHERE year = ? AND kind = 'project-goal' ORDER BY id", year)
    chosen = random.Random(1).sample([f[0] for f in forms], 300)
    client.page("/forms/" + chosen[0])
    ours = [client.ask("GET", "/forms/" + form)[2] for form in chosen[1:]]
    page = client.page("/forms/" + chosen[1])
    client.close()
    (WORK / "form.html").write_text(page)
    bare, database, port = WORK / "barehttp-d", WORK / "bare-d.db", free_port()
    flags = run("pkg-config", "--cflags", "--libs", "libmicrohttpd", "sqlite3").split()
    run("cc", "-O2", "-o", bare, ROOT / "Benchmarks/barehttp/barehttp.c", *flags)
    run(bare, "make", database, WORK / "form.html")
    peer = Server([bare, "serve", database, port], port)
    try:
        other = Client(port)
        theirs = [other.ask("GET", "/1")[2] for _ in range(300)]
        other.close()
    finally:
        peer.stop()
    a, b = percentile(ours, 95), percentile(theirs, 95)
    return [result("district-form-page", a, b, a / b, "≤ 10", a <= 10, "毫秒", "p95，没有看过的表；libmicrohttpd + SQLite")]


BOARDS = [("jixiao", "/"), ("yusuan", "/"), ("renda", "/"), ("d01cw", "/"), ("d01u01p1", "/"), ("jixiao", "/monitoring"),
          ("jixiao", "/self-evaluations")]


def boards(server, year):
    found = []
    for account, path in BOARDS:
        client = Client(server.port).sign_in(account, password(server))
        worst = 0
        for asked in (year, year - 1, year - 2):
            taken = [client.ask("GET", f"{path}?year={asked}", packed=True)[2] for _ in range(ROUNDS * 2)]
            worst = max(worst, percentile(taken, 95))
        client.close()
        name = "work-bench" if path == "/" else "board" + path.replace("/", "-")
        found.append(result(f"district-{name}", worst, None, None, "≤ 20", worst <= 20, "毫秒", f"p95，{account}"))
    return found


def saves(server, year):
    """Typed cells through the editor: the draft, and the revision; beside a bare commit of the same bytes."""
    picked = rows(server.data, """
        SELECT s.form, s.unit, length(r.json) FROM stage s JOIN revision r ON r.form = s.form AND r.number = 1
        WHERE s.year = ? AND s.flow = 'goal-form' AND s.state LIKE 'draft-%' ORDER BY s.id LIMIT 60""", year)
    clients, drafts, kept = {}, [], []
    for form, unit, _ in picked:
        if unit not in clients:
            clients[unit] = Client(server.port).sign_in(unit + "p1", password(server))
        editor = Editor(clients[unit], form)
        drafts.append(editor.type("第一次改的目标。"))
        drafts.append(editor.type("第二次改的目标。"))
        kept.append(editor.keep())
    for client in clients.values():
        client.close()
    size = statistics.median([p[2] for p in picked])
    bare = commits(server.data, int(size))
    a, b, c = percentile(drafts, 95), percentile(kept, 95), percentile(bare, 95)
    return [
        result("district-draft", a, c, a / c, "≤ 15", a <= 15, "毫秒", "p95，编辑时自动保存；SQLite 单笔提交"),
        result("district-save", b, c, b / c, "≤ 15", b <= 15, "毫秒", "p95，存成一版；SQLite 单笔提交"),
    ]


def commits(folder, size):
    """One row of so many bytes a commit, on the disk before it is acknowledged, in the folder of the server."""
    path = folder / "bare.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, json TEXT NOT NULL)")
    text, taken = "x" * size, []
    for _ in range(100):
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO kept (json) VALUES (?)", (text,))
        connection.execute("COMMIT")
        taken.append((time.perf_counter() - start) * 1000)
    connection.close()
    for file in folder.glob("bare.db*"):
        file.unlink()
    return taken


class Editor:
    """A goal form in the editor of one person, as the script of the page works it."""

    def __init__(self, client, form):
        self.client, self.form, self.cell = client, form, "goals[g1].text"
        page = client.page(f"/forms/{form}/edit/1")
        self.fields = dict(re.findall(r'name="(draft|based|part)"[^>]*value="([^"]*)"', page))
        for tag in re.findall(r"<input[^>]*>", page):
            name, value = re.search(r'name="(draft|based|part)"', tag), re.search(r'value="([^"]*)"', tag)
            if name and value:
                self.fields[name.group(1)] = value.group(1)

    def type(self, text):
        status, content, taken = self.client.ask(
            "POST", f"/forms/{self.form}/draft",
            {"csrf": self.client.csrf, "draft": self.fields.get("draft", "0"), "based": self.fields.get("based", "1"),
             "part": self.fields.get("part", "1"), self.cell: text})
        if status != 200:
            raise Failed(f"草稿 {status}")
        told = json.loads(content)
        if told["refused"] or self.cell not in [pair[0] for pair in told["values"]]:
            raise Failed("草稿没有收下")
        self.fields["draft"], self.fields["based"] = str(told["draft"]), str(told["based"])
        return taken

    def keep(self):
        status, _, taken = self.client.ask(
            "POST", f"/forms/{self.form}/edit/1",
            {"csrf": self.client.csrf, "draft": self.fields["draft"], "based": self.fields["based"], "do": "save"})
        if status != 303:
            raise Failed(f"存成一版 {status}")
        self.fields.update(draft="0", based=str(int(self.fields["based"]) + 1))
        return taken


class Failed(Exception):
    pass


def live_findings():
    """What a person at a long form waits for after a typed cell: its findings, sums and marks, with the draft on the disk."""
    folder = WORK / "district-long"
    run(RELEASE / "hengji", "demo", "--units", 8, "--projects", 48, "--indicators", LONG, "--years", 0, "--until", DAY,
        "--seed", 7, "--data", folder)
    server = serve(folder)
    try:
        picked = rows(server.data, """
            SELECT s.form, s.unit, f.indicators FROM stage s JOIN form f ON f.id = s.form
            WHERE s.flow = 'goal-form' AND s.state LIKE 'draft-%' AND f.indicators >= ? ORDER BY s.id LIMIT 6""", LONG)
        if not picked:
            raise SystemExit(f"没有 {LONG} 条指标的草稿")
        taken, used = [], []
        for form, unit, _ in picked:
            client = Client(server.port).sign_in(unit + "p1", password(server))
            editor = Editor(client, form)
            for turn in range(ROUNDS):
                before = server.processor()
                taken.append(editor.type(f"第 {turn} 次改的目标，完成 {turn} 项。"))
                used.append(server.processor() - before)
            client.close()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    a = percentile(taken, 95)
    return [result("live-findings", a, None, None, "≤ 10", a <= 10, "毫秒",
                   f"p95，{picked[0][2]} 条指标，中位 {statistics.median(taken):.1f}，处理器 {statistics.median(used):.1f} 毫秒")]


# ---------------------------------------------------------------- many at once

class Person:
    """One user under load: a clerk with forms of his own, or an officer who reviews for a department."""

    def __init__(self, server, account, year, editing, submits, reviews):
        self.client = Client(server.port).sign_in(account, password(server))
        self.year, self.submits, self.reviews = year, submits, reviews
        self.editors = [Editor(self.client, form) for form in editing]
        self.random = random.Random(account)
        self.typed = itertools.count(1)
        self.reading = ["/", f"/projects?year={year}", f"/forms?year={year}", "/inbox"]
        self.reading += [f"/forms/{form}" for form in editing] + [f"/forms/{form}/edit/1" for form in editing]
        self.reading += [f"/forms/{form}" for form, _ in submits]

    def act(self):
        """Does one thing; returns what it was and how long the answer took."""
        chance = self.random.random()
        if chance < 0.1 and self.submits:
            form, revision = self.submits.pop()
            return "报送", self.expect(303, "POST", f"/forms/{form}/submit", {"revision": revision, "declared": "yes"})
        if chance < 0.1 and self.reviews:
            stage, number = self.reviews.pop()
            return "审核", self.expect(303, "POST", f"/stages/{stage}/step", {"event": "pass-department", "number": number})
        if chance < 0.4 and self.editors:
            editor = self.random.choice(self.editors)
            return "保存", editor.type(f"完成年度任务，第 {next(self.typed)} 次修改。")
        return "查看", self.expect(200, "GET", self.random.choice(self.reading))

    def expect(self, wanted, method, path, fields=None):
        if fields is not None:
            fields = {"csrf": self.client.csrf, **fields}
        status, content, taken = self.client.ask(method, path, fields, packed=method == "GET")
        if status != wanted:
            raise Failed(f"{method} {path}：{status}")
        return taken


def people(server, year):
    """As many real users as asked for: three clerks to one officer, each with work of his own."""
    picked = rows(server.data, """
        SELECT s.id, s.unit, s.form, s.state, s.number, f.revision FROM stage s JOIN form f ON f.id = s.form
        WHERE s.year = ? AND s.flow = 'goal-form' AND s.project IS NOT NULL ORDER BY s.id""", year)
    mine, waiting = {}, {}
    for stage, unit, form, state, number, revision in picked:
        if state.startswith("draft-"):
            mine.setdefault(unit, []).append((form, revision))
        elif state.startswith("department-review-"):
            waiting.setdefault(unit[:3], []).append((stage, number))
    clerks = sorted(mine)[:USERS * 3 // 4]
    officers = sorted(waiting)[:USERS - len(clerks)]
    plans = [(unit + "p1", [mine[unit][0][0]], [tuple(form) for form in mine[unit][1:]], []) for unit in clerks]
    plans += [(department + "cw", [], [], waiting[department]) for department in officers]
    say(f"{len(plans)} 人登录……")
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda plan: Person(server, plan[0], year, *plan[1:]), plans))


def load(server, year):
    users = people(server, year)
    done, errors, lock = [], [], threading.Lock()
    end = time.perf_counter() + SECONDS

    def work(person):
        time.sleep(person.random.random() * THINKING)
        while time.perf_counter() < end:
            try:
                kind, taken = person.act()
                with lock:
                    done.append((kind, taken))
            except (Failed, OSError) as error:
                with lock:
                    errors.append(str(error))
            time.sleep(THINKING * (0.5 + person.random.random()))

    threads = [threading.Thread(target=work, args=(person,)) for person in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for person in users:
        person.client.close()
    for error in errors[:5]:
        say(error)
    slowest = percentile([taken for _, taken in done], 95)
    for kind in sorted({kind for kind, _ in done}):
        own = [taken for other, taken in done if other == kind]
        say(f"{kind} {len(own)} 次，p50 {percentile(own, 50):.1f}，p95 {percentile(own, 95):.1f} 毫秒")
    memory = server.megabytes("VmHWM")
    return [
        result("district-load", slowest, None, None, "≤ 150", slowest <= 150, "毫秒",
               f"p95，{len(users)} 人 {SECONDS} 秒，{len(done)} 次请求"),
        result("district-load-errors", len(errors), None, None, "= 0", not errors, "次", f"{len(users)} 人"),
        result("district-memory", memory, None, None, "≤ 500", memory <= 500, "MB", "以上测量中最多时"),
    ]


# ---------------------------------------------------------------- ten times the projects

PAGES = [("jixiao", "/"), ("jixiao", "/monitoring"), ("jixiao", "/self-evaluations"), ("jixiao", "/projects"),
         ("jixiao", "/forms"), ("jixiao", "/forms?stage=goals"), ("jixiao", "/reviews"), ("jixiao", "/payments"),
         ("jixiao", "/re-evaluations"), ("jixiao", "/rectifications"), ("jixiao", "/budget-link"), ("jixiao", "/disclosure"),
         ("jixiao", "/pre-evaluations"), ("jixiao", "/warnings"), ("jixiao", "/adjustments"), ("jixiao", "/inbox"),
         ("jixiao", "FORM"), ("yewu", "/"), ("yusuan", "/control-figures"), ("renda", "/"), ("shenji", "/ledger")]


def growth(more, fewer, year):
    """Each page of both districts in turn, in processor time: a busy machine would make either of them look slower."""
    worst, notes = (0, ""), []
    accounts = sorted({account for account, _ in PAGES})
    clients = {(s.port, a): Client(s.port).sign_in(a, password(s)) for s in (more, fewer) for a in accounts}
    for account, path in PAGES:
        for asked in (year,):
            taken, waited = {more.port: [], fewer.port: []}, {more.port: [], fewer.port: []}
            missing = False
            for turn in range(ROUNDS * 2):
                for server in (more, fewer):
                    place = path
                    if path == "FORM":
                        forms = rows(server.data, "SELECT id FROM form WHERE year = ? ORDER BY id LIMIT 1 OFFSET ?", asked, turn + 5)
                        place = f"/forms/{forms[0][0]}"
                    joint = "&" if "?" in place else "?"
                    before = server.processor()
                    status, _, time_taken = clients[(server.port, account)].ask(
                        "GET", f"{place}{joint}year={asked}", packed=True)
                    missing = missing or status != 200
                    taken[server.port].append(server.processor() - before)
                    waited[server.port].append(time_taken)
            if missing:
                continue
            a, b = statistics.median(taken[more.port]), statistics.median(taken[fewer.port])
            wall = [statistics.median(waited[s.port]) for s in (fewer, more)]
            notes.append(f"{account} {path} {asked}：处理器 {b:.2f} → {a:.2f} 毫秒（{a / b:.2f} 倍），"
                         f"应答 {wall[0]:.1f} → {wall[1]:.1f} 毫秒")
            worst = max(worst, (a / b, f"{account} {path} {asked}"))
    for client in clients.values():
        client.close()
    for note in notes:
        say(note)
    return [result("district-growth", worst[0], None, worst[0], "≤ 1.2", worst[0] <= 1.2, "倍",
                   f"最慢的一页 {worst[1]}，{PROJECTS} 个项目到 {MANY} 个")]


def growth_measures():
    """Ten times the projects in as many units; both have only the goals of the coming year."""
    folder, larger = WORK / "district-goals", WORK / "district-many"
    seconds = generate(PROJECTS, folder, 0)
    say(f"生成 {MANY} 个项目的地区……")
    generate(MANY, larger, 0)
    year = last_year(folder)
    counts = [rows(folder, text)[0][0] for text in (
        "SELECT count(*) FROM unit WHERE id LIKE 'd__'", "SELECT count(*) FROM unit WHERE id LIKE 'd__u__'",
        "SELECT count(*) FROM project", f"SELECT sum(indicators) FROM form "
        f"WHERE year = {year} AND kind = 'project-goal'")]
    say("部门 %d，单位 %d，项目 %d，指标 %d" % tuple(counts))
    more, fewer = serve(larger), serve(folder)
    try:
        found = growth(more, fewer, year)
    finally:
        fewer.stop()
        more.stop()
    shutil.rmtree(larger, ignore_errors=True)
    return [result("district-generation", seconds, None, None, "≤ 60", seconds <= 60, "秒",
                   f"{counts[2]} 个项目、{counts[3]} 条指标，一年的目标")] + found


def measures():
    folder = WORK / "district"
    say(f"生成 {PROJECTS} 个项目的地区，两年的全部环节……")
    seconds = generate(PROJECTS, folder, 2)
    year = last_year(folder)
    found = [result("district-life", seconds, None, None, "≤ 60", seconds <= 60, "秒", f"{PROJECTS} 个项目，两年的全部环节")]
    server = serve(folder)
    try:
        found += form_pages(server, year) + boards(server, year) + saves(server, year) + load(server, year)
    finally:
        server.stop()
    return found
