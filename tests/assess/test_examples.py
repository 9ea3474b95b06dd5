import pytest

from spf_lib.assess.examples import FILE, rated_examples


@pytest.fixture(scope="module")
def examples(root):
    return rated_examples(root / FILE).set_index("example")


@pytest.mark.parametrize(
    ("example", "colour", "reason"),
    [
        (
            "Relative tolerance, well short",
            "R",
            "64% against at least 82%: 22.0% short of target, more than 10%: red",
        ),
        (
            "Relative tolerance, just short",
            "A",
            "75% against at least 82%: 8.5% short of target, no more than 10%: amber",
        ),
        (
            "A band, with a relative tolerance",
            "R",
            "25% against 28% to 40%: 10.7% short of target, more than 10%: red",
        ),
        ("No figure", "", "No figure: no rating"),
        ("Not rated", "", "Not rated"),
    ],
)
def test_a_worked_example_is_rated_and_explained(examples, example, colour, reason):
    assert (examples.at[example, "rag"], examples.at[example, "reason"]) == (colour, reason)


def test_a_worked_example_has_a_name_of_its_own(examples):
    assert examples["measure_id"].is_unique


def test_an_example_is_rated_by_the_same_rules_as_a_measure(tmp_path):
    path = tmp_path / "examples.csv"
    path.write_text(
        "example,unit,decimals,polarity,value,figure_status,target_kind,lower,upper,baseline,"
        "benchmark_value,benchmark_comparison,previous,family,tolerance,green_from,green_to,"
        "amber_from,amber_to\n"
        "Zero is a value,count,0,lower,0,final,at_most,,5,,,,,relative,10,,,,\n",
        encoding="utf-8",
    )
    (found,) = rated_examples(path).itertuples()
    assert (found.rag, found.reason) == (
        "G",
        "0 against at most 5: on or better than target: green",
    )
