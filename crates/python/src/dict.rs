//! The hash table under `dict` and `set`: insertion order, and keys that Python code may compare.
//!
//! The table itself never runs Python code. Keys whose hash and equality are known here (numbers, strings, tuples of them, objects
//! compared by identity) are looked up directly; for all others the interpreter computes the hash and asks for candidates one by one
//! (`Interp::dict_get` and its kin, in [`crate::ops`]).

use hashbrown::HashTable;
use num_traits::ToPrimitive;

use crate::value::{Str, Value, hash_bytes};

/// An ordered hash table.
#[derive(Default)]
pub struct Dict {
    entries: Vec<Entry>,
    table: HashTable<u32>,
    live: usize,
    /// Changes when keys are added or removed, so that an iteration can notice.
    pub version: u64,
}

struct Entry {
    hash: u64,
    /// [`Value::Unbound`] for an entry that was removed.
    key: Value,
    value: Value,
}

/// The answer of a lookup that must not run Python code.
pub enum Lookup {
    /// The key is in entry i.
    Found(usize),
    /// The key isn't there.
    Missing,
    /// Python code must compare the key with that of an entry; these have the same hash.
    Ask(Vec<usize>),
}

impl Dict {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries
            .iter()
            .filter(|entry| !entry.key.is_unbound())
            .map(|entry| (&entry.key, &entry.value))
    }

    /// The first entry at or after `position`, with the position to go on from.
    pub fn next_from(&self, position: usize) -> Option<(usize, &Value, &Value)> {
        let rest = self.entries.get(position..)?;
        let (offset, entry) = rest
            .iter()
            .enumerate()
            .find(|(_, entry)| !entry.key.is_unbound())?;
        Some((position + offset + 1, &entry.key, &entry.value))
    }

    /// The last entry.
    pub fn last(&self) -> Option<(&Value, &Value)> {
        self.iter().next_back()
    }

    /// The entry at an index that [`Lookup`] gave.
    pub fn entry(&self, index: usize) -> Option<(&Value, &Value)> {
        let entry = self.entries.get(index)?;
        if entry.key.is_unbound() {
            None
        } else {
            Some((&entry.key, &entry.value))
        }
    }

    /// Look for a key without running Python code.
    pub fn lookup(&self, hash: u64, key: &Value) -> Lookup {
        let mut unsure = false;
        let found = self.table.find(hash, |&index| {
            let entry = &self.entries[index as usize];
            if entry.hash != hash {
                return false;
            }
            if entry.key.is(key) {
                return true;
            }
            match quick_equal(&entry.key, key) {
                Some(equal) => equal,
                None => {
                    unsure = true;
                    false
                }
            }
        });
        match found {
            Some(&index) => Lookup::Found(index as usize),
            None if unsure => Lookup::Ask(
                self.table
                    .iter_hash(hash)
                    .map(|&index| index as usize)
                    .filter(|&index| self.entries[index].hash == hash)
                    .collect(),
            ),
            None => Lookup::Missing,
        }
    }

    fn find_str(&self, key: &Str) -> Option<usize> {
        let hash = key.hash_value();
        self.table
            .find(hash, |&index| match &self.entries[index as usize].key {
                Value::Str(other) => other.is(key) || other == key,
                // An instance of a subclass of `str` is an equal key, unless it compares otherwise, which nobody does in a namespace.
                Value::Object(_) => {
                    self.entries[index as usize].hash == hash
                        && self.entries[index as usize]
                            .key
                            .as_str()
                            .is_some_and(|other| other == key)
                }
                _ => false,
            })
            .map(|&index| index as usize)
    }

    /// The value of a string key.
    pub fn get_str(&self, key: &Str) -> Option<Value> {
        self.find_str(key)
            .map(|index| self.entries[index].value.clone())
    }

    /// Set the value of a string key; the old value.
    pub fn insert_str(&mut self, key: Str, value: Value) -> Option<Value> {
        match self.find_str(&key) {
            Some(index) => Some(std::mem::replace(&mut self.entries[index].value, value)),
            None => {
                self.push(key.hash_value(), Value::Str(key), value);
                None
            }
        }
    }

    /// Remove a string key; its value.
    pub fn remove_str(&mut self, key: &Str) -> Option<Value> {
        let index = self.find_str(key)?;
        self.remove_at(index).map(|(_, value)| value)
    }

    /// Set the value of an entry that is there; the old value.
    pub fn set_at(&mut self, index: usize, value: Value) -> Option<Value> {
        let entry = self.entries.get_mut(index)?;
        Some(std::mem::replace(&mut entry.value, value))
    }

    /// Add an entry whose key isn't there.
    pub fn push(&mut self, hash: u64, key: Value, value: Value) {
        if self.entries.len() >= 16 && self.live * 2 < self.entries.len() {
            self.compact();
        }
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(Entry { hash, key, value });
        let entries = &self.entries;
        self.table
            .insert_unique(hash, index, |&index| entries[index as usize].hash);
        self.live += 1;
        self.version += 1;
    }

    /// Remove an entry; its key and value.
    pub fn remove_at(&mut self, index: usize) -> Option<(Value, Value)> {
        let entry = self.entries.get_mut(index)?;
        if entry.key.is_unbound() {
            return None;
        }
        let hash = entry.hash;
        let removed = (
            std::mem::take(&mut entry.key),
            std::mem::take(&mut entry.value),
        );
        if let Ok(slot) = self
            .table
            .find_entry(hash, |&other| other as usize == index)
        {
            slot.remove();
        }
        self.live -= 1;
        self.version += 1;
        while self
            .entries
            .last()
            .is_some_and(|entry| entry.key.is_unbound())
        {
            self.entries.pop();
        }
        Some(removed)
    }

    /// The index of the last entry.
    pub fn last_index(&self) -> Option<usize> {
        self.entries
            .iter()
            .rposition(|entry| !entry.key.is_unbound())
    }

    /// The index of the first entry.
    pub fn first_index(&self) -> Option<usize> {
        self.entries
            .iter()
            .position(|entry| !entry.key.is_unbound())
    }

    /// Move the entry to the end or the beginning (`OrderedDict.move_to_end`).
    pub fn move_entry(&mut self, index: usize, to_end: bool) {
        let Some(entry) = self.entries.get_mut(index) else {
            return;
        };
        let hash = entry.hash;
        if let Some((key, value)) = self.remove_at(index) {
            if to_end {
                self.push(hash, key, value);
            } else {
                self.entries.insert(0, Entry { hash, key, value });
                self.live += 1;
                self.version += 1;
                self.rebuild();
            }
        }
    }

    /// Remove everything; what was in it, so that the caller can drop it when no borrow is left.
    pub fn take_values(&mut self) -> Vec<Value> {
        self.table.clear();
        self.live = 0;
        self.version += 1;
        let mut values = Vec::with_capacity(self.entries.len() * 2);
        for entry in std::mem::take(&mut self.entries) {
            values.push(entry.key);
            values.push(entry.value);
        }
        values
    }

    /// A copy.
    pub fn copy(&self) -> Dict {
        let mut copy = Dict::default();
        for entry in self.entries.iter().filter(|entry| !entry.key.is_unbound()) {
            copy.push(entry.hash, entry.key.clone(), entry.value.clone());
        }
        copy
    }

    /// The entries with their hashes: to merge without hashing again.
    pub fn hashed_entries(&self) -> Vec<(u64, Value, Value)> {
        self.entries
            .iter()
            .filter(|entry| !entry.key.is_unbound())
            .map(|entry| (entry.hash, entry.key.clone(), entry.value.clone()))
            .collect()
    }

    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.rebuild();
    }

    fn rebuild(&mut self) {
        self.table.clear();
        let entries = &self.entries;
        for (index, entry) in entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.key.is_unbound())
        {
            self.table
                .insert_unique(entry.hash, index as u32, |&index| {
                    entries[index as usize].hash
                });
        }
    }
}

/// The modulus of CPython's numeric hashes, 2^61 − 1: equal numbers of different types have equal hashes.
const MODULUS: u64 = (1 << 61) - 1;

/// The hash of an int.
pub fn hash_int(number: i64) -> i64 {
    let magnitude = (number.unsigned_abs() % MODULUS) as i64;
    let hash = if number < 0 { -magnitude } else { magnitude };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a big int.
pub fn hash_big_int(number: &num_bigint::BigInt) -> i64 {
    let rest = (number % num_bigint::BigInt::from(MODULUS))
        .to_i64()
        .unwrap_or(0);
    if rest == -1 { -2 } else { rest }
}

/// The hash of a float: that of the equal int or fraction (the rule of the language reference, "Hashing of numeric types").
pub fn hash_float(number: f64) -> i64 {
    if number.is_nan() {
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    if number == number.trunc() && number.abs() < 9.0e18 {
        return hash_int(number as i64);
    }
    let bits = number.abs().to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64;
    let (mantissa, exponent) = if exponent == 0 {
        (bits & ((1 << 52) - 1), -1074)
    } else {
        ((bits & ((1 << 52) - 1)) | (1 << 52), exponent - 1075)
    };
    // 2^61 is 1 modulo 2^61 − 1, so multiplying by 2^n rotates the 61 bits by n.
    let rotation = exponent.rem_euclid(61) as u32;
    let wide = u128::from(mantissa % MODULUS) << rotation;
    let hash = (wide % u128::from(MODULUS)) as i64;
    let hash = if number < 0.0 { -hash } else { hash };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a value, where it needs no Python code; `None` for what does, and for what can't be hashed.
pub fn quick_hash(value: &Value) -> Option<u64> {
    Some(match value {
        Value::Str(text) => text.hash_value(),
        Value::Int(number) => hash_int(*number) as u64,
        Value::Bool(flag) => u64::from(*flag),
        Value::None => 0xfca8_6420,
        Value::NotImplemented => 0xfca8_6421,
        Value::Ellipsis => 0xfca8_6422,
        Value::Float(number) => hash_float(*number) as u64,
        Value::BigInt(number) => hash_big_int(number) as u64,
        Value::Complex(parts) => (hash_float(parts.0) as u64)
            .wrapping_add((hash_float(parts.1) as u64).wrapping_mul(1_000_003)),
        Value::Bytes(bytes) => hash_bytes(bytes) | 1,
        Value::Tuple(items) => {
            let mut hash = TUPLE_SEED;
            for item in items.iter() {
                hash = mix(hash, quick_hash(item)?);
            }
            hash
        }
        Value::Function(_)
        | Value::Native(_)
        | Value::Module(_)
        | Value::Code(_)
        | Value::Cell(_)
        | Value::Generator(_) => (value.address() as u64 >> 4).wrapping_mul(0x9E37_79B9_7F4A_7C15),
        _ => return None,
    })
}

/// The hash of the empty tuple.
pub const TUPLE_SEED: u64 = 0x27D4_EB2F_1656_67C5;

/// The hash of a tuple with one item more.
pub fn mix(hash: u64, item: u64) -> u64 {
    (hash.rotate_left(31) ^ item.wrapping_mul(0xC2B2_AE3D_27D4_EB4F))
        .wrapping_mul(0x9E37_79B1_85EB_CA87)
}

/// Whether two values are equal, where that needs no Python code.
pub fn quick_equal(left: &Value, right: &Value) -> Option<bool> {
    use Value::{
        BigInt, Bool, Bytes, Ellipsis, Float, Function, Int, Module, Native, None as Nothing,
        NotImplemented, Str, Tuple,
    };
    if matches!(left, Value::Object(_)) || matches!(right, Value::Object(_)) {
        return None;
    }
    Some(match (left, right) {
        (Str(a), Str(b)) => a == b,
        (Int(a), Int(b)) => a == b,
        (Bool(a), Bool(b)) => a == b,
        (Bool(a), Int(b)) | (Int(b), Bool(a)) => i64::from(*a) == *b,
        (Float(a), Float(b)) => a == b,
        (Float(a), Int(b)) | (Int(b), Float(a)) => int_equals_float(*b, *a),
        (Float(a), Bool(b)) | (Bool(b), Float(a)) => *a == f64::from(u8::from(*b)),
        (BigInt(a), BigInt(b)) => a == b,
        (BigInt(a), Float(b)) | (Float(b), BigInt(a)) => {
            b.is_finite()
                && b.fract() == 0.0
                && num_traits::FromPrimitive::from_f64(*b)
                    .is_some_and(|b: num_bigint::BigInt| **a == b)
        }
        (Bytes(a), Bytes(b)) => a == b,
        (Tuple(a), Tuple(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            for (x, y) in a.iter().zip(b.iter()) {
                if !x.is(y) && !quick_equal(x, y)? {
                    return Some(false);
                }
            }
            true
        }
        (
            Nothing | NotImplemented | Ellipsis | Str(_) | Int(_) | Bool(_) | Float(_) | BigInt(_)
            | Bytes(_) | Tuple(_) | Function(_) | Native(_) | Module(_),
            Nothing | NotImplemented | Ellipsis | Str(_) | Int(_) | Bool(_) | Float(_) | BigInt(_)
            | Bytes(_) | Tuple(_) | Function(_) | Native(_) | Module(_),
        ) => left.is(right),
        _ => return None,
    })
}

/// Whether an int and a float are the same number, exactly.
pub fn int_equals_float(int: i64, float: f64) -> bool {
    float.fract() == 0.0
        && (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float)
        && float as i64 == int
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_have_equal_hashes() {
        assert_eq!(quick_hash(&Value::Int(3)), quick_hash(&Value::Float(3.0)));
        assert_eq!(quick_hash(&Value::Bool(true)), quick_hash(&Value::Int(1)));
        // hash(0.5) and hash(-0.1) of CPython.
        assert_eq!(hash_float(0.5), 1_152_921_504_606_846_976);
        assert_eq!(hash_float(-0.1), -230_584_300_921_369_408);
    }

    #[test]
    fn order_survives_removal() {
        let mut dict = Dict::default();
        for name in ["a", "b", "c"] {
            dict.insert_str(name.into(), Value::None);
        }
        dict.remove_str(&"b".into());
        dict.insert_str("b".into(), Value::None);
        let keys: Vec<String> = dict.iter().map(|(key, _)| format!("{key:?}")).collect();
        assert_eq!(keys, ["\"a\"", "\"c\"", "\"b\""]);
    }
}
