"""Who publishes the documents, and its area."""

import pandas as pd
import pytest

from spf_lib.framework.publishers import area_of, publisher_of


def test_the_first_source_tells_the_publisher():
    assert publisher_of(pd.DataFrame({"publisher": ["Leeds City Council", "LGA"]})) == (
        "Leeds City Council"
    )


@pytest.mark.parametrize(
    ("publisher", "area"),
    [
        ("London Borough of Barking and Dagenham", "Barking and Dagenham"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("City of London Corporation", "London Corporation"),
        ("City of York Council", "York"),
        ("Leeds City Council", "Leeds"),
        ("Kent County Council", "Kent"),
        ("Bath and North East Somerset Council", "Bath and North East Somerset"),
        ("Dudley Metropolitan Borough Council", "Dudley"),
        ("Royal Borough of Windsor and Maidenhead Council", "Windsor and Maidenhead"),
        ("Adur District Council", "Adur"),
        ("Council of the Isles of Scilly", "Council of the Isles of Scilly"),
    ],
)
def test_an_area_is_the_councils_name_without_the_words_for_its_kind(publisher, area):
    assert area_of(publisher) == area
