"""Why two runs over one submission may differ: what their manifests do not have in common, in words."""

from __future__ import annotations

from models.run import Run


def manifest_lines(before: Run, after: Run) -> list[str]:
    """Return one Chinese sentence for each condition of the run that is another; none when all are equal."""
    plain = (
        ("程序版本", before.code_version, after.code_version),
        ("目录（规则）", before.catalogue_sha256, after.catalogue_sha256),
        ("识别引擎", _engine(before), _engine(after)),
        ("基准日", before.reference_date, after.reference_date),
        ("人工更正", before.corrections, after.corrections),
        ("读取状态", before.status.value, after.status.value),
    )
    lines = [f"{name}不同：原为{_said(a)}，现为{_said(b)}。" for name, a, b in plain if a != b]
    if before.engine.weights != after.engine.weights:
        names = before.engine.weights.items() ^ after.engine.weights.items()
        lines.append(f"识别权重不同：{'、'.join(sorted({name for name, _ in names}))}。")
    lines += [f"缺少原有的文件：{name}。" for name in before.inputs if name not in after.inputs]
    lines += [f"多出文件：{name}。" for name in after.inputs if name not in before.inputs]
    lines += [
        f"文件内容不同：{name}。"
        for name, digest in before.inputs.items()
        if after.inputs.get(name, digest) != digest
    ]
    return lines


def _engine(run: Run) -> str:
    return f"{run.engine.name} {run.engine.version}"


def _said(value: str | None) -> str:
    return value[:16] if value else "无"
