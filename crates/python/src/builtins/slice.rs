//! `slice`.

use std::rc::Rc;

use super::range::check_count;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::native::{Attribute, Definition, def};
use crate::object::{Binding, NativeData};
use crate::value::Value;

/// The parts of a slice, `None` where they are absent.
pub struct Slice {
    /// `start`.
    pub start: Value,
    /// `stop`.
    pub stop: Value,
    /// `step`.
    pub step: Value,
}

impl NativeData for Slice {
    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}

impl Slice {
    /// The three parts: slices compare and hash like this tuple.
    pub fn as_tuple(&self) -> Value {
        Value::tuple(vec![
            self.start.clone(),
            self.stop.clone(),
            self.step.clone(),
        ])
    }
}

impl Interp {
    /// A slice.
    pub fn new_slice(&self, start: Value, stop: Value, step: Value) -> Value {
        self.native_object(&self.types.slice, Slice { start, stop, step })
    }

    fn slice_of<'a>(&self, value: &'a Value) -> PyResult<&'a Slice> {
        value
            .data::<Slice>()
            .ok_or_else(|| self.type_error("a slice is required"))
    }
}

fn new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Tuple(parts) = &args[1] else {
        return Ok(Value::None);
    };
    check_count(interp, "slice", parts.len())?;
    Ok(match &parts[..] {
        [stop] => interp.new_slice(Value::None, stop.clone(), Value::None),
        [start, stop] => interp.new_slice(start.clone(), stop.clone(), Value::None),
        [start, stop, step, ..] => interp.new_slice(start.clone(), stop.clone(), step.clone()),
        [] => Value::None,
    })
}

fn indices(interp: &mut Interp, args: &[Value]) -> PyResult {
    let length = interp.index_clamped(&args[1])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(interp.value_error("length should not be negative"));
    };
    let slice = interp.slice_of(&args[0])?;
    let bounds = interp.resolve_slice(slice, length)?;
    // Where it is empty, Python shows the stop that was asked for, cut to the length.
    let stop = if slice.stop.is_none() {
        if bounds.step < 0 { -1 } else { length as i64 }
    } else {
        let stop = interp.index_clamped(&slice.stop)?;
        let (lowest, highest) = if bounds.step < 0 {
            (-1, length as i64 - 1)
        } else {
            (0, length as i64)
        };
        let stop = if stop < 0 {
            stop.saturating_add(length as i64)
        } else {
            stop
        };
        stop.clamp(lowest, highest)
    };
    Ok(Value::tuple(vec![
        Value::Int(bounds.start),
        Value::Int(stop),
        Value::Int(bounds.step),
    ]))
}

fn repr(interp: &mut Interp, args: &[Value]) -> PyResult {
    let slice = interp.slice_of(&args[0])?;
    let start = interp.repr(&slice.start)?;
    let stop = interp.repr(&slice.stop)?;
    let step = interp.repr(&slice.step)?;
    Ok(Value::str(format!("slice({start}, {stop}, {step})")))
}

fn hash(interp: &mut Interp, args: &[Value]) -> PyResult {
    let tuple = interp.slice_of(&args[0])?.as_tuple();
    Ok(Value::Int(interp.hash(&tuple)? as i64))
}

const STATIC: &[Definition] = &[def("__new__", "(type, /, *args)", new)];

const METHODS: &[Definition] = &[
    def("indices", "(self, object, /)", indices),
    def("__repr__", "(self, /)", repr),
    def("__hash__", "(self, /)", hash),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "start",
        get: |interp, value| Ok(interp.slice_of(value)?.start.clone()),
        set: None,
    },
    Attribute {
        name: "stop",
        get: |interp, value| Ok(interp.slice_of(value)?.stop.clone()),
        set: None,
    },
    Attribute {
        name: "step",
        get: |interp, value| Ok(interp.slice_of(value)?.step.clone()),
        set: None,
    },
];

/// Give `slice` its methods.
pub fn install(interp: &Interp) {
    let class = Rc::clone(&interp.types.slice);
    interp.add_methods(&class, Binding::StaticMethod, STATIC);
    interp.add_methods(&class, Binding::Method, METHODS);
    super::slots::add_comparisons(interp, &class);
    interp.add_attributes(&class, ATTRIBUTES);
    class.is_final.set(true);
}
