//! Instructions that build and take apart tuples, lists, sets, dicts and strings.

use std::rc::Rc;

use crate::code::{Conversion, Instruction};
use crate::dict::Dict;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{DictObject, Value};

impl Interp {
    pub(super) fn collect_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::BuildSlice(count) => {
                let mut parts = self.pop_many(count as usize).into_iter();
                let start = parts.next().unwrap_or(Value::None);
                let stop = parts.next().unwrap_or(Value::None);
                let step = parts.next().unwrap_or(Value::None);
                let slice = self.new_slice(start, stop, step);
                self.push(slice);
            }
            Instruction::BuildTuple(count) => {
                let items = self.pop_many(count as usize);
                self.push(Value::tuple(items));
            }
            Instruction::BuildList(count) => {
                let items = self.pop_many(count as usize);
                let list = self.list(items);
                self.push(list);
            }
            Instruction::BuildSet(count) => {
                let items = self.pop_many(count as usize);
                let set = self.set_from(Dict::default());
                if let Value::Set(set) = &set {
                    for item in &items {
                        self.set_add(set, item)?;
                    }
                }
                self.push(set);
            }
            Instruction::BuildMap(count) => {
                let items = self.pop_many(count as usize * 2);
                let dict = self.dict();
                let mut items = items.into_iter();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    self.dict_set(&dict, &key, value)?;
                }
                self.push(Value::Dict(dict));
            }
            Instruction::BuildString(count) => {
                let parts = self.pop_many(count as usize);
                let mut text = String::new();
                for part in &parts {
                    if let Some(part) = part.as_str() {
                        self.check_size(text.len() + part.len())?;
                        text.push_str(part);
                    }
                }
                self.push(Value::str(text));
            }
            Instruction::ListAppend(depth) => {
                let item = self.pop();
                if let Value::List(list) = self.peek(depth) {
                    list.0.borrow_mut().push(item);
                }
            }
            Instruction::SetAdd(depth) => {
                let item = self.pop();
                if let Value::Set(set) = self.peek(depth) {
                    self.set_add(&set, &item)?;
                }
            }
            Instruction::MapAdd(depth) => {
                let value = self.pop();
                let key = self.pop();
                if let Value::Dict(dict) = self.peek(depth) {
                    self.dict_set(&dict, &key, value)?;
                }
            }
            Instruction::ListExtend(depth) => {
                let iterable = self.pop();
                if let Value::List(list) = self.peek(depth) {
                    let items = match self.collect(&iterable) {
                        Err(raised)
                            if raised.is(&self.types.type_error)
                                && !self.is_iterable(&iterable) =>
                        {
                            let name = self.type_name(&iterable);
                            return Err(self.type_error(format_args!(
                                "Value after * must be an iterable, not {name}"
                            )));
                        }
                        other => other?,
                    };
                    list.0.borrow_mut().extend(items);
                }
            }
            Instruction::SetUpdate(depth) => {
                let iterable = self.pop();
                if let Value::Set(set) = self.peek(depth) {
                    for item in self.collect(&iterable)? {
                        self.set_add(&set, &item)?;
                    }
                }
            }
            Instruction::DictUpdate(depth) => {
                let mapping = self.pop();
                if let Value::Dict(dict) = self.peek(depth) {
                    let entries = self.mapping_entries(&mapping)?;
                    let Some(entries) = entries else {
                        let name = self.type_name(&mapping);
                        return Err(
                            self.type_error(format_args!("'{name}' object is not a mapping"))
                        );
                    };
                    for (key, value) in entries {
                        self.dict_set(&dict, &key, value)?;
                    }
                }
            }
            Instruction::DictMerge(depth) => {
                let mapping = self.pop();
                if let Value::Dict(dict) = self.peek(depth) {
                    let callable = self.peek(4);
                    self.merge_keywords(&callable, &dict, &mapping)?;
                }
            }
            Instruction::ListToTuple => {
                let items = match self.pop() {
                    Value::List(list) => list.0.borrow().clone(),
                    _ => Vec::new(),
                };
                self.push(Value::tuple(items));
            }
            Instruction::UnpackSequence(count) => {
                let sequence = self.pop();
                let items = self.unpack_exactly(&sequence, count as usize)?;
                if let Some(frame) = self.frames.last_mut() {
                    frame.stack.extend(items.into_iter().rev());
                }
            }
            Instruction::UnpackEx(before, after) => {
                self.unpack_starred(before as usize, after as usize)?
            }
            Instruction::FormatValue(conversion, has_spec) => {
                let spec = if has_spec { self.pop() } else { Value::Unbound };
                let value = self.pop();
                let value = match conversion {
                    Conversion::None => value,
                    Conversion::Str => Value::Str(self.str(&value)?),
                    Conversion::Repr => Value::Str(self.repr(&value)?),
                    Conversion::Ascii => {
                        Value::str(crate::builtins::functions::ascii_text(&self.repr(&value)?))
                    }
                };
                let text = match (&value, spec.as_str()) {
                    (Value::Str(text), None) => text.clone(),
                    (_, spec) => {
                        let spec = spec.map(|spec| spec.to_string()).unwrap_or_default();
                        self.format(&value, &spec)?
                    }
                };
                self.push(Value::Str(text));
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether `iter()` would accept a value.
    pub(crate) fn is_iterable(&mut self, value: &Value) -> bool {
        let class = self.type_of(value);
        let found = self
            .class_lookup(&class, &self.names.iter)
            .or_else(|| self.class_lookup(&class, &self.names.getitem));
        found.is_some_and(|found| !found.is_none())
    }

    /// Keys and values of a mapping: of a dict directly, of others by `keys()` and `[]`. `None` for what has no `keys`.
    pub fn mapping_entries(&mut self, mapping: &Value) -> PyResult<Option<Vec<(Value, Value)>>> {
        if let Value::Dict(dict) = mapping {
            return Ok(Some(dict.entries()));
        }
        let Some(keys) = self.get_attribute_optional(mapping, &self.names.keys.clone())? else {
            return Ok(None);
        };
        let keys = self.call(&keys, &[])?;
        let mut entries = Vec::new();
        for key in self.collect(&keys)? {
            let value = self.get_item(mapping, &key)?;
            entries.push((key, value));
        }
        Ok(Some(entries))
    }

    fn merge_keywords(
        &mut self,
        callable: &Value,
        dict: &Rc<DictObject>,
        mapping: &Value,
    ) -> PyResult<()> {
        let Some(entries) = self.mapping_entries(mapping)? else {
            let name = self.type_name(mapping);
            let function = self.callable_name(callable);
            return Err(self.type_error(format_args!(
                "{function} argument after ** must be a mapping, not {name}"
            )));
        };
        for (key, value) in entries {
            let Some(name) = key.as_str().cloned() else {
                return Err(self.type_error("keywords must be strings"));
            };
            if dict.get_str(&name).is_some() {
                let function = self.callable_name(callable);
                return Err(self.type_error(format_args!(
                    "{function} got multiple values for keyword argument '{name}'"
                )));
            }
            dict.set_str(name, value);
        }
        Ok(())
    }

    /// How a callable is named in messages: `module.function()`, or `Class()`.
    pub(crate) fn callable_name(&mut self, callable: &Value) -> String {
        match callable {
            Value::Function(function) => {
                let module = function.module.borrow().as_str().cloned();
                match module {
                    Some(module) => format!("{module}.{}()", function.qualname.borrow()),
                    None => format!("{}()", function.qualname.borrow()),
                }
            }
            Value::Class(class) => {
                let module = class
                    .dict
                    .get_str(&self.names.module)
                    .and_then(|module| module.as_str().cloned());
                match module {
                    Some(module) if &*module != "builtins" => {
                        format!("{module}.{}()", class.qualname.borrow())
                    }
                    _ => format!("{}()", class.qualname.borrow()),
                }
            }
            Value::Native(function) => format!("{}()", function.definition.name),
            Value::Method(method) => self.callable_name(&method.function.clone()),
            other => format!("{} object", self.type_name(other)),
        }
    }

    /// Exactly `count` values of an iterable.
    pub(crate) fn unpack_exactly(
        &mut self,
        sequence: &Value,
        count: usize,
    ) -> PyResult<Vec<Value>> {
        let length = match sequence {
            Value::Tuple(items) => Some(items.len()),
            Value::List(list) => Some(list.0.borrow().len()),
            Value::Dict(dict) => Some(dict.len()),
            _ => None,
        };
        match sequence {
            Value::Tuple(items) if items.len() == count => return Ok(items.to_vec()),
            Value::List(list) if list.0.borrow().len() == count => {
                return Ok(list.0.borrow().clone());
            }
            _ => {}
        }
        let iterator = match self.iter(sequence) {
            Err(raised) if raised.is(&self.types.type_error) && !self.is_iterable(sequence) => {
                let name = self.type_name(sequence);
                return Err(
                    self.type_error(format_args!("cannot unpack non-iterable {name} object"))
                );
            }
            other => other?,
        };
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            match self.next(&iterator)? {
                Some(item) => items.push(item),
                None => {
                    let got = items.len();
                    let message =
                        format!("not enough values to unpack (expected {count}, got {got})");
                    return Err(self.value_error(message));
                }
            }
        }
        if self.next(&iterator)?.is_some() {
            return Err(match length {
                Some(got) => self.value_error(format_args!(
                    "too many values to unpack (expected {count}, got {got})"
                )),
                None => {
                    self.value_error(format_args!("too many values to unpack (expected {count})"))
                }
            });
        }
        Ok(items)
    }

    fn unpack_starred(&mut self, before: usize, after: usize) -> PyResult<()> {
        let sequence = self.pop();
        let mut items = match self.collect(&sequence) {
            Err(raised) if raised.is(&self.types.type_error) && !self.is_iterable(&sequence) => {
                let name = self.type_name(&sequence);
                return Err(
                    self.type_error(format_args!("cannot unpack non-iterable {name} object"))
                );
            }
            other => other?,
        };
        if items.len() < before + after {
            let message = format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return Err(self.value_error(message));
        }
        let last = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let middle = self.list(middle);
        if let Some(frame) = self.frames.last_mut() {
            frame.stack.extend(last.into_iter().rev());
            frame.stack.push(middle);
            frame.stack.extend(items.into_iter().rev());
        }
        Ok(())
    }
}
