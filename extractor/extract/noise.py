"""Print that belongs to no field: footers of the issuing office, captions of codes, watermarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.kinds.printed import fold_text, without_blanks
from models.page import PageText, TextLine

_FURNITURE = re.compile(
    r"(国家)?(企业)?信用信息公示系统|信用公示系统|市场主体应当于每年|每年.{1,3}月.{1,3}日至.{1,3}月.{1,3}日"
    r"|https?[:/ ]|^www\.|\.(gov|com)\.cn/?$|^[a-z0-9./:-]*\.(gov|com|cn|net|org)[a-z0-9./:]*$|管理总?局监制|工业和信息化部制"
    r"|扫描?.?维?码|^[“\"]?国家企业信用|了解更多登记|多登记、备案|备案、许可|^管信息[。.]?$|可、监管信息"
    r"|公示系统[”\"]|信息公示系统$|全能王|扫描App|电子营业执照文件|息参考,具体信息|公示系统查验|业执照软件"
    r"|留存\(打印\)|数字签名|^说明:?$|第\d+页\(?共\d+页|^其他事项参见续页$|^Page\d+of\d+$"
    r"|报送.{0,3}(上一)?年度(年度)?报告|年报公示义务|不另行通知|档案号",
    re.I,
)
_WATERMARK = re.compile(
    r"复印(件)?(无效|有效)|仅供|仅限.{0,12}使用|(只|仅)作.{0,16}(之用|使用|用途)|再次复印|与原件(一致|相符)"
    r"|扫描文件|水印|样本|Glass\.com|Made-in-China|ade-in-China|中国制造网|中国玻璃网",
    re.I,
)
_TURNED = (
    1.6  # a large line this much higher than usual, with few characters, is a watermark or title
)
_REPEATED = 3


def is_noise(line: TextLine, *, repeated: bool) -> bool:
    """Whether a line is furniture or a watermark; `repeated` lines stand three times on the page."""
    text = without_blanks(fold_text(line.text))
    if not text or (repeated and len(text) >= 4 and not any(c.isdigit() for c in text)):
        return True
    return bool(_FURNITURE.search(text) or _WATERMARK.search(text))


def without_noise(page: PageText) -> tuple[TextLine, ...]:
    """The lines of a page that may hold labels and values."""
    counts = Counter(without_blanks(line.text) for line in page.lines)
    return tuple(
        line
        for line in page.lines
        if not is_noise(line, repeated=counts[without_blanks(line.text)] >= _REPEATED)
    )


def scattered(lines: Sequence[TextLine], *, usual: float) -> tuple[TextLine, ...]:
    """Lines that are too high for the text they hold: slanted watermarks, marks inside seals."""
    return tuple(
        line
        for line in lines
        if line.box.height > _TURNED * usual
        and len(line.text.strip()) <= 2
        and line.confidence < 0.9
    )
