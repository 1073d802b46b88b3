#!/usr/bin/env python3
"""The peer of the reader of Word documents: python-docx.

    docx_peer.py make FILE [FORMS] [ROWS]   writes a document as an office makes them: 40 forms of 60 rows
    docx_peer.py walk FILE [TIMES]          opens it and takes the text of every cell, prints JSON

Both sides of the comparison read the file from disk, and both end with the text of every cell in memory.
"""

import json
import random
import sys
import time

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVELS = [
    ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
]
THINGS = ["堤防", "道路", "社区", "图书馆", "路灯", "绿地", "排水管网", "农村公路", "学校食堂", "公共卫生服务站"]
DEEDS = ["养护率", "巡查次数", "完成及时率", "验收合格率", "建设面积", "群众知晓率", "资金到位率", "设施完好率"]
NOTES = ["", "按年度计划完成", "受汛期影响，部分工程推迟到下年实施，已列入整改台账", "行业标准", "计划标准"]


def paragraph(text, bold=False):
    """One run with the properties that Word writes at each."""
    bold = "<w:b/><w:bCs/>" if bold else ""
    fonts = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体" w:hint="eastAsia"/>'
    run = f'{fonts}{bold}<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    content = f'<w:r w:rsidRPr="00A77B3E"><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>' if text else ""
    return (
        '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E" w:rsidP="004C1F2A"><w:pPr><w:widowControl/>'
        f'<w:spacing w:line="240" w:lineRule="exact"/><w:jc w:val="center"/><w:rPr>{run}</w:rPr></w:pPr>{content}</w:p>'
    )


def cell(text, width=1000, span=1, merge=None, bold=False):
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in ("top", "left", "bottom", "right")
    )
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    spans += {None: "", "top": '<w:vMerge w:val="restart"/>', "below": "<w:vMerge/>"}[merge]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:tcBorders>{edges}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(text, bold)}</w:tc>"
    )


def row(*cells):
    head = '<w:trPr><w:trHeight w:hRule="exact" w:val="454"/><w:jc w:val="center"/></w:trPr>'
    return f'<w:tr w:rsidR="00A77B3E" w:rsidTr="004C1F2A">{head}{"".join(cells)}</w:tr>'


def form(number, rows, chance):
    """A self-evaluation: four head rows, then indicators with two merged columns."""
    amount = f"{chance.randint(100, 99999) / 100:.2f}"
    lines = [
        row(cell("项目名称", span=2, bold=True), cell(f"{chance.choice(THINGS)}建设维护专项（{number}）", span=6)),
        row(cell("主管部门", span=2, bold=True), cell("示例区城市管理局", span=2), cell("实施单位", bold=True),
            cell("示例区设施维护中心", span=3)),
        row(cell("年度预算（万元）", span=2, bold=True), cell(amount, span=2), cell("执行数", bold=True),
            cell(amount), cell("执行率", bold=True), cell("100%")),
        row(*(cell(name, bold=True) for name in
              ("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "分值", "得分", "偏差原因及改进措施"))),
    ]
    kinds = [(one, two) for one, twos in LEVELS for two in twos]
    per_kind = max(1, (rows - len(lines)) // len(kinds))
    last = None
    for one, two in kinds:
        for index in range(per_kind):
            percent = chance.randint(80, 100)
            lines.append(row(
                cell("" if one == last else one, merge="below" if one == last else "top"),
                cell("" if index else two, merge="below" if index else "top"),
                cell(chance.choice(THINGS) + chance.choice(DEEDS)), cell(f"≥{percent}%"),
                cell(f"{chance.randint(percent, 100)}%"), cell("2"), cell("2"), cell(chance.choice(NOTES))))
            last = one
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1000"/>' * 8 + "</w:tblGrid>"
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/></w:tblPr>{grid}{"".join(lines)}</w:tbl>')


def make(path, forms=40, rows=60):
    chance = random.Random(1)
    document = docx.Document()
    end = document.element.body.sectPr
    for number in range(1, forms + 1):
        title = document.add_heading(f"{number}. 项目支出绩效自评表", 1)._p
        end.addprevious(title)
        end.addprevious(form(number, rows, chance))
    document.save(path)


def walk(path, times=5):
    best, cells = None, 0
    for _ in range(times):
        begin = time.perf_counter()
        document = docx.Document(path)
        texts = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        elapsed = time.perf_counter() - begin
        best = elapsed if best is None else min(best, elapsed)
        cells = sum(len(row) for table in texts for row in table)
    print(json.dumps({"seconds": best, "cells": cells, "times": times}))


if __name__ == "__main__":
    commands = {"make": make, "walk": walk}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](sys.argv[2], *(int(argument) for argument in sys.argv[3:]))
