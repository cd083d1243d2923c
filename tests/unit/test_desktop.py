"""What is said before Qt is asked for a window."""

import sys
from pathlib import Path

import pytest

from digitpad import desktop
from digitpad.desktop import missing_libraries, missing_sentence, why_no_window

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing_libraries()), reason="needs Linux and Qt's libraries"
)


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)


def test_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no display" in (why_no_window() or "")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert why_no_window() is None


@pytest.mark.parametrize("display", [":9876", "localhost:9876.0", "nonsense", ""])
def test_a_dead_display(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert why_no_window() == f"the display {display!r} (DISPLAY) does not answer"


def test_a_dead_compositor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-9")
    assert why_no_window() == "no Wayland compositor answers (WAYLAND_DISPLAY)"
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;offscreen")
    assert why_no_window() is None


def test_an_empty_name_of_a_compositor_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    assert "no display" in (why_no_window() or "")


def test_a_platform_without_a_display_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert why_no_window() is None


def test_a_missing_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plugin = tmp_path / "libqxcb.so"
    plugin.write_text("none that can be loaded")
    monkeypatch.setattr(desktop, "_plugin", lambda platform: plugin)
    monkeypatch.setenv("DISPLAY", ":0")
    assert str(plugin) in (why_no_window() or "")
    monkeypatch.setitem(desktop.LIBRARIES, "libnone.so.9", "libnone9")
    sentence = why_no_window() or ""
    assert "lacks libnone.so.9. " in sentence
    assert sentence.endswith("sudo apt-get install --no-install-recommends libnone9")


def test_of_many_missing_libraries_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    many = {f"libnone{k}.so.1": f"libnone{k}" for k in range(20)}
    monkeypatch.setattr(desktop, "LIBRARIES", many)
    sentence = missing_sentence("")
    assert "libnone0.so.1, libnone1.so.1, libnone2.so.1 and 17 more" in sentence
    assert all(package in sentence.split() for package in many.values())
