//! `in`.

use super::is_plain;
use crate::builtins::bytearray::with_bytes;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

impl Interp {
    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        if is_plain(container)
            && let Some(answer) = self.builtin_contains(container, item)?
        {
            return Ok(answer);
        }
        if !is_plain(container) {
            let name = self.names.contains.clone();
            let class = self.type_of(container);
            match self.class_lookup(&class, &name) {
                Some(Value::None) => {
                    return Err(self
                        .type_error(format_args!("'{}' object is not a container", class.name())));
                }
                Some(_) => {
                    let result = self.call_special(container, &name, std::slice::from_ref(item))?;
                    return self.truth(&result.unwrap_or(Value::None));
                }
                None => {}
            }
        }
        let iterator = match self.iter(container) {
            Ok(iterator) => iterator,
            Err(raised) if raised.is(&self.types.type_error) && !self.has_iter(container) => {
                return Err(self.type_error(format_args!(
                    "argument of type '{}' is not a container or iterable",
                    self.type_name(container)
                )));
            }
            Err(raised) => return Err(raised),
        };
        while let Some(found) = self.next(&iterator)? {
            self.charge(super::STEP)?;
            if self.equal(&found, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_iter(&self, value: &Value) -> bool {
        let class = self.type_of(value);
        self.class_lookup(&class, &self.names.iter).is_some()
    }

    /// `in` for the built-in containers; `None` for what is no container.
    pub(crate) fn builtin_contains(
        &mut self,
        container: &Value,
        item: &Value,
    ) -> PyResult<Option<bool>> {
        Ok(Some(match container {
            Value::Str(text) => match item.as_str() {
                Some(part) => text.contains(part.as_str()),
                None => {
                    return Err(self.type_error(format_args!(
                        "'in <string>' requires string as left operand, not {}",
                        self.type_name(item)
                    )));
                }
            },
            Value::Dict(dict) => return self.dict_get(dict, item).map(|v| Some(v.is_some())),
            Value::Set(set) | Value::FrozenSet(set) => {
                // A set is looked for as the frozenset that it equals.
                if let Value::Set(wanted) = item.base() {
                    let frozen = self.frozenset_from(wanted.0.borrow().copy());
                    return self.set_contains(set, &frozen).map(Some);
                }
                return self.set_contains(set, item).map(Some);
            }
            Value::List(list) => {
                let mut index = 0;
                loop {
                    let found = list.0.borrow().get(index).cloned();
                    let Some(found) = found else { break false };
                    if self.equal(&found, item)? {
                        break true;
                    }
                    index += 1;
                    if index % 16 == 0 {
                        self.charge(1)?;
                    }
                }
            }
            Value::Tuple(items) => {
                let items = items.clone();
                for (index, found) in items.iter().enumerate() {
                    if self.equal(found, item)? {
                        return Ok(Some(true));
                    }
                    if index % 16 == 15 {
                        self.charge(1)?;
                    }
                }
                false
            }
            _ => match with_bytes(container, |bytes| bytes.to_vec()) {
                Some(bytes) => return self.bytes_contain(&bytes, item).map(Some),
                None => return Ok(None),
            },
        }))
    }

    /// `item in bytes`: a byte as an int, or a part.
    pub(crate) fn bytes_contain(&mut self, bytes: &[u8], item: &Value) -> PyResult<bool> {
        if let Some(found) = with_bytes(item, |part| crate::builtins::find_bytes(bytes, part)) {
            return Ok(found.is_some());
        }
        if !self.has_index(item) {
            return Err(self.type_error(format_args!(
                "a bytes-like object is required, not '{}'",
                self.type_name(item)
            )));
        }
        match u8::try_from(self.index_clamped(item)?) {
            Ok(byte) => Ok(bytes.contains(&byte)),
            Err(_) => Err(self.value_error("byte must be in range(0, 256)")),
        }
    }
}
