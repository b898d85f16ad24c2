"""Numbers of certificates (证书编号, 登记号): codes under a name of their own."""

from __future__ import annotations

from models.kinds.base import register
from models.kinds.code import Code

CERTIFICATE_NUMBER = Code("certificate_number")
register(CERTIFICATE_NUMBER)
