"""A document as a mail to be sent: plain text and a page, side by side; and pieces of one for the clipboard."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from facilitator.exporting.characters import printable
from facilitator.exporting.house_colours import light
from facilitator.exporting.html import cover
from facilitator.exporting.html_blocks import BlockWriter
from facilitator.exporting.html_inline import escaped
from facilitator.exporting.inline_styles import styles_of, with_inline_styles
from facilitator.exporting.text import write_text
from sessions.document import DocumentTree, Node, Picture


def write_mail(tree: DocumentTree, sent: datetime | None = None) -> bytes:
    """Return the document as a mail without sender and receiver, for a mail program to open and send.

    It has a date only where one is given. The same document is the same bytes.
    """
    letter = _letter(tree)
    pictures = {address: each for each in tree.pictures.values() if (address := _address(each)) in letter}
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(printable(tree.document.title).split()) or tree.document.kind.value
    mail["From"] = ""
    mail["To"] = ""
    if sent is not None:
        mail["Date"] = format_datetime(sent)
    mail["X-Unsent"] = "1"  # Outlook opens it to be written on, not as one that has come
    mail.set_content(write_text(tree).decode(), cte="quoted-printable")
    for address, picture in pictures.items():
        letter = letter.replace(address, f"cid:{_name(picture)}")
    mail.add_alternative(letter, subtype="html", cte="quoted-printable")
    page = list(mail.iter_parts())[-1]
    assert isinstance(page, EmailMessage)
    for picture in pictures.values():
        kind, _, subtype = picture.mime.partition("/")
        page.add_related(picture.content, kind, subtype, cid=f"<{_name(picture)}>", disposition="inline")
    _bound(mail)
    return mail.as_bytes()


def html_fragment(tree: DocumentTree, block_ids: Collection[str]) -> str:
    """Return some blocks with all that is in them as HTML to be pasted elsewhere, each with its look in itself.

    A block inside another that is wanted is not said twice.
    """
    nodes = list(_wanted(tree.nodes, frozenset(block_ids)))
    return with_inline_styles(BlockWriter(tree).flow(nodes), styles_of(light(tree.house)))


def _wanted(nodes: Sequence[Node], names: frozenset[str]) -> Iterator[Node]:
    for node in nodes:
        if node.block.id in names:
            yield node
        else:
            yield from _wanted(node.children, names)


def _letter(tree: DocumentTree) -> str:
    document = tree.document
    inside = f'<div class="letter">\n{cover(tree)}\n{BlockWriter(tree).flow(tree.nodes)}\n</div>'
    title = escaped(" ".join(document.title.split()) or document.kind.value)
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{escaped(document.language)}">\n<head>\n<meta charset="utf-8">',
            f'<title>{title}</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">',
            "</head>\n<body>",
            with_inline_styles(inside, styles_of(light(tree.house))),
            "</body>\n</html>\n",
        ]
    )


def _address(picture: Picture) -> str:
    return f"data:{picture.mime};base64,{b64encode(picture.content).decode()}"


def _name(picture: Picture) -> str:
    """Return a name that is the same for the same picture and says nothing else."""
    return f"{hashlib.sha256(picture.content).hexdigest()[:32]}@picture.invalid"


def _bound(mail: EmailMessage) -> None:
    """Part the pieces of a mail by lines that follow from what is in it: other mails are never parted by chance."""
    said = hashlib.sha256(
        "".join(str(part.get_payload()) for part in mail.walk() if not part.is_multipart()).encode()
    )
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{said.hexdigest()[:32]}_{number}")
