"""What every PDF of ours has to pass: PDF/UA-1, PDF/A-2a, and nothing on a page that the structure forgets."""

from page import validate_pdf_bytes

from facilitator.exporting.pdf import write_pdf
from facilitator.exporting.text_of import plain_text
from sessions.document import DocumentTree
from tests.facilitator.exporting.pdf_reading import words
from tests.facilitator.exporting.pdf_sample import FACES
from tests.facilitator.exporting.pdf_tags import Reading

LENGTH = "PDFA2A-STREAM-LENGTH-001"


def made_pdf(tree: DocumentTree) -> bytes:
    """Return the PDF of a tree once it has passed."""
    data = write_pdf(tree, FACES)
    assert_valid(data)
    return data


def assert_valid(data: bytes) -> None:
    found = faults(data)
    assert not found, found[:20]


def faults(data: bytes) -> list[str]:
    """Return everything that is wrong with a file."""
    return [*Reading(data).faults, *rules_broken(data)]


def rules_broken(data: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that a file breaks, by page-validation."""
    found = []
    for profile in ("ua1", "2a"):
        for failure in validate_pdf_bytes(data, profile=profile).failures:
            if failure.rule_id != LENGTH or not _ends_in_return(data):
                found.append(f"{failure.rule_id} {failure.message}")
    return found


def _ends_in_return(data: bytes) -> bool:
    """Tell whether a stream ends in a carriage return, which the validator takes for the line's end behind it."""
    return b"\r\nendstream" in data or b"\rendstream" in data


def said(data: bytes) -> list[str]:
    """Return the words of the structure in its order, but for the marks of lists and the numbers of pages.

    A picture says what it shows.
    """
    reading = Reading(data)
    for item in reading.elements("LI"):
        item.kids = [kid for kid in item.kids if kid.kind != "Lbl"]
    for figure in reading.elements("Figure"):
        figure.kids = figure.kids if figure.text.strip() else [figure.alt]
    for entry in reading.elements("TOCI"):
        link = entry.kids[-1].kids[0]
        link.kids = [link.text.rstrip().rpartition(" ")[0]]
    return words(reading.text)


def expected(tree: DocumentTree) -> list[str]:
    """Return the words of a document in the order in which a PDF says them: whose it is, then its title."""
    document = tree.document
    front = words(" ".join((document.title, document.subtitle, document.byline, document.dateline)))
    turned = words(" ".join((document.byline, document.title, document.subtitle, document.dateline)))
    return turned + words(plain_text(tree))[len(front) :]
