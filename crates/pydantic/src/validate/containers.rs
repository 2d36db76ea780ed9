//! Validators of list, tuple, set, frozenset, deque, dict and generators.

use playground_python::dict::Dict;
use playground_python::interp::Interp;
use playground_python::value::SetObject;
use playground_python::value::Value;

use super::{Check, Exactness, Mode, State, Validator};
use crate::errors::{Checked, Fail, Line, Place, gather};

/// Limits of a length.
#[derive(Clone, Copy, Default)]
pub struct Lengths {
    /// The least.
    pub min: Option<usize>,
    /// The greatest.
    pub max: Option<usize>,
    /// Stop at the first error.
    pub fail_fast: bool,
}

impl Lengths {
    fn too_long(self, kind: &'static str, actual: Option<usize>, input: &Value) -> Fail {
        Fail::with(
            "too_long",
            vec![
                ("field_type", Value::str(kind)),
                ("max_length", Value::size(self.max.unwrap_or(0))),
                ("actual_length", actual.map_or(Value::None, Value::size)),
            ],
            input,
        )
    }

    fn check_min(self, kind: &'static str, actual: usize, input: &Value) -> Checked<()> {
        match self.min {
            Some(min) if actual < min => Err(Fail::with(
                "too_short",
                vec![
                    ("field_type", Value::str(kind)),
                    ("min_length", Value::size(min)),
                    ("actual_length", Value::size(actual)),
                ],
                input,
            )),
            _ => Ok(()),
        }
    }
}

/// Which container is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `list`.
    List,
    /// `set`.
    Set,
    /// `frozenset`.
    FrozenSet,
    /// `collections.deque`.
    Deque,
    /// `tuple` of any length, or with one part of any length.
    Tuple,
}

impl Shape {
    /// The name in "… should have at least".
    fn shown(self) -> &'static str {
        match self {
            Shape::List => "List",
            Shape::Set => "Set",
            Shape::FrozenSet => "Frozenset",
            Shape::Deque => "Deque",
            Shape::Tuple => "Tuple",
        }
    }

    fn error(self) -> &'static str {
        match self {
            Shape::List => "list_type",
            Shape::Set => "set_type",
            Shape::FrozenSet => "frozen_set_type",
            Shape::Deque => "deque_type",
            Shape::Tuple => "tuple_type",
        }
    }

    fn is_own(self, input: &Value) -> bool {
        match (self, input.base()) {
            (Shape::List, Value::List(_))
            | (Shape::Set, Value::Set(_))
            | (Shape::FrozenSet, Value::FrozenSet(_))
            | (Shape::Tuple, Value::Tuple(_)) => true,
            (Shape::Deque, Value::Object(object)) => &**object.class().name.borrow() == "deque",
            _ => false,
        }
    }
}

/// Whether a value is a mapping.
pub fn is_mapping(interp: &mut Interp, value: &Value) -> Checked<bool> {
    match value {
        Value::Object(object) => {
            if matches!(value.base(), Value::Dict(_)) {
                return Ok(true);
            }
            let name = interp.names.keys.clone();
            if interp.class_lookup(&object.class(), &name).is_none() {
                return Ok(false);
            }
            let module = interp.import("collections.abc")?;
            let class = interp.attribute(&module, "Mapping")?;
            Ok(interp.isinstance(value, &class)?)
        }
        Value::Dict(_) => Ok(true),
        _ => Ok(false),
    }
}

/// The items of an input, where it can be read as a sequence, and how many there are where that is known.
fn items(
    interp: &mut Interp,
    shape: Shape,
    input: &Value,
    state: &mut State,
    strict: bool,
    max: Option<usize>,
) -> Checked<(Vec<Value>, bool)> {
    let is_own = shape.is_own(input);
    // JSON has one kind of sequence, which strict mode accepts for each of them.
    let from_json = state.mode != Mode::Python && matches!(input, Value::List(_));
    if !is_own && strict && !from_json {
        return Err(Fail::new(shape.error(), input));
    }
    if !is_own && !from_json {
        state.floor(Exactness::Lax);
    }
    match input.base() {
        Value::List(list) => Ok((list.0.borrow().clone(), true)),
        Value::Tuple(items) => Ok((items.to_vec(), true)),
        Value::Set(set) | Value::FrozenSet(set) => Ok((set.members(), true)),
        Value::Str(_) | Value::Bytes(_) | Value::Dict(_) => Err(Fail::new(shape.error(), input)),
        Value::Object(object) => {
            let name = object.class().name();
            if matches!(&*name, "bytearray" | "memoryview") || is_mapping(interp, input)? {
                return Err(Fail::new(shape.error(), input));
            }
            let iterator = interp.names.iter.clone();
            let next = interp.names.next.clone();
            let class = object.class();
            if !is_own
                && interp.class_lookup(&class, &iterator).is_none()
                && interp.class_lookup(&class, &next).is_none()
            {
                return Err(Fail::new(shape.error(), input));
            }
            let known = interp.length(input).is_ok();
            Ok((drain(interp, input, if known { None } else { max })?, known))
        }
        Value::Generator(_) => Ok((drain(interp, input, max)?, false)),
        _ => Err(Fail::new(shape.error(), input)),
    }
}

/// Read an iterable, at most one item more than is allowed.
fn drain(interp: &mut Interp, input: &Value, max: Option<usize>) -> Checked<Vec<Value>> {
    let mut items = Vec::new();
    let iterator = match interp.iter(input) {
        Ok(iterator) => iterator,
        Err(_) => return Err(Fail::new("iterable_type", input)),
    };
    loop {
        match interp.next(&iterator) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => return Ok(items),
            Err(raised) if raised.is(&interp.types.limit_exceeded) => return Err(raised.into()),
            Err(raised) => {
                let name = interp.type_name(&raised.value());
                let text = interp.str(&raised.value())?;
                let index = i64::try_from(items.len()).unwrap_or(i64::MAX);
                return Err(Fail::with(
                    "iteration_error",
                    vec![("error", Value::str(format!("{name}: {text}")))],
                    input,
                )
                .within(Place::Index(index)));
            }
        }
        if max.is_some_and(|max| items.len() > max) {
            return Ok(items);
        }
    }
}

/// `list`, `set`, `frozenset`, `deque`.
pub struct Sequence {
    /// Which.
    pub shape: Shape,
    /// What the items are; nothing for any.
    pub item: Option<Validator>,
    /// Only the type itself.
    pub strict: bool,
    /// Limits.
    pub lengths: Lengths,
}

impl Sequence {
    fn set(
        &self,
        interp: &mut Interp,
        input: &Value,
        items: Vec<Value>,
        state: &mut State,
    ) -> Checked {
        let set = SetObject(Dict::default().into());
        let mut lines = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if self
                .lengths
                .max
                .is_some_and(|max| set.len() + lines.len() > max)
            {
                return Err(self.lengths.too_long(self.shape.shown(), None, input));
            }
            let place = Place::Index(i64::try_from(index).unwrap_or(i64::MAX));
            let value = match &self.item {
                None => Ok(item.clone()),
                Some(validator) => validator.check(interp, item, state),
            };
            match value {
                Ok(value) => {
                    if interp.set_add(&set, &value).is_err() {
                        let fail = Fail::new("set_item_not_hashable", item).within(place);
                        gather(&mut lines, fail)?;
                    } else if self.lengths.max.is_some_and(|max| set.len() > max) {
                        return Err(self.lengths.too_long(self.shape.shown(), None, input));
                    }
                }
                Err(Fail::Omit) => {}
                Err(fail) => gather(&mut lines, fail.within(place))?,
            }
            if self.lengths.fail_fast && !lines.is_empty() {
                break;
            }
        }
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        self.lengths
            .check_min(self.shape.shown(), set.len(), input)?;
        let table = set.0.borrow().copy();
        Ok(if self.shape == Shape::Set {
            interp.set_from(table)
        } else {
            interp.frozenset_from(table)
        })
    }
}

impl Check for Sequence {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let strict = state.is_strict(self.strict);
        let max = self.lengths.max;
        let (items, known) = items(interp, self.shape, input, state, strict, max)?;
        if matches!(self.shape, Shape::Set | Shape::FrozenSet) {
            return self.set(interp, input, items, state);
        }
        let length = items.len();
        let shown = self.shape.shown();
        if known && max.is_some_and(|max| length > max) {
            return Err(self.lengths.too_long(shown, Some(length), input));
        }
        let values = match &self.item {
            None if max.is_some_and(|max| length > max) => {
                return Err(self.lengths.too_long(shown, None, input));
            }
            None => items,
            Some(validator) => {
                let mut values = Vec::with_capacity(length);
                let mut lines: Vec<Line> = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    match validator.check(interp, item, state) {
                        Ok(value) => {
                            values.push(value);
                            if max.is_some_and(|max| values.len() > max) {
                                let actual = known.then_some(length);
                                return Err(self.lengths.too_long(shown, actual, input));
                            }
                        }
                        Err(Fail::Omit) => {}
                        Err(fail) => {
                            let index = i64::try_from(index).unwrap_or(i64::MAX);
                            gather(&mut lines, fail.within(Place::Index(index)))?;
                            if self.lengths.fail_fast {
                                break;
                            }
                        }
                    }
                }
                if !lines.is_empty() {
                    return Err(Fail::Lines(lines));
                }
                values
            }
        };
        self.lengths.check_min(shown, values.len(), input)?;
        let list = interp.list(values);
        if self.shape == Shape::Deque {
            let module = interp.import("collections")?;
            let class = interp.attribute(&module, "deque")?;
            let maxlen = match input {
                Value::Object(_) => {
                    let name = interp.intern("maxlen");
                    interp
                        .get_attribute_optional(input, &name)?
                        .unwrap_or(Value::None)
                }
                _ => Value::None,
            };
            return Ok(interp.call(&class, &[list, maxlen])?);
        }
        Ok(list)
    }

    fn name(&self) -> String {
        let item = self
            .item
            .as_ref()
            .map_or_else(|| "any".to_owned(), |item| item.name());
        let shape = match self.shape {
            Shape::List => "list",
            Shape::Set => "set",
            Shape::FrozenSet => "frozenset",
            Shape::Deque => "deque",
            Shape::Tuple => "tuple",
        };
        format!("{shape}[{item}]")
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(item) = &self.item {
            item.traverse(visit);
        }
    }
}

/// `tuple`.
pub struct Tuple {
    /// What each item is.
    pub items: Vec<Validator>,
    /// Which of them stands for any number of items.
    pub variadic: Option<usize>,
    /// Only `tuple`.
    pub strict: bool,
    /// Limits.
    pub lengths: Lengths,
}

impl Check for Tuple {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let strict = state.is_strict(self.strict);
        let max = self.lengths.max;
        let limit = if self.variadic.is_none() {
            Some(self.items.len())
        } else {
            max
        };
        let (items, known) = items(interp, Shape::Tuple, input, state, strict, limit)?;
        let length = items.len();
        let mut values = Vec::with_capacity(length);
        let mut lines = Vec::new();
        let at = |index: usize| Place::Index(i64::try_from(index).unwrap_or(i64::MAX));
        let fixed = self.items.len();
        let (before, after) = match self.variadic {
            Some(index) => (index, fixed.saturating_sub(index + 1)),
            None => (fixed, 0),
        };
        for (index, item) in items.iter().enumerate() {
            let validator = if index < before {
                self.items.get(index)
            } else if let Some(variadic) = self.variadic {
                if index + after >= length && index >= before {
                    self.items.get(fixed - (length - index))
                } else {
                    self.items.get(variadic)
                }
            } else {
                break;
            };
            let Some(validator) = validator else { break };
            match validator.check(interp, item, state) {
                Ok(value) => {
                    values.push(value);
                    if max.is_some_and(|max| values.len() > max) {
                        let actual = known.then_some(length);
                        return Err(self.lengths.too_long("Tuple", actual, input));
                    }
                }
                Err(Fail::Omit) => {}
                Err(fail) => gather(&mut lines, fail.within(at(index)))?,
            }
            if self.lengths.fail_fast && !lines.is_empty() {
                break;
            }
        }
        if self.variadic.is_none() && length > fixed {
            let lengths = Lengths {
                max: Some(fixed),
                ..Lengths::default()
            };
            return Err(lengths.too_long("Tuple", known.then_some(length), input));
        }
        for index in length..before + after {
            let validator = if index < before {
                self.items.get(index)
            } else {
                self.items.get(index + usize::from(self.variadic.is_some()))
            };
            let default = match validator {
                Some(validator) => validator.default(interp, state)?,
                None => None,
            };
            match default {
                Some(value) => values.push(value),
                None => gather(&mut lines, Fail::new("missing", input).within(at(index)))?,
            }
        }
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        self.lengths.check_min("Tuple", values.len(), input)?;
        Ok(Value::tuple(values))
    }

    fn name(&self) -> String {
        let names: Vec<String> = self
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                if self.variadic == Some(index) {
                    format!("{}, ...", item.name())
                } else {
                    item.name()
                }
            })
            .collect();
        format!("tuple[{}]", names.join(", "))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        self.items.iter().for_each(|item| item.traverse(visit));
    }
}

/// `dict` and the mappings of `collections`.
pub struct Mapping {
    /// What keys are.
    pub key: Option<Validator>,
    /// What values are.
    pub value: Option<Validator>,
    /// Only the type itself.
    pub strict: bool,
    /// Limits.
    pub lengths: Lengths,
    /// The class that is made: its name in `collections`, or nothing for `dict`.
    pub made: Option<&'static str>,
}

/// The entries of a mapping that isn't a dict.
pub fn mapping_entries(interp: &mut Interp, input: &Value) -> Checked<Vec<(Value, Value)>> {
    if let Value::Dict(dict) = input.base() {
        return Ok(dict.entries());
    }
    let items = interp.call_method(input, "items", &[])?;
    let mut entries = Vec::new();
    for item in interp.collect(&items)? {
        match &item {
            Value::Tuple(pair) if pair.len() == 2 => {
                entries.push((pair[0].clone(), pair[1].clone()));
            }
            _ => {
                return Err(Fail::with(
                    "mapping_type",
                    vec![(
                        "error",
                        Value::str("Mapping items must be tuples of (key, value) pairs"),
                    )],
                    input,
                ));
            }
        }
    }
    Ok(entries)
}

impl Check for Mapping {
    fn check(&self, interp: &mut Interp, input: &Value, state: &mut State) -> Checked {
        let strict = state.is_strict(self.strict);
        let error = match self.made {
            None => "dict_type",
            Some("OrderedDict") => "ordered_dict_type",
            Some("Counter") => "counter_type",
            Some(_) => "frozen_dict_type",
        };
        let entries = match input {
            Value::Dict(dict) => {
                if self.made.is_some() {
                    state.floor(Exactness::Lax);
                }
                dict.entries()
            }
            other => {
                let is_dict = matches!(other.base(), Value::Dict(_));
                if !is_dict && (strict || !is_mapping(interp, other)?) {
                    return Err(Fail::new(error, input));
                }
                state.floor(if is_dict {
                    Exactness::Strict
                } else {
                    Exactness::Lax
                });
                mapping_entries(interp, other)?
            }
        };
        let output = interp.dict();
        let mut lines = Vec::new();
        for (key, value) in &entries {
            let checked_key = match &self.key {
                None => Ok(key.clone()),
                Some(validator) => validator.check(interp, key, state),
            };
            let checked_key = match checked_key {
                Ok(key) => Some(key),
                Err(Fail::Omit) => continue,
                Err(fail) => {
                    let place = Place::of_key(interp, key)?;
                    let fail = fail.within(Place::Name("[key]".into())).within(place);
                    gather(&mut lines, fail)?;
                    None
                }
            };
            let checked_value = match &self.value {
                None => Ok(value.clone()),
                Some(validator) => validator.check(interp, value, state),
            };
            match (checked_key, checked_value) {
                (Some(key), Ok(value)) => {
                    interp.dict_set(&output, &key, value)?;
                    if self.lengths.max.is_some_and(|max| output.len() > max) {
                        return Err(self.lengths.too_long("Dictionary", None, input));
                    }
                }
                (None, Ok(_)) | (_, Err(Fail::Omit)) => {}
                (_, Err(fail)) => {
                    let place = Place::of_key(interp, key)?;
                    gather(&mut lines, fail.within(place))?;
                }
            }
            if self.lengths.fail_fast && !lines.is_empty() {
                break;
            }
        }
        if !lines.is_empty() {
            return Err(Fail::Lines(lines));
        }
        self.lengths.check_min("Dictionary", output.len(), input)?;
        let output = Value::Dict(output);
        match self.made {
            None => Ok(output),
            Some(class) => {
                let module = interp.import("collections")?;
                let class = interp.attribute(&module, class)?;
                Ok(interp.call(&class, &[output])?)
            }
        }
    }

    fn name(&self) -> String {
        let name = |validator: &Option<Validator>| {
            validator
                .as_ref()
                .map_or_else(|| "any".to_owned(), |validator| validator.name())
        };
        let shape = match self.made {
            None => "dict",
            Some("OrderedDict") => "ordered-dict",
            Some("Counter") => "counter",
            Some(_) => "frozendict",
        };
        format!("{shape}[{},{}]", name(&self.key), name(&self.value))
    }

    fn traverse(&self, visit: &mut dyn FnMut(&Value)) {
        for validator in [&self.key, &self.value].into_iter().flatten() {
            validator.traverse(visit);
        }
    }
}
