"""What a verification found, in words."""

from collections.abc import Iterator

from spf_lib.publish.edition_differences import FigureDifference, FileDifference
from spf_lib.publish.verify import Verification

_ADVICE = {
    "return": (
        "Returns of a published edition stay as they are. To mend a figure, revise it in a newer "
        "return, or enter it in data/corrections.csv with its reason."
    ),
    "rules": (
        "Rules of a published edition stay as they are. To judge otherwise from now on, add a rule "
        "set under a new name, and name it in the parameters of the newer edition."
    ),
    "parameters": (
        "Parameters of a published edition stay as they are. Change those of the newer edition."
    ),
    "page": "A published page stays as it was executed. Take it back from an archive of it.",
    "ledger": "A published ledger stays as it was written. Take it back from an archive of it.",
}


def verification_report(found: Verification) -> str:
    """Say what was reproduced, or every difference: figures, outputs, then files with their kind.

    A difference in code, template or environment is named even where nothing came of it.
    """
    return "\n".join([*_executed(found), *_files(found), *_verdict(found)])


def _executed(found: Verification) -> Iterator[str]:
    if found.not_executed:
        yield f"{found.edition_id} was not executed again:"
        yield from (f"  {line}" for line in found.not_executed.splitlines())
        return
    for difference in found.differing_figures:
        yield (
            f"{difference.page}, {difference.id}: published {difference.published}, "
            f"now {difference.now}{_cause(difference, found.differing_files)}"
        )
    for output in found.differing_outputs:
        yield f"{output.name} is not reproduced: {output.where}"
    for output in found.spoilt_outputs:
        yield f"{output.name} was changed after it was published: {output.where}"
    yield f"{found.figures_reproduced} of {found.figures} figures reproduced"
    yield f"{found.outputs_reproduced} of {found.outputs} outputs reproduced to the byte"


def _cause(difference: FigureDifference, files: tuple[FileDifference, ...]) -> str:
    """Name the file a figure was read from, if that differs; else whatever differs alone."""
    inputs = [file for file in files if file.kind not in ("page", "ledger")]
    own = [file for file in inputs if file.name == difference.file]
    named = own or (inputs if len(inputs) == 1 else [])
    return f" ({named[0].name} {named[0].how}, {named[0].kind})" if named else ""


def _files(found: Verification) -> Iterator[str]:
    strays = bool(found.differing_figures or found.differing_outputs)
    if strays and not found.differing_files:
        yield "Every file and package is as in the manifest: the execution does not repeat itself."
    if not found.differing_files:
        return
    yield "Not as in the manifest" + (", so the possible causes:" if strays else ":")
    for file in found.differing_files:
        harmless = not (file.fails or strays or found.not_executed)
        remark = "; no output is changed by it" if harmless else ""
        yield f"  {file.kind:<12}{file.name}: {file.how}{remark}"


def _verdict(found: Verification) -> Iterator[str]:
    kinds = dict.fromkeys(file.kind for file in found.differing_files if file.fails)
    yield from (_ADVICE[kind] for kind in kinds)
    verdict = "holds" if found.holds else "DOES NOT HOLD"
    yield f"Edition {found.edition_id} {verdict}."
