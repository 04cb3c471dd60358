"""Word files that went out and come back: everything that was done to them is found, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from xml.etree import ElementTree as ET

import pytest

from facilitator.exporting.docx import write_docx
from facilitator.exporting.docx_bookmarks import Place
from facilitator.importing.docx_lines import read_lines
from facilitator.importing.docx_review import bookmarks_in, read_review
from facilitator.importing.suggestions import Reply, Suggestion, SuggestionKind
from sessions.document import BlockType, DocumentTree, Node, Run
from sessions.errors import KnownError
from tests.facilitator.exporting.docx_tree import QUOTED, docx_tree, picture, rows, sha_of
from tests.facilitator.exporting.example_tree import Maker, example_tree, run, tree_with
from tests.facilitator.importing.docx_editing import WHEN, WHO, Editor, W, element, repacked, w
from tests.facilitator.importing.docx_editing import run as word_run

QUOTE = "‘Nobody told the night shift to stop.’"


def plain_tree() -> DocumentTree:
    make = Maker()
    return tree_with(
        make(BlockType.HEADING, "The night", level=1, label="Session 1"),
        make(
            BlockType.PARAGRAPH, [run("Forty-one doors were knocked on. ", bold=True), run("Nobody slept.")]
        ),
        make(BlockType.PARAGRAPH, [run("One of them said: "), Run(QUOTE, QUOTED), run(" So they went on.")]),
        make(BlockType.PARAGRAPH, "A wall gives up its water at an inch a month."),
        make(
            BlockType.PULL_QUOTE,
            [Run("‘A key is a promise.’", QUOTED)],
            [make(BlockType.ATTRIBUTION, "A warden")],
        ),
        make.items(BlockType.BULLETS, ["a kettle;", "a key;", "a list."], "It needs:"),
        rows(make, BlockType.TABLE, [("Town", "Halls"), ("Sallow", "3")]),
        make(BlockType.SIGN_OFF, "The wardens"),
    )


TREE = plain_tree()
HEADING, DOORS, SAID, WALL, PULL, BULLETS, TABLE, SIGNED = (node.block.id for node in TREE.nodes)
KETTLE, KEY, LIST = (node.block.id for node in TREE.nodes[5].children)
ATTRIBUTION = TREE.nodes[4].children[0].block.id


def words_of(block: str) -> str:
    return next(node.block.text for node in TREE.walk() if node.block.id == block)


@pytest.fixture
def editor() -> Editor:
    return Editor(write_docx(TREE))


def found(editor: Editor, tree: DocumentTree = TREE) -> list[Suggestion]:
    return list(read_review(editor.saved(), tree).suggestions)


def test_nothing_done_is_nothing_found() -> None:
    for tree in (TREE, docx_tree(), example_tree()):
        assert read_review(write_docx(tree), tree).suggestions == ()


@pytest.mark.parametrize("seed", range(5))
def test_saving_alone_is_nothing_found(seed: int) -> None:
    for tree in (TREE, docx_tree(), example_tree()):
        editor = Editor(write_docx(tree))
        editor.noise(Random(seed))
        assert read_review(editor.saved(), tree).suggestions == ()


def test_signs_that_word_keeps_in_its_own_way_are_the_same_signs() -> None:
    node = Maker()(BlockType.PARAGRAPH, "Rain \U0001f327 soft\u00adly, non\u2011stop.")
    editor = Editor(write_docx(tree_with(node)))
    paragraph = editor.paragraph(node.block.id)
    (one,) = [each for each in paragraph if each.tag == w("r")]
    place = list(paragraph).index(one)
    paragraph.remove(one)
    emoji = ET.fromstring(
        f"<w:r xmlns:w='{W}' xmlns:mc='urn:mc' xmlns:se='urn:se'><mc:AlternateContent><mc:Choice Requires='w16se'>"
        "<se:symEx se:font='Emoji' se:char='1F327'/></mc:Choice><mc:Fallback><w:t>\U0001f327</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    pieces = [
        word_run("Rain "),
        emoji,
        word_run(" soft"),
        element("r", element("softHyphen")),
        word_run("ly, non"),
        element("r", element("noBreakHyphen")),
        word_run("stop."),
    ]
    for piece in reversed(pieces):
        paragraph.insert(place, piece)
    assert found(editor, tree_with(node)) == []
    assert symbol_of("110000") == symbol_of("zz") == symbol_of("") == ""


def symbol_of(number: str) -> str:
    sign = element("p", element("r", element("sym", char=number)))
    return read_lines(element("body", sign), {}).lines[0].after


def test_words_changed_without_tracking(editor: Editor) -> None:
    editor.replace(WALL, "an inch", "half an inch")
    (one,) = found(editor)
    assert one == Suggestion(
        WALL,
        SuggestionKind.EDITED,
        old=words_of(WALL),
        new="A wall gives up its water at half an inch a month.",
        runs=one.runs,
    )
    assert "".join(each.text for each in one.runs) == one.new


def test_looks_of_an_edited_paragraph_come_along(editor: Editor) -> None:
    editor.replace(DOORS, "slept", "went home")
    (one,) = found(editor)
    assert [each.text for each in one.runs if each.bold] == ["Forty-one doors were knocked on. "]


def test_tracked_insertion_and_deletion(editor: Editor) -> None:
    editor.insert(WALL, 6, " of stone")
    editor.delete(WALL, " a month")
    first, second = found(editor)
    assert (first.block, first.kind, first.new) == (WALL, SuggestionKind.INSERTED, " of stone")
    assert (second.block, second.kind, second.old) == (WALL, SuggestionKind.DELETED, " a month")
    assert {(one.reviewer, one.date) for one in (first, second)} == {(WHO, WHEN)}


def test_tracked_change_over_several_runs_is_one(editor: Editor) -> None:
    editor.delete(DOORS, "knocked on. Nobody")
    (one,) = found(editor)
    assert (one.kind, one.old) == (SuggestionKind.DELETED, "knocked on. Nobody")


def test_tracked_and_untracked_changes_of_one_paragraph_are_told_apart(editor: Editor) -> None:
    editor.replace(WALL, "wall", "roof")
    editor.insert(WALL, 6, " of reed")
    edited, inserted = found(editor)
    assert (edited.kind, edited.new) == (
        SuggestionKind.EDITED,
        "A roof gives up its water at an inch a month.",
    )
    assert (inserted.kind, inserted.new) == (SuggestionKind.INSERTED, " of reed")


def test_what_one_put_in_and_another_took_out_was_never_there(editor: Editor) -> None:
    editor.insert(WALL, 6, " of stone")
    (inserted,) = editor.paragraph(WALL).iter(w("ins"))
    (words,) = list(inserted)
    inserted.remove(words)
    inserted.append(element("del", words, id="1", author="Tomas Reed", date=WHEN))
    assert found(editor) == []


def test_comment_with_the_words_it_is_about_and_its_replies(editor: Editor) -> None:
    name = editor.comment(WALL, "an inch", "Who measured this?")
    editor.comment(WALL, "an inch", "The drying diary.", reply_to=name)
    editor.comment(KEY, "a key", "Two.", done=True)
    first, second = found(editor)
    assert (first.block, first.kind, first.reviewer) == (WALL, SuggestionKind.COMMENT, WHO)
    assert (first.comment, first.about) == ("Who measured this?", "an inch")
    assert first.replies == (Reply("Tomas Reed", WHEN, "The drying diary."),)
    assert (second.block, second.is_resolved, first.is_resolved) == (KEY, True, False)


def test_comment_on_what_is_no_block_is_told_with_the_one_above(editor: Editor) -> None:
    new = editor.add_after(WALL, "It was measured twice.")
    empty = editor.add_after(SIGNED, "")
    name = editor.comment(KEY, "a key", "Here?")
    for mark in ("commentRangeStart", "commentRangeEnd"):
        one = next(each for each in editor.root.iter(w(mark)) if each.get(w("id")) == name)
        editor.holder_of(one).remove(one)
        new.append(one)
    other = editor.comment(LIST, "a list", "And here?")
    for mark in ("commentRangeStart", "commentRangeEnd"):
        one = next(each for each in editor.root.iter(w(mark)) if each.get(w("id")) == other)
        editor.holder_of(one).remove(one)
        empty.append(one)
    told = [(one.block, one.comment, one.about) for one in found(editor) if one.comment]
    assert told == [(WALL, "Here?", ""), (SIGNED, "And here?", "")]


def test_replies_whose_thread_is_not_known_are_comments(editor: Editor) -> None:
    name = editor.comment(WALL, "an inch", "Who measured this?")
    editor.comment(WALL, "an inch", "The drying diary.", reply_to=name)
    editor.without_threads()
    assert [one.comment for one in found(editor)] == ["Who measured this?", "The drying diary."]


@pytest.mark.parametrize("way", [Editor.remove, Editor.remove_leaving_bookmark])
def test_paragraph_taken_out(editor: Editor, way: Callable[[Editor, str], None]) -> None:
    way(editor, WALL)
    (one,) = found(editor)
    assert (one.block, one.kind, one.old) == (WALL, SuggestionKind.REMOVED, words_of(WALL))


def test_paragraph_emptied(editor: Editor) -> None:
    editor.replace(WALL, words_of(WALL), "")
    (one,) = found(editor)
    assert (one.block, one.kind) == (WALL, SuggestionKind.REMOVED)


def test_paragraph_taken_out_and_tracked(editor: Editor) -> None:
    editor.delete_paragraph(WALL)
    (one,) = found(editor)
    assert (one.block, one.kind, one.reviewer) == (WALL, SuggestionKind.REMOVED, WHO)


def test_what_is_taken_out_with_all_below_it_is_one(editor: Editor) -> None:
    for block in (PULL, ATTRIBUTION, BULLETS, KETTLE, KEY, LIST):
        editor.remove(block)
    first, second = found(editor)
    assert (first.block, first.kind, first.touches_exact_words) == (PULL, SuggestionKind.REMOVED, True)
    assert (second.block, second.kind, second.touches_exact_words) == (BULLETS, SuggestionKind.REMOVED, False)
    assert second.old == "It needs:\na kettle;\na key;\na list."


def test_part_of_a_list_taken_out_leaves_the_list(editor: Editor) -> None:
    editor.remove(KETTLE)
    editor.remove(LIST)
    assert [(one.block, one.kind) for one in found(editor)] == [
        (KETTLE, SuggestionKind.REMOVED),
        (LIST, SuggestionKind.REMOVED),
    ]


@pytest.mark.parametrize("is_tracked", [False, True])
def test_new_paragraph_hangs_from_the_block_above(editor: Editor, is_tracked: bool) -> None:
    editor.add_after(WALL, "It was measured twice.", tracked=is_tracked)
    (one,) = found(editor)
    assert (one.block, one.kind, one.new) == (WALL, SuggestionKind.ADDED_AFTER, "It was measured twice.")
    assert one.reviewer == (WHO if is_tracked else "")


@pytest.mark.parametrize("is_above", [False, True])
def test_new_paragraph_within_a_bookmark_is_still_new(editor: Editor, is_above: bool) -> None:
    """Enter at an edge of a paragraph may leave its bookmark around both."""
    one = editor.paragraph(WALL)
    holder = editor.holder_of(one)
    place = list(holder).index(one)
    new = element("p", word_run("New."))
    holder.insert(place + (not is_above), new)
    mark = next(each for each in one if each.tag == w("bookmarkStart" if is_above else "bookmarkEnd"))
    one.remove(mark)
    if is_above:
        new.insert(0, mark)
    else:
        new.append(mark)
    (told,) = found(editor)
    assert (told.block, told.kind, told.new) == (
        SAID if is_above else WALL,
        SuggestionKind.ADDED_AFTER,
        "New.",
    )


def test_new_row_is_one(editor: Editor) -> None:
    last = TREE.nodes[6].children[-1].children[-1].block.id
    table = editor.holder_of(editor.holder_of(editor.holder_of(editor.paragraph(last))))
    cells = [element("tc", element("p", word_run(text))) for text in ("Weir", "2")]
    table.append(element("tr", *cells))
    (one,) = found(editor)
    assert (one.block, one.kind, one.new) == (last, SuggestionKind.ADDED_AFTER, "Weir | 2")


def test_paragraph_moved(editor: Editor) -> None:
    editor.move(WALL, DOORS)
    (one,) = found(editor)
    assert (one.block, one.kind, one.after) == (WALL, SuggestionKind.MOVED, HEADING)


def test_neighbours_moved_together_are_one(editor: Editor) -> None:
    for block in (KETTLE, KEY):
        editor.move(block, DOORS)
    (one,) = found(editor)
    assert (one.block, one.others, one.kind) == (KETTLE, (KEY,), SuggestionKind.MOVED)


@pytest.mark.parametrize("takes_bookmark", [False, True])
def test_paragraph_moved_and_tracked(editor: Editor, takes_bookmark: bool) -> None:
    editor.move_tracked(WALL, DOORS, takes_bookmark=takes_bookmark)
    (one,) = found(editor)
    assert (one.block, one.kind, one.after, one.reviewer) == (WALL, SuggestionKind.MOVED, HEADING, WHO)
    assert one.new == words_of(WALL)


@pytest.mark.parametrize("is_tracked", [False, True])
def test_paragraph_split_is_one_suggestion(editor: Editor, is_tracked: bool) -> None:
    editor.split(WALL, 24, tracked=is_tracked)
    (one,) = found(editor)
    assert (one.block, one.kind, one.old) == (WALL, SuggestionKind.SPLIT, words_of(WALL))
    assert one.new == words_of(WALL)[:24].strip() + "\n\n" + words_of(WALL)[24:].strip()
    assert one.reviewer == (WHO if is_tracked else "")


@pytest.mark.parametrize("keeps_first", [False, True])
def test_paragraph_split_whose_bookmark_stays_with_one_part(editor: Editor, keeps_first: bool) -> None:
    editor.split(WALL, 24, tracked=True)
    first = editor.paragraph(WALL)
    holder = editor.holder_of(first)
    second = list(holder)[list(holder).index(first) + 1]
    start = next(one for one in first if one.tag == w("bookmarkStart"))
    end = next(one for one in second if one.tag == w("bookmarkEnd"))
    if keeps_first:
        second.remove(end)
        first.append(end)
    else:
        first.remove(start)
        second.insert(1, start)
    (one,) = found(editor)
    assert (one.block, one.kind, one.reviewer) == (WALL, SuggestionKind.SPLIT, WHO)


def test_paragraphs_joined_are_one_suggestion(editor: Editor) -> None:
    editor.join(DOORS, SAID)
    (one,) = found(editor)
    assert (one.block, one.others, one.kind) == (DOORS, (SAID,), SuggestionKind.JOINED)
    assert one.new == words_of(DOORS) + words_of(SAID)
    assert not one.touches_exact_words


def test_paragraphs_joined_and_tracked_are_one_suggestion(editor: Editor) -> None:
    editor.join_tracked(DOORS)
    (one,) = found(editor)
    assert (one.block, one.others, one.kind, one.reviewer) == (DOORS, (SAID,), SuggestionKind.JOINED, WHO)


@pytest.mark.parametrize(
    ("act", "touches"),
    [
        (lambda editor: editor.replace(SAID, "night shift", "day shift"), True),
        (lambda editor: editor.replace(SAID, "One of them", "A warden"), False),
        (lambda editor: editor.insert(SAID, 25, "ever "), True),
        (lambda editor: editor.insert(SAID, 3, " more"), False),
        (lambda editor: editor.delete(SAID, "night "), True),
        (lambda editor: editor.delete(SAID, " So they went on."), False),
        (lambda editor: editor.delete_paragraph(SAID), True),
        (lambda editor: editor.split(SAID, 30), True),
        (lambda editor: editor.remove(SAID), True),
    ],
)
def test_change_of_exact_words_is_marked(
    editor: Editor, act: Callable[[Editor], None], touches: bool
) -> None:
    act(editor)
    (one,) = found(editor)
    assert (one.block, one.touches_exact_words) == (SAID, touches)


def test_labels_figures_and_cover_are_read_too() -> None:
    tree = docx_tree()
    editor = Editor(write_docx(tree))
    asked = next(node.block.id for node in tree.walk() if node.block.type is BlockType.POLL)
    next(editor.paragraph(asked, Place.FIGURES, 5).iter(w("t"))).text = "69%"
    next(editor.paragraph(asked, Place.LABEL).iter(w("t"))).text = "Vote"
    first, second = found(editor, tree)
    assert (first.block, first.place, first.old, first.new) == (asked, Place.LABEL, "Poll", "Vote")
    assert (second.block, second.place, second.old, second.new) == (asked, Place.FIGURES, "68%", "69%")
    next(editor.paragraph(tree.document.id, Place.COVER).iter(w("t"))).text = "Two years"
    cover = found(editor, tree)[0]
    assert (cover.block, cover.place, cover.new) == ("", Place.COVER, "Two years")


def test_footnote_is_told_with_its_paragraph(editor: Editor) -> None:
    editor.footnote(WALL, "Measured in Salt Lane.")
    (one,) = found(editor)
    assert (one.block, one.kind, one.new) == (WALL, SuggestionKind.ADDED_AFTER, "Measured in Salt Lane.")
    assert one.about == words_of(WALL)


def test_picture_taken_out_and_alt_text_changed() -> None:
    view = picture()
    make = Maker()
    node = make(BlockType.IMAGE, "A hall", about=sha_of(view), label="Below")
    tree = replace(tree_with(make(BlockType.PARAGRAPH, "x"), node), pictures={sha_of(view): view})
    editor = Editor(write_docx(tree))
    shown = next(one for one in editor.root.iter() if one.tag.endswith("}docPr"))
    shown.set("descr", "A hall with a lit door")
    (one,) = found(editor, tree)
    assert (one.block, one.kind, one.new) == (node.block.id, SuggestionKind.EDITED, "A hall with a lit door")
    editor = Editor(write_docx(tree))
    editor.remove(node.block.id)
    (one,) = found(editor, tree)
    assert (one.block, one.kind, one.old) == (node.block.id, SuggestionKind.REMOVED, "A hall")


# -- what happened here meanwhile -----------------------------------------------------------------------------


def changed(tree: DocumentTree, block: str, text: str) -> DocumentTree:
    def redone(node: Node) -> Node:
        body = (run(text),) if node.block.id == block else node.block.body
        return Node(replace(node.block, body=body), tuple(map(redone, node.children)))

    return replace(tree, nodes=tuple(map(redone, tree.nodes)))


def test_what_was_changed_here_meanwhile_is_no_suggestion(editor: Editor) -> None:
    now = changed(TREE, WALL, "A wall dries slowly.")
    assert found(editor, now) == []
    editor.insert(WALL, 6, " of stone")
    (one,) = found(editor, now)
    assert (one.kind, one.is_behind) == (SuggestionKind.INSERTED, True)


def test_what_is_done_here_already_is_no_suggestion(editor: Editor) -> None:
    editor.replace(WALL, "an inch", "half an inch")
    editor.insert(DOORS, 9, " wet")
    now = changed(TREE, WALL, "A wall gives up its water at half an inch a month.")
    (one,) = found(editor, now)
    assert one.block == DOORS
    now = changed(now, DOORS, "Forty-one wet doors were knocked on. Nobody slept.")
    assert found(editor, now) == []


def test_block_made_here_since_is_not_missing_and_one_gone_here_is_counted(editor: Editor) -> None:
    made = Maker()(BlockType.PARAGRAPH, "New here.")
    fresh = Node(replace(made.block, id="01938f2a-7c00-7000-8000-0000000fffff"))
    kept = tuple(node for node in TREE.nodes if node.block.id != WALL)
    now = replace(TREE, nodes=(*kept[:2], fresh, *kept[2:]))
    review = read_review(editor.saved(), now)
    assert (review.suggestions, review.gone) == ((), 0)
    editor.replace(WALL, "wall", "roof")
    assert read_review(editor.saved(), now).gone == 1


def test_without_the_list_of_what_left_the_words_still_tell(editor: Editor) -> None:
    editor.replace(WALL, "an inch", "half an inch")
    editor.remove(KETTLE)
    review = read_review(repacked(editor.saved(), {"customXml/item1.xml": None}), TREE)
    assert [(one.block, one.kind) for one in review.suggestions] == [
        (WALL, SuggestionKind.EDITED),
        (KETTLE, SuggestionKind.REMOVED),
    ]


def test_paragraph_that_lost_its_bookmark_is_known_by_its_words(editor: Editor) -> None:
    for block in (WALL, KEY):
        one = editor.paragraph(block)
        for mark in [each for each in one if "bookmark" in each.tag]:
            one.remove(mark)
    assert found(editor) == []
    for words in editor.root.iter(w("t")):
        words.text = (words.text or "").replace("an inch", "half an inch")
    assert [(one.block, one.kind) for one in found(editor)] == [(WALL, SuggestionKind.EDITED)]


def test_review_tells_by_block_and_who(editor: Editor) -> None:
    name = editor.comment(WALL, "an inch", "Who measured this?")
    editor.comment(WALL, "an inch", "The drying diary.", reply_to=name)
    editor.insert(WALL, 6, " of stone")
    review = read_review(editor.saved(), TREE)
    assert list(review.by_block) == [WALL]
    assert review.reviewers == (WHO, "Tomas Reed")


def test_file_of_another_document_is_refused() -> None:
    other = replace(Maker()(BlockType.PARAGRAPH, "x").block, id="another")
    document = replace(TREE.document, id="another document")
    tree = replace(tree_with(Node(other)), document=document)
    with pytest.raises(KnownError) as caught:
        read_review(write_docx(TREE), tree)
    assert caught.value.code == "review_other_document"


def test_bookmarks_say_which_document_a_file_is_from() -> None:
    assert bookmarks_in(write_docx(TREE)) == bookmarks_in(write_docx(changed(TREE, WALL, "x")))
