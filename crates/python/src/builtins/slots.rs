//! The special methods of operators that built-in types share: `int.__add__`, `list.__eq__` and so on.
//!
//! They all ask the functions that the operators themselves use, with the value that `self` is or holds; which types know an operator
//! is decided there.

use std::rc::Rc;

use crate::code::{BinaryOp, CompareOp, UnaryOp};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class};
use crate::ops::operand;
use crate::value::Value;

fn operate(interp: &mut Interp, op: BinaryOp, left: &Value, right: &Value) -> PyResult {
    let left = left.base();
    let result = interp.builtin_binary(op, left, operand(op, left, right))?;
    Ok(result.unwrap_or(Value::NotImplemented))
}

fn compare(interp: &mut Interp, op: CompareOp, args: &[Value]) -> PyResult {
    let result = interp.builtin_compare(op, args[0].base(), args[1].base())?;
    Ok(result.unwrap_or(Value::NotImplemented))
}

fn change(interp: &mut Interp, op: BinaryOp, args: &[Value]) -> PyResult {
    if interp.builtin_in_place(op, args[0].base(), &args[1])? {
        Ok(args[0].clone())
    } else {
        Ok(Value::NotImplemented)
    }
}

fn single(interp: &mut Interp, op: UnaryOp, args: &[Value]) -> PyResult {
    Ok(interp
        .builtin_unary(op, args[0].base())
        .unwrap_or(Value::NotImplemented))
}

const BINARY: &str = "(self, value, /)";
const UNARY: &str = "(self, /)";

macro_rules! operators {
    ($( $name:literal, $reflected:literal, $op:ident );* $(;)?) => {
        fn operator_definitions(op: BinaryOp) -> [Definition; 2] {
            match op {
                $( BinaryOp::$op => [
                    def($name, BINARY, |interp, args| operate(interp, BinaryOp::$op, &args[0], &args[1])),
                    def($reflected, BINARY, |interp, args| operate(interp, BinaryOp::$op, &args[1], &args[0])),
                ], )*
            }
        }
    };
}

operators! {
    "__add__", "__radd__", Add;
    "__sub__", "__rsub__", Subtract;
    "__mul__", "__rmul__", Multiply;
    "__matmul__", "__rmatmul__", MatrixMultiply;
    "__truediv__", "__rtruediv__", TrueDivide;
    "__floordiv__", "__rfloordiv__", FloorDivide;
    "__mod__", "__rmod__", Remainder;
    "__pow__", "__rpow__", Power;
    "__lshift__", "__rlshift__", LeftShift;
    "__rshift__", "__rrshift__", RightShift;
    "__and__", "__rand__", And;
    "__or__", "__ror__", Or;
    "__xor__", "__rxor__", Xor;
}

/// Add the methods of binary operators and their reflections.
pub(crate) fn add_operators(interp: &Interp, class: &Rc<Class>, ops: &[BinaryOp]) {
    for &op in ops {
        interp.add_methods(class, Binding::Method, &operator_definitions(op));
    }
}

/// Add the method of a binary operator without its reflection, as sequences have `+`.
pub(crate) fn add_operator(interp: &Interp, class: &Rc<Class>, op: BinaryOp) {
    interp.add_methods(class, Binding::Method, &operator_definitions(op)[..1]);
}

const COMPARISONS: &[Definition] = &[
    def("__lt__", BINARY, |interp, args| {
        compare(interp, CompareOp::Less, args)
    }),
    def("__le__", BINARY, |interp, args| {
        compare(interp, CompareOp::LessEqual, args)
    }),
    def("__eq__", BINARY, |interp, args| {
        compare(interp, CompareOp::Equal, args)
    }),
    def("__ne__", BINARY, |interp, args| {
        compare(interp, CompareOp::NotEqual, args)
    }),
    def("__gt__", BINARY, |interp, args| {
        compare(interp, CompareOp::Greater, args)
    }),
    def("__ge__", BINARY, |interp, args| {
        compare(interp, CompareOp::GreaterEqual, args)
    }),
];

/// Add the six comparisons.
pub(crate) fn add_comparisons(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, COMPARISONS);
}

const SIGNS: &[Definition] = &[
    def("__neg__", UNARY, |interp, args| {
        single(interp, UnaryOp::Negative, args)
    }),
    def("__pos__", UNARY, |interp, args| {
        single(interp, UnaryOp::Positive, args)
    }),
    def("__abs__", UNARY, |interp, args| {
        Ok(interp
            .builtin_absolute(&args[0])
            .unwrap_or(Value::NotImplemented))
    }),
    def("__bool__", UNARY, |interp, args| {
        Ok(Value::Bool(interp.truth(args[0].base())?))
    }),
];

const INVERT: &[Definition] = &[def("__invert__", UNARY, |interp, args| {
    single(interp, UnaryOp::Invert, args)
})];

/// Add `-x`, `+x`, `abs(x)` and `bool(x)`.
pub(crate) fn add_signs(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, SIGNS);
}

/// Add `~x`.
pub(crate) fn add_invert(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, INVERT);
}

const IN_PLACE: &[(BinaryOp, Definition)] = &[
    (
        BinaryOp::Add,
        def("__iadd__", BINARY, |interp, args| {
            change(interp, BinaryOp::Add, args)
        }),
    ),
    (
        BinaryOp::Multiply,
        def("__imul__", BINARY, |interp, args| {
            change(interp, BinaryOp::Multiply, args)
        }),
    ),
    (
        BinaryOp::Or,
        def("__ior__", BINARY, |interp, args| {
            change(interp, BinaryOp::Or, args)
        }),
    ),
    (
        BinaryOp::And,
        def("__iand__", BINARY, |interp, args| {
            change(interp, BinaryOp::And, args)
        }),
    ),
    (
        BinaryOp::Xor,
        def("__ixor__", BINARY, |interp, args| {
            change(interp, BinaryOp::Xor, args)
        }),
    ),
    (
        BinaryOp::Subtract,
        def("__isub__", BINARY, |interp, args| {
            change(interp, BinaryOp::Subtract, args)
        }),
    ),
];

/// Add the methods of in-place operators.
pub(crate) fn add_in_place(interp: &Interp, class: &Rc<Class>, ops: &[BinaryOp]) {
    for (op, definition) in IN_PLACE {
        if ops.contains(op) {
            interp.add_methods(class, Binding::Method, &[*definition]);
        }
    }
}

const CONTAINER: &[Definition] = &[
    def("__len__", UNARY, |interp, args| {
        Ok(Value::size(
            interp.builtin_length(args[0].base()).unwrap_or(0),
        ))
    }),
    def("__contains__", "(self, key, /)", |interp, args| {
        let answer = interp.builtin_contains(args[0].base(), &args[1])?;
        Ok(Value::Bool(answer.unwrap_or(false)))
    }),
    def("__iter__", UNARY, |interp, args| {
        Ok(interp
            .builtin_iter(args[0].base())
            .unwrap_or(Value::NotImplemented))
    }),
];

/// Add `len`, `in` and iteration.
pub(crate) fn add_container(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, CONTAINER);
}

const GET_ITEM: &[Definition] = &[def("__getitem__", "(self, key, /)", |interp, args| {
    Ok(interp
        .builtin_get_item(args[0].base(), &args[1])?
        .unwrap_or(Value::NotImplemented))
})];

/// Add `x[key]`.
pub(crate) fn add_get_item(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, GET_ITEM);
}

const TEXT: &[Definition] = &[
    def("__repr__", UNARY, |interp, args| {
        let text = interp.builtin_repr(args[0].base())?;
        Ok(Value::str(text.unwrap_or_default()))
    }),
    def("__hash__", UNARY, |interp, args| {
        Ok(Value::Int(interp.hash(args[0].base())? as i64))
    }),
];

/// Add `repr(x)` and `hash(x)`.
pub(crate) fn add_repr_and_hash(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, TEXT);
}

/// Add `repr(x)` alone.
pub(crate) fn add_repr_only_text(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, &TEXT[..1]);
}

/// Add `repr(x)`, and the mark that it can't be hashed.
pub(crate) fn add_repr_only(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, &TEXT[..1]);
    interp.class_set(class, &interp.names.hash, Value::None);
}

const FORMAT: &[Definition] = &[def(
    "__format__",
    "(self, format_spec, /)",
    |interp, args| {
        let Some(spec) = args[1].as_str() else {
            return Err(interp.type_error(format_args!(
                "__format__() argument must be str, not {}",
                interp.type_name(&args[1])
            )));
        };
        let spec = spec.clone();
        interp.builtin_format(args[0].base(), &spec).map(Value::Str)
    },
)];

/// Add `format(x, spec)`.
pub(crate) fn add_format(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::Method, FORMAT);
}

const CLASS_GET_ITEM: &[Definition] =
    &[def("__class_getitem__", "(cls, key, /)", |interp, args| {
        let alias = Value::Class(interp.types.generic_alias.clone());
        interp.call(&alias, &[args[0].clone(), args[1].clone()])
    })];

/// Add `list[int]`.
pub(crate) fn add_class_get_item(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(class, Binding::ClassMethod, CLASS_GET_ITEM);
}
