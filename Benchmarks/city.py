"""A city's year reviewed and scored, beside pandas scoring the same rows; called by py."""
import json
import sys

from serving import RELEASE, ROOT, WORK, result, run, say

PEERS = ["pandas==2.2.3"]
PROGRAM = """
import json, sys, time
import pandas as pd
rows = pd.read_csv(sys.argv[1], dtype={"target": str, "actual": str})
start = time.process_time()
asked = rows["target"].str.extract(r"([0-9.]+)", expand=False).astype(float)
done = rows["actual"].str.extract(r"([0-9.]+)", expand=False).astype(float)
rows["score"] = rows["weight"] * (done / asked).clip(upper=1)
total = rows.groupby("form")["score"].sum().round(2)
print(json.dumps({"seconds": time.process_time() - start, "forms": int(total.size)}))
"""


def python_with_pandas():
    folder = ROOT / ".build/bench-pandas"
    python, made = folder / "bin/python", folder / "peers.txt"
    if not made.exists() or made.read_text().split() != PEERS:
        say("准备对照用的 pandas……")
        run(sys.executable, "-m", "venv", folder)
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS)
        made.write_text("\n".join(PEERS))
    return python


def city_year():
    """13 districts × 70 units × 20 projects × 25 indicators: goal forms and self-evaluations."""
    answer = json.loads(run(RELEASE / "measure", "city"))
    python, table = python_with_pandas(), WORK / "rows.csv"
    ours = json.loads(run(RELEASE / "measure", "city-table", table))
    theirs = json.loads(run(python, "-c", PROGRAM, table))
    if ours["forms"] != theirs["forms"]:
        raise SystemExit(f"city-year：两边的表数不同：{ours['forms']} 和 {theirs['forms']}")
    ratio = theirs["seconds"] / ours["seconds"]
    return [
        result("city-year", answer["seconds"], None, None, "≤ 5", answer["seconds"] <= 5, "秒", "单核，查错和算分"),
        result("city-year-memory", answer["megabytes"], None, None, "≤ 500", answer["megabytes"] <= 500, "MB", "最高占用"),
        result("city-scoring", ours["seconds"], theirs["seconds"], ratio, "≥ 1", ratio >= 1, "秒", "pandas"),
    ]


def review_parts():
    """One form reviewed with every rule, and indicators scored a second, on one core."""
    answer = json.loads(run(RELEASE / "measure", "parts"))
    return [
        result("review-goal", answer["goal"], None, None, "≤ 50", answer["goal"] <= 50, "微秒", "一张申报表"),
        result("review-evaluation", answer["evaluation"], None, None, "≤ 50", answer["evaluation"] <= 50, "微秒", "一张自评表"),
        result("score-indicators", answer["indicators"], None, None, "≥ 3000000", answer["indicators"] >= 3e6, "条/秒", "单核"),
    ]
