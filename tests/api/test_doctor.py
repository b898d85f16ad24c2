"""What `heyan doctor` says about database and file store."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.cli import main
from api.doctor import look_at_database, look_at_store
from api.settings import ServiceSettings
from extractor.errors import ExitCode, HeyanError


def test_a_database_that_answers_is_named(database_url: str) -> None:
    seen = look_at_database(ServiceSettings(database_url=database_url))
    assert seen.startswith("外部 PostgreSQL ")


def test_a_database_that_does_not_answer_is_not_fit() -> None:
    settings = ServiceSettings(database_url="postgresql://nobody@127.0.0.1:9/none")
    with pytest.raises(HeyanError, match="HEYAN_DATABASE_URL"):
        look_at_database(settings)


def test_the_embedded_database_is_tried_out(tmp_path: Path) -> None:
    assert look_at_database(ServiceSettings(data_dir=tmp_path / "data")).endswith("可以启动")
    assert not (tmp_path / "data").exists()


def test_the_store_is_written_to_where_there_is_one(tmp_path: Path) -> None:
    settings = ServiceSettings(data_dir=tmp_path / "data")
    assert "尚未建立" in look_at_store(settings)
    settings.data_dir.mkdir()
    assert look_at_store(settings).endswith("可读写")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(HeyanError, match="HEYAN_STORE_URL"):
        look_at_store(ServiceSettings(store_url=str(tmp_path / "file" / "store")))


@pytest.mark.parametrize(
    ("name", "value"), [("HEYAN_PORT", "many"), ("HEYAN_WEBHOOK_HOSTS", "a,b")]
)
def test_a_setting_that_does_not_fit_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    assert main(["serve"]) == ExitCode.ARGUMENTS
    said = capsys.readouterr().err
    assert "设置不正确" in said
    assert name.removeprefix("HEYAN_").lower() in said.lower()
