"""Whether the holder of a certificate is the supplier, and who says how the two belong together.

A holder of another name may be a parent or sister company, or a trader who shows somebody
else's certificate. Only a person can tell; a decision that stands has to say it in its note, and
for the machine to find it there the note has to name the holder.
"""

import re
from functools import lru_cache

from domain.facts import CertificateFacts, SupplierFacts
from domain.legal_forms import split_legal_form
from domain.matching import fold, supplier_key, tidy

_WORD = re.compile(r"\w+")


def is_of_another(certificate: CertificateFacts, supplier: SupplierFacts) -> bool:
    """Whether another company than the supplier holds it, as far as the names tell."""
    if not certificate.holder:
        return False
    names = (supplier.name, supplier.local_name)
    return supplier_key(certificate.holder) not in {supplier_key(name) for name in names if name}


def explains_holder(text: str, holder: str, supplier: SupplierFacts) -> bool:
    """Whether the note of a decision names the holder, with its legal form or without.

    The supplier's own name is no mention of a holder that bears a part of it.
    """
    note = _words(text)
    if not note.strip():
        return False
    own = [name for one in (supplier.name, supplier.local_name) for name in _names(one)]
    for name in _names(holder):
        left = note
        for other in own:
            if _holds(other, name):
                left = left.replace(other, "  ")
        if _holds(left, name):
            return True
    return False


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[str, ...]:
    """The words of a name as it is, and those without its legal form."""
    core, _ = split_legal_form(tidy(text))
    return tuple(dict.fromkeys(name for name in (_words(text), _words(core)) if name.strip()))


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a name, word for word; some scripts set no spaces between words."""
    return name in text or (not name.isascii() and name.strip() in text)
