"""Commands, the Python interface and the training loop take their settings from one place."""

import argparse
import re
from dataclasses import fields
from typing import Any

import pytest

import digitpad
from digitpad.api import _config
from digitpad.cli import main
from digitpad.commands import train
from digitpad.commands.parser import make_parser
from digitpad.errors import TrainingError
from digitpad.learning.config import SETTINGS, TrainingConfig, defaults, option
from digitpad.nn.training import Settings as LoopSettings
from digitpad.playground.experiment import Settings as PlaneSettings
from digitpad.playground.settings import QuadrantSettings
from digitpad.setting import Setting, said, settings_of

NUMBERS = {name: known for name, known in SETTINGS.items() if known.is_number}


def commands() -> dict[str, argparse.ArgumentParser]:
    (choices,) = [a.choices for a in make_parser()._actions if a.dest == "command" or a.choices]
    assert isinstance(choices, dict)
    return choices


def shown_help(command: str) -> str:
    """The help of a command on one line."""
    return " ".join(commands()[command].format_help().split())


def config_of(monkeypatch: pytest.MonkeyPatch, *words: str) -> TrainingConfig:
    """The configuration that ``digitpad train`` makes of a command line."""
    made: list[TrainingConfig] = []

    def note(config: TrainingConfig) -> Any:
        made.append(config)
        raise TrainingError("enough")

    monkeypatch.setattr(train, "stream_run", note)
    assert main(["train", "one", *words, "--out", "out.npz"]) == 1
    return made[0]


def test_every_field_is_explained() -> None:
    assert SETTINGS.keys() == {field.name for field in fields(TrainingConfig)} - {"datasets"}


@pytest.mark.parametrize("name", [n for n, known in SETTINGS.items() if known.kind is not str])
def test_help_explains_each_setting_and_tells_its_default(name: str) -> None:
    known, shown = SETTINGS[name], shown_help("train")
    assert re.search(rf"{re.escape(option(name))}\b.*{re.escape(known.summary)}", shown)
    if name not in ("transpose", "invert", "scale"):
        assert known.help in shown
        assert f"(default: {said(known.default)}" in known.help


def test_without_options_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    config = TrainingConfig(("one",), **defaults(is_fine_tuning=False))
    assert config_of(monkeypatch) == config == TrainingConfig(("one",)) == _config(["one"], {})


def test_fine_tuning_is_gentle(monkeypatch: pytest.MonkeyPatch) -> None:
    config = config_of(monkeypatch, "--from", "old.npz")
    assert config == _config(["one"], {"start": "old.npz"})
    assert (config.epochs, config.learning_rate, config.keep) == (10, 0.0003, True)
    words = ["--from", "old.npz", "--epochs", "20", "--no-keep"]
    told = config_of(monkeypatch, *words)
    assert (told.epochs, told.learning_rate, told.keep) == (20, 0.0003, False)


@pytest.mark.parametrize(("name", "known"), NUMBERS.items())
def test_command_and_interface_have_the_same_limits(
    name: str, known: Setting, capsys: pytest.CaptureFixture[str]
) -> None:
    for value in (known.low, known.high):
        value = known.kind(value)
        arguments = make_parser().parse_args(
            ["train", "one", "--out", "o", option(name), f"{value}"]
        )
        parsed = getattr(arguments, name)
        assert (parsed[0] if isinstance(parsed, list) else parsed) == value
        _config(["one"], {name: value})
    for beyond in (known.low - 1, known.high + 1):
        beyond = known.kind(beyond)
        with pytest.raises(SystemExit):
            make_parser().parse_args(["train", "one", "--out", "o", f"{option(name)}={beyond}"])
        assert f"must be {known.low:,} to {known.high:,}" in capsys.readouterr().err
        with pytest.raises(TrainingError):
            digitpad.train("synthetic:9", **{name: beyond})


def test_the_training_loop_has_the_same_defaults() -> None:
    loop = LoopSettings()
    for field in fields(LoopSettings):
        if field.name != "ema_decay":
            assert getattr(loop, field.name) == SETTINGS[field.name].default


def test_the_tutorials_values_have_one_source() -> None:
    arguments = make_parser().parse_args(["quadrants"])
    assert (QuadrantSettings().hidden, QuadrantSettings().iterations) == (50, 10_000)
    for name, known in settings_of(QuadrantSettings).items():
        assert getattr(arguments, name) == known.default
        assert known.help in shown_help("quadrants")
    for name in ("learning_rate", "l2", "seed"):
        assert getattr(PlaneSettings(), name) == getattr(QuadrantSettings(), name)
    assert PlaneSettings().hidden == (QuadrantSettings().hidden,)


def test_former_options_go_on_working_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    config = config_of(monkeypatch, "--times", "2", "--junk", "30")
    assert (config.repeats, config.non_digits) == ((2,), 30)
    assert "--times" not in shown_help("train")
    assert "--junk" not in shown_help("train")
