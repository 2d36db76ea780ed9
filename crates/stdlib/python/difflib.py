"""Differences between sequences: the longest common blocks, and deltas of lines made of them."""

from collections import namedtuple

Match = namedtuple("Match", "a b size")


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences by the longest block that they have in common, and then what is left and right of it."""

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.autojunk = autojunk
        self.a = self.b = None
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        if a is not self.a:
            self.a = a
            self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self._counts = None
        places = self.b2j = {}
        for index, item in enumerate(b):
            places.setdefault(item, []).append(index)
        self.bjunk = {item for item in places if self.isjunk and self.isjunk(item)}
        for item in self.bjunk:
            del places[item]
        self.bpopular = set()
        if self.autojunk and len(b) >= 200:
            most = len(b) // 100 + 1
            self.bpopular = {item for item, found in places.items() if len(found) > most}
            for item in self.bpopular:
                del places[item]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block in these ranges; of several, the first."""
        a, b, junk = self.a, self.b, self.bjunk
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, size = alo, blo, 0
        lengths = {}
        for i in range(alo, ahi):
            following = {}
            for j in self.b2j.get(a[i], ()):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = following[j] = lengths.get(j - 1, 0) + 1
                if length > size:
                    besti, bestj, size = i - length + 1, j - length + 1, length
            lengths = following
        # What isn't looked for may still widen a block: first what is frequent, then junk.
        for wanted in (False, True):
            while besti > alo and bestj > blo and (b[bestj - 1] in junk) is wanted and a[besti - 1] == b[bestj - 1]:
                besti, bestj, size = besti - 1, bestj - 1, size + 1
            while (
                besti + size < ahi
                and bestj + size < bhi
                and (b[bestj + size] in junk) is wanted
                and a[besti + size] == b[bestj + size]
            ):
                size += 1
        return Match(besti, bestj, size)

    def get_matching_blocks(self):
        """All blocks in their order, and an empty one at the end."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        waiting = [(0, len(self.a), 0, len(self.b))]
        found = []
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if size:
                found.append(match)
                if alo < i and blo < j:
                    waiting.append((alo, i, blo, j))
                if i + size < ahi and j + size < bhi:
                    waiting.append((i + size, ahi, j + size, bhi))
        found.sort()
        blocks = []
        for i, j, size in found:
            if blocks and blocks[-1][0] + blocks[-1][2] == i and blocks[-1][1] + blocks[-1][2] == j:
                blocks[-1] = Match(blocks[-1][0], blocks[-1][1], blocks[-1][2] + size)
            else:
                blocks.append(Match(i, j, size))
        blocks.append(Match(len(self.a), len(self.b), 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        """How the first sequence becomes the second."""
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        found = []
        for a, b, size in self.get_matching_blocks():
            if i < a and j < b:
                found.append(("replace", i, a, j, b))
            elif i < a:
                found.append(("delete", i, a, j, b))
            elif j < b:
                found.append(("insert", i, a, j, b))
            i, j = a + size, b + size
            if size:
                found.append(("equal", a, i, b, j))
        self.opcodes = found
        return found

    def get_grouped_opcodes(self, n=3):
        """The changes with at most n equal items around each."""
        codes = self.get_opcodes() or [("equal", 0, 1, 0, 1)]
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes = [(tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2), *codes[1:]]
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes = [*codes[:-1], (tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n))]
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How alike the sequences are, from 0 to 1."""
        matches = sum([size for _, _, size in self.get_matching_blocks()])
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """At least what `ratio` gives."""
        if self._counts is None:
            self._counts = {}
            for item in self.b:
                self._counts[item] = self._counts.get(item, 0) + 1
        left, matches = dict(self._counts), 0
        for item in self.a:
            count = left.get(item, 0)
            left[item] = count - 1
            matches += count > 0
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The sequences that are most like a word, the best first."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    found = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for one in possibilities:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff and matcher.ratio() >= cutoff:
            found.append((matcher.ratio(), one))
    return [one for _, one in sorted(found, reverse=True)[:n]]


def IS_LINE_JUNK(line, pat=None):
    """Whether a line is empty but for one `#`."""
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Whether a character is a blank."""
    return ch in ws


class Differ:
    """Deltas that people read: lines that are alike stand together, with marks below what differs in them."""

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """The lines of the delta."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._replaced(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from _marked("-", a, alo, ahi)
            elif tag == "insert":
                yield from _marked("+", b, blo, bhi)
            else:
                yield from _marked(" ", a, alo, ahi)

    def _replaced(self, a, alo, ahi, b, blo, bhi):
        """Pairs of lines that are alike, and what is between them."""
        cutoff = 0.74999
        matcher = SequenceMatcher(self.charjunk)
        before_a, before_b = alo, blo
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            best, at = cutoff, None
            # The window goes along with the lines: what is far away is no partner.
            ahead = before_a + (j - before_b)
            for i in range(max(before_a, ahead - 10), min(ahi, ahead + 11)):
                if a[i] == b[j]:
                    ratio = 1.0
                else:
                    matcher.set_seq1(a[i])
                    if matcher.real_quick_ratio() <= best or matcher.quick_ratio() <= best:
                        continue
                    ratio = matcher.ratio()
                if ratio > best:
                    best, at = ratio, i
            if at is None:
                continue
            yield from self._unlike(a, before_a, at, b, before_b, j)
            if a[at] == b[j]:
                yield "  " + a[at]
            else:
                matcher.set_seq1(a[at])
                yield from self._alike(a[at], b[j], matcher)
            before_a, before_b = at + 1, j + 1
        yield from self._unlike(a, before_a, ahi, b, before_b, bhi)

    def _unlike(self, a, alo, ahi, b, blo, bhi):
        if bhi - blo < ahi - alo:
            yield from _marked("+", b, blo, bhi)
            yield from _marked("-", a, alo, ahi)
        else:
            yield from _marked("-", a, alo, ahi)
            yield from _marked("+", b, blo, bhi)

    def _alike(self, one, other, matcher):
        """Two lines, each with marks below it."""
        marks, others = "", ""
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "replace":
                marks += "^" * (i2 - i1)
                others += "^" * (j2 - j1)
            elif tag == "delete":
                marks += "-" * (i2 - i1)
            elif tag == "insert":
                others += "+" * (j2 - j1)
            else:
                marks += " " * (i2 - i1)
                others += " " * (j2 - j1)
        for sign, line, below in (("- ", one, marks), ("+ ", other, others)):
            yield sign + line
            below = below.rstrip()
            if below:
                yield f"? {_tabs(line, below)}\n"


def _tabs(line, below):
    """Marks below a line keep its tabs."""
    return "".join([c if mark == " " and c.isspace() else mark for c, mark in zip(line, below)])


def _marked(sign, lines, lo, hi):
    for index in range(lo, hi):
        yield f"{sign} {lines[index]}"


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """The delta of two lists of lines."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """One of the two lists of lines that a delta was made of."""
    if which not in (1, 2):
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}")
    for line in delta:
        if line[:2] in ("  ", "- " if which == 1 else "+ "):
            yield line[2:]


def _range(start, stop):
    """A range of lines as a unified delta has it."""
    first, length = start + 1, stop - start
    if length == 1:
        return str(first)
    return f"{first - 1 if not length else first},{length}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The delta as patches have it."""
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, name, date in (("---", fromfile, fromfiledate), ("+++", tofile, tofiledate)):
                yield f"{sign} {name}{chr(9) + date if date else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from [" " + line for line in a[i1:i2]]
                continue
            if tag in ("replace", "delete"):
                yield from ["-" + line for line in a[i1:i2]]
            if tag in ("replace", "insert"):
                yield from ["+" + line for line in b[j1:j2]]


def _context_range(start, stop):
    first, length = start + 1, stop - start
    if not length:
        first -= 1
    return str(first) if length <= 1 else f"{first},{first + length - 1}"


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3, lineterm="\n"):
    """The delta with both sides one after the other."""
    signs = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, name, date in (("***", fromfile, fromfiledate), ("---", tofile, tofiledate)):
                yield f"{sign} {name}{chr(9) + date if date else ''}{lineterm}"
        first, last = group[0], group[-1]
        yield "***************" + lineterm
        yield f"*** {_context_range(first[1], last[2])} ****{lineterm}"
        if any(tag in ("replace", "delete") for tag, *_ in group):
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    yield from [signs[tag] + line for line in a[i1:i2]]
        yield f"--- {_context_range(first[3], last[4])} ----{lineterm}"
        if any(tag in ("replace", "insert") for tag, *_ in group):
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    yield from [signs[tag] + line for line in b[j1:j2]]
