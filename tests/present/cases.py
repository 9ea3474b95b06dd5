"""An invented case of a rating, written as in the worked examples and rated."""

from spf_lib.assess.examples import FILE, rated_examples


def rated_case(root, folder, case):
    header = (root / FILE).read_text(encoding="utf-8").splitlines()[0]
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}\nA case,{case}\n", encoding="utf-8")
    return rated_examples(path).iloc[0]
