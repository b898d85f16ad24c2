"""Invented licences and certificates as page texts, for the label reader and the classifier."""

from __future__ import annotations

from extractor.extract.record import extract_record
from models.catalogue import load_catalogue
from models.document import Document
from models.field import DocumentRecord
from models.issue import Issue
from models.kinds.uscc import check_character
from models.page import PageText
from models.submission import PageRef
from tests.unit.extract.drawing import line, page

CODE = "91440300MA5FGH3X1"
USCC = CODE + check_character(CODE)


def record(
    kind: str, *pages: PageText, parts: tuple[str | None, ...] = ()
) -> tuple[DocumentRecord, tuple[Issue, ...]]:
    """What is read from a document of this type that consists of these pages."""
    refs = tuple(PageRef(file=item.file, page=item.page) for item in pages)
    document = Document(id="d1", type=kind, confidence=1.0, pages=refs, parts=parts)
    return extract_record(document, pages, load_catalogue())


def values(kind: str, *pages: PageText, parts: tuple[str | None, ...] = ()) -> dict[str, str]:
    """Key and canonical value of everything that was found."""
    read, _ = record(kind, *pages, parts=parts)
    return {field.key: field.value for field in read.fields if field.value is not None}


def landscape_license() -> PageText:
    """Two columns; labels torn into characters, glued to values, values on several lines."""
    return page(
        [
            line("统一社会信用代码", x=0.10, y=0.20),
            line("营业执照", x=0.36, y=0.22, height=0.06),
            line("扫描二维码登录", x=0.80, y=0.23),
            line(USCC, x=0.10, y=0.23),
            line("(副本)", x=0.45, y=0.29),
            line("1-1", x=0.53, y=0.29),
            line("名", x=0.10, y=0.40),
            line("称", x=0.17, y=0.40),
            line("松陵市云岫精密仪器有限公司", x=0.20, y=0.40),
            line("注册资本叁佰万元整", x=0.56, y=0.40),
            line("型", x=0.17, y=0.45),
            line("有限责任公司(自然人投资或控股)", x=0.20, y=0.45),
            line("成立日期 2019年", x=0.56, y=0.45),
            line("09", x=0.71, y=0.45),
            line("月16", x=0.74, y=0.45),
            line("日", x=0.79, y=0.45),
            line("法定代表人", x=0.10, y=0.50),
            line("文若谦", x=0.20, y=0.50),
            line("营业期限", x=0.56, y=0.50),
            line("长期", x=0.66, y=0.50),
            line("经营范围", x=0.10, y=0.55),
            line("精密仪器、仪表的研发、制造和销售；货物及", x=0.20, y=0.55),
            line("住", x=0.56, y=0.55),
            line("所", x=0.63, y=0.55),
            line("松陵市望溪路76号", x=0.66, y=0.55),
            line("技术进出口。", x=0.20, y=0.567),
            line("3栋501室", x=0.66, y=0.567),
            line("登记机关", x=0.62, y=0.75),
            line("2020年 03 月 02 日", x=0.70, y=0.80),
            line("国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", x=0.05, y=0.95),
        ],
        file="licence.jpg",
    )


def patent(*, serial: str = "2484813", number: int = 1) -> PageText:
    """First page of a patent certificate in the layout since 2023."""
    return page(
        [
            line(f"证书号第{serial}号", x=0.13, y=0.10),
            line("实用新型专利证书", x=0.28, y=0.22, height=0.03),
            line("实用新型名称：一种轴承清洗烘干一体机", x=0.13, y=0.30),
            line("专利权人：松陵市云岫精密仪器有限公司", x=0.13, y=0.35),
            line("地", x=0.13, y=0.39),
            line("址：215200江苏省松陵市望溪路76号3栋", x=0.22, y=0.39),
            line("501室", x=0.26, y=0.406),
            line("发 明人：文若谦；陆安澜", x=0.13, y=0.43),
            line("专", x=0.13, y=0.47),
            line("利", x=0.17, y=0.47),
            line("号：ZL 2019 2 0112345.3", x=0.21, y=0.47),
            line("授权公告号：CN 209123456 U", x=0.55, y=0.47),
            line("专利申请日：2019年01月22日", x=0.13, y=0.51),
            line("授权公告日：2019年11月15日", x=0.55, y=0.51),
            line(
                "国家知识产权局依照中华人民共和国专利法经过初步审查，决定授予专利权", x=0.16, y=0.58
            ),
            line("本专利的年费应当在每年01月22日前缴纳。", x=0.13, y=0.60),
        ],
        file="patents.pdf",
        number=number,
    )


def patent_back(*, serial: str = "2484813", number: int = 2) -> PageText:
    """Second page: the names at filing."""
    return page(
        [
            line(f"证书号第{serial}号", x=0.13, y=0.10),
            line("申请日时本专利记载的申请人、发明人信息如下：", x=0.13, y=0.30),
            line("申请人：", x=0.13, y=0.33),
            line("松陵仪表厂", x=0.23, y=0.348),
            line("发明人：", x=0.13, y=0.42),
            line("文若谦；阮怀瑾", x=0.23, y=0.438),
            line("第2页（共2页）", x=0.43, y=0.92),
        ],
        file="patents.pdf",
        number=number,
    )


def management() -> PageText:
    """A certificate of a quality management system that names its holder without a label."""
    return page(
        [
            line("质量管理体系认证证书", x=0.25, y=0.15, height=0.03),
            line("证书编号：51619Q1234R1M", x=0.64, y=0.20),
            line("兹证明：", x=0.15, y=0.24),
            line("松陵市云岫精密仪器有限公司", x=0.30, y=0.27, height=0.016),
            line(f"统一社会信用代码：{USCC}", x=0.15, y=0.31),
            line("注册地址：松陵市望溪路76号", x=0.15, y=0.34),
            line("建立的质量管理体系符合标准", x=0.35, y=0.40),
            line("GB/T 19001-2016/IS0 9001:2015", x=0.33, y=0.44),
            line("认证范围", x=0.45, y=0.49),
            line("精密仪器的研发、制造和销售", x=0.38, y=0.52),
            line("初次发证日期：2016年06月12日", x=0.15, y=0.60),
            line("本次发证日期：2019年06月12日", x=0.15, y=0.63),
            line("有效期至：2022年06月11日", x=0.15, y=0.66),
            line("获证组织必须定期接受监督审核并经审核合格，此证书方继续有效。", x=0.15, y=0.69),
            line("华衡正信认证有限公司", x=0.45, y=0.85),
        ],
        file="iso.jpg",
    )
