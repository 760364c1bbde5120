"""Lists as offices send them, built in memory; every name in them is invented."""

import io
import zipfile

import xlsxwriter

HEADER = ["STT", "Tên cơ sở lưu trú", "Loại hình", "Địa chỉ", "Số phòng", "Điện thoại"]
ROW = [
    "1",
    "Khách sạn Hoa Đào",
    "Khách sạn",
    "số 2, phường Chi Lăng, TP Lạng Sơn",
    "24",
    "0912345678",
]


def xlsx(*rows, merged=(), sheets=()):
    """The rows on the first sheet; ``merged`` are (range, text), ``sheets`` are (title, rows)."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
        for where, text in merged:
            page.merge_range(where, text)
        for title, others in sheets:
            other = book.add_worksheet(title)
            for line, row in enumerate(others):
                other.write_row(line, 0, row)
    return target.getvalue()


def csv(*rows, delimiter=",", encoding="utf-8"):
    lines = (
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows
    )
    return "\r\n".join(lines).encode(encoding)


def changed_archive(data, name, change):
    """The workbook with one entry's bytes passed through ``change``; a new entry starts as b""."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in {*old.namelist(), name}:
            content = old.read(entry) if entry in old.namelist() else b""
            new.writestr(entry, change(content) if entry == name else content)
    return target.getvalue()
