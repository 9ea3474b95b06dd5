"""The pages of a site without their templates' indentation and without idle markup."""

from spf_lib.publish.slim_markup import without_hidden_contents, without_indentation


def test_a_gap_with_a_lines_end_is_one():
    assert without_indentation("<p>\n\n    a  b\n</p>") == "<p>\na  b\n</p>"


def test_what_keeps_its_gaps_stays_as_it_is():
    for tag in ("pre", "script", "style", "textarea"):
        kept = f"<{tag} id='a'>\n  one\n\n  two</{tag}>"
        assert without_indentation(f"<p>\n  {kept}\n  </p>") == f"<p>\n{kept}\n</p>"


def test_contents_that_are_shown_elsewhere_leave_nothing_behind():
    hidden = '<div class="toctree-wrapper compound">\n</div>\n'
    shown = '<div class="toctree-wrapper compound">\n<ul></ul></div>'
    assert without_hidden_contents(f"<p></p>\n{hidden}{hidden}{shown}") == f"<p></p>\n{shown}"
