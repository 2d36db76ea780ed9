//! Instructions of `match`.

use crate::code::Instruction;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::Class;
use crate::value::{Str, Value};

impl Interp {
    pub(super) fn match_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::MatchSequence => {
                let subject = self.peek(1);
                let matches = self.is_sequence(&subject)?;
                self.push(Value::Bool(matches));
            }
            Instruction::MatchMapping => {
                let subject = self.peek(1);
                let matches = matches!(subject.base(), Value::Dict(_))
                    || (matches!(subject, Value::Object(_))
                        && self.is_registered(&subject, "Mapping")?);
                self.push(Value::Bool(matches));
            }
            Instruction::MatchKeys => {
                let keys = self.peek(1);
                let subject = self.peek(2);
                let mut values = Vec::new();
                let keys = self.collect(&keys)?;
                for key in &keys {
                    let found = match subject.base() {
                        Value::Dict(dict) => self.dict_get(&dict.clone(), key)?,
                        _ if self.contains(&subject, key)? => Some(self.get_item(&subject, key)?),
                        _ => None,
                    };
                    match found {
                        Some(value) => values.push(value),
                        None => break,
                    }
                }
                let result = if values.len() == keys.len() {
                    Value::tuple(values)
                } else {
                    Value::None
                };
                self.push(result);
            }
            Instruction::MatchClass(count) => self.match_class(count as usize)?,
            _ => {
                let subject = self.peek(1);
                let length = self.length(&subject)?;
                self.push(Value::size(length));
            }
        }
        Ok(())
    }

    fn is_sequence(&mut self, subject: &Value) -> PyResult<bool> {
        Ok(match subject.base() {
            Value::List(_) | Value::Tuple(_) => true,
            Value::Str(_)
            | Value::Bytes(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::FrozenSet(_) => false,
            Value::Object(object) => {
                let name = object.class().name();
                match &*name {
                    "range" | "memoryview" | "deque" => true,
                    "bytearray" => false,
                    _ => self.is_registered(subject, "Sequence")?,
                }
            }
            _ => false,
        })
    }

    /// Whether a value is an instance of an abstract class of `collections.abc`, if the program has loaded that at all.
    fn is_registered(&mut self, value: &Value, name: &str) -> PyResult<bool> {
        let Some(module) = self.modules.get("collections.abc") else {
            return Ok(false);
        };
        match self.attribute(&module, name) {
            Ok(class) => self.isinstance(value, &class),
            Err(_) => Ok(false),
        }
    }

    fn match_class(&mut self, positional: usize) -> PyResult<()> {
        let names = self.pop();
        let class = self.pop();
        let subject = self.pop();
        let Value::Class(matched) = &class else {
            return Err(self.type_error("called match pattern must be a class"));
        };
        if !self.isinstance(&subject, &class)? {
            self.push(Value::None);
            return Ok(());
        }
        let mut values = Vec::new();
        let mut seen: Vec<Str> = Vec::new();
        if positional > 0 {
            match self.get_attribute_optional(&class, &self.names.match_args.clone())? {
                Some(args) => {
                    let args = self.collect(&args)?;
                    self.check_positional(matched, positional, args.len())?;
                    for name in args.iter().take(positional) {
                        let Some(name) = name.as_str() else {
                            return Err(self.type_error("__match_args__ elements must be strings"));
                        };
                        seen.push(name.clone());
                        match self.get_attribute_optional(&subject, name)? {
                            Some(value) => values.push(value),
                            None => {
                                self.push(Value::None);
                                return Ok(());
                            }
                        }
                    }
                }
                None if self.matches_itself(matched) => {
                    self.check_positional(matched, positional, 1)?;
                    values.push(subject.clone());
                }
                None => self.check_positional(matched, positional, 0)?,
            }
        }
        for name in self.collect(&names)? {
            let Some(name) = name.as_str() else { continue };
            if seen.contains(name) {
                let class_name = matched.name();
                return Err(self.type_error(format_args!(
                    "{class_name}() got multiple sub-patterns for attribute '{name}'"
                )));
            }
            match self.get_attribute_optional(&subject, name)? {
                Some(value) => values.push(value),
                None => {
                    self.push(Value::None);
                    return Ok(());
                }
            }
        }
        self.push(Value::tuple(values));
        Ok(())
    }

    fn check_positional(&self, class: &Class, given: usize, allowed: usize) -> PyResult<()> {
        if given > allowed {
            let plural = if allowed == 1 { "" } else { "s" };
            let name = class.name();
            return Err(self.type_error(format_args!(
                "{name}() accepts {allowed} positional sub-pattern{plural} ({given} given)"
            )));
        }
        Ok(())
    }

    /// The built-in classes whose one positional pattern matches the whole subject (PEP 634).
    fn matches_itself(&self, class: &Class) -> bool {
        let types = &self.types;
        [
            &types.bool_,
            &types.bytearray,
            &types.bytes,
            &types.dict,
            &types.float,
            &types.frozenset,
            &types.int,
            &types.list,
            &types.set,
            &types.str_,
            &types.tuple,
        ]
        .into_iter()
        .any(|own| class.is_subclass_of(own))
    }
}
