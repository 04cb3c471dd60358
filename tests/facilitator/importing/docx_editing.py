"""Edits a Word file as Word and LibreOffice leave it: runs split, changes tracked, comments in a part of their own."""

import copy
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from random import Random
from xml.etree import ElementTree as ET

from facilitator.exporting.docx_bookmarks import Place, bookmark_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TEXT = "word/document.xml"
for prefix, address in (("w", W), ("w14", W14), ("w15", W15), ("r", OFFICE)):
    ET.register_namespace(prefix, address)
WHO, WHEN = "Ines Marlowe", "2026-12-01T09:30:00Z"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def repacked(data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """Return a file with parts put in, changed or, where None is given, left out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        parts: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        parts.update(changed)
        for name, part in parts.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def element(kind: str, /, *children: ET.Element, text: str = "", **attributes: str) -> ET.Element:
    made = ET.Element(w(kind), {w(key): value for key, value in attributes.items()})
    made.extend(children)
    if text:
        made.text = text
    return made


def run(text: str, name: str = "t", look: ET.Element | None = None) -> ET.Element:
    words = element(name, text=text)
    words.set(SPACE, "preserve")
    made = element("r", words, rsidR="00AB12CD")
    if look is not None:
        made.insert(0, copy.deepcopy(look))
    return made


class Editor:
    """A Word file that is open for editing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.root = ET.fromstring(file.read(TEXT))
            # It names prefixes that a serialiser leaves out where nothing has them.
            self.root.attrib.pop(IGNORABLE, None)
            self._relations = file.read("word/_rels/document.xml.rels").decode()
            self._types = file.read("[Content_Types].xml").decode()
        self._comments: list[ET.Element] = []
        self._threads: list[tuple[str, str, bool]] = []
        self._footnotes: list[ET.Element] = []
        self._ids = 9000

    @property
    def body(self) -> ET.Element:
        return self.root[0]

    def saved(self) -> bytes:
        """Return the file as it is now."""
        parts: dict[str, bytes | None] = {TEXT: ET.tostring(self.root, encoding="utf-8")}
        if self._comments:
            parts["word/comments.xml"] = self._part("comments", self._comments)
            self._relate("comments", "comments.xml", OFFICE)
        if self._threads:
            extended = ET.Element(f"{{{W15}}}commentsEx")
            for name, parent, is_done in self._threads:
                one = ET.SubElement(extended, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": name})
                one.set(f"{{{W15}}}done", str(int(is_done)))
                if parent:
                    one.set(f"{{{W15}}}paraIdParent", parent)
            parts["word/commentsExtended.xml"] = ET.tostring(extended)
            self._relate(
                "commentsExtended",
                "commentsExtended.xml",
                "http://schemas.microsoft.com/office/2011/relationships",
            )
        if self._footnotes:
            parts["word/footnotes.xml"] = self._part("footnotes", self._footnotes)
            self._relate("footnotes", "footnotes.xml", OFFICE)
        parts["word/_rels/document.xml.rels"] = self._relations.encode()
        parts["[Content_Types].xml"] = self._types.encode()
        return repacked(self._data, parts)

    def _part(self, name: str, children: list[ET.Element]) -> bytes:
        return ET.tostring(element(name, *children), encoding="utf-8")

    def _relate(self, kind: str, target: str, base: str) -> None:
        told = f'<Override PartName="/word/{target}" ContentType="{CONTENT}.{kind}+xml"/>'
        made = f'<Relationship Id="rNew{kind}" Type="{base}/{kind}" Target="{target}"/>'
        self._types = self._types.replace("</Types>", f"{told}</Types>")
        self._relations = self._relations.replace("</Relationships>", f"{made}</Relationships>")

    # -- finding ------------------------------------------------------------------------------------------

    def holder_of(self, child: ET.Element) -> ET.Element:
        return next(one for one in self.root.iter() if child in list(one))

    def paragraph(self, block: str, place: Place = Place.WORDS, number: int = 0) -> ET.Element:
        name = bookmark_of(block, place, number)
        for one in self.root.iter(w("p")):
            if any(mark.get(w("name")) == name for mark in one.iter(w("bookmarkStart"))):
                return one
        raise AssertionError(f"no paragraph of {block}")

    def text_of(self, block: str) -> str:
        return "".join(one.text or "" for one in self.paragraph(block).iter(w("t")))

    def _runs(self, paragraph: ET.Element) -> Iterator[tuple[ET.Element, ET.Element, ET.Element]]:
        """Yield holder, run and words of every run with words, in reading order."""
        for one in list(paragraph):
            if one.tag == w("r"):
                if (words := one.find(w("t"))) is not None:
                    yield paragraph, one, words
            else:
                yield from self._runs(one)

    def _part_runs(self, paragraph: ET.Element) -> None:
        """Give every piece of a run, words or line breaks, a run of its own."""
        for holder in list(paragraph.iter()):
            for one in [each for each in holder if each.tag == w("r")]:
                look = one.find(w("rPr"))
                pieces = [each for each in one if each is not look]
                if len(pieces) < 2:
                    continue
                place = list(holder).index(one)
                holder.remove(one)
                for piece in reversed(pieces):
                    alone = element("r", *([] if look is None else [copy.deepcopy(look)]), piece)
                    holder.insert(place, alone)

    def cut(self, paragraph: ET.Element, at: int) -> None:
        """Split the run at a place into two, as every edit does."""
        self._part_runs(paragraph)
        done = 0
        for holder, one, words in self._runs(paragraph):
            text = words.text or ""
            if done < at < done + len(text):
                place = list(holder).index(one)
                holder.remove(one)
                look = one.find(w("rPr"))
                holder.insert(place, run(text[: at - done], look=look))
                holder.insert(place + 1, run(text[at - done :], look=look))
                return
            done += len(text)

    def between(self, paragraph: ET.Element, start: int, end: int) -> list[tuple[ET.Element, ET.Element]]:
        """Return the runs from one place to another, with what they stand in."""
        self.cut(paragraph, start)
        self.cut(paragraph, end)
        found, done = [], 0
        for holder, one, words in self._runs(paragraph):
            if start <= done and done + len(words.text or "") <= end:
                found.append((holder, one))
            done += len(words.text or "")
        return found

    # -- editing without tracking --------------------------------------------------------------------------

    def replace(self, block: str, old: str, new: str) -> None:
        start = self.text_of(block).index(old)
        (holder, first), *others = self.between(self.paragraph(block), start, start + len(old))
        for other, one in others:
            other.remove(one)
        words = first.find(w("t"))
        assert words is not None
        words.text = new
        if not new:
            holder.remove(first)

    def remove(self, block: str) -> None:
        one = self.paragraph(block)
        self.holder_of(one).remove(one)

    def remove_leaving_bookmark(self, block: str) -> None:
        """Take a paragraph out and leave its bookmark, closed up, at the beginning of the next."""
        one = self.paragraph(block)
        holder = self.holder_of(one)
        below = list(holder)[list(holder).index(one) + 1]
        marks = [mark for mark in one if mark.tag in (w("bookmarkStart"), w("bookmarkEnd"))]
        for place, mark in enumerate(marks):
            below.insert(1 + place, mark)
        holder.remove(one)

    def move(self, block: str, before: str) -> None:
        one = self.paragraph(block)
        self.holder_of(one).remove(one)
        target = self.paragraph(before)
        holder = self.holder_of(target)
        holder.insert(list(holder).index(target), one)

    def add_after(self, block: str, text: str, *, tracked: bool = False) -> ET.Element:
        above = self.paragraph(block)
        words = run(text)
        made = element("p", element("pPr", element("pStyle", val="Normal")), rsidR="00AB12CD")
        made.append(self._tracked("ins", words) if tracked else words)
        holder = self.holder_of(above)
        holder.insert(list(holder).index(above) + 1, made)
        if tracked:
            # Word gives the new mark to the paragraph above and the old one to what comes after it.
            self._mark_end(above, "ins")
        return made

    def split(self, block: str, at: int, *, tracked: bool = False) -> None:
        one = self.paragraph(block)
        self.cut(one, at)
        holder = self.holder_of(one)
        below = element("p", *(copy.deepcopy(each) for each in one if each.tag == w("pPr")))
        holder.insert(list(holder).index(one) + 1, below)
        done = 0
        for child in list(one):
            length = sum(len(words.text or "") for words in child.iter(w("t")))
            if done >= at and child.tag not in (w("pPr"), w("bookmarkStart")):
                one.remove(child)
                below.append(child)
            done += length
        if tracked:
            self._mark_end(one, "ins")

    def join(self, block: str, following: str) -> None:
        one, below = self.paragraph(block), self.paragraph(following)
        one.extend(child for child in below if child.tag != w("pPr"))
        self.holder_of(below).remove(below)

    # -- tracking -----------------------------------------------------------------------------------------

    def _tracked(self, kind: str, *children: ET.Element) -> ET.Element:
        self._ids += 1
        return element(kind, *children, id=str(self._ids), author=WHO, date=WHEN)

    def _mark_end(self, paragraph: ET.Element, kind: str) -> None:
        properties = paragraph.find(w("pPr"))
        assert properties is not None
        properties.append(element("rPr", self._tracked(kind)))

    def insert(self, block: str, at: int, text: str) -> None:
        paragraph = self.paragraph(block)
        self.cut(paragraph, at)
        done = 0
        for holder, one, words in self._runs(paragraph):
            done += len(words.text or "")
            if done >= at:
                place = list(holder).index(one) + (1 if at else 0)
                holder.insert(place, self._tracked("ins", run(text)))
                return

    def delete(self, block: str, old: str, kind: str = "del") -> None:
        start = self.text_of(block).index(old)
        for holder, one in self.between(self.paragraph(block), start, start + len(old)):
            place = list(holder).index(one)
            holder.remove(one)
            if kind == "del":
                for words in one.iter(w("t")):
                    words.tag = w("delText")
            holder.insert(place, self._tracked(kind, one))

    def delete_paragraph(self, block: str) -> None:
        self.delete(block, self.text_of(block))
        self._mark_end(self.paragraph(block), "del")

    def join_tracked(self, block: str) -> None:
        self._mark_end(self.paragraph(block), "del")

    def move_tracked(self, block: str, before: str, *, takes_bookmark: bool) -> None:
        """Move a paragraph as Word tracks it: a copy at each end, ranges with one name around both."""
        one = self.paragraph(block)
        text = self.text_of(block)
        source = copy.deepcopy(one)
        marked, bare = (source, one) if takes_bookmark else (one, source)
        for mark in [each for each in bare if each.tag in (w("bookmarkStart"), w("bookmarkEnd"))]:
            bare.remove(mark)
        target = self.paragraph(before)
        holder = self.holder_of(target)
        moved, left = (marked, bare) if takes_bookmark else (bare, marked)
        holder.insert(list(holder).index(target), moved)
        for paragraph, kind in ((left, "moveFrom"), (moved, "moveTo")):
            for inner, each in self.between(paragraph, 0, len(text)):
                place = list(inner).index(each)
                inner.remove(each)
                inner.insert(place, self._tracked(kind, each))
            start = element(f"{kind}RangeStart", id=f"77{kind}", name="move99", author=WHO, date=WHEN)
            paragraph.insert(1, start)
            paragraph.append(element(f"{kind}RangeEnd", id=f"77{kind}"))

    # -- saying -------------------------------------------------------------------------------------------

    def comment(self, block: str, about: str, text: str, *, reply_to: str = "", done: bool = False) -> str:
        """Comment on words; return the id by which it can be replied to."""
        self._ids += 1
        name = str(self._ids)
        paragraph_id = f"0000{name}"
        paragraph = self.paragraph(block)
        start = self.text_of(block).index(about)
        found = self.between(paragraph, start, start + len(about))
        holder, first = found[0]
        holder.insert(list(holder).index(first), element("commentRangeStart", id=name))
        holder, last = found[-1]
        place = list(holder).index(last) + 1
        holder.insert(place, element("commentRangeEnd", id=name))
        holder.insert(place + 1, element("r", element("commentReference", id=name)))
        said = element("p", element("r", element("annotationRef")), run(text))
        said.set(f"{{{W14}}}paraId", paragraph_id)
        author = WHO if not reply_to else "Tomas Reed"
        self._comments.append(element("comment", said, id=name, author=author, date=WHEN, initials="x"))
        self._threads.append((paragraph_id, f"0000{reply_to}" if reply_to else "", done))
        return name

    def without_threads(self) -> None:
        self._threads.clear()

    def footnote(self, block: str, text: str) -> None:
        self._footnotes.append(element("footnote", element("p", run(text)), id="2"))
        self.paragraph(block).append(element("r", element("footnoteReference", id="2")))

    # -- what editors do by the way ------------------------------------------------------------------------

    def noise(self, random: Random) -> None:
        """Split runs, note revisions, mark spelling and leave bookmarks, as any saving does; no word changes."""
        for number, one in enumerate(list(self.root.iter(w("p")))):
            one.set(w("rsidR"), "00F10A22")
            one.set(w("rsidRDefault"), "00F10A22")
            length = sum(len(words.text or "") for words in one.iter(w("t")))
            if length > 2:
                self.cut(one, random.randrange(1, length))
            place = (
                random.randrange(len(one) + 1)
                if one.find(w("pPr")) is None
                else random.randrange(1, len(one) + 1)
            )
            one.insert(place, element("proofErr", type="spellStart"))
            if number % 7 == 0:
                one.append(element("bookmarkStart", id=str(5000 + number), name=f"_GoBack{number}"))
                one.append(element("bookmarkEnd", id=str(5000 + number)))
            if number % 5 == 0:
                one.append(element("r", element("lastRenderedPageBreak")))
