"""What every part of a composer works with: the records, the wording, and who writes notes and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sessions.compose_carried import Carried
from sessions.compose_material import Index, Material
from sessions.compose_names import Mask, Speakers
from sessions.compose_notes import Scribe
from sessions.compose_talk import Talk
from sessions.compose_threads import Teller
from sessions.compose_wording import Wording


@dataclass(frozen=True, slots=True)
class Kit:
    """The means of composing one document; ``speakers`` remember who was introduced."""

    index: Index
    wording: Wording
    scribe: Scribe
    speakers: Speakers
    teller: Teller
    talk: Talk
    carried: Carried


def kit_for(material: Material, templates: Mapping[str, str]) -> Kit:
    """Return the means of composing one document from some records."""
    index = Index(material)
    wording = Wording(templates, material.network.quote_marks)
    scribe = Scribe(index, wording, Mask(index, wording))
    speakers = Speakers(index, wording)
    teller = Teller(scribe, wording)
    talk = Talk(scribe, wording, speakers, teller)
    return Kit(index, wording, scribe, speakers, teller, talk, Carried(index, wording))
