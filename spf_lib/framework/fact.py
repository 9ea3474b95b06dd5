"""A number with what it is and where it came from: the stuff of sentences, tables and charts."""

from dataclasses import dataclass

from spf_lib.framework.units import format_value


@dataclass(frozen=True)
class Fact:
    """A number and where it came from.

    Attributes
    ----------
    name : str
        What the number is of: a measure_id, or the name of a count.
    kind : str
        ``reported``, ``target``, ``recomputed``, ``difference``, ``benchmark``, ``tolerance``,
        ``count`` or ``parameter``.
    value, unit, decimals
        The raw value, its unit, and the decimals shown.
    period : str
        As in files; empty for a count.
    formula : str
        How it was computed, in words; empty for a reported figure.
    file, line, source_id, source_line
        Where a reported figure stands: file and line of the data, document and line of the source.
    as_printed : str
        The source's own token, where the page quotes it instead of formatting the value.
    computed_from : tuple of Fact
        The facts that the formula speaks of, in its order.
    counted : tuple of str
        Of a count: the keys of the rows counted.
    """

    name: str
    kind: str
    value: float
    unit: str = "count"
    decimals: int = 0
    period: str = ""
    formula: str = ""
    file: str = ""
    line: int | None = None
    source_id: str = ""
    source_line: int | None = None
    as_printed: str = ""
    computed_from: tuple["Fact", ...] = ()
    counted: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The number as shown: the source's own token if that is quoted, else formatted."""
        return self.as_printed or format_value(self.value, self.unit, self.decimals)
