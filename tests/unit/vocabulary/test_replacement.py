"""A ministry's own list: everything checked, one rename, old versions kept, bits never reused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.vocabulary import registry, replacement
from headwater.vocabulary.errors import VocabularyError
from headwater.vocabulary.lists import VocabularyList

from .lists_for_tests import HEAD, entry, written

TODAY = date(2026, 9, 1)
OLD = ("female", "male", "another-gender", "unknown")


def load(
    home: Path, *codes: str, version: str = "2026-2", crosswalk: str = "", **head: str
) -> VocabularyList:
    """Load a list `sexes` of these codes; the crosswalk is CSV below its header."""
    text = HEAD.replace("2026-2", version)
    for key, value in head.items():
        text += f"{key} = {value}\n"
    file = written(home.parent, text, *(entry(code) for code in codes))
    walk = None
    if crosswalk:
        walk = home.parent / "crosswalk.csv"
        walk.write_text("from,relation,to\n" + crosswalk, encoding="utf-8")
    return replacement.load(file, crosswalk=walk, home=home, on=TODAY)


def kept(home: Path) -> list[str]:
    folder = home / "vocabulary"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_loaded_list_is_in_force_and_the_old_one_can_still_be_read(home: Path) -> None:
    load(home, *OLD, "two-spirit")
    assert registry.current("sexes").version == "2026-2"
    assert registry.version("sexes", "2026-1").codes == OLD
    assert kept(home) == ["0001-sexes-2026-2"]


def test_codes_keep_their_position_and_new_ones_take_the_next(home: Path) -> None:
    new = load(home, "unknown", "one-more", "male", "female", "another-gender")
    assert new.positions == {
        "female": 0,
        "male": 1,
        "another-gender": 2,
        "unknown": 3,
        "one-more": 4,
    }
    assert new.codes[0] == "unknown"


def test_a_removed_code_needs_a_crosswalk(home: Path) -> None:
    with pytest.raises(VocabularyError, match="the code “unknown” of sexes 2026-1 is gone"):
        load(home, "female", "male", "another-gender")
    assert kept(home) == []
    assert registry.current("sexes").version == "2026-1"


def test_a_removed_code_leaves_its_position_retired(home: Path) -> None:
    new = load(home, "female", "male", "unknown", "x", crosswalk="another-gender,merged into,x")
    assert new.retired == (("another-gender", 2),)
    assert new["x"].position == 4


def test_a_renamed_code_keeps_its_bit(home: Path) -> None:
    new = load(home, "woman", *OLD[1:], crosswalk="female,same as,woman")
    assert new["woman"].position == 0
    assert new.retired == ()
    assert registry.crosswalk("sexes", "2026-1", "2026-2").read("female").codes == ("woman",)


def test_a_code_that_comes_back_gets_its_old_bit_back(home: Path) -> None:
    load(home, *OLD[:3], crosswalk="unknown,no equivalent,")
    assert load(home, *OLD, version="2026-3")["unknown"].position == 3


def test_a_code_that_was_renamed_cannot_come_back_beside_its_new_name(home: Path) -> None:
    load(home, "woman", *OLD[1:], crosswalk="female,same as,woman")
    with pytest.raises(VocabularyError, match="would share one position"):
        load(home, "woman", *OLD, version="2026-3")


@given(data=st.data())
@settings(max_examples=25)
def test_over_any_series_of_loads_no_position_ever_changes_its_meaning(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("series") / "home"
    registry.use_folder(home / "vocabulary")
    meaning = registry.version("sexes", "2026-1").positions
    pool = [*OLD, *(f"code-{number}" for number in range(8))]
    for number in range(2, 6):
        before = registry.current("sexes")
        codes = data.draw(st.lists(st.sampled_from(pool), min_size=1, unique=True))
        gone = [code for code in before.codes if code not in codes]
        walk = "".join(f"{code},no equivalent,\n" for code in gone)
        new = load(home, *codes, version=f"2026-{number}", crosswalk=walk)
        for code, position in new.positions.items():
            assert meaning.setdefault(code, position) == position
        assert len(set(meaning.values())) == len(meaning)


HEAD_REFUSALS = {
    "version already here": ({"version": "2026-1"}, "version 2026-1 of sexes is already here"),
    "no such list": ({"name": '"moods"'}, "names no list of Headwater"),
    "not yet": ({"valid_from": "2026-12-01"}, "load it on its day"),
    "before the one it replaces": ({"valid_from": "2019-01-01"}, "the version before"),
}


@pytest.mark.parametrize(("changed", "words"), HEAD_REFUSALS.values(), ids=HEAD_REFUSALS.keys())
def test_a_head_that_does_not_fit_is_refused_and_nothing_is_written(
    home: Path, changed: dict[str, str], words: str
) -> None:
    head = HEAD.replace("2026-2", changed.get("version", "2026-2"))
    head = head.replace('"sexes"', changed.get("name", '"sexes"'))
    head = head.replace("2026-06-01", changed.get("valid_from", "2026-06-01"))
    file = written(home.parent, head, *(entry(code) for code in OLD))
    with pytest.raises(VocabularyError, match=words):
        replacement.load(file, home=home, on=TODAY)
    assert kept(home) == []


def test_a_code_that_stands_twice_is_refused(home: Path) -> None:
    with pytest.raises(VocabularyError, match="“female” stands twice"):
        load(home, *OLD, "female")


def test_a_stated_position_must_be_the_codes_own(home: Path) -> None:
    file = written(home.parent, HEAD, *(entry(code, 3 - at) for at, code in enumerate(OLD)))
    with pytest.raises(VocabularyError, match="states position 3, and 0 is its own"):
        replacement.load(file, home=home, on=TODAY)


def test_more_than_159_positions_over_all_versions_are_refused(home: Path) -> None:
    with pytest.raises(VocabularyError, match="keep old codes with “same as”"):
        load(home, *OLD, *(f"code-{number}" for number in range(156)))
    assert kept(home) == []


def test_an_interrupted_write_leaves_nothing_that_is_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacement, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        load(home, *OLD, "two-spirit")
    assert kept(home) == []


CSV = """#name;sexes
#version;2026-2
#title_en;Sex or gender
#title_fr;Sexe ou genre
#source;A ministry
#valid_from;2026-06-01
code;label_en;label_fr
female;Female;Féminin
male;Male;Masculin
another-gender;Another gender;Un autre genre
unknown;"Not known; not said";Inconnu
"""


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_spreadsheet_is_read_with_the_separator_it_uses(home: Path, separator: str) -> None:
    text = CSV.replace('"Not known; not said"', "Not said").replace(";", separator)
    file = home.parent / "sexes.csv"
    file.write_text("\ufeff" + text, encoding="utf-8")
    new = replacement.load(file, home=home, on=TODAY)
    assert new["female"].label("fr") == "Féminin"
    assert new["female"].provenance == "ministry"
    assert not new.drafted


CSV_REFUSALS = {
    "no header": ("#name;sexes\n", "no header row"),
    "column twice": (CSV.replace("label_fr\n", "label_en\n"), "a column stands twice"),
    "row too long": (CSV.replace("Masculin", "Masculin;x"), "more cells than the header"),
    "bad date": (CSV.replace("2026-06-01", "June"), "valid_from is “June”"),
    "unknown column": (
        CSV.replace("code;", "mood;code;").replace("female;", "x;female;", 1),
        "mood",
    ),
    "French left out": (CSV.replace("Féminin", ""), "“female” has no French label"),
    "bad position": (
        CSV.replace("code;", "code;position;").replace("\nfemale;", "\nfemale;x;"),
        "write a whole number",
    ),
}


@pytest.mark.parametrize(("text", "words"), CSV_REFUSALS.values(), ids=CSV_REFUSALS.keys())
def test_a_wrong_spreadsheet_is_refused(home: Path, text: str, words: str) -> None:
    file = home.parent / "sexes.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=words):
        replacement.load(file, home=home, on=TODAY)
    assert kept(home) == []


def test_a_spreadsheet_that_is_not_utf_8_or_not_there_is_refused(home: Path) -> None:
    file = home.parent / "sexes.csv"
    with pytest.raises(VocabularyError, match="cannot be opened"):
        replacement.load(file, home=home, on=TODAY)
    file.write_bytes(CSV.encode("latin-1"))
    with pytest.raises(VocabularyError, match="save it as “CSV UTF-8”"):
        replacement.load(file, home=home, on=TODAY)


CONTACTS = """#name,contact_outcomes
#version,2026-2
#title_en,Contact
#title_fr,Contact
#source,A ministry
#valid_from,2026-06-01
#group,done,Done,Fait
code,category,label_en,label_fr,reached
met,done,Met,Rencontre,yes
spoke-by-phone,done,By phone,Au téléphone,oui
declined-at-door,done,Declined,Refus,TRUE
not-home,done,Not home,Absence,no
wrong-place,done,Wrong place,Mauvais endroit,non
no-answer,done,No answer,Sans réponse,0
postponed,done,Later,Plus tard,false
not-safe,done,Not safe,Non sécuritaire,faux
"""


def test_flags_and_groups_of_a_spreadsheet_are_read(home: Path) -> None:
    file = home.parent / "contacts.csv"
    file.write_text(CONTACTS, encoding="utf-8")
    new = replacement.load(file, home=home, on=TODAY)
    assert [each.code for each in new.where(reached=True)] == list(new.codes[:3])
    assert [group.label("fr") for group in new.groups] == ["Fait"]


def test_a_flag_that_is_neither_yes_nor_no_is_refused(home: Path) -> None:
    file = home.parent / "contacts.csv"
    file.write_text(CONTACTS.replace("yes", "perhaps"), encoding="utf-8")
    with pytest.raises(VocabularyError, match="the reached “perhaps”; write yes or no"):
        replacement.load(file, home=home, on=TODAY)


def full_csv(name: str, *, without: str, new: str, version: str = "2026-2") -> str:
    """The shipped list as a ministry's CSV, one code renamed."""
    found = registry.current(name)
    rows = [
        f"{new if each.code == without else each.code},{each.category or ''},"
        f'"{each.label_en}","{each.label_fr}"'
        for each in found
    ]
    head = f"#name,{name}\n#version,{version}\n#title_en,A\n#title_fr,B\n#source,S\n"
    columns = "code,category,label_en,label_fr"
    return f"{head}#valid_from,2026-06-01\n{columns}\n" + "\n".join(rows) + "\n"


def load_csv(home: Path, text: str, crosswalk: str) -> VocabularyList:
    file, walk = home.parent / "list.csv", home.parent / "walk.csv"
    file.write_text(text.replace(",,", ","), encoding="utf-8")
    if ',,"' in text:
        file.write_text(text.replace("code,category,", "code,").replace(",,", ","), "utf-8")
    walk.write_text("from,relation,to\n" + crosswalk, encoding="utf-8")
    return replacement.load(file, crosswalk=walk, home=home, on=TODAY)


def test_lists_that_point_at_a_renamed_code_follow_it(home: Path) -> None:
    text = full_csv("risk_factors", without="suicide.current-risk", new="suicide.now")
    load_csv(home, text, "suicide.current-risk,same as,suicide.now\n")
    raised = registry.current("duties")["suicide-crisis"].get("raised_by")
    assert raised == ("suicide.now", "self-harm.engaged", "self-harm.threatens")
    assert (
        registry.current("risk_factors").groups == registry.version("risk_factors", "2026-1").groups
    )


def test_factors_follow_a_renamed_category_and_its_new_heading(home: Path) -> None:
    text = full_csv("risk_factor_categories", without="gangs", new="groups")
    load_csv(home, text.replace('"Gangs","Gangs"', '"Groups","Groupes"'), "gangs,same as,groups\n")
    factor = registry.current("risk_factors")["gangs.member"]
    assert factor.category == "groups"
    assert factor.full_label("fr") == "Groupes\u202f: Appartenance à un gang"
    assert registry.version("risk_factors", "2026-1")["gangs.member"].category == "gangs"


def test_a_category_that_factors_need_cannot_go_without_an_heir(home: Path) -> None:
    text = full_csv("risk_factor_categories", without="gangs", new="groups")
    with pytest.raises(
        VocabularyError, match="the category “gangs”, which has no single equivalent"
    ):
        load_csv(home, text, "gangs,no equivalent,\n")
    assert kept(home) == []


def test_a_link_to_nothing_is_refused(home: Path) -> None:
    file = home.parent / "types.csv"
    file.write_text(
        "#name,services\n#version,2026-2\n#title_en,A\n#title_fr,B\n#source,S\n"
        "#valid_from,2026-06-01\ncode,label_en,label_fr,sector\n"
        + "".join(
            f"{each.code},{each.label_en.replace(',', '')},{each.label_fr.replace(',', '')},magic\n"
            for each in registry.current("services")
        ),
        encoding="utf-8",
    )
    with pytest.raises(
        VocabularyError, match="the sector “magic”, which is not in the list sectors"
    ):
        replacement.load(file, home=home, on=TODAY)
