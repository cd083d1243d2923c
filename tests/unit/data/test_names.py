"""Names of digits in one text: they behave as a list of them would."""

import pytest

from digitpad.data.names import Names

LISTS = [[], [""], ["1.txt"], ["more/é.txt", "", "\udcff.txt", "a\0b", "10.txt"]]


@pytest.mark.parametrize("names", LISTS)
def test_the_names_come_as_they_were_given(names: list[str]) -> None:
    found = Names(names)
    assert list(found) == [found[number] for number in range(len(found))] == names
    assert len(found) == len(names)
    assert bool(found) == bool(names)


@pytest.mark.parametrize("part", [slice(None), slice(1, 3), slice(-2, None), slice(None, None, -1)])
def test_a_part_of_the_names_is_the_part_of_the_list(part: slice) -> None:
    assert list(Names(LISTS[-1])[part]) == LISTS[-1][part]


def test_names_are_counted_from_the_end_too_but_no_further() -> None:
    names = Names(["a", "b"])
    assert names[-1] == "b"
    assert "b" in names
    assert names.index("b") == 1
    for number in (2, -3):
        with pytest.raises(IndexError):
            names[number]
