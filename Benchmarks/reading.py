"""Measures of reading beside the programs it stands on: PDF files."""
import io
import subprocess
import time
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
