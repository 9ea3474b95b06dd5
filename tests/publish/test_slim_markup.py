"""The pages of a site without their templates' indentation."""

from spf_lib.publish.slim_markup import without_indentation


def test_a_gap_with_a_lines_end_is_one():
    assert without_indentation("<p>\n\n    a  b\n</p>") == "<p>\na  b\n</p>"


def test_what_keeps_its_gaps_stays_as_it_is():
    for tag in ("pre", "script", "style", "textarea"):
        kept = f"<{tag} id='a'>\n  one\n\n  two</{tag}>"
        assert without_indentation(f"<p>\n  {kept}\n  </p>") == f"<p>\n{kept}\n</p>"
