"""The formats a gathering can leave in: how each is written, and whether the gate is before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType
from typing import Final

from facilitator import paths
from facilitator.archive.queries import Reader
from facilitator.exporting.charts import write_charts
from facilitator.exporting.files import write_folder_beside
from facilitator.exporting.html import write_html
from facilitator.exporting.mail import write_mail
from facilitator.exporting.markdown import write_markdown
from facilitator.exporting.tables import write_csv
from facilitator.exporting.text import write_text
from facilitator.folder_copy import working_copy
from facilitator.leaving_out import sentence_for_left_out
from facilitator.progress import Progress, unseen
from sessions.document import Block, BlockType, DocumentTree, Node, Origin, Run, Source


@dataclass(frozen=True, slots=True)
class OneFile:
    """A document in one file. The gate applies.

    ``write`` takes the document, what marks every page of it or nothing, and whom to tell of progress; ``write_large``
    does the same in large print, where there is such a thing.
    """

    write: Callable[[DocumentTree, str, Progress], bytes]
    write_large: Callable[[DocumentTree, str, Progress], bytes] | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Parts of a document as several files of one folder, by their names. The gate applies."""

    write: Callable[[DocumentTree], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """What the archive has of a gathering, less what is off the record, as files by their names in one folder.

    It is for those who work on the gathering; no gate is before it. ``write`` returns the files, and a sentence for
    each thing that is left out of them.
    """

    write: Callable[[Reader, str], tuple[Mapping[str, bytes], Sequence[str]]]


Output = OneFile | Tables | WorkingCopy


def _pdf(tree: DocumentTree, mark: str, progress: Progress, *, is_large: bool = False) -> bytes:
    # Imported where used: ReportLab is heavy and most runs do not need it.
    from facilitator.exporting.pdf import Faces, Preset, write_pdf

    told = _("Setting the pages")
    faces = Faces.in_folder(paths.fonts())
    preset = Preset.LARGE_PRINT if is_large else Preset.STANDARD
    return write_pdf(
        tree, faces, mark=mark, preset=preset, drawn=lambda done, total: progress(done, total, told)
    )


def _html(tree: DocumentTree, mark: str, _progress: Progress) -> bytes:
    return write_html(_marked(tree, mark), paths.document_style().read_text("utf-8"))


def _markdown(tree: DocumentTree, mark: str, _progress: Progress) -> bytes:
    return write_markdown(_marked(tree, mark))


def _text(tree: DocumentTree, mark: str, _progress: Progress) -> bytes:
    return write_text(_marked(tree, mark))


def _mail(tree: DocumentTree, mark: str, _progress: Progress) -> bytes:
    return write_mail(_marked(tree, mark))


def _charts(tree: DocumentTree) -> Mapping[str, bytes]:
    return write_charts(tree, paths.fonts())


def _docx(tree: DocumentTree, mark: str, _progress: Progress) -> bytes:
    # Imported where used: python-docx is heavy and most runs do not need it.
    from facilitator.exporting.docx import write_docx

    return write_docx(_marked(tree, mark))


def _folder(reader: Reader, gathering: str) -> tuple[Mapping[str, bytes], Sequence[str]]:
    files, left_out = working_copy(reader, gathering)
    return files, [sentence_for_left_out(one) for one in left_out]


OUTPUTS: Final[Mapping[str, Output]] = MappingProxyType(
    {
        "pdf": OneFile(_pdf, partial(_pdf, is_large=True)),
        "html": OneFile(_html),
        "md": OneFile(_markdown),
        "docx": OneFile(_docx),
        "txt": OneFile(_text),
        "eml": OneFile(_mail),
        "csv": Tables(write_csv),
        "charts": Tables(_charts),
        "folder": WorkingCopy(_folder),
    }
)
"""Every format by its name, which is also the ending of its file."""

ENDINGS: Final = tuple(name for name, output in OUTPUTS.items() if isinstance(output, OneFile))
"""The formats of one file, which its ending names."""


Typeset = Callable[[DocumentTree, Sequence[str], str, bool, Progress], Mapping[str, bytes]]
"""What makes the files of a document: ``typeset`` here, or whatever has it done elsewhere."""


def typeset(
    tree: DocumentTree,
    formats: Sequence[str],
    mark: str = "",
    is_large_print: bool = False,
    progress: Progress = unseen,
) -> Mapping[str, bytes]:
    """Return the bytes of a document in each of several formats; of large print there are only PDFs."""
    found: dict[str, bytes] = {}
    for name in dict.fromkeys(formats):
        output = OUTPUTS[name]
        if isinstance(output, OneFile):
            found[name] = ((is_large_print and output.write_large) or output.write)(tree, mark, progress)
    return found


_NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")
_LONGEST_NAME: Final = 100


def file_name(
    reader: Reader, gathering: str, wanted: str, what: str = "", *, is_for_checking: bool = False
) -> str:
    """Return a name for a file or folder after the title of a gathering, one that every computer takes.

    ``what`` says which document it is, where it is not the write-up.
    """
    titles = {kept.record.id: kept.record.title for kept in reader.every("gathering")}
    bare = " ".join(_NOT_IN_A_NAME.sub(" ", titles[gathering]).split())[:_LONGEST_NAME].strip(". ")
    name = _("gathering") if not bare or _RESERVED.fullmatch(bare) else bare
    if what:
        name += f", {_NOT_IN_A_NAME.sub(' ', what)}"
    if is_for_checking:
        name += _(", for checking")
    return f"{name}.{wanted}" if isinstance(OUTPUTS[wanted], OneFile) else name


def copy_out(reader: Reader, gathering: str, output: WorkingCopy, folder: Path) -> tuple[str, ...]:
    """Write a working copy of a gathering into a folder; return what is left out of it, in sentences.

    Raises as ``write_folder_beside`` does.
    """
    files, left_out = output.write(reader, gathering)
    write_folder_beside(folder, files)
    return tuple(left_out)


def _marked(tree: DocumentTree, mark: str) -> DocumentTree:
    """Return a document that begins with what marks it, below its contents."""
    if not mark:
        return tree
    run = Run(mark, Source(Origin.TEMPLATE), bold=True)
    block = Block("mark", tree.document.id, BlockType.CALLOUT, body=(run,))
    is_contents = bool(tree.nodes) and tree.nodes[0].block.type is BlockType.CONTENTS
    return replace(tree, nodes=(*tree.nodes[:is_contents], Node(block), *tree.nodes[is_contents:]))
