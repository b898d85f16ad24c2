"""Traditional forms that calligraphic titles and seals use, as the simplified ones of the catalogue."""

from __future__ import annotations

_TRADITIONAL = "發專證書實觀設計營業執術認質環體勞動協會學產權記標註冊國際級號醫護衛稅務總廳關責義資質財軟腦開區縣鎮鄉長廣東華興農機電"
_SIMPLIFIED = "发专证书实观设计营业执术认质环体劳动协会学产权记标注册国际级号医护卫税务总厅关责义资质财软脑开区县镇乡长广东华兴农机电"
_TABLE = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplified(text: str) -> str:
    """The text with simplified forms of the characters that titles print in traditional ones.

    Every character stays one character, so places of characters stay what they are.
    """
    return text.translate(_TABLE)
