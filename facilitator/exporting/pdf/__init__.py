"""The PDF of a document: set in the house style, with contents, links and an outline."""

from facilitator.exporting.pdf.faces import Faces
from facilitator.exporting.pdf.pages import Preset
from facilitator.exporting.pdf.writer import write_pdf

__all__ = ["Faces", "Preset", "write_pdf"]
