"""Faults of what the service stands on (database, disk, file store): they pass, and nothing is given up for them."""

from __future__ import annotations

from psycopg.errors import DiskFull
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from api.problems import ProblemCode, ProblemError
from api.store.blobs import MissingBlobError
from extractor.faults import causes_of, is_disk_full

AGAIN = 10.0  # seconds after which a client may come back
_DATABASE = (OperationalError, InterfaceError, DisconnectionError, PoolTimeoutError)
_STORE = (OSError, MissingBlobError)
_WORDS = {
    ProblemCode.database_down: "数据库暂时无法使用，请稍后再试；已提交成功的材料和意见不受影响。",
    ProblemCode.disk_full: "服务器存放文件的磁盘已满，请通知管理员清理；已提交成功的材料不受影响，清理后自动继续处理。",
    ProblemCode.store_down: "存放文件的位置暂时无法读写，请稍后再试；已提交成功的材料不受影响，恢复后自动继续处理。",
}


def fault_of(error: BaseException) -> ProblemError | None:
    """Return what is the matter where an error comes from database, disk or store; None for any other error."""
    causes = tuple(causes_of(error))
    if is_disk_full(error) or any(isinstance(cause, DiskFull) for cause in causes):
        return _problem(ProblemCode.disk_full)
    if any(isinstance(cause, _DATABASE) for cause in causes):
        return _problem(ProblemCode.database_down)
    if any(isinstance(cause, _STORE) for cause in causes):
        return _problem(ProblemCode.store_down)
    return None


def _problem(code: ProblemCode) -> ProblemError:
    return ProblemError(code, _WORDS[code], retry_after=AGAIN)
