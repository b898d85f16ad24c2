"""What the system says when a file cannot be written or read, in words for a user."""

from __future__ import annotations

import errno
from collections.abc import Iterator

DISK_FULL = (
    "磁盘空间不足，本次运行没有完成。请清理输出目录、缓存目录（HEYAN_CACHE_DIR）和临时目录（TMPDIR）"
    "所在的磁盘后重新运行同一命令，已保存的识别结果会继续使用。"
)
FULL = (errno.ENOSPC, errno.EDQUOT)
_FULL_NAME = "ENOSPC"  # all that lxml keeps of the number
_WORDS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件或目录不存在",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EISDIR: "是目录，不是文件",
    errno.EROFS: "磁盘为只读",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称过长",
}


def reason_of(error: OSError) -> str:
    """Return why the system refused, as part of a Chinese sentence; the number where it is no usual reason."""
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}")


def is_disk_full(error: BaseException) -> bool:
    """Whether an error comes from a full disk, however many others were raised from it."""
    return any(
        cause.errno in FULL if isinstance(cause, OSError) else str(cause).endswith(_FULL_NAME)
        for cause in causes_of(error)
    )


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those it was raised from or while handling, the last first."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
