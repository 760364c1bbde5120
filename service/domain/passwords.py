"""What a password must be: long, and not one that is guessed early. No kind of character is asked
for (NIST SP 800-63B-4, section 3.1.1.2)."""

import threading
import unicodedata

from zxcvbn import zxcvbn

from service.domain.errors import Fault

SHORTEST, LONGEST = 12, 200  # characters
# Guessed within a hundred million tries: frequent passwords, names, words, rows of keys, dates, and
# what is made of few of them.
SCORE_LEAST = 3
LOOKED_AT = 72  # characters: what an estimate needs; longer ones take long to estimate
HERE = (
    "an tru", "antru", "antru-demo", "mat khau", "matkhau", "anh yeu em", "anhyeuem", "emyeuanh",
    "vietnam", "langson", "hanoi", "khachsan", "nhanghi", "dulich", "vanhoa", "thethao",
    "svhttdl", "kiemtra", "quantri", "lanhdao", "xinchao", "conyeume", "giadinh",
)  # fmt: skip
_ONE_AT_A_TIME = threading.Lock()  # The library keeps the words of its caller in a shared table.

TOO_EASY = (
    "Mật khẩu này dễ đoán: là mật khẩu phổ biến, hoặc ghép từ tên, đơn vị, dãy phím, ngày tháng. "
    "Xin chọn vài từ không liên quan, có thể cách nhau bằng dấu cách."
)


def faults_of(password: str, account: dict[str, str], path: str) -> list[Fault]:
    """What is wrong with a password to be of an account ``{username, name, unit}``."""
    if not SHORTEST <= len(password) <= LONGEST:
        words = f"Mật khẩu dài từ {SHORTEST} đến {LONGEST} ký tự."
        return [Fault(path, "length", words)]
    own = [account["username"], account["unit"], account["name"], *account["name"].split()]
    with _ONE_AT_A_TIME:
        found = zxcvbn(_bare(password)[:LOOKED_AT], [_bare(word) for word in (*own, *HERE)])
    return [Fault(path, "common_password", TOO_EASY)] if found["score"] < SCORE_LEAST else []


def _bare(text: str) -> str:
    """Without accents, as the lists of words are; what cannot be written so stays."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
