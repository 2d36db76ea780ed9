//! `range` and its iterator.
//!
//! The numbers are kept in 128 bits: enough for every range that a program can name a purpose for; beyond that it is an `OverflowError`.

use std::cell::Cell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::slice::Slice;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, NativeData};
use crate::value::Value;

/// The numbers from `start` in steps of `step` before `stop`.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// The first number.
    pub start: i128,
    /// The number at which it ends.
    pub stop: i128,
    /// The distance; never 0.
    pub step: i128,
}

impl NativeData for Range {}

impl Range {
    /// How many numbers there are.
    pub fn length(&self) -> u128 {
        let distance = if self.step > 0 {
            self.stop.saturating_sub(self.start)
        } else {
            self.start.saturating_sub(self.stop)
        };
        if distance <= 0 {
            return 0;
        }
        (distance as u128 - 1) / self.step.unsigned_abs() + 1
    }

    /// The number at a position that is inside.
    pub fn at(&self, position: u128) -> i128 {
        let offset = i128::try_from(position).unwrap_or(i128::MAX);
        self.start.saturating_add(self.step.saturating_mul(offset))
    }

    /// The position of a number, where it is one of them.
    pub fn find(&self, number: i128) -> Option<u128> {
        let offset = number.checked_sub(self.start)?;
        if offset % self.step != 0 {
            return None;
        }
        u128::try_from(offset / self.step)
            .ok()
            .filter(|&position| position < self.length())
    }

    /// Whether both give the same numbers.
    pub fn is_equal(&self, other: &Range) -> bool {
        let length = self.length();
        length == other.length()
            && (length == 0
                || (self.start == other.start && (length == 1 || self.step == other.step)))
    }
}

/// An int of 128 bits as a value.
pub(crate) fn wide(number: i128) -> Value {
    i64::try_from(number).map_or_else(|_| Value::int(BigInt::from(number)), Value::Int)
}

/// The iterator of a range.
pub struct RangeIterator {
    next: Cell<i128>,
    left: Cell<u128>,
    step: i128,
}

impl RangeIterator {
    /// An iterator over a range.
    pub fn new(range: &Range) -> RangeIterator {
        RangeIterator {
            next: Cell::new(range.start),
            left: Cell::new(range.length()),
            step: range.step,
        }
    }
}

impl NativeData for RangeIterator {
    fn next(&self, _interp: &mut Interp) -> PyResult<Option<Value>> {
        let left = self.left.get();
        if left == 0 {
            return Ok(None);
        }
        self.left.set(left - 1);
        let number = self.next.get();
        self.next.set(number.saturating_add(self.step));
        Ok(Some(wide(number)))
    }
    fn is_iterator(&self) -> bool {
        true
    }
}

/// The message of a native constructor that takes one to three positional arguments.
pub(crate) fn check_count(interp: &Interp, name: &str, count: usize) -> PyResult<()> {
    match count {
        0 => Err(interp.type_error(format_args!("{name} expected at least 1 argument, got 0"))),
        1..=3 => Ok(()),
        _ => Err(interp.type_error(format_args!(
            "{name} expected at most 3 arguments, got {count}"
        ))),
    }
}

impl Interp {
    /// A range.
    pub fn new_range(&self, start: i128, stop: i128, step: i128) -> Value {
        self.native_object(&self.types.range, Range { start, stop, step })
    }

    fn range_of<'a>(&self, value: &'a Value) -> PyResult<&'a Range> {
        value
            .data::<Range>()
            .ok_or_else(|| self.type_error("a range is required"))
    }

    fn range_number(&mut self, value: &Value) -> PyResult<i128> {
        match self.index(value)? {
            Value::Int(number) => Ok(i128::from(number)),
            Value::BigInt(number) => number
                .to_i128()
                // Sums of three such numbers still fit.
                .filter(|number| number.unsigned_abs() < 1 << 125)
                .ok_or_else(|| self.overflow_error("range() argument is too large")),
            _ => Ok(0),
        }
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Tuple(parts) = &args[1] else {
        return Ok(Value::None);
    };
    check_count(interp, "range", parts.len())?;
    let mut numbers = Vec::with_capacity(3);
    for part in parts.iter() {
        numbers.push(interp.range_number(part)?);
    }
    let (start, stop, step) = match numbers[..] {
        [stop] => (0, stop, 1),
        [start, stop] => (start, stop, 1),
        [start, stop, step] => (start, stop, step),
        _ => (0, 0, 1),
    };
    if step == 0 {
        return Err(interp.value_error("range() arg 3 must not be zero"));
    }
    Ok(interp.new_range(start, stop, step))
}

fn iter(interp: &mut Interp, args: &[Value]) -> PyResult {
    let iterator = RangeIterator::new(interp.range_of(&args[0])?);
    Ok(interp.native_iterator("range_iterator", iterator))
}

fn reversed(interp: &mut Interp, args: &[Value]) -> PyResult {
    let range = interp.range_of(&args[0])?;
    let length = range.length();
    let iterator = RangeIterator {
        next: Cell::new(if length == 0 { 0 } else { range.at(length - 1) }),
        left: Cell::new(length),
        step: -range.step,
    };
    Ok(interp.native_iterator("range_iterator", iterator))
}

fn len(interp: &mut Interp, args: &[Value]) -> PyResult {
    let length = interp.range_of(&args[0])?.length();
    i64::try_from(length)
        .map(Value::Int)
        .map_err(|_| interp.overflow_error("Python int too large to convert to C ssize_t"))
}

fn boolean(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::Bool(interp.range_of(&args[0])?.length() > 0))
}

fn get_item(interp: &mut Interp, args: &[Value]) -> PyResult {
    let range = *interp.range_of(&args[0])?;
    let length = range.length();
    if let Some(slice) = args[1].data::<Slice>() {
        let size = usize::try_from(length).unwrap_or(usize::MAX);
        let bounds = interp.resolve_slice(slice, size)?;
        let step = range.step.saturating_mul(i128::from(bounds.step));
        let at = |position: i128| {
            range
                .start
                .saturating_add(range.step.saturating_mul(position))
        };
        let start = at(i128::from(bounds.start));
        let tuple = interp.call_method(&args[1], "indices", &[Value::size(size)])?;
        let stop = match &tuple {
            Value::Tuple(parts) => match parts.get(1) {
                Some(Value::Int(stop)) => at(i128::from(*stop)),
                _ => start,
            },
            _ => start,
        };
        return Ok(interp.new_range(start, stop, step));
    }
    if !interp.has_index(&args[1]) {
        return Err(interp.type_error(format_args!(
            "range indices must be integers or slices, not {}",
            interp.type_name(&args[1])
        )));
    }
    let index = interp.range_number(&args[1])?;
    let position = if index < 0 {
        index.saturating_add(i128::try_from(length).unwrap_or(i128::MAX))
    } else {
        index
    };
    match u128::try_from(position) {
        Ok(position) if position < length => Ok(wide(range.at(position))),
        _ => Err(interp.index_error("range object index out of range")),
    }
}

/// The position of a value: at once for ints, by comparison for everything else.
fn locate(interp: &mut Interp, args: &[Value]) -> PyResult<Option<u128>> {
    let range = *interp.range_of(&args[0])?;
    match &args[1] {
        Value::Int(number) => Ok(range.find(i128::from(*number))),
        Value::Bool(flag) => Ok(range.find(i128::from(*flag))),
        Value::BigInt(number) => Ok(number.to_i128().and_then(|number| range.find(number))),
        Value::Float(number) => {
            if number.fract() != 0.0 || number.abs() >= 1e38 {
                return Ok(None);
            }
            Ok(range.find(*number as i128))
        }
        Value::Str(_) | Value::None | Value::Tuple(_) | Value::List(_) | Value::Dict(_) => Ok(None),
        other => {
            let mut position = 0;
            while position < range.length() {
                interp.charge(crate::ops::STEP)?;
                if interp.equal(&wide(range.at(position)), other)? {
                    return Ok(Some(position));
                }
                position += 1;
            }
            Ok(None)
        }
    }
}

fn contains(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::Bool(locate(interp, args)?.is_some()))
}

fn index(interp: &mut Interp, args: &[Value]) -> PyResult {
    match locate(interp, args)? {
        Some(position) => Ok(wide(i128::try_from(position).unwrap_or(i128::MAX))),
        None => Err(interp.value_error("range.index(x): x not in range")),
    }
}

fn count(interp: &mut Interp, args: &[Value]) -> PyResult {
    Ok(Value::Int(i64::from(locate(interp, args)?.is_some())))
}

fn repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Range { start, stop, step } = *interp.range_of(&args[0])?;
    Ok(Value::str(if step == 1 {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {step})")
    }))
}

fn hash(interp: &mut Interp, args: &[Value]) -> PyResult {
    let range = *interp.range_of(&args[0])?;
    let length = range.length();
    let part = |is_there: bool, number: i128| if is_there { wide(number) } else { Value::None };
    let tuple = Value::tuple(vec![
        wide(i128::try_from(length).unwrap_or(i128::MAX)),
        part(length > 0, range.start),
        part(length > 1, range.step),
    ]);
    Ok(Value::Int(interp.hash(&tuple)? as i64))
}

const STATIC: &[Definition] = &[def("__new__", "(type, /, *args)", new)];

const METHODS: &[Definition] = &[
    def("__iter__", "(self, /)", iter),
    def("__reversed__", "(self, /)", reversed),
    def("__len__", "(self, /)", len),
    def("__bool__", "(self, /)", boolean),
    def("__getitem__", "(self, key, /)", get_item),
    def("__contains__", "(self, key, /)", contains),
    def("index", "(self, value, /)", index),
    def("count", "(self, value, /)", count),
    def("__repr__", "(self, /)", repr),
    def("__hash__", "(self, /)", hash),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "start",
        get: |interp, value| Ok(wide(interp.range_of(value)?.start)),
        set: None,
    },
    Attribute {
        name: "stop",
        get: |interp, value| Ok(wide(interp.range_of(value)?.stop)),
        set: None,
    },
    Attribute {
        name: "step",
        get: |interp, value| Ok(wide(interp.range_of(value)?.step)),
        set: None,
    },
];

/// Give `range` its methods.
pub fn install(interp: &Interp) {
    let class = Rc::clone(&interp.types.range);
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::Method, METHODS);
    super::slots::add_comparisons(interp, &class);
    interp.add_attributes(&class, ATTRIBUTES);
    class.is_final.set(true);
}
