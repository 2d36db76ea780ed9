//! What `bytearray` has beside the methods of `bytes`: it can be changed.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::bytes_of;
use crate::builtins::bytearray::{ByteArray, with_bytes};
use crate::builtins::iterators::BytesIterator;
use crate::builtins::slice::Slice;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Definition, def};
use crate::object::{Binding, Class, Payload};
use crate::value::Value;

const RANGE: &str = "byte must be in range(0, 256)";

fn array_of<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a RefCell<Vec<u8>>> {
    match value.data::<ByteArray>() {
        Some(array) => Ok(&array.0),
        None => Err(interp.wrong_receiver("bytearray", value)),
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let data = Payload::Native(Box::new(ByteArray(RefCell::default())));
    match &args[0] {
        Value::Class(class) if class.is_subclass_of(&interp.types.bytearray) => {
            Ok(interp.object(class, data))
        }
        _ => Err(interp.type_error("bytearray.__new__(X): X is not a type object")),
    }
}

fn init(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = interp.bytes_from_source("bytearray", &args[1], &args[2], &args[3])?;
    array_of(interp, &args[0])?.replace(bytes);
    Ok(Value::None)
}

fn append(interp: &mut Interp, args: &[Value]) -> PyResult {
    let byte = interp.byte(&args[1], RANGE)?;
    array_of(interp, &args[0])?.borrow_mut().push(byte);
    Ok(Value::None)
}

/// The bytes of what is added: bytes-like, or an iterable of ints.
fn addition(interp: &mut Interp, value: &Value) -> PyResult<Vec<u8>> {
    match with_bytes(value, <[u8]>::to_vec) {
        Some(bytes) => Ok(bytes),
        None => interp.bytes_from_iterable(value, RANGE),
    }
}

fn extend(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = addition(interp, &args[1])?;
    let array = array_of(interp, &args[0])?;
    interp.check_size(array.borrow().len().saturating_add(bytes.len()))?;
    array.borrow_mut().extend(bytes);
    Ok(Value::None)
}

fn add_in_place(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Some(bytes) = with_bytes(&args[1], <[u8]>::to_vec) else {
        return Err(interp.type_error(format_args!(
            "can't concat {} to {}",
            interp.type_name(&args[1]),
            interp.type_name(&args[0])
        )));
    };
    let array = array_of(interp, &args[0])?;
    interp.check_size(array.borrow().len().saturating_add(bytes.len()))?;
    array.borrow_mut().extend(bytes);
    Ok(args[0].clone())
}

fn repeat_in_place(interp: &mut Interp, args: &[Value]) -> PyResult {
    let times = interp.count_clamped(&args[1])?;
    let array = array_of(interp, &args[0])?;
    interp.check_size(array.borrow().len().saturating_mul(times))?;
    let repeated = array.borrow().repeat(times);
    array.replace(repeated);
    Ok(args[0].clone())
}

fn insert(interp: &mut Interp, args: &[Value]) -> PyResult {
    let index = interp.index_clamped(&args[1])?;
    let byte = interp.byte(&args[2], RANGE)?;
    let mut bytes = array_of(interp, &args[0])?.borrow_mut();
    let length = bytes.len() as i64;
    let index = if index < 0 {
        index.saturating_add(length).max(0)
    } else {
        index.min(length)
    };
    bytes.insert(index as usize, byte);
    Ok(Value::None)
}

fn pop(interp: &mut Interp, args: &[Value]) -> PyResult {
    let index = match args[1].bound() {
        Some(index) => interp.index_clamped(index)?,
        None => -1,
    };
    let mut bytes = array_of(interp, &args[0])?.borrow_mut();
    if bytes.is_empty() {
        return Err(interp.index_error("pop from empty bytearray"));
    }
    match Interp::position(index, bytes.len()) {
        Some(index) => Ok(Value::Int(i64::from(bytes.remove(index)))),
        None => Err(interp.index_error("pop index out of range")),
    }
}

fn remove(interp: &mut Interp, args: &[Value]) -> PyResult {
    let byte = interp.byte(&args[1], RANGE)?;
    let mut bytes = array_of(interp, &args[0])?.borrow_mut();
    match bytes.iter().position(|&found| found == byte) {
        Some(index) => {
            bytes.remove(index);
            Ok(Value::None)
        }
        None => Err(interp.value_error("value not found in bytearray")),
    }
}

fn set_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let length = array_of(interp, &args[0])?.borrow().len();
    if let Some(slice) = args[1].data::<Slice>() {
        let new = match with_bytes(&args[2], <[u8]>::to_vec) {
            Some(bytes) => bytes,
            None if interp.looks_iterable(&args[2]) && args[2].as_str().is_none() => {
                interp.bytes_from_iterable(&args[2], RANGE)?
            }
            None => {
                return Err(interp.type_error(
                    "can assign only bytes, buffers, or iterables of ints in range(0, 256)",
                ));
            }
        };
        let bounds = interp.resolve_slice(slice, length)?;
        let mut bytes = array_of(interp, &args[0])?.borrow_mut();
        if bounds.step == 1 {
            let start = usize::try_from(bounds.start).unwrap_or(0).min(bytes.len());
            let end = (start + bounds.length).min(bytes.len());
            bytes.splice(start..end, new);
        } else if new.len() == bounds.length {
            for (index, byte) in bounds.indices().zip(new) {
                if let Some(place) = bytes.get_mut(index) {
                    *place = byte;
                }
            }
        } else {
            return Err(interp.value_error(format_args!(
                "attempt to assign bytes of size {} to extended slice of size {}",
                new.len(),
                bounds.length
            )));
        }
        return Ok(Value::None);
    }
    let index = interp.sequence_index(
        &args[1],
        "bytearray indices must be integers or slices, not {}",
    )?;
    let byte = interp.byte(&args[2], RANGE)?;
    let mut bytes = array_of(interp, &args[0])?.borrow_mut();
    match Interp::position(index, bytes.len()) {
        Some(index) => {
            bytes[index] = byte;
            Ok(Value::None)
        }
        None => Err(interp.index_error("bytearray index out of range")),
    }
}

fn delete_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let length = array_of(interp, &args[0])?.borrow().len();
    if let Some(slice) = args[1].data::<Slice>() {
        let bounds = interp.resolve_slice(slice, length)?;
        let mut doomed = vec![false; length];
        for index in bounds.indices() {
            if let Some(mark) = doomed.get_mut(index) {
                *mark = true;
            }
        }
        let mut bytes = array_of(interp, &args[0])?.borrow_mut();
        let mut marks = doomed.into_iter();
        bytes.retain(|_| !marks.next().unwrap_or(false));
        return Ok(Value::None);
    }
    let index = interp.sequence_index(
        &args[1],
        "bytearray indices must be integers or slices, not {}",
    )?;
    let mut bytes = array_of(interp, &args[0])?.borrow_mut();
    match Interp::position(index, bytes.len()) {
        Some(index) => {
            bytes.remove(index);
            Ok(Value::None)
        }
        None => Err(interp.index_error("bytearray index out of range")),
    }
}

fn iter(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(interp.native_iterator(
        "bytearray_iterator",
        BytesIterator {
            source: args[0].clone(),
            index: Cell::new(0),
        },
    ))
}

fn repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let bytes = bytes_of(interp, &args[0])?;
    let name = interp.type_name(&args[0]);
    Ok(Value::str(format!(
        "{name}({})",
        crate::builtins::bytes_repr(&bytes)
    )))
}

const METHODS: &[Definition] = &[
    def(
        "__init__",
        "(self, source=b'', encoding='utf-8', errors='strict')",
        init,
    ),
    def("append", "(self, item, /)", append),
    def("extend", "(self, iterable_of_ints, /)", extend),
    def("insert", "(self, index, item, /)", insert),
    def("pop", "(self, index=-1, /)", pop),
    def("remove", "(self, value, /)", remove),
    def("reverse", "(self, /)", |interp, args| {
        array_of(interp, &args[0])?.borrow_mut().reverse();
        Ok(Value::None)
    }),
    def("clear", "(self, /)", |interp, args| {
        array_of(interp, &args[0])?.borrow_mut().clear();
        Ok(Value::None)
    }),
    def("copy", "(self, /)", |interp, args| {
        let bytes = bytes_of(interp, &args[0])?;
        Ok(interp.new_bytearray(bytes))
    }),
    def("resize", "(self, size, /)", |interp, args| {
        let size = interp.as_i64(&args[1])?;
        let Ok(size) = usize::try_from(size) else {
            return Err(interp.value_error(format_args!(
                "bytearray.resize(): new size must be >= 0, got {size}"
            )));
        };
        interp.check_size(size)?;
        array_of(interp, &args[0])?.borrow_mut().resize(size, 0);
        Ok(Value::None)
    }),
    def("__len__", "(self, /)", |interp, args| {
        Ok(Value::size(array_of(interp, &args[0])?.borrow().len()))
    }),
    def("__iter__", "(self, /)", iter),
    def("__setitem__", "(self, key, value, /)", set_item),
    def("__delitem__", "(self, key, /)", delete_item),
    def("__iadd__", "(self, value, /)", add_in_place),
    def("__imul__", "(self, value, /)", repeat_in_place),
    def("__repr__", "(self, /)", repr),
    def("__str__", "(self, /)", repr),
];

/// Give `bytearray` its own methods.
pub(super) fn install(interp: &Interp, class: &Rc<Class>) {
    interp.add_methods(
        class,
        Binding::StaticMethod,
        &[def("__new__", "(type, /, *args, **kwargs)", new)],
    );
    interp.add_methods(class, Binding::Method, METHODS);
    interp.class_set(class, &interp.names.hash, Value::None);
}
