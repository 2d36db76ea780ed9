//! The order in which a set of numbers is walked.
//!
//! A set keeps its members in the order of their insertion. CPython walks over its hash table, whose order is by chance where a member's
//! hash is (strings), but known where it isn't: everybody has seen that `{3, 1, 2}` prints `{1, 2, 3}`. So for sets of numbers the places
//! that the members would have in CPython's table are computed when a walk begins.

use crate::dict::{Dict, quick_hash};
use crate::value::Value;

/// How many neighbours are tried before the next place is computed.
const NEIGHBOURS: usize = 9;
/// The places of the smallest table.
const SMALLEST: usize = 8;

/// A table of CPython's kind: the hash and the entry's index at each place.
struct Places(Vec<Option<(u64, usize)>>);

impl Places {
    fn insert(&mut self, hash: u64, entry: usize) {
        let mask = self.0.len() - 1;
        let mut perturb = hash;
        let mut place = hash as usize & mask;
        loop {
            let last = if place + NEIGHBOURS <= mask {
                place + NEIGHBOURS
            } else {
                place
            };
            for slot in &mut self.0[place..=last] {
                if slot.is_none() {
                    *slot = Some((hash, entry));
                    return;
                }
            }
            perturb >>= 5;
            place = place
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(perturb as usize)
                & mask;
        }
    }

    fn grow(&mut self, used: usize) {
        let least = if used > 50_000 { used * 2 } else { used * 4 };
        let mut size = SMALLEST;
        while size <= least {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.0, vec![None; size]);
        for (hash, entry) in old.into_iter().flatten() {
            self.insert(hash, entry);
        }
    }
}

/// The indices of a set's entries in the order of CPython; `None` where that is the order of insertion or nobody can know it.
pub(crate) fn set_order(table: &Dict) -> Option<Vec<usize>> {
    if table.len() < 2 {
        return None;
    }
    let end = table.last_index()? + 1;
    let mut places = Places(vec![None; SMALLEST]);
    let mut used = 0;
    for index in 0..end {
        let Some((key, _)) = table.entry(index) else {
            continue;
        };
        if !matches!(
            key,
            Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::None | Value::BigInt(_)
        ) {
            return None;
        }
        places.insert(quick_hash(key)?, index);
        used += 1;
        if used * 5 >= (places.0.len() - 1) * 3 {
            places.grow(used);
        }
    }
    Some(
        places
            .0
            .into_iter()
            .flatten()
            .map(|(_, entry)| entry)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(numbers: &[i64]) -> Vec<i64> {
        let mut table = Dict::default();
        for &number in numbers {
            let key = Value::Int(number);
            table.push(quick_hash(&key).unwrap_or(0), key, Value::None);
        }
        let order = set_order(&table).unwrap_or_default();
        order
            .into_iter()
            .filter_map(|index| match table.entry(index) {
                Some((Value::Int(number), _)) => Some(*number),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn numbers_stand_where_cpython_has_them() {
        assert_eq!(walk(&[3, 1, 2]), [1, 2, 3]);
        assert_eq!(walk(&[10, 5, 8, 0]), [8, 0, 10, 5]);
        assert_eq!(walk(&[100, 50, 7, 33, 64, 1]), [64, 33, 1, 100, 7, 50]);
        assert_eq!(walk(&[-1, 5, -3]), [-3, 5, -1]);
    }
}
