"""Makes nodes of tokens: one tree for each document, with its anchors resolved."""

from .error import ComposerError, ParserError
from .nodes import MappingNode, ScalarNode, SequenceNode
from .scanner import Scanner

_TAGS = {"!": "!", "!!": "tag:yaml.org,2002:"}
_MAP, _SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"


class Composer:
    """The documents of a stream. What a plain scalar is, the resolver says."""

    def __init__(self, stream, resolver):
        self.scanner = Scanner(stream)
        self.resolver = resolver
        self.is_first = True
        self.anchors = {}

    def _is(self, *ids):
        return self.scanner.peek().id in ids

    def check(self):
        """Is there another document?"""
        while self._is("<document end>"):
            self.scanner.get()
        return not self._is("<stream end>")

    def document(self):
        """The root node of the next document."""
        self.anchors = {}
        self.tags = dict(_TAGS)
        if self.is_first and not self._is("<directive>", "<document start>"):
            self.is_first = False
            return self._node(True)
        self._begin()
        if self._is("<directive>", "<document start>", "<document end>", "<stream end>"):
            return self._empty(self.scanner.peek().start)
        return self._node(True)

    def _begin(self):
        """Step over the beginning of a document that must say that it is one."""
        self.is_first = False
        self._directives()
        token = self.scanner.peek()
        if token.id != "<document start>":
            raise ParserError(None, None, f"expected '<document start>', but found {token.id!r}", token.start)
        self.scanner.get()

    def single(self):
        """The root node of the only document, or None."""
        if not self.check():
            return None
        node = self.document()
        if self.check():
            start = self.scanner.peek().start
            self.tags = {}
            self._begin()
            raise ComposerError(
                "expected a single document in the stream", node.start_mark, "but found another document", start
            )
        return node

    def _directives(self):
        version = None
        while self._is("<directive>"):
            token = self.scanner.get()
            name, *rest = token.value
            if name == "YAML":
                if version is not None:
                    raise ParserError(None, None, "found duplicate YAML directive", token.start)
                version = rest[0] if rest else ""
                if version.split(".")[0] != "1":
                    raise ParserError(
                        None, None, "found incompatible YAML document (version 1.* is required)", token.start
                    )
            elif name == "TAG" and len(rest) == 2:
                self.tags[rest[0]] = rest[1]

    # -- nodes -------------------------------------------------------------------------------------------------------

    def _empty(self, mark):
        return ScalarNode(self.resolver.resolve_scalar("", (True, False)), "", mark, mark)

    def _node(self, is_block, may_be_indentless=False):
        token = self.scanner.peek()
        if token.id == "<alias>":
            self.scanner.get()
            if token.value not in self.anchors:
                raise ComposerError(None, None, f"found undefined alias {token.value!r}", token.start)
            return self.anchors[token.value]
        anchor = tag = start = tag_mark = end = None
        for _ in range(2):
            token = self.scanner.peek()
            if token.id == "<anchor>" and anchor is None:
                anchor = self.scanner.get()
            elif token.id == "<tag>" and tag is None:
                tag, tag_mark = self.scanner.get().value, token.start
            else:
                break
            start, end = start or token.start, token.end
        if tag is not None:
            handle, suffix = tag
            if handle is not None and handle not in self.tags:
                raise ParserError("while parsing a node", start, f"found undefined tag handle {handle!r}", tag_mark)
            tag = suffix if handle is None else self.tags[handle] + suffix
        token = self.scanner.peek()
        if start is None:
            start = end = token.start
        if anchor is not None and anchor.value in self.anchors:
            raise ComposerError(
                f"found duplicate anchor {anchor.value!r}; first occurrence",
                self.anchors[anchor.value].start_mark,
                "second occurrence",
                start,
            )
        return self._content(token, is_block, may_be_indentless, tag, anchor and anchor.value, start, end)

    def _content(self, token, is_block, may_be_indentless, tag, anchor, start, end):
        known = tag is not None and tag != "!"
        id = token.id
        if id == "<scalar>":
            self.scanner.get()
            if (token.is_plain and tag is None) or tag == "!":
                implicit = (True, False)
            else:
                implicit = (False, tag is None)
            tag = tag if known else self.resolver.resolve_scalar(token.value, implicit)
            node = ScalarNode(tag, token.value, start, token.end, token.style)
            return self._named(node, anchor)
        is_sequence = id == "[" or (is_block and id == "<block sequence start>") or (may_be_indentless and id == "-")
        if is_sequence:
            node = self._named(SequenceNode(tag if known else _SEQ, [], start, flow_style=id == "["), anchor)
            if id == "[":
                self._flow_sequence(node)
            elif id == "-":
                self._indentless(node)
            else:
                self._block_sequence(node)
            return node
        if id == "{" or (is_block and id == "<block mapping start>"):
            node = self._named(MappingNode(tag if known else _MAP, [], start, flow_style=id == "{"), anchor)
            if id == "{":
                self._flow_mapping(node)
            else:
                self._block_mapping(node)
            return node
        if anchor is not None or tag is not None:
            tag = tag if known else self.resolver.resolve_scalar("", (not known, False))
            return self._named(ScalarNode(tag, "", start, end), anchor)
        kind = "block" if is_block else "flow"
        raise ParserError(
            f"while parsing a {kind} node", start, f"expected the node content, but found {id!r}", token.start
        )

    def _named(self, node, anchor):
        # A collection is known by its anchor before it is complete: it may hold itself.
        if anchor is not None:
            self.anchors[anchor] = node
        return node

    def _block_sequence(self, node):
        start = self.scanner.get().start
        while self._is("-"):
            end = self.scanner.get().end
            node.value.append(self._empty(end) if self._is("-", "<block end>") else self._node(True))
        self._block_end("collection", start, node)

    def _block_end(self, kind, start, node):
        token = self.scanner.peek()
        if token.id != "<block end>":
            raise ParserError(
                f"while parsing a block {kind}", start, f"expected <block end>, but found {token.id!r}", token.start
            )
        node.end_mark = self.scanner.get().end

    def _indentless(self, node):
        while self._is("-"):
            end = self.scanner.get().end
            is_empty = self._is("-", "?", ":", "<block end>")
            node.value.append(self._empty(end) if is_empty else self._node(True))
        node.end_mark = self.scanner.peek().start

    def _block_mapping(self, node):
        start = self.scanner.get().start
        while self._is("?"):
            end = self.scanner.get().end
            key = self._empty(end) if self._is("?", ":", "<block end>") else self._node(True, True)
            node.value.append((key, self._block_value()))
        self._block_end("mapping", start, node)

    def _block_value(self):
        if not self._is(":"):
            return self._empty(self.scanner.peek().start)
        end = self.scanner.get().end
        return self._empty(end) if self._is("?", ":", "<block end>") else self._node(True, True)

    def _flow_separator(self, kind, close, start):
        token = self.scanner.peek()
        if token.id != ",":
            raise ParserError(
                f"while parsing a flow {kind}", start, f"expected ',' or '{close}', but got {token.id!r}", token.start
            )
        self.scanner.get()

    def _flow_sequence(self, node):
        start = self.scanner.get().start
        while not self._is("]"):
            if node.value:
                self._flow_separator("sequence", "]", start)
            if self._is("?"):
                token = self.scanner.get()
                key = self._empty(token.end) if self._is(":", ",", "]") else self._node(False)
                pair = MappingNode(_MAP, [(key, self._flow_value("]"))], token.start, token.end, True)
                node.value.append(pair)
            elif not self._is("]"):
                node.value.append(self._node(False))
        node.end_mark = self.scanner.get().end

    def _flow_value(self, close):
        if not self._is(":"):
            return self._empty(self.scanner.peek().start)
        end = self.scanner.get().end
        return self._empty(end) if self._is(",", close) else self._node(False)

    def _flow_mapping(self, node):
        start = self.scanner.get().start
        while not self._is("}"):
            if node.value:
                self._flow_separator("mapping", "}", start)
            if self._is("?"):
                end = self.scanner.get().end
                key = self._empty(end) if self._is(":", ",", "}") else self._node(False)
                node.value.append((key, self._flow_value("}")))
            elif not self._is("}"):
                key = self._node(False)
                node.value.append((key, self._empty(self.scanner.peek().start)))
        node.end_mark = self.scanner.get().end
