"""In a Chinese window, an English error stands below a Chinese line that says what went wrong."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from digitpad.errors import DatasetError, DigitpadError, InternalError, ModelFileError
from digitpad.ui.support.error_text import LEADS, ShownError, error_text
from digitpad.ui.support.settings import settings
from digitpad.ui.support.short_names import listed
from digitpad.ui.support.translation import KEY, install_translators

MISSING = DatasetError("digits.zip", found="no such file")


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    settings().setValue(KEY, "zh_CN")
    install_translators(qapp)
    yield
    settings().setValue(KEY, "en")
    install_translators(qapp)


def test_in_english_an_error_says_it_by_itself(qapp: QApplication) -> None:
    assert error_text(MISSING) == str(MISSING)
    assert listed(["a", "b", "c", "d"]) == "a, b, c, …"


@pytest.mark.usefixtures("chinese")
def test_in_chinese_an_error_has_a_chinese_line() -> None:
    assert error_text(MISSING) == f"无法读取或写入该数据集。\n{MISSING}"
    assert error_text(ModelFileError("m", found="x")).startswith("无法读取或写入该模型。\n")
    assert error_text(InternalError(IndexError("3"))).startswith("程序发生意外错误。\n")
    assert error_text(ShownError("“a”已移动。")) == "“a”已移动。"
    assert listed(["a", "b", "c", "d"]) == "a、b、c、…"


@pytest.mark.parametrize("kind", DigitpadError.__subclasses__())
def test_each_kind_of_error_has_a_line(kind: type[DigitpadError]) -> None:
    assert kind in LEADS or kind is ShownError
