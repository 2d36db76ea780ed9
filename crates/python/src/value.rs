//! What a Python variable holds: [`Value`], and the plain built-in objects (strings, bytes, tuples, lists, dicts, sets).
//!
//! Objects with attributes (classes, functions, instances) are in [`crate::object`]; what the operators do with values is in
//! [`crate::ops`]. Nothing here runs Python code.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

use num_bigint::BigInt;

use crate::code::Code;
use crate::dict::Dict;
use crate::frame::Generator;
use crate::object::{CellObject, Class, Function, Method, Module, NativeFunction, Object};

/// A Python object, by reference where it is one. Sixteen bytes.
#[derive(Clone, Default)]
pub enum Value {
    /// No value: an unbound variable, a missing argument, the `null` under a call. A program never sees it.
    #[default]
    Unbound,
    /// `None`.
    None,
    /// `NotImplemented`.
    NotImplemented,
    /// `Ellipsis`.
    Ellipsis,
    /// `True` and `False`.
    Bool(bool),
    /// An `int` that fits. Every int that fits into 64 bits is here and not in [`Value::BigInt`].
    Int(i64),
    /// A `float`.
    Float(f64),
    /// An `int` that needs more than 64 bits.
    BigInt(Rc<BigInt>),
    /// A `complex`: real and imaginary part.
    Complex(Rc<(f64, f64)>),
    /// A `str`.
    Str(Str),
    /// A `bytes`.
    Bytes(Rc<Box<[u8]>>),
    /// A `tuple`.
    Tuple(Rc<Tuple>),
    /// A `list`.
    List(Rc<List>),
    /// A `dict`.
    Dict(Rc<DictObject>),
    /// A `set`.
    Set(Rc<SetObject>),
    /// A `frozenset`.
    FrozenSet(Rc<SetObject>),
    /// A class.
    Class(Rc<Class>),
    /// A function written in Python.
    Function(Rc<Function>),
    /// A function or method written in Rust.
    Native(Rc<NativeFunction>),
    /// A bound method.
    Method(Rc<Method>),
    /// A module.
    Module(Rc<Module>),
    /// A code object.
    Code(Rc<Code>),
    /// A cell of a closure.
    Cell(Rc<CellObject>),
    /// A generator, a coroutine or an asynchronous generator.
    Generator(Rc<Generator>),
    /// Every other object: instances of classes, exceptions, and what native types make.
    Object(Rc<Object>),
}

/// An immutable string, with its length in characters and its hash remembered.
#[derive(Clone)]
pub struct Str(Rc<StrData>);

struct StrData {
    text: Box<str>,
    characters: Cell<usize>,
    hash: Cell<u64>,
}

/// "Not counted yet" in [`StrData::characters`].
const UNCOUNTED: usize = usize::MAX;

impl Str {
    /// A new string.
    pub fn new(text: impl Into<Box<str>>) -> Str {
        Str(Rc::new(StrData {
            text: text.into(),
            characters: Cell::new(UNCOUNTED),
            hash: Cell::new(0),
        }))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The length in characters: Python's `len`.
    pub fn char_count(&self) -> usize {
        if self.0.characters.get() == UNCOUNTED {
            self.0.characters.set(self.0.text.chars().count());
        }
        self.0.characters.get()
    }

    /// Whether each character is one byte, so that an index in characters is an index in bytes.
    pub fn is_ascii(&self) -> bool {
        self.char_count() == self.0.text.len()
    }

    /// Whether both are one object.
    pub fn is(&self, other: &Str) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// The address, for `id()`.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// The hash, never 0, the same in every run: a program's sets are ordered by insertion here, so nothing is gained by chance.
    pub fn hash_value(&self) -> u64 {
        if self.0.hash.get() == 0 {
            self.0.hash.set(hash_bytes(self.0.text.as_bytes()) | 1);
        }
        self.0.hash.get()
    }
}

/// FxHash over eight bytes at a time, with a final mix: short keys are what dicts are full of.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash: u64 = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    let mut word = [0; 8];
    word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    hash ^ (hash >> 29)
}

impl Deref for Str {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for Str {
    fn eq(&self, other: &Str) -> bool {
        self.is(other) || (self.hash_value() == other.hash_value() && self.0.text == other.0.text)
    }
}

impl Eq for Str {}

impl Hash for Str {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash_value());
    }
}

impl From<&str> for Str {
    fn from(text: &str) -> Str {
        Str::new(text)
    }
}

impl From<String> for Str {
    fn from(text: String) -> Str {
        Str::new(text)
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.text.fmt(f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

/// The items of a `tuple`.
pub struct Tuple(pub Vec<Value>);

impl Deref for Tuple {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        crate::heap::drop_values(std::mem::take(&mut self.0));
    }
}

/// A `list`. Never keep a borrow of the items while Python code may run.
pub struct List(pub RefCell<Vec<Value>>);

impl Drop for List {
    fn drop(&mut self) {
        crate::heap::drop_values(std::mem::take(self.0.get_mut()));
    }
}

/// A `dict`. Never keep a borrow while Python code may run.
pub struct DictObject(pub RefCell<Dict>);

impl Drop for DictObject {
    fn drop(&mut self) {
        crate::heap::drop_values(self.0.get_mut().take_values());
    }
}

impl DictObject {
    /// The value of a string key.
    pub fn get_str(&self, key: &Str) -> Option<Value> {
        self.0.borrow().get_str(key)
    }

    /// The value of a key given as text.
    pub fn get(&self, key: &str) -> Option<Value> {
        self.0.borrow().get_str(&Str::from(key))
    }

    /// Set the value of a string key.
    pub fn set_str(&self, key: Str, value: Value) {
        let old = self.0.borrow_mut().insert_str(key, value);
        drop(old);
    }

    /// Remove a string key.
    pub fn remove_str(&self, key: &Str) -> Option<Value> {
        self.0.borrow_mut().remove_str(key)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of the entries, in order: to walk over while Python code may run.
    pub fn entries(&self) -> Vec<(Value, Value)> {
        self.0
            .borrow()
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

/// A `set` or a `frozenset`: a dict whose values mean nothing.
pub struct SetObject(pub RefCell<Dict>);

impl Drop for SetObject {
    fn drop(&mut self) {
        crate::heap::drop_values(self.0.get_mut().take_values());
    }
}

impl SetObject {
    /// A copy of the members, in the order in which the set is walked.
    pub fn members(&self) -> Vec<Value> {
        let table = self.0.borrow();
        if let Some(order) = crate::ops::set_order(&table) {
            let key = |index| table.entry(index).map(|(key, _)| key.clone());
            return order.into_iter().filter_map(key).collect();
        }
        table.iter().map(|(key, _)| key.clone()).collect()
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Value {
    /// A string.
    pub fn str(text: impl Into<Box<str>>) -> Value {
        Value::Str(Str::new(text))
    }

    /// Bytes.
    pub fn bytes(bytes: impl Into<Box<[u8]>>) -> Value {
        Value::Bytes(Rc::new(bytes.into()))
    }

    /// A tuple.
    pub fn tuple(items: Vec<Value>) -> Value {
        Value::Tuple(Rc::new(Tuple(items)))
    }

    /// An int, in its smallest form.
    pub fn int(number: BigInt) -> Value {
        match i64::try_from(&number) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::BigInt(Rc::new(number)),
        }
    }

    /// An int from a size.
    pub fn size(size: usize) -> Value {
        i64::try_from(size).map_or_else(|_| Value::int(BigInt::from(size)), Value::Int)
    }

    /// Whether it is [`Value::Unbound`].
    pub fn is_unbound(&self) -> bool {
        matches!(self, Value::Unbound)
    }

    /// Whether it is `None`.
    pub fn is_none(&self) -> bool {
        matches!(self, Value::None)
    }

    /// The value where there is one, and `default` for [`Value::Unbound`].
    pub fn or(self, default: Value) -> Value {
        if self.is_unbound() { default } else { self }
    }

    /// `None` for [`Value::Unbound`], as an `Option`.
    pub fn bound(&self) -> Option<&Value> {
        if self.is_unbound() { None } else { Some(self) }
    }

    /// Python's `is`.
    pub fn is(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Unbound, Value::Unbound)
            | (Value::None, Value::None)
            | (Value::NotImplemented, Value::NotImplemented)
            | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
            // Equal short strings are one object in nearly every CPython program that asks.
            (Value::Str(a), Value::Str(b)) => a.is(b) || (a.len() <= 32 && a == b),
            (Value::Tuple(a), Value::Tuple(b)) => {
                Rc::ptr_eq(a, b) || (a.is_empty() && b.is_empty())
            }
            (a, b) => a.address() != 0 && a.address() == b.address(),
        }
    }

    /// The address of the object, 0 for those that have none.
    pub fn address(&self) -> usize {
        match self {
            Value::Unbound
            | Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_) => 0,
            Value::BigInt(rc) => Rc::as_ptr(rc).addr(),
            Value::Complex(rc) => Rc::as_ptr(rc).addr(),
            Value::Str(text) => text.address(),
            Value::Bytes(rc) => Rc::as_ptr(rc).addr(),
            Value::Tuple(rc) => Rc::as_ptr(rc).addr(),
            Value::List(rc) => Rc::as_ptr(rc).addr(),
            Value::Dict(rc) => Rc::as_ptr(rc).addr(),
            Value::Set(rc) | Value::FrozenSet(rc) => Rc::as_ptr(rc).addr(),
            Value::Class(rc) => Rc::as_ptr(rc).addr(),
            Value::Function(rc) => Rc::as_ptr(rc).addr(),
            Value::Native(rc) => Rc::as_ptr(rc).addr(),
            Value::Method(rc) => Rc::as_ptr(rc).addr(),
            Value::Module(rc) => Rc::as_ptr(rc).addr(),
            Value::Code(rc) => Rc::as_ptr(rc).addr(),
            Value::Cell(rc) => Rc::as_ptr(rc).addr(),
            Value::Generator(rc) => Rc::as_ptr(rc).addr(),
            Value::Object(rc) => Rc::as_ptr(rc).addr(),
        }
    }

    /// What an instance of a subclass of a built-in type holds (`class Name(str)`), and the value itself for everything else.
    pub fn base(&self) -> &Value {
        match self {
            Value::Object(object) => object.base_value().unwrap_or(self),
            other => other,
        }
    }

    /// The text of a `str` or of an instance of a subclass of it.
    pub fn as_str(&self) -> Option<&Str> {
        match self.base() {
            Value::Str(text) => Some(text),
            _ => None,
        }
    }

    /// The native data of an object, where it is of that type.
    pub fn data<T: crate::object::NativeData>(&self) -> Option<&T> {
        match self {
            Value::Object(object) => object.data::<T>(),
            _ => None,
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<Str> for Value {
    fn from(value: Str) -> Value {
        Value::Str(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::str(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::str(value)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Unbound => f.write_str("<unbound>"),
            Value::None => f.write_str("None"),
            Value::NotImplemented => f.write_str("NotImplemented"),
            Value::Ellipsis => f.write_str("Ellipsis"),
            Value::Bool(value) => value.fmt(f),
            Value::Int(value) => value.fmt(f),
            Value::Float(value) => value.fmt(f),
            Value::BigInt(value) => value.fmt(f),
            Value::Str(value) => value.fmt(f),
            Value::Tuple(items) => f.debug_list().entries(items.iter()).finish(),
            Value::Class(class) => write!(f, "<class {}>", class.name.borrow()),
            Value::Function(function) => write!(f, "<function {}>", function.code.qualname),
            Value::Native(function) => write!(f, "<native {}>", function.definition.name),
            Value::Module(module) => write!(f, "<module {}>", module.name),
            Value::Object(object) => write!(f, "<{} object>", object.class().name.borrow()),
            _ => write!(f, "<object at {:#x}>", self.address()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_small() {
        assert_eq!(size_of::<Value>(), 16);
    }
}
