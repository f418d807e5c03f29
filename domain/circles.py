"""Which places of a network lie on one circle. Nothing here knows of certificates."""

from collections.abc import Mapping, Sequence


def circles(following: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """For every place the number of its circle: two places share one if each leads to the other.

    `following` names the places that follow each place. In time proportional to their number.
    """
    leading: dict[int, list[int]] = {place: [] for place in following}
    for place, others in following.items():
        for other in others:
            leading[other].append(place)
    found: dict[int, int] = {}
    for place in reversed(_finished(following)):
        if place in found:
            continue
        number, waiting = len(found), [place]
        found[place] = number
        while waiting:
            for other in leading[waiting.pop()]:
                if other not in found:
                    found[other] = number
                    waiting.append(other)
    return found


def _finished(following: Mapping[int, Sequence[int]]) -> list[int]:
    """All places, each after those it leads to, as far as no circle forbids it."""
    order: list[int] = []
    seen: set[int] = set()
    for start in following:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(following[start]))]
        while path:
            place, others = path[-1]
            other = next((o for o in others if o not in seen), None)
            if other is None:
                order.append(place)
                path.pop()
            else:
                seen.add(other)
                path.append((other, iter(following[other])))
    return order
