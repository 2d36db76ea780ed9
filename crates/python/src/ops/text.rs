//! `repr`, `str` and `format`.

use super::is_plain;
use crate::builtins::{bytes_repr, complex_repr, float_repr, str_repr};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::{Str, Value};

impl Interp {
    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> PyResult<Str> {
        if is_plain(value)
            && let Some(text) = self.builtin_repr(value)?
        {
            return Ok(Str::from(text));
        }
        let name = self.names.repr.clone();
        let result = self.nested(|interp| interp.call_special(value, &name, &[]))?;
        match result {
            Some(result) => self.text_result(result, "__repr__ returned non-string (type {})"),
            None => Ok(Str::from(format!(
                "<{} object at {:#x}>",
                self.type_name(value),
                value.address()
            ))),
        }
    }

    fn text_result(&self, result: Value, message: &str) -> PyResult<Str> {
        match result.as_str() {
            Some(text) => Ok(text.clone()),
            None => Err(self.type_error(message.replace("{}", &self.type_name(&result)))),
        }
    }

    /// The `repr` of a value of a built-in type; `None` where its class has a method for it (functions, modules …).
    pub(crate) fn builtin_repr(&mut self, value: &Value) -> PyResult<Option<String>> {
        Ok(Some(match value {
            Value::Unbound => "<unbound>".to_owned(),
            Value::None => "None".to_owned(),
            Value::NotImplemented => "NotImplemented".to_owned(),
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(number) => number.to_string(),
            Value::BigInt(number) => self.big_int_text(number)?,
            Value::Float(number) => float_repr(*number),
            Value::Complex(parts) => complex_repr(**parts),
            Value::Str(text) => str_repr(text),
            Value::Bytes(bytes) => bytes_repr(bytes),
            Value::Tuple(_)
            | Value::List(_)
            | Value::Dict(_)
            | Value::Set(_)
            | Value::FrozenSet(_) => self.container_repr(value)?,
            _ => return Ok(None),
        }))
    }

    fn container_repr(&mut self, value: &Value) -> PyResult<String> {
        let address = value.address();
        if self.repr_stack.contains(&address) {
            return Ok(match value {
                Value::Tuple(_) => "(...)",
                Value::List(_) => "[...]",
                Value::Dict(_) => "{...}",
                Value::Set(_) => "set(...)",
                _ => "frozenset(...)",
            }
            .to_owned());
        }
        self.repr_stack.push(address);
        let result = self.nested(|interp| interp.container_repr_inside(value));
        self.repr_stack.pop();
        let text = result?;
        if text.len() > 1 << 16 {
            self.check_size(text.len())?;
        }
        Ok(text)
    }

    fn container_repr_inside(&mut self, value: &Value) -> PyResult<String> {
        match value {
            Value::Tuple(items) => {
                let items = items.to_vec();
                let mut text = String::from("(");
                self.repr_items(&items, &mut text)?;
                text.push_str(if items.len() == 1 { ",)" } else { ")" });
                Ok(text)
            }
            Value::List(list) => {
                let mut text = String::from("[");
                let mut index = 0;
                loop {
                    // The list may change while an item is shown.
                    let item = list.0.borrow().get(index).cloned();
                    let Some(item) = item else { break };
                    if index > 0 {
                        text.push_str(", ");
                    }
                    text.push_str(&self.repr(&item)?);
                    self.charge(1)?;
                    index += 1;
                }
                text.push(']');
                Ok(text)
            }
            Value::Dict(dict) => {
                let mut text = String::from("{");
                for (index, (key, value)) in dict.entries().into_iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    text.push_str(&self.repr(&key)?);
                    text.push_str(": ");
                    text.push_str(&self.repr(&value)?);
                    self.charge(1)?;
                }
                text.push('}');
                Ok(text)
            }
            Value::Set(set) => self.set_repr(&set.members(), "set", true),
            Value::FrozenSet(set) => self.set_repr(&set.members(), "frozenset", false),
            _ => Ok(String::new()),
        }
    }

    /// The `repr` of a set: `{1, 2}`, or with a name around for frozensets and subclasses.
    pub(crate) fn set_repr(
        &mut self,
        members: &[Value],
        name: &str,
        is_bare: bool,
    ) -> PyResult<String> {
        if members.is_empty() {
            return Ok(format!("{name}()"));
        }
        let mut text = String::from("{");
        self.repr_items(members, &mut text)?;
        text.push('}');
        Ok(if is_bare {
            text
        } else {
            format!("{name}({text})")
        })
    }

    fn repr_items(&mut self, items: &[Value], text: &mut String) -> PyResult<()> {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(&self.repr(item)?);
            self.charge(1)?;
        }
        Ok(())
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult<Str> {
        match value {
            Value::Str(text) => return Ok(text.clone()),
            Value::Object(_) | Value::Class(_) => {}
            _ => return self.repr(value),
        }
        let name = self.names.str_.clone();
        let class = self.type_of(value);
        match self.class_lookup(&class, &name) {
            Some(Value::Native(native)) if native.owner.as_str() == "object" => self.repr(value),
            Some(_) => {
                let result = self.nested(|interp| interp.call_special(value, &name, &[]))?;
                self.text_result(
                    result.unwrap_or(Value::None),
                    "__str__ returned non-string (type {})",
                )
            }
            None => self.repr(value),
        }
    }

    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> PyResult<Str> {
        let text = self.repr(value)?;
        if text.is_ascii() {
            return Ok(text);
        }
        let mut escaped = String::with_capacity(text.len() * 2);
        for character in text.chars() {
            if character.is_ascii() {
                escaped.push(character);
            } else {
                crate::builtins::escape_character(character, &mut escaped);
            }
        }
        Ok(Str::from(escaped))
    }

    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &str) -> PyResult<Str> {
        if is_plain(value) {
            return self.builtin_format(value, spec);
        }
        let name = self.names.format.clone();
        let class = self.type_of(value);
        match self.class_lookup(&class, &name) {
            Some(Value::Native(native)) if native.owner.as_str() == "object" => {
                self.default_format(value, spec)
            }
            Some(_) => {
                let argument = Value::str(spec);
                let result = self
                    .call_special(value, &name, &[argument])?
                    .unwrap_or(Value::None);
                self.text_result(result, "__format__ must return a str, not {}")
            }
            None => self.default_format(value, spec),
        }
    }

    /// What `object.__format__` does: nothing but `str`.
    pub fn default_format(&mut self, value: &Value, spec: &str) -> PyResult<Str> {
        if spec.is_empty() {
            return self.str(value);
        }
        Err(self.type_error(format_args!(
            "unsupported format string passed to {}.__format__",
            self.type_name(value)
        )))
    }
}
