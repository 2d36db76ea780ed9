//! `memoryview`: a window on bytes or a bytearray, one byte an item. Other item formats aren't supported.

use std::cell::Cell;

use super::bytes_of;
use crate::builtins::bytearray::{ByteArray, MemoryView, is_bytearray, with_bytes};
use crate::builtins::iterators::BytesIterator;
use crate::builtins::slice::Slice;
use crate::builtins::slots;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::Binding;
use crate::value::Value;

fn view_of<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a MemoryView> {
    match value.data::<MemoryView>() {
        Some(view) if view.is_released.get() => {
            Err(interp.value_error("operation forbidden on released memoryview object"))
        }
        Some(view) => Ok(view),
        None => Err(interp.wrong_receiver("memoryview", value)),
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let source = args[1].base();
    let class = interp.types.memoryview.clone();
    if let Some(view) = source.data::<MemoryView>() {
        let copy = MemoryView {
            source: view.source.clone(),
            start: view.start,
            step: view.step,
            length: view.length,
            is_released: Cell::new(false),
        };
        return Ok(interp.native_object(&class, copy));
    }
    match with_bytes(source, <[u8]>::len) {
        Some(length) => Ok(interp.native_object(
            &class,
            MemoryView {
                source: source.clone(),
                start: 0,
                step: 1,
                length,
                is_released: Cell::new(false),
            },
        )),
        None => Err(interp.type_error(format_args!(
            "memoryview: a bytes-like object is required, not '{}'",
            interp.type_name(source)
        ))),
    }
}

fn get_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = view_of(interp, &args[0])?;
    if let Some(slice) = args[1].data::<Slice>() {
        let bounds = interp.resolve_slice(slice, view.length)?;
        let part = MemoryView {
            source: view.source.clone(),
            start: view.start + bounds.start * view.step,
            step: view.step.saturating_mul(bounds.step),
            length: bounds.length,
            is_released: Cell::new(false),
        };
        let class = interp.types.memoryview.clone();
        return Ok(interp.native_object(&class, part));
    }
    let index = interp.sequence_index(&args[1], "memoryview: invalid slice key")?;
    let place = Interp::position(index, view.length).map(|index| view.place(index));
    let byte = place
        .and_then(|place| with_bytes(&view.source, |bytes| bytes.get(place).copied()))
        .flatten();
    match byte {
        Some(byte) => Ok(Value::Int(i64::from(byte))),
        None => Err(interp.index_error("index out of bounds on dimension 1")),
    }
}

fn set_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = view_of(interp, &args[0])?;
    let Some(array) = view.source.data::<ByteArray>() else {
        return Err(interp.type_error("cannot modify read-only memory"));
    };
    let (places, new): (Vec<usize>, Vec<u8>) = if let Some(slice) = args[1].data::<Slice>() {
        let bounds = interp.resolve_slice(slice, view.length)?;
        let new = super::bytes_like(interp, &args[2])?;
        if new.len() != bounds.length {
            return Err(interp.value_error(
                "memoryview assignment: lvalue and rvalue have different structures",
            ));
        }
        (
            bounds.indices().map(|index| view.place(index)).collect(),
            new,
        )
    } else {
        let index = interp.sequence_index(&args[1], "memoryview: invalid slice key")?;
        let byte = interp.byte(&args[2], "memoryview: invalid value for format 'B'")?;
        match Interp::position(index, view.length) {
            Some(index) => (vec![view.place(index)], vec![byte]),
            None => return Err(interp.index_error("index out of bounds on dimension 1")),
        }
    };
    let mut bytes = array.0.borrow_mut();
    for (place, byte) in places.into_iter().zip(new) {
        if let Some(old) = bytes.get_mut(place) {
            *old = byte;
        }
    }
    Ok(Value::None)
}

fn to_bytes(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::bytes(view_of(interp, &args[0])?.content()))
}

fn to_list(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = view_of(interp, &args[0])?.content();
    let items = bytes
        .into_iter()
        .map(|byte| Value::Int(i64::from(byte)))
        .collect();
    Ok(interp.list(items))
}

fn release(interp: &mut Interp, args: &[Value]) -> PyResult {
    match args[0].data::<MemoryView>() {
        Some(view) => view.is_released.set(true),
        None => return Err(interp.wrong_receiver("memoryview", &args[0])),
    }
    Ok(Value::None)
}

fn cast(interp: &mut Interp, args: &[Value]) -> PyResult {
    match args[1].as_str().map(crate::value::Str::as_str) {
        Some("B" | "b" | "c" | "@B") => Ok(args[0].clone()),
        _ => Err(interp.unsupported(
            "memoryview.cast to items of more than one byte",
            "use the module struct.",
        )),
    }
}

fn iter(interp: &mut Interp, args: &[Value]) -> PyResult {
    view_of(interp, &args[0])?;
    Ok(interp.native_iterator(
        "memory_iterator",
        BytesIterator {
            source: args[0].clone(),
            index: Cell::new(0),
        },
    ))
}

fn hash(interp: &mut Interp, args: &[Value]) -> PyResult {
    let view = view_of(interp, &args[0])?;
    if is_bytearray(&view.source) {
        return Err(interp.value_error("cannot hash writable memoryview object"));
    }
    let bytes = Value::bytes(view.content());
    Ok(Value::Int(interp.hash(&bytes)? as i64))
}

const METHODS: &[Definition] = &[
    def("__getitem__", "(self, key, /)", get_item),
    def("__setitem__", "(self, key, value, /)", set_item),
    def("__len__", "(self, /)", |interp, args| {
        Ok(Value::size(view_of(interp, &args[0])?.length))
    }),
    def("__iter__", "(self, /)", iter),
    def("__hash__", "(self, /)", hash),
    def("__repr__", "(self, /)", |_, args| {
        Ok(Value::str(format!("<memory at {:#x}>", args[0].address())))
    }),
    def("__enter__", "(self, /)", |interp, args| {
        view_of(interp, &args[0])?;
        Ok(args[0].clone())
    }),
    def("__exit__", "(self, /, *args)", release),
    def("tobytes", "(self, /, order='C')", to_bytes),
    def("tolist", "(self, /)", to_list),
    def("release", "(self, /)", release),
    def("cast", "(self, format, shape=None)", cast),
    def("toreadonly", "(self, /)", |interp, args| {
        let bytes = Value::bytes(bytes_of(interp, &args[0])?);
        let class = Value::Class(interp.types.memoryview.clone());
        interp.call(&class, &[bytes])
    }),
    def("hex", "(self, sep=None, bytes_per_sep=1)", super::hex),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "obj",
        get: |interp, value| Ok(view_of(interp, value)?.source.clone()),
        set: None,
    },
    Attribute {
        name: "nbytes",
        get: |interp, value| Ok(Value::size(view_of(interp, value)?.length)),
        set: None,
    },
    Attribute {
        name: "readonly",
        get: |interp, value| Ok(Value::Bool(!is_bytearray(&view_of(interp, value)?.source))),
        set: None,
    },
    Attribute {
        name: "format",
        get: |_, _| Ok(Value::str("B")),
        set: None,
    },
    Attribute {
        name: "itemsize",
        get: |_, _| Ok(Value::Int(1)),
        set: None,
    },
    Attribute {
        name: "ndim",
        get: |_, _| Ok(Value::Int(1)),
        set: None,
    },
    Attribute {
        name: "shape",
        get: |interp, value| {
            Ok(Value::tuple(vec![Value::size(
                view_of(interp, value)?.length,
            )]))
        },
        set: None,
    },
    Attribute {
        name: "strides",
        get: |interp, value| Ok(Value::tuple(vec![Value::Int(view_of(interp, value)?.step)])),
        set: None,
    },
    Attribute {
        name: "contiguous",
        get: |interp, value| Ok(Value::Bool(view_of(interp, value)?.step == 1)),
        set: None,
    },
];

/// Give `memoryview` its methods.
pub(super) fn install(interp: &Interp) {
    let class = interp.types.memoryview.clone();
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(type, object)", new)],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    slots::add_comparisons(interp, &class);
    class.is_final.set(true);
}
