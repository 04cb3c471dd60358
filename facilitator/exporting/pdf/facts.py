"""What a PDF says of itself, in the words of its two places for that: the information dictionary and XMP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

CREATOR: Final = "Facilitator"
PRODUCER: Final = "ReportLab and pikepdf"

_HEAD: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
"""
# PDF/A knows no pdfuaid, so the file has to describe it.
_EXTENSION: Final = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
_FOOT: Final = '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>\n'


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, author and subject in one line each, the language, and when the file was made, if that is said."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime | None = None

    @property
    def moment(self) -> datetime | None:
        """Return when the file was made in universal time; a date without a zone is taken to be there already."""
        if self.made_at is None:
            return None
        return self.made_at.astimezone(UTC) if self.made_at.tzinfo else self.made_at.replace(tzinfo=UTC)

    def information(self) -> dict[str, str]:
        """Return the entries of the information dictionary that have something to say."""
        entries = {"Title": self.title, "Author": self.author, "Subject": self.subject}
        entries |= {"Creator": CREATOR, "Producer": PRODUCER}
        if self.moment:
            stamp = self.moment.strftime("D:%Y%m%d%H%M%S+00'00'")
            entries |= {"CreationDate": stamp, "ModDate": stamp}
        return {name: text for name, text in entries.items() if text}

    def xmp(self) -> bytes:
        """Return the same facts and the standards the file keeps to as an XMP packet."""
        parts = [
            _HEAD,
            _worded("dc:title", "Alt", ' xml:lang="x-default"', self.title),
            _worded("dc:creator", "Seq", "", self.author),
            _worded("dc:description", "Alt", ' xml:lang="x-default"', self.subject),
            _worded("dc:language", "Bag", "", self.language),
            f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n<pdf:Producer>{PRODUCER}</pdf:Producer>\n",
        ]
        if self.moment:
            stamp = self.moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
            parts += [f"<xmp:{name}>{stamp}</xmp:{name}>\n" for name in ("CreateDate", "ModifyDate")]
        return "".join([*parts, _EXTENSION, _FOOT]).encode()


def _worded(name: str, group: str, attribute: str, text: str) -> str:
    if not text:
        return ""
    return f"<{name}><rdf:{group}><rdf:li{attribute}>{escape(text)}</rdf:li></rdf:{group}></{name}>\n"
