"""Measures of reading beside the programs it stands on: PDF files, and a packed folder of a whole district."""
import io
import os
import subprocess
import time
import zipfile
import zlib

from serving import RELEASE, WORK, result


# ---------------------------------------------------------------- files made for the measure

def words(text):
    return text.encode("utf-16-be").hex()


def pdf_page(number, rows=24):
    """A ruled table of six columns, its level heads merged over rows, and a line above it."""
    xs = [40, 100, 170, 350, 430, 480, 555]
    ys = [780 - 30 * row for row in range(rows + 2)]
    out = [f"BT /F1 14 Tf 200 800 Td <{words(f'第{number}号项目支出绩效自评表')}> Tj ET", "0.5 w"]
    for x in xs:
        out.append(f"{x} {ys[0]} m {x} {ys[-1]} l S")
    for index, y in enumerate(ys):
        start = xs[1] if 1 < index < len(ys) - 1 and index % 8 else xs[0]
        out.append(f"{start} {y} m {xs[-1]} {y} l S")
    table = [["一级指标", "二级指标", "三级指标", "年度指标值", "分值", "得分"]]
    for row in range(rows):
        table.append(["产出指标" if row % 8 == 3 else "", "数量指标", f"第{number}号道路第{row}段养护里程", f"≥{row + 10}公里", "2", "2"])
    for index, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if cell:
                out.append(f"BT /F1 10 Tf {xs[column] + 3} {ys[index] - 19} Td <{words(cell)}> Tj ET")
    return zlib.compress("\n".join(out).encode())


def make_pdf(pages, first=1):
    out, places = io.BytesIO(), {}

    def add(number, head, stream=None):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{head}\n".encode())
        if stream is not None:
            out.write(b"stream\n" + stream + b"\nendstream\n")
        out.write(b"endobj\n")

    out.write(b"%PDF-1.5\n")
    add(1, "<< /Type /Catalog /Pages 2 0 R >>")
    kids = " ".join(f"{10 + 2 * page} 0 R" for page in range(pages))
    add(2, f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    add(3, "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>")
    add(4, "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 "
           "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>")
    add(5, "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
           "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
    for page in range(pages):
        stream = pdf_page(first + page)
        add(10 + 2 * page, f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * page} 0 R "
                           "/Resources << /Font << /F1 3 0 R >> >> >>")
        add(11 + 2 * page, f"<< /Length {len(stream)} /Filter /FlateDecode >>", stream)
    start, size = out.tell(), max(places) + 1
    out.write(f"xref\n0 {size}\n".encode())
    for number in range(size):
        out.write(f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n")
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def rows_of(number):
    rows = [["项目名称", f"第{number}号道路养护"], ["主管部门", "示范区城市管理局"], ["当年预算", str(number % 900 + 10)],
            ["一级指标", "二级指标", "三级指标", "指标值"]]
    rows += [["产出指标", "数量指标", f"第{row}段养护里程", f"≥{row + 10}公里"] for row in range(40)]
    return rows


def make_docx(number):
    body = "".join("<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
                   for row in rows_of(number))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    text = f"<w:p><w:r><w:t>2024年项目支出绩效目标表</w:t></w:r></w:p><w:tbl>{body}</w:tbl>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {space}><w:body>{text}</w:body></w:document>"})


def make_xlsx(number):
    data = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
                   for row in [["2024年项目支出绩效目标表"]] + rows_of(number))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed({
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{links}/worksheet" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData></worksheet>'})


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


def make_text(number):
    return ("2024年项目支出绩效目标表\n" + "\n".join("\t".join(row) for row in rows_of(number))).encode("gb18030")


def make_district(path, files):
    """A packed folder as Chinese systems write it: folders in folders, names in GBK without saying so."""
    makers = [(make_docx, "docx"), (make_xlsx, "xlsx"), (make_text, "txt"), (lambda n: make_pdf(2, n), "pdf")]

    class Named(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):
            return self.filename.encode("gbk"), self.flag_bits

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            make, ending = makers[number % len(makers)]
            info = Named(f"示范区/第{number // 50}单位/项目{number}.{ending}")
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, make(number))


# ---------------------------------------------------------------- measures

def seconds(*command):
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def pdf_reading():
    """Reading a file of a thousand pages, beside the program that only finds its words."""
    file = WORK / "forms.pdf"
    file.write_bytes(make_pdf(1_000))
    ours, theirs = [], []
    for _ in range(5):
        ours.append(seconds(RELEASE / "measure", "pdf", file))
        theirs.append(seconds("pdftotext", "-bbox-layout", file, "-"))
    a, b = min(ours), min(theirs)
    return [result("pdf-reading", a * 1000, b * 1000, a / b, "≤ 1.3", a / b <= 1.3, "毫秒", "pdftotext -bbox-layout")]


def batch_reading():
    """A thousand mixed files in one packed folder: how many a second, and the most memory held at once."""
    file, files = WORK / "district.zip", 1_000
    make_district(file, files)
    command = [str(RELEASE / "hengji"), "read", str(file), "--json", "--report", str(WORK / "district.jsonl")]
    start = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=subprocess.PIPE)
        report = child.stderr.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
    spent = time.perf_counter() - start
    if status != 0 or f"读出 {files} 个" not in report:
        raise SystemExit(f"batch-reading：没有全部读出\n{report[-500:]}")
    size = usage.ru_maxrss / 1024
    return [
        result("batch-reading", files / spent, None, None, "≥ 100", files / spent >= 100, "个/秒", "两个核，一千个文件"),
        result("batch-memory", size, None, None, "≤ 200", size <= 200, "MB", "读一千个文件时最多"),
    ]
