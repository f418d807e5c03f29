"""Records taken away within the step that edits what they belong to."""

import pytest

from domain.errors import RegisterError
from domain.import_plan import Change, New, Removal
from storage.check import check
from tests.storage.contents import content, rows, whole_supplier


def test_links_are_swapped_in_one_step_and_come_back_as_they_were(new_register, directory):
    new_register.apply(whole_supplier(), label="Add")
    before = content(new_register.path)
    [(link, certificate, _site)] = rows(
        new_register.path, "SELECT id, certificate_id, site_id FROM certificate_site"
    )
    changes = new_register.apply(
        [
            Change("site", New(1), {"supplier_id": 1, "name": "Đồng Nai"}),
            Change("certificate", certificate, {"number": "VN-0002"}),
            Removal("certificate_site", link),
            Change("certificate_site", New(2), {"certificate_id": certificate, "site_id": New(1)}),
        ],
        label="Edit sites",
        reason="Read from the certificate",
    )
    assert changes.removed == {"certificate_site": 1}
    linked = rows(new_register.path, "SELECT certificate_id, site_id FROM certificate_site")
    assert linked == [(certificate, changes.ids[New(1)])]
    after = content(new_register.path)
    new_register.undo()
    assert content(new_register.path) == before
    new_register.redo()
    assert content(new_register.path) == after
    assert check(new_register.path, directory).ok


def test_what_belongs_to_a_removed_record_goes_too_and_references_are_emptied(new_register):
    new_register.apply(whole_supplier(), label="Add")
    new_register.apply(
        [
            Change("certificate", New(1), {"supplier_id": 1, "supersedes_id": 1}),
            Removal("certificate", 1),
            Change("certificate", New(1), {"number": "VN-0003"}),
        ],
        label="Replace",
    )
    left = rows(new_register.path, "SELECT supersedes_id, number FROM certificate")
    assert left == [(None, "VN-0002"), (None, "VN-0003")]
    assert rows(new_register.path, "SELECT * FROM certificate_site") == []


def test_a_removal_of_what_is_gone_changes_nothing(new_register):
    new_register.apply(whole_supplier(), label="Add")
    before = content(new_register.path)
    with pytest.raises(RegisterError, match="no longer in the register"):
        new_register.apply(
            [Change("supplier", 1, {"notes": "Called"}), Removal("site", 99)], label="Edit"
        )
    assert content(new_register.path) == before
