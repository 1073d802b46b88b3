#!/usr/bin/env python3
"""The peers of the reader of Excel workbooks: openpyxl and python-calamine.

    xlsx_peer.py make FILE [SHEETS] [ROWS]   writes a workbook as an office makes it: 40 sheets of 120 rows
    xlsx_peer.py openpyxl FILE [TIMES]       opens it and takes the value of every cell, prints JSON
    xlsx_peer.py calamine FILE [TIMES]       the same

Both sides of the comparison end with every cell in memory, and with what is merged. The peers hand out bare values; Hengji
also prints each figure as its format shows it.
"""

import json
import random
import sys
import time

import openpyxl
import python_calamine
from openpyxl.styles import Alignment, Border, Font, Side

LEVELS = [
    ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
]
THINGS = ["堤防", "道路", "社区", "图书馆", "路灯", "绿地", "排水管网", "农村公路", "学校食堂", "公共卫生服务站"]
DEEDS = ["养护率", "巡查次数", "完成及时率", "验收合格率", "建设面积", "群众知晓率", "资金到位率", "设施完好率"]
NOTES = [None, "按年度计划完成", "受汛期影响，部分工程推迟到下年实施，已列入整改台账", "行业标准", "计划标准"]
SIDE = Side(style="thin")
BORDER = Border(left=SIDE, right=SIDE, top=SIDE, bottom=SIDE)
FONT = Font(name="宋体", size=9)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def put(sheet, row, column, value, code=None, across=1, down=1):
    for r in range(row, row + down):
        for c in range(column, column + across):
            cell = sheet.cell(r, c)
            cell.border, cell.font, cell.alignment = BORDER, FONT, MIDDLE
    cell = sheet.cell(row, column)
    cell.value = value
    if code:
        cell.number_format = code
    if across * down > 1:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1)


def form(sheet, number, rows, chance):
    """A self-evaluation: a title, four head rows, then indicators with two merged columns."""
    sheet.cell(1, 1).value = "项目支出绩效自评表"
    sheet.merge_cells("A1:H1")
    put(sheet, 2, 1, "项目名称", across=2)
    put(sheet, 2, 3, f"{chance.choice(THINGS)}建设维护专项（{number}）", across=6)
    put(sheet, 3, 1, "主管部门", across=2)
    put(sheet, 3, 3, "示例区城市管理局", across=2)
    put(sheet, 3, 5, "实施单位")
    put(sheet, 3, 6, "示例区设施维护中心", across=3)
    put(sheet, 4, 1, "年度预算（万元）", across=2)
    put(sheet, 4, 3, chance.randint(100, 999999) / 100, "#,##0.00", across=2)
    put(sheet, 4, 5, "执行数")
    put(sheet, 4, 6, chance.randint(100, 999999) / 100, "#,##0.00")
    put(sheet, 4, 7, "执行率")
    put(sheet, 4, 8, 1, "0%")
    heads = ("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "分值", "得分", "偏差原因及改进措施")
    for column, head in enumerate(heads, 1):
        put(sheet, 5, column, head)
    per_kind = max(1, (rows - 5) // sum(len(twos) for _, twos in LEVELS))
    row = 6
    for one, twos in LEVELS:
        put(sheet, row, 1, one, down=per_kind * len(twos))
        for two in twos:
            put(sheet, row, 2, two, down=per_kind)
            for _ in range(per_kind):
                percent = chance.randint(80, 100)
                put(sheet, row, 3, chance.choice(THINGS) + chance.choice(DEEDS))
                put(sheet, row, 4, f"≥{percent}%")
                put(sheet, row, 5, chance.randint(percent * 10, 1000) / 1000, "0.0%")
                put(sheet, row, 6, 2, "0")
                put(sheet, row, 7, chance.randint(100, 200) / 100, "0.00")
                put(sheet, row, 8, chance.choice(NOTES))
                row += 1


def make(path, sheets=40, rows=120):
    chance = random.Random(1)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(1, sheets + 1):
        form(book.create_sheet(f"自评表{number}"), number, rows, chance)
    book.save(path)


def by_openpyxl(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return [(list(sheet.iter_rows(values_only=True)), sheet.merged_cells.ranges) for sheet in book]


def by_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    return [(sheet.to_python(), sheet.merged_cell_ranges) for sheet in sheets]


def walk(read, path, times=5):
    best = None
    for _ in range(times):
        begin = time.perf_counter()
        sheets = read(path)
        elapsed = time.perf_counter() - begin
        best = elapsed if best is None else min(best, elapsed)
    cells = sum(value not in (None, "") for rows, _ in sheets for row in rows for value in row)
    print(json.dumps({"seconds": best, "cells": cells, "times": times}))


if __name__ == "__main__":
    commands = {"make": make, "openpyxl": lambda *a: walk(by_openpyxl, *a), "calamine": lambda *a: walk(by_calamine, *a)}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](sys.argv[2], *(int(argument) for argument in sys.argv[3:]))
