"""Writes nodes as text: in blocks or in brackets, scalars as plainly as they may be."""

from .error import EmitterError
from .nodes import MappingNode, ScalarNode, SequenceNode
from .resolver import STR
from .scanner import SPACES

_BREAKS = "\n\x85\u2028\u2029"
_ESCAPES = dict(zip("\0\a\b\t\n\v\f\r\x1b\"\\\x85\xa0\u2028\u2029", '0abtnvfre"\\N_LP'))


class _Analysis:
    """What a text holds, and so which styles it may have."""

    def __init__(self, text, allow_unicode):
        self.is_empty = not text
        self.is_multiline = False
        if not text:
            self.flow_plain, self.block_plain, self.single, self.block = False, True, True, False
            return
        block = flow = text.startswith(("---", "..."))
        special = break_space = space_break = False
        before_is_space, was_space, was_break = True, False, False
        for index, char in enumerate(text):
            followed = index + 1 >= len(text) or text[index + 1] in SPACES
            if index == 0:
                if char in "#,[]{}&*!|>'\"%@`":
                    flow = block = True
                if char in "?:":
                    flow, block = True, block or followed
                if char == "-" and followed:
                    flow = block = True
            else:
                if char in ",?[]{}":
                    flow = True
                if char == ":":
                    flow, block = True, block or followed
                if char == "#" and before_is_space:
                    flow = block = True
            if char in _BREAKS:
                self.is_multiline = True
            if not (char == "\n" or " " <= char <= "~"):
                known = char == "\x85" or "\xa0" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"
                if not (known and char != "\ufeff" and allow_unicode):
                    special = True
            if char == " ":
                break_space = break_space or was_break
            elif char in _BREAKS:
                space_break = space_break or was_space
            was_space, was_break = char == " ", char in _BREAKS
            before_is_space = char in SPACES
        ends_in_blank = text[0] in " " + _BREAKS or text[-1] in " " + _BREAKS
        odd = space_break or special
        plain = not (ends_in_blank or break_space or odd or self.is_multiline)
        self.flow_plain = plain and not flow
        self.block_plain = plain and not block
        self.single = not (break_space or odd)
        self.block = not (odd or text[-1] == " ")


class Emitter:
    """Writes documents."""

    def __init__(
        self,
        resolver,
        indent=None,
        width=None,
        allow_unicode=None,
        line_break=None,
        canonical=None,
        explicit_start=None,
        explicit_end=None,
        version=None,
        tags=None,
    ):
        if canonical:
            from _playground import unsupported

            unsupported("canonical= of yaml.dump()", "leave it out")
        self.resolver = resolver
        self.indent_by = indent if indent and 1 < indent < 10 else 2
        self.width = width if width and width > self.indent_by * 2 else 80
        self.allow_unicode = allow_unicode
        self.line_break = line_break if line_break in ("\r", "\n", "\r\n") else "\n"
        self.explicit_start = explicit_start
        self.explicit_end = explicit_end
        self.version = version
        self.tags = {"!": "!", "tag:yaml.org,2002:": "!!"}
        self.own_tags = tags or {}
        self.parts = []
        self.column = 0
        self.indent = None
        self.flow_level = 0
        self.is_after_space = self.is_indention = True
        self.is_open_ended = False
        self.is_first = True

    # -- documents ---------------------------------------------------------------------------------------------------

    def document(self, node):
        self.anchors = {}
        self.written = set()
        self._name_shared(node, set())
        if self.version and self.is_open_ended:
            self._indicator("...", True)
            self._newline()
        if self.version or self.own_tags:
            self._header()
        if not (self.is_first and not self.explicit_start and not self.version and not self.own_tags):
            self._write_indent()
            self._indicator("---", True)
        self.is_first = False
        self._node(node, is_root=True)
        self._write_indent()
        if self.explicit_end:
            self._indicator("...", True)
            self._write_indent()

    def _header(self):
        if self.version:
            self._put(f"%YAML {self.version[0]}.{self.version[1]}")
            self._newline()
        for handle, prefix in sorted(self.own_tags.items()):
            self.tags[prefix] = handle
            self._put(f"%TAG {handle} {prefix}")
            self._newline()

    def finish(self):
        """The text, closed as it must be."""
        if self.is_open_ended:
            self._indicator("...", True)
            self._write_indent()
        return "".join(self.parts)

    def _name_shared(self, node, seen):
        """Give anchors to the nodes that stand in more than one place."""
        if id(node) in seen:
            if id(node) not in self.anchors:
                self.anchors[id(node)] = None
            return
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            for item in node.value:
                self._name_shared(item, seen)
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                self._name_shared(key, seen)
                self._name_shared(value, seen)

    # -- nodes -------------------------------------------------------------------------------------------------------

    def _anchor(self, node):
        """The anchor's name, of which the first is `id001`, in the order in which they are found shared."""
        if id(node) not in self.anchors:
            return None
        if self.anchors[id(node)] is None:
            number = list(self.anchors).index(id(node)) + 1
            self.anchors[id(node)] = f"id{number:03d}"
        return self.anchors[id(node)]

    def _node(self, node, is_root=False, in_mapping=False, is_key=False):
        anchor = self._anchor(node)
        if id(node) in self.written and anchor:
            self._indicator("*" + anchor, True)
            return
        self.written.add(id(node))
        if anchor:
            self._indicator("&" + anchor, True)
        if isinstance(node, ScalarNode):
            self._scalar(node, is_root, is_key)
            return
        is_sequence = isinstance(node, SequenceNode)
        usual = "tag:yaml.org,2002:" + ("seq" if is_sequence else "map")
        if node.tag != usual:
            self._indicator(self._tag(node.tag), True)
        if self.flow_level or node.flow_style or not node.value:
            (self._flow_sequence if is_sequence else self._flow_mapping)(node)
        elif is_sequence:
            self._block_sequence(node, in_mapping)
        else:
            self._block_mapping(node)

    def _deeper(self, is_flow, is_indentless=False):
        before = self.indent
        if before is None:
            self.indent = self.indent_by if is_flow else 0
        elif not is_indentless:
            self.indent = before + self.indent_by
        return before

    def _flow_items(self, opening, closing, items, write):
        self._indicator(opening, True, is_space=True)
        self.flow_level += 1
        before = self._deeper(True)
        for index, item in enumerate(items):
            if index:
                self._indicator(",", False)
            if self.column > self.width:
                self._write_indent()
            write(item)
        self.indent = before
        self.flow_level -= 1
        self._indicator(closing, False)

    def _flow_sequence(self, node):
        self._flow_items("[", "]", node.value, self._node)

    def _flow_mapping(self, node):
        def pair(item):
            key, value = item
            if self._is_simple(key):
                self._node(key, in_mapping=True, is_key=True)
                self._indicator(":", False)
            else:
                self._indicator("?", True)
                self._node(key, in_mapping=True)
                if self.column > self.width:
                    self._write_indent()
                self._indicator(":", True)
            self._node(value, in_mapping=True)

        self._flow_items("{", "}", node.value, pair)

    def _block_sequence(self, node, in_mapping):
        before = self._deeper(False, is_indentless=in_mapping and not self.is_indention)
        for item in node.value:
            self._write_indent()
            self._indicator("-", True, is_indention=True)
            self._node(item)
        self.indent = before

    def _block_mapping(self, node):
        before = self._deeper(False)
        for key, value in node.value:
            self._write_indent()
            if self._is_simple(key):
                self._node(key, in_mapping=True, is_key=True)
                self._indicator(":", False)
            else:
                self._indicator("?", True, is_indention=True)
                self._node(key, in_mapping=True)
                self._write_indent()
                self._indicator(":", True, is_indention=True)
            self._node(value, in_mapping=True)
        self.indent = before

    def _is_simple(self, node):
        """May it stand before a colon as it is?"""
        anchor = self._anchor(node)
        if anchor and id(node) in self.written:
            return True
        length = len(anchor or "")
        if not isinstance(node, ScalarNode):
            return length < 128 and not node.value
        analysis = _Analysis(node.value, self.allow_unicode)
        if node.tag is not None:
            length += len(self._tag(node.tag))
        return length + len(node.value) < 128 and not analysis.is_empty and not analysis.is_multiline

    def _tag(self, tag):
        if tag is None:
            raise EmitterError("tag is not specified")
        if tag == "!":
            return tag
        handle, suffix = None, tag
        for prefix in sorted(self.tags):
            if tag.startswith(prefix) and (prefix == "!" or len(prefix) < len(tag)):
                handle, suffix = self.tags[prefix], tag[len(prefix) :]
        from urllib.parse import quote

        suffix = quote(suffix, safe="-;/?:@&=+$,_.~*'()[]" + ("" if handle == "!" else "!"))
        return handle + suffix if handle else f"!<{suffix}>"

    # -- scalars -----------------------------------------------------------------------------------------------------

    def _scalar(self, node, is_root, is_key):
        text = node.value
        analysis = _Analysis(text, self.allow_unicode)
        implied_plain = self.resolver.resolve_scalar(text, (True, False)) == node.tag
        style = self._style(node, analysis, implied_plain, is_key)
        if not (implied_plain if style == "" else node.tag == STR):
            self._indicator(self._tag(node.tag), True)
        before = self._deeper(True)
        write = {'"': self._double, "'": self._single, ">": self._folded, "|": self._literal, "": self._plain}[style]
        if style == "" and is_root:
            self.is_open_ended = True
        write(text, not is_key)
        self.indent = before

    def _style(self, node, analysis, implied_plain, is_key):
        style = node.style
        awkward_key = is_key and (analysis.is_empty or analysis.is_multiline)
        if style == '"':
            return style
        if not style and implied_plain and not awkward_key:
            if analysis.flow_plain if self.flow_level else analysis.block_plain:
                return ""
        if style and style in "|>" and not self.flow_level and not is_key and analysis.block:
            return style
        if (not style or style == "'") and analysis.single and not (is_key and analysis.is_multiline):
            return "'"
        return '"'

    def _put(self, text):
        self.parts.append(text)
        self.column += len(text)

    def _newline(self, char="\n"):
        self.is_after_space = self.is_indention = True
        self.parts.append(self.line_break if char == "\n" else char)
        self.column = 0

    def _indicator(self, text, needs_space, is_space=False, is_indention=False):
        self._put(text if self.is_after_space or not needs_space else " " + text)
        self.is_after_space = is_space
        self.is_indention = self.is_indention and is_indention
        self.is_open_ended = False

    def _write_indent(self):
        indent = self.indent or 0
        if not self.is_indention or self.column > indent or (self.column == indent and not self.is_after_space):
            self._newline()
        if self.column < indent:
            self.is_after_space = True
            self._put(" " * (indent - self.column))

    def _continue(self):
        """A new line inside a scalar."""
        self._write_indent()
        self.is_after_space = self.is_indention = False

    def _breaks(self, text):
        if text[0] == "\n":
            self._newline()
        for char in text:
            self._newline(char)

    def _runs(self, text):
        """The text in runs of spaces, of breaks and of the rest."""
        start = 0
        kinds = [(" " if char == " " else "\n" if char in _BREAKS else "") for char in text]
        for index in range(1, len(text) + 1):
            if index == len(text) or kinds[index] != kinds[start]:
                yield kinds[start], text[start:index], start, index
                start = index

    def _plain(self, text, may_split):
        if not text:
            return
        if not self.is_after_space:
            self._put(" ")
        self.is_after_space = self.is_indention = False
        for kind, run, _, _ in self._runs(text):
            if kind == " " and len(run) == 1 and self.column > self.width and may_split:
                self._continue()
            elif kind == "\n":
                self._breaks(run)
                self._continue()
            else:
                self._put(run)

    def _single(self, text, may_split):
        self._indicator("'", True)
        for kind, run, start, end in self._runs(text):
            inside = start != 0 and end != len(text)
            if kind == " " and len(run) == 1 and self.column > self.width and may_split and inside:
                self._write_indent()
            elif kind == "\n":
                self._breaks(run)
                self._write_indent()
            else:
                self._put(run.replace("'", "''"))
        self._indicator("'", False)

    def _double(self, text, may_split):
        self._indicator('"', True)
        start = end = 0
        while end <= len(text):
            char = text[end] if end < len(text) else None
            if char is None or not self._is_printable(char):
                if start < end:
                    self._put(text[start:end])
                    start = end
                if char is not None:
                    self._put(_escaped(char))
                    start = end + 1
            if 0 < end < len(text) - 1 and (char == " " or start >= end):
                if self.column + (end - start) > self.width and may_split:
                    self._put(text[start:end] + "\\")
                    start = max(start, end)
                    self._continue()
                    if text[start] == " ":
                        self._put("\\")
            end += 1
        self._indicator('"', False)

    def _is_printable(self, char):
        if char in '"\\\x85\u2028\u2029\ufeff':
            return False
        return " " <= char <= "~" or bool(
            self.allow_unicode and ("\xa0" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd")
        )

    def _hints(self, text):
        hints = ""
        if text:
            if text[0] in " " + _BREAKS:
                hints += str(self.indent_by)
            if text[-1] not in _BREAKS:
                hints += "-"
            elif len(text) == 1 or text[-2] in _BREAKS:
                hints += "+"
        return hints

    def _block_start(self, sign, text):
        hints = self._hints(text)
        self._indicator(sign + hints, True)
        if hints.endswith("+"):
            self.is_open_ended = True
        self._newline()

    def _literal(self, text, may_split):
        self._block_start("|", text)
        is_at_start = True
        for kind, run, _, end in self._runs(text):
            if kind == "\n":
                for char in run:
                    self._newline(char)
                is_at_start = True
                continue
            if is_at_start:
                self._write_indent()
                is_at_start = False
            self.parts.append(run)
            if end == len(text):
                self._newline()

    def _folded(self, text, may_split):
        self._block_start(">", text)
        leads_with_space = True
        is_at_start = True
        runs = list(self._runs(text))
        for index, (kind, run, _, end) in enumerate(runs):
            if kind == "\n":
                following = runs[index + 1][1][0] if index + 1 < len(runs) else None
                if not leads_with_space and following is not None and following != " " and run[0] == "\n":
                    self._newline()
                leads_with_space = following == " "
                for char in run:
                    self._newline(char)
                is_at_start = True
                continue
            if is_at_start:
                if index == 0:
                    leads_with_space = kind == " "
                self._write_indent()
                is_at_start = False
            if kind == " " and len(run) == 1 and self.column > self.width:
                self._write_indent()
            else:
                self._put(run)
            if end == len(text):
                self._newline()


def _escaped(char):
    if char in _ESCAPES:
        return "\\" + _ESCAPES[char]
    if char <= "\xff":
        return f"\\x{ord(char):02X}"
    return f"\\u{ord(char):04X}" if char <= "\uffff" else f"\\U{ord(char):08X}"
