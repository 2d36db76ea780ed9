//! Dicts and sets with keys that Python code may hash and compare.
//!
//! No borrow of a table is held while such code runs, and after it has run the table may be another one: a lookup that notices a change
//! begins again.

use std::cell::RefCell;

use crate::dict::{Dict, Lookup};
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::value::{DictObject, SetObject, Value};

/// What a key is for, in the message about one that can't be hashed.
#[derive(Clone, Copy)]
enum Use {
    DictKey,
    SetElement,
}

impl Interp {
    fn key_hash(&mut self, key: &Value, usage: Use) -> PyResult<u64> {
        match key {
            Value::Str(text) => Ok(text.hash_value()),
            _ => self
                .hash(key)
                .map_err(|raised| self.explain_unhashable(raised, key, usage)),
        }
    }

    fn explain_unhashable(&self, raised: Raised, key: &Value, usage: Use) -> Raised {
        if !std::rc::Rc::ptr_eq(&raised.class(), &self.types.type_error) {
            return raised;
        }
        let place = match usage {
            Use::DictKey => "a dict key",
            Use::SetElement => "a set element",
        };
        let reason = raised.first_argument();
        let reason = reason.as_ref().and_then(Value::as_str);
        self.type_error(format_args!(
            "cannot use '{}' as {place} ({})",
            self.type_name(key),
            reason.map_or("", |text| text.as_str())
        ))
    }

    /// The entry of a key whose hash is known.
    pub(crate) fn find_entry(
        &mut self,
        table: &RefCell<Dict>,
        hash: u64,
        key: &Value,
    ) -> PyResult<Option<usize>> {
        'again: loop {
            let (lookup, version) = {
                let table = table.borrow();
                (table.lookup(hash, key), table.version)
            };
            let candidates = match lookup {
                Lookup::Found(index) => return Ok(Some(index)),
                Lookup::Missing => return Ok(None),
                Lookup::Ask(candidates) => candidates,
            };
            for index in candidates {
                let candidate = table.borrow().entry(index).map(|(key, _)| key.clone());
                let Some(candidate) = candidate else {
                    continue 'again;
                };
                let equal = self.equal(&candidate, key)?;
                if table.borrow().version != version {
                    continue 'again;
                }
                if equal {
                    return Ok(Some(index));
                }
            }
            return Ok(None);
        }
    }

    /// Set the value of a key whose hash is known; the old value.
    pub(crate) fn insert_hashed(
        &mut self,
        table: &RefCell<Dict>,
        hash: u64,
        key: &Value,
        value: Value,
    ) -> PyResult<Option<Value>> {
        match self.find_entry(table, hash, key)? {
            Some(index) => Ok(table.borrow_mut().set_at(index, value)),
            None => {
                table.borrow_mut().push(hash, key.clone(), value);
                Ok(None)
            }
        }
    }

    /// `dict.get(key)` for any key.
    pub fn dict_get(&mut self, dict: &DictObject, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.key_hash(key, Use::DictKey)?;
        let index = self.find_entry(&dict.0, hash, key)?;
        Ok(index.and_then(|index| {
            let table = dict.0.borrow();
            table.entry(index).map(|(_, value)| value.clone())
        }))
    }

    /// `dict[key] = value` for any key; the old value.
    pub fn dict_set(
        &mut self,
        dict: &DictObject,
        key: &Value,
        value: Value,
    ) -> PyResult<Option<Value>> {
        let hash = self.key_hash(key, Use::DictKey)?;
        self.insert_hashed(&dict.0, hash, key, value)
    }

    /// `del dict[key]`; the removed value.
    pub fn dict_remove(&mut self, dict: &DictObject, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.key_hash(key, Use::DictKey)?;
        let index = self.find_entry(&dict.0, hash, key)?;
        let removed = index.and_then(|index| dict.0.borrow_mut().remove_at(index));
        Ok(removed.map(|(_, value)| value))
    }

    /// `dict.setdefault(key, value)`: the value that is there afterwards.
    pub fn dict_set_default(
        &mut self,
        dict: &DictObject,
        key: &Value,
        value: Value,
    ) -> PyResult<Value> {
        let hash = self.key_hash(key, Use::DictKey)?;
        if let Some(index) = self.find_entry(&dict.0, hash, key)? {
            let table = dict.0.borrow();
            return Ok(table
                .entry(index)
                .map_or(Value::None, |(_, value)| value.clone()));
        }
        dict.0.borrow_mut().push(hash, key.clone(), value.clone());
        Ok(value)
    }

    /// `dict.update(other)`, for a mapping or an iterable of pairs.
    pub fn dict_update(&mut self, dict: &DictObject, other: &Value) -> PyResult<()> {
        if let Value::Dict(source) = other.base()
            && (!matches!(other, Value::Object(_)) || !self.overrides_iteration(other))
        {
            if std::ptr::eq(dict, &raw const **source) {
                return Ok(());
            }
            let entries = source.0.borrow().hashed_entries();
            self.charge(entries.len() as u64 / 4)?;
            for (hash, key, value) in entries {
                let old = self.insert_hashed(&dict.0, hash, &key, value)?;
                drop(old);
            }
            return Ok(());
        }
        let keys_name = self.names.keys.clone();
        if let Some(keys) = self.get_attribute_optional(other, &keys_name)? {
            let keys = self.call(&keys, &[])?;
            let keys = self.iter(&keys)?;
            while let Some(key) = self.next(&keys)? {
                let value = self.get_item(other, &key)?;
                let old = self.dict_set(dict, &key, value)?;
                drop(old);
            }
            return Ok(());
        }
        let pairs = self.iter(other)?;
        let mut position = 0;
        while let Some(pair) = self.next(&pairs)? {
            if !self.looks_iterable(&pair) && !self.is_iterator(&pair) {
                return Err(self.type_error("object is not iterable"));
            }
            let items = self.collect(&pair)?;
            let [key, value] = items.as_slice() else {
                return Err(self.value_error(format_args!(
                    "dictionary update sequence element #{position} has length {}; 2 is required",
                    items.len()
                )));
            };
            let old = self.dict_set(dict, key, value.clone())?;
            drop(old);
            position += 1;
        }
        Ok(())
    }

    /// Whether a subclass of `dict` gives its entries in its own way, so that its table can't be copied behind its back.
    fn overrides_iteration(&self, value: &Value) -> bool {
        let class = self.type_of(value);
        let differs = |name| {
            let own = self.class_lookup(&class, name);
            let base = self.class_lookup(&self.types.dict, name);
            match (own, base) {
                (Some(own), Some(base)) => !own.is(&base),
                (own, base) => own.is_some() != base.is_some(),
            }
        };
        differs(&self.names.iter) || differs(&self.names.keys)
    }

    /// `item in set`.
    pub fn set_contains(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        let hash = self.key_hash(item, Use::SetElement)?;
        Ok(self.find_entry(&set.0, hash, item)?.is_some())
    }

    /// `set.add(item)`; whether it is new.
    pub fn set_add(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        self.table_add(&set.0, item)
    }

    /// Add a member to the table of a set; whether it is new.
    pub(crate) fn table_add(&mut self, table: &RefCell<Dict>, item: &Value) -> PyResult<bool> {
        let hash = self.key_hash(item, Use::SetElement)?;
        if self.find_entry(table, hash, item)?.is_some() {
            return Ok(false);
        }
        table.borrow_mut().push(hash, item.clone(), Value::None);
        Ok(true)
    }

    /// `set.discard(item)`; whether it was there.
    pub fn set_remove(&mut self, set: &SetObject, item: &Value) -> PyResult<bool> {
        let hash = self.key_hash(item, Use::SetElement)?;
        let index = self.find_entry(&set.0, hash, item)?;
        let removed = index.and_then(|index| set.0.borrow_mut().remove_at(index));
        Ok(removed.is_some())
    }

    /// The members of any iterable as the table of a set.
    pub fn collect_set(&mut self, iterable: &Value) -> PyResult<Dict> {
        if let Value::Set(set) | Value::FrozenSet(set) = iterable {
            return Ok(set.0.borrow().copy());
        }
        let table = RefCell::new(Dict::default());
        if let Value::Dict(dict) = iterable {
            for (hash, key, _) in dict.0.borrow().hashed_entries() {
                table.borrow_mut().push(hash, key, Value::None);
            }
            return Ok(table.into_inner());
        }
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(&iterator)? {
            self.charge(crate::ops::STEP)?;
            self.table_add(&table, &item)?;
        }
        Ok(table.into_inner())
    }
}
