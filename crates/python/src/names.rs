//! Strings that the core asks for all the time, interned once.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::value::Str;

macro_rules! names {
    ($( $field:ident = $text:literal ),* $(,)?) => {
        /// Interned names; the field is the name without its underscores.
        #[expect(missing_docs, reason = "The names are Python's.")]
        pub struct Names { $( pub $field: Str, )* }

        impl Names {
            pub(crate) fn new(interned: &RefCell<HashMap<Box<str>, Str>>) -> Names {
                let make = |text: &str| {
                    let made = Str::from(text);
                    interned.borrow_mut().insert(text.into(), made.clone());
                    made
                };
                Names { $( $field: make($text), )* }
            }
        }
    };
}

names! {
    abs = "__abs__", aenter = "__aenter__", aexit = "__aexit__", aiter = "__aiter__", anext = "__anext__", annotate = "__annotate__",
    annotate_func = "__annotate_func__", annotations = "__annotations__", annotations_cache = "__annotations_cache__",
    all = "__all__", args = "args", await_ = "__await__", bases = "__bases__", bool_ = "__bool__", build_class = "__build_class__",
    builtins = "__builtins__", bytes = "__bytes__", call = "__call__", class = "__class__", class_cell = "__classcell__",
    class_getitem = "__class_getitem__", close = "close", complex = "__complex__", contains = "__contains__", del = "__del__",
    delattr = "__delattr__", delete = "__delete__", delitem = "__delitem__", dict = "__dict__", dir = "__dir__", doc = "__doc__",
    enter = "__enter__", eq = "__eq__", exit = "__exit__", file = "__file__", float = "__float__", floor = "__floor__",
    format = "__format__", func = "__func__", ge = "__ge__", get = "__get__", getattr = "__getattr__",
    getattribute = "__getattribute__", getitem = "__getitem__", gt = "__gt__", hash = "__hash__", import = "__import__",
    index = "__index__", init = "__init__", init_subclass = "__init_subclass__", instancecheck = "__instancecheck__",
    int = "__int__", invert = "__invert__", iter = "__iter__", keys = "keys", le = "__le__", len = "__len__",
    length_hint = "__length_hint__", loader = "__loader__", lt = "__lt__", match_args = "__match_args__", metaclass = "metaclass",
    missing = "__missing__", module = "__module__", mro = "mro", mro_entries = "__mro_entries__", name = "__name__", ne = "__ne__",
    neg = "__neg__", new = "__new__", next = "__next__", notes = "__notes__", orig_bases = "__orig_bases__", package = "__package__",
    path = "__path__", pos = "__pos__", prepare = "__prepare__", qualname = "__qualname__", repr = "__repr__",
    reversed = "__reversed__", round = "__round__", self_ = "__self__", send = "send", set = "__set__", set_name = "__set_name__",
    setattr = "__setattr__", setitem = "__setitem__", slots = "__slots__", spec = "__spec__", str_ = "__str__",
    subclasscheck = "__subclasscheck__", super_ = "super", throw = "throw", trunc = "__trunc__",
    type_params = "__type_params__", weakref = "__weakref__", wrapped = "__wrapped__", value = "value", parents = "parents",
    abstractmethods = "__abstractmethods__", isabstractmethod = "__isabstractmethod__", main = "__main__", traceback = "__traceback__",
    add = "__add__", radd = "__radd__", iadd = "__iadd__", sub = "__sub__", rsub = "__rsub__", isub = "__isub__",
    mul = "__mul__", rmul = "__rmul__", imul = "__imul__", matmul = "__matmul__", rmatmul = "__rmatmul__", imatmul = "__imatmul__",
    truediv = "__truediv__", rtruediv = "__rtruediv__", itruediv = "__itruediv__", floordiv = "__floordiv__",
    rfloordiv = "__rfloordiv__", ifloordiv = "__ifloordiv__", mod_ = "__mod__", rmod = "__rmod__", imod = "__imod__",
    pow = "__pow__", rpow = "__rpow__", ipow = "__ipow__", lshift = "__lshift__", rlshift = "__rlshift__", ilshift = "__ilshift__",
    rshift = "__rshift__", rrshift = "__rrshift__", irshift = "__irshift__", and = "__and__", rand = "__rand__", iand = "__iand__",
    or = "__or__", ror = "__ror__", ior = "__ior__", xor = "__xor__", rxor = "__rxor__", ixor = "__ixor__",
}
