"""Refusals: for every code the Chinese sentence that tells the applicant what to do."""

from __future__ import annotations

from extractor.errors import InputCode, InputError

_SENTENCES = {
    InputCode.NOT_FOUND: "找不到“{file}”，请检查路径后重新提交。",
    InputCode.EMPTY: "“{file}”没有内容，请检查后重新提交有内容的文件。",
    InputCode.ENCRYPTED: "“{file}”设有打开密码，无法读取，请取消密码后重新提交。",
    InputCode.TRUNCATED: "“{file}”不完整（上传或复制中断），请重新导出或重新上传完整的文件。",
    InputCode.UNREADABLE: "“{file}”已损坏，无法打开，请重新导出或重新扫描后提交。",
    InputCode.UNSUPPORTED: "“{file}”的格式不受支持，请改交 PDF、JPEG、PNG、TIFF、DOCX 或 XLSX 文件。",
    InputCode.WRONG_TYPE: "“{file}”的内容与扩展名不符，请改正扩展名或重新导出后提交。",
    InputCode.TOO_LARGE: "“{file}”过大，请压缩或拆分成几个文件后重新提交。",
    InputCode.TOO_MANY_PAGES: "加上“{file}”后页数超过上限，请拆分或删去无关页后重新提交。",
    InputCode.TOO_MANY_PIXELS: "“{file}”的图像尺寸超过上限，请以 300 dpi 以下的分辨率重新扫描后提交。",
    InputCode.UNSAFE_PATH: "“{file}”在压缩包内的路径指向压缩包之外，已拒绝读取，请重新打包后提交。",
    InputCode.TOO_SLOW: "打开“{file}”用时过长，已中止，请重新导出或重新扫描后提交。",
    InputCode.TOO_MUCH_MEMORY: "打开“{file}”所需的内存超过上限，已中止，请重新导出或拆分后提交。",
    InputCode.CRASHED: "打开“{file}”时读取程序异常退出，文件可能已损坏，请重新导出或重新扫描后提交。",
}


def refuse(
    code: InputCode, file: str, *, message: str | None = None, detail: str | None = None
) -> InputError:
    """The error that refuses `file`; `message` replaces the usual sentence and may hold `{file}`."""
    sentence = (message or _SENTENCES[code]).replace("{file}", file)
    return InputError(code, sentence, file=file, detail=detail)
