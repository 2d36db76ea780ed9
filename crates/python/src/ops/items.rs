//! Subscription: `value[key]`, its assignment and its deletion.

use super::is_plain;
use crate::builtins::slice::Slice;
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::value::{List, Str, Value};

/// Which items of a sequence a slice means: `length` of them, `step` apart from `start` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliceBounds {
    /// The first index. It lies inside the sequence where the length isn't 0; else it is where an insertion would be made.
    pub start: i64,
    /// The distance between two indices; never 0.
    pub step: i64,
    /// How many.
    pub length: usize,
}

impl SliceBounds {
    /// The indices, in the order of the slice.
    pub fn indices(&self) -> impl Iterator<Item = usize> + use<> {
        let SliceBounds {
            start,
            step,
            length,
        } = *self;
        (0..length as i64)
            .map(move |position| usize::try_from(start + position * step).unwrap_or(usize::MAX))
    }
}

/// The items that `start:stop:step` means in a sequence of a length, with absent parts as `None`.
pub fn slice_bounds(
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
    length: usize,
) -> SliceBounds {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let (lowest, highest) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let clamp = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(length)
        } else {
            index
        };
        index.clamp(lowest, highest)
    };
    let first = start.map_or(if step < 0 { highest } else { lowest }, clamp);
    let end = stop.map_or(if step < 0 { lowest } else { highest }, clamp);
    let distance = if step < 0 { first - end } else { end - first };
    let count = if distance <= 0 {
        0
    } else {
        (distance as u64 - 1) / step.unsigned_abs() + 1
    };
    SliceBounds {
        start: first,
        step,
        length: count as usize,
    }
}

impl Interp {
    /// What a slice means in a sequence of a length.
    pub fn resolve_slice(&mut self, slice: &Slice, length: usize) -> PyResult<SliceBounds> {
        let step = match self.slice_part(&slice.step)? {
            Some(0) => return Err(self.value_error("slice step cannot be zero")),
            Some(step) => step.max(-i64::MAX),
            None => 1,
        };
        let start = self.slice_part(&slice.start)?;
        let stop = self.slice_part(&slice.stop)?;
        Ok(slice_bounds(start, stop, step, length))
    }

    fn slice_part(&mut self, part: &Value) -> PyResult<Option<i64>> {
        match part {
            Value::None => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            _ if self.has_index(part) => self.index_clamped(part).map(Some),
            _ => Err(self
                .type_error("slice indices must be integers or None or have an __index__ method")),
        }
    }

    /// The place of an index in a sequence of a length, negative ones counted from the end; `None` outside.
    pub(crate) fn position(index: i64, length: usize) -> Option<usize> {
        let index = if index < 0 {
            index.checked_add(i64::try_from(length).ok()?)?
        } else {
            index
        };
        usize::try_from(index).ok().filter(|&index| index < length)
    }

    /// The index that a key means; an error with the sequence's message where it is no int.
    pub(crate) fn sequence_index(&mut self, key: &Value, message: &str) -> PyResult<i64> {
        match key {
            Value::Int(number) => Ok(*number),
            _ if self.has_index(key) => match self.index(key)? {
                Value::Int(number) => Ok(number),
                _ => Err(self.index_error(format_args!(
                    "cannot fit '{}' into an index-sized integer",
                    self.type_name(key)
                ))),
            },
            _ => Err(self.type_error(message.replace("{}", &self.type_name(key)))),
        }
    }

    /// `value[key]`.
    pub fn get_item(&mut self, value: &Value, key: &Value) -> PyResult {
        match (value, key) {
            (Value::List(list), Value::Int(index)) => {
                let items = list.0.borrow();
                return match Interp::position(*index, items.len()) {
                    Some(index) => Ok(items[index].clone()),
                    None => Err(self.index_error("list index out of range")),
                };
            }
            (Value::Dict(dict), _) => {
                return match self.dict_get(dict, key)? {
                    Some(found) => Ok(found),
                    None => Err(self.key_error(key.clone())),
                };
            }
            (Value::Object(_), _) => {
                let name = self.names.getitem.clone();
                if let Some(found) = self.call_special(value, &name, std::slice::from_ref(key))? {
                    return Ok(found);
                }
            }
            (Value::Class(_), _) => return self.get_class_item(value, key),
            _ => {
                if let Some(found) = self.builtin_get_item(value, key)? {
                    return Ok(found);
                }
            }
        }
        Err(self.not_subscriptable(value))
    }

    fn get_class_item(&mut self, value: &Value, key: &Value) -> PyResult {
        let names = self.names.clone();
        if let Some(found) = self.call_special(value, &names.getitem, std::slice::from_ref(key))? {
            return Ok(found);
        }
        // Its own and inherited ones, not that of `type`, whose `type[int]` is another thing than `int[int]`.
        if let Value::Class(class) = value
            && self.class_lookup(class, &names.class_getitem).is_some()
        {
            let method = self.get_attribute(value, &names.class_getitem)?;
            return self.call(&method, std::slice::from_ref(key));
        }
        let name = match value {
            Value::Class(class) => class.name(),
            _ => self.type_name(value),
        };
        Err(self.type_error(format_args!("type '{name}' is not subscriptable")))
    }

    fn not_subscriptable(&self, value: &Value) -> Raised {
        self.type_error(format_args!(
            "'{}' object is not subscriptable",
            self.type_name(value)
        ))
    }

    /// `value[key]` for the built-in sequences and `dict`; `None` for what can't be subscribed.
    pub(crate) fn builtin_get_item(
        &mut self,
        value: &Value,
        key: &Value,
    ) -> PyResult<Option<Value>> {
        match value {
            Value::Dict(dict) => match self.dict_get(dict, key)? {
                Some(found) => Ok(Some(found)),
                None => Err(self.key_error(key.clone())),
            },
            Value::List(list) => {
                if let Some(slice) = key.data::<Slice>() {
                    let length = list.0.borrow().len();
                    let bounds = self.resolve_slice(slice, length)?;
                    let items = select(&list.0.borrow(), bounds);
                    self.charge(items.len() as u64 / 16)?;
                    return Ok(Some(self.list(items)));
                }
                let index =
                    self.sequence_index(key, "list indices must be integers or slices, not {}")?;
                let items = list.0.borrow();
                match Interp::position(index, items.len()) {
                    Some(index) => Ok(Some(items[index].clone())),
                    None => Err(self.index_error("list index out of range")),
                }
            }
            Value::Tuple(items) => {
                if let Some(slice) = key.data::<Slice>() {
                    let bounds = self.resolve_slice(slice, items.len())?;
                    if bounds.length == items.len() && bounds.step == 1 {
                        return Ok(Some(value.clone()));
                    }
                    return Ok(Some(Value::tuple(select(items, bounds))));
                }
                let index =
                    self.sequence_index(key, "tuple indices must be integers or slices, not {}")?;
                match Interp::position(index, items.len()) {
                    Some(index) => Ok(Some(items[index].clone())),
                    None => Err(self.index_error("tuple index out of range")),
                }
            }
            Value::Str(text) => self.str_get_item(text, key).map(Some),
            Value::Bytes(bytes) => {
                if let Some(slice) = key.data::<Slice>() {
                    let bounds = self.resolve_slice(slice, bytes.len())?;
                    return Ok(Some(Value::bytes(select(bytes, bounds))));
                }
                let index =
                    self.sequence_index(key, "byte indices must be integers or slices, not {}")?;
                match Interp::position(index, bytes.len()) {
                    Some(index) => Ok(Some(Value::Int(i64::from(bytes[index])))),
                    None => Err(self.index_error("index out of range")),
                }
            }
            _ => Ok(None),
        }
    }

    fn str_get_item(&mut self, text: &Str, key: &Value) -> PyResult {
        let length = text.char_count();
        if let Some(slice) = key.data::<Slice>() {
            let bounds = self.resolve_slice(slice, length)?;
            if bounds.length == length && bounds.step == 1 {
                return Ok(Value::Str(text.clone()));
            }
            return Ok(Value::str(slice_text(text, bounds)));
        }
        let index = self.sequence_index(key, "string indices must be integers, not '{}'")?;
        let Some(index) = Interp::position(index, length) else {
            return Err(self.index_error("string index out of range"));
        };
        let found = if text.is_ascii() {
            text.get(index..=index)
        } else {
            text.char_indices()
                .nth(index)
                .and_then(|(start, found)| text.get(start..start + found.len_utf8()))
        };
        Ok(Value::str(found.unwrap_or_default()))
    }

    /// `value[key] = new`.
    pub fn set_item(&mut self, value: &Value, key: &Value, new: &Value) -> PyResult<()> {
        match value {
            Value::Dict(dict) => {
                let old = self.dict_set(dict, key, new.clone())?;
                drop(old);
                return Ok(());
            }
            Value::List(list) => return self.list_set_item(list, key, new),
            Value::Object(_) | Value::Class(_) => {
                let name = self.names.setitem.clone();
                if self
                    .call_special(value, &name, &[key.clone(), new.clone()])?
                    .is_some()
                {
                    return Ok(());
                }
            }
            _ => {}
        }
        Err(self.type_error(format_args!(
            "'{}' object does not support item assignment",
            self.type_name(value)
        )))
    }

    /// `list[key] = new`.
    pub(crate) fn list_set_item(&mut self, list: &List, key: &Value, new: &Value) -> PyResult<()> {
        let Some(slice) = key.data::<Slice>() else {
            let index =
                self.sequence_index(key, "list indices must be integers or slices, not {}")?;
            let mut items = list.0.borrow_mut();
            let length = items.len();
            let Some(index) = Interp::position(index, length) else {
                return Err(self.index_error("list assignment index out of range"));
            };
            let old = std::mem::replace(&mut items[index], new.clone());
            drop(items);
            drop(old);
            return Ok(());
        };
        let new_items = match self.collect(new) {
            Ok(items) => items,
            Err(raised) if raised.is(&self.types.type_error) && !self.looks_iterable(new) => {
                return Err(self.type_error("must assign iterable to extended slice"));
            }
            Err(raised) => return Err(raised),
        };
        let length = list.0.borrow().len();
        let bounds = self.resolve_slice(slice, length)?;
        // The conversion of the slice's parts may have run Python code that made the list shorter: what is out of it is left out.
        if bounds.step == 1 {
            let old: Vec<Value> = {
                let mut items = list.0.borrow_mut();
                let start = usize::try_from(bounds.start).unwrap_or(0).min(items.len());
                let end = (start + bounds.length).min(items.len());
                items.splice(start..end, new_items).collect()
            };
            drop(old);
            return Ok(());
        }
        if new_items.len() != bounds.length {
            return Err(self.value_error(format_args!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new_items.len(),
                bounds.length
            )));
        }
        let mut old = Vec::new();
        {
            let mut items = list.0.borrow_mut();
            for (index, new) in bounds.indices().zip(new_items) {
                if let Some(place) = items.get_mut(index) {
                    old.push(std::mem::replace(place, new));
                }
            }
        }
        drop(old);
        Ok(())
    }

    /// `del value[key]`.
    pub fn delete_item(&mut self, value: &Value, key: &Value) -> PyResult<()> {
        match value {
            Value::Dict(dict) => {
                return match self.dict_remove(dict, key)? {
                    Some(_) => Ok(()),
                    None => Err(self.key_error(key.clone())),
                };
            }
            Value::List(list) => return self.list_delete_item(list, key),
            Value::Object(_) | Value::Class(_) => {
                let name = self.names.delitem.clone();
                if self
                    .call_special(value, &name, std::slice::from_ref(key))?
                    .is_some()
                {
                    return Ok(());
                }
            }
            _ => {}
        }
        // CPython words it differently for what has no sequence slots at all.
        let negation = match value {
            Value::Object(_) | Value::Str(_) | Value::Bytes(_) | Value::Tuple(_) => "doesn't",
            _ => "does not",
        };
        Err(self.type_error(format_args!(
            "'{}' object {negation} support item deletion",
            self.type_name(value)
        )))
    }

    /// `del list[key]`.
    pub(crate) fn list_delete_item(&mut self, list: &List, key: &Value) -> PyResult<()> {
        if let Some(slice) = key.data::<Slice>() {
            let length = list.0.borrow().len();
            let bounds = self.resolve_slice(slice, length)?;
            let mut removed = Vec::new();
            {
                let mut items = list.0.borrow_mut();
                if bounds.step == 1 && bounds.start as usize + bounds.length <= items.len() {
                    let start = bounds.start as usize;
                    removed.extend(items.drain(start..start + bounds.length));
                } else {
                    let mut doomed: Vec<usize> = bounds.indices().collect();
                    doomed.sort_unstable();
                    let mut doomed = doomed.into_iter().peekable();
                    let old = std::mem::take(&mut *items);
                    for (index, item) in old.into_iter().enumerate() {
                        if doomed.next_if_eq(&index).is_some() {
                            removed.push(item);
                        } else {
                            items.push(item);
                        }
                    }
                }
            }
            drop(removed);
            return Ok(());
        }
        let index = self.sequence_index(key, "list indices must be integers or slices, not {}")?;
        let mut items = list.0.borrow_mut();
        let length = items.len();
        let Some(index) = Interp::position(index, length) else {
            return Err(self.index_error("list assignment index out of range"));
        };
        let old = items.remove(index);
        drop(items);
        drop(old);
        Ok(())
    }

    /// Whether `iter(value)` has a chance.
    pub(crate) fn looks_iterable(&self, value: &Value) -> bool {
        if is_plain(value) {
            return matches!(
                value,
                Value::Str(_)
                    | Value::Bytes(_)
                    | Value::Tuple(_)
                    | Value::List(_)
                    | Value::Dict(_)
                    | Value::Set(_)
                    | Value::FrozenSet(_)
                    | Value::Generator(_)
            );
        }
        let class = self.type_of(value);
        self.class_lookup(&class, &self.names.iter).is_some()
            || self.class_lookup(&class, &self.names.getitem).is_some()
    }
}

/// The items that a slice means.
pub(crate) fn select<T: Clone>(items: &[T], bounds: SliceBounds) -> Vec<T> {
    if bounds.step == 1 {
        let start = usize::try_from(bounds.start).unwrap_or(0);
        return items
            .get(start..start + bounds.length)
            .map_or_else(Vec::new, <[T]>::to_vec);
    }
    bounds
        .indices()
        .filter_map(|index| items.get(index).cloned())
        .collect()
}

/// The part of a text that a slice means.
pub(crate) fn slice_text(text: &Str, bounds: SliceBounds) -> String {
    if bounds.length == 0 {
        return String::new();
    }
    if bounds.step == 1 {
        let start = usize::try_from(bounds.start).unwrap_or(0);
        if text.is_ascii() {
            return text
                .get(start..start + bounds.length)
                .unwrap_or_default()
                .to_owned();
        }
        return text.chars().skip(start).take(bounds.length).collect();
    }
    let characters: Vec<char> = text.chars().collect();
    select(&characters, bounds).into_iter().collect()
}
