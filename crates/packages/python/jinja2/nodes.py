"""The nodes of a template's tree: what is asked of them is their fields and their line."""


class Node:
    """A node; its class names its fields in their order."""

    fields = ()
    can_assign = False

    def __init__(self, *values, lineno=0):
        for name, value in zip(self.fields, values):
            setattr(self, name, value)
        self.lineno = lineno

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.fields)})"


def _kinds(text):
    for row in text.strip().split("\n"):
        name, *fields = row.split()
        globals()[name] = type(name, (Node,), {"fields": tuple(fields), "__module__": __name__})


_kinds(
    """
Template body
Output nodes
TemplateData data
Extends template
For target iter body else_ test recursive
If test body elif_ else_
Macro name args defaults body
CallBlock call args defaults body
FilterBlock body filter
With targets values body
Block name body scoped required
Include template with_context ignore_missing
Import template target with_context
FromImport template names with_context
Assign target node
AssignBlock target filter body
Autoescape value body
ExprStmt node
Break
Continue
Name name
NSRef name attr
Const value
Tuple items
List items
Dict items
CondExpr test expr1 expr2
Filter node name args kwargs dyn_args dyn_kwargs
Test node name args kwargs dyn_args dyn_kwargs
Call node args kwargs dyn_args dyn_kwargs
Getitem node arg
Getattr node attr
Slice start stop step
Concat nodes
Compare expr ops
And left right
Or left right
Not node
Neg node
Pos node
Binary operator left right
"""
)
for _name in ("Name", "NSRef", "Tuple"):
    globals()[_name].can_assign = True
