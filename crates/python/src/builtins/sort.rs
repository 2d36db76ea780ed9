//! Sorting: stable, with the comparisons of Python, which may fail or run Python code.

use crate::code::CompareOp;
use crate::error::PyResult;
use crate::interp::Interp;
use crate::value::Value;

/// The length of the runs that are sorted by insertion before they are merged.
const RUN: usize = 16;

impl Interp {
    /// Sort values in place. After an error they are as they were.
    pub fn sort_values(
        &mut self,
        items: &mut Vec<Value>,
        key: Option<&Value>,
        is_reverse: bool,
    ) -> PyResult<()> {
        let length = items.len() as u64;
        self.charge(length.saturating_mul(length.checked_ilog2().unwrap_or(0).into()) / 16)?;
        let keys = match key {
            Some(key) => {
                let mut keys = Vec::with_capacity(items.len());
                for item in items.iter() {
                    keys.push(self.call(key, std::slice::from_ref(item))?);
                }
                Some(keys)
            }
            None => None,
        };
        let order = self.sorted_order(keys.as_deref().unwrap_or(items), is_reverse)?;
        let sorted = order
            .into_iter()
            .filter_map(|index| items.get(index).cloned())
            .collect();
        let old = std::mem::replace(items, sorted);
        drop(old);
        Ok(())
    }

    /// The order in which values are sorted.
    fn sorted_order(&mut self, keys: &[Value], is_reverse: bool) -> PyResult<Vec<usize>> {
        // Reversed before and after, equal values keep their order in a descending sort too.
        let mut order: Vec<usize> = (0..keys.len()).collect();
        if is_reverse {
            order.reverse();
        }
        if !sort_plain(&mut order, keys) {
            self.merge_sort(&mut order, keys)?;
        }
        if is_reverse {
            order.reverse();
        }
        Ok(order)
    }

    fn is_less(&mut self, keys: &[Value], left: usize, right: usize) -> PyResult<bool> {
        match (keys.get(left), keys.get(right)) {
            (Some(left), Some(right)) => self.compare_truth(CompareOp::Less, left, right),
            _ => Ok(false),
        }
    }

    fn merge_sort(&mut self, order: &mut [usize], keys: &[Value]) -> PyResult<()> {
        let mut start = 0;
        while start < order.len() {
            let end = (start + RUN).min(order.len());
            for position in start + 1..end {
                let item = order[position];
                // The place after the last one that isn't greater, by bisection.
                let (mut low, mut high) = (start, position);
                // Most input is nearly sorted already.
                if !self.is_less(keys, item, order[position - 1])? {
                    continue;
                }
                while low < high {
                    let middle = usize::midpoint(low, high);
                    if self.is_less(keys, item, order[middle])? {
                        high = middle;
                    } else {
                        low = middle + 1;
                    }
                }
                order[low..=position].rotate_right(1);
            }
            start = end;
        }
        let mut width = RUN;
        let mut merged = Vec::with_capacity(order.len());
        while width < order.len() {
            merged.clear();
            for start in (0..order.len()).step_by(width * 2) {
                let middle = (start + width).min(order.len());
                let end = (start + width * 2).min(order.len());
                self.merge(&mut merged, order, (start, middle, end), keys)?;
            }
            order.copy_from_slice(&merged);
            width *= 2;
        }
        Ok(())
    }

    fn merge(
        &mut self,
        merged: &mut Vec<usize>,
        order: &[usize],
        (start, middle, end): (usize, usize, usize),
        keys: &[Value],
    ) -> PyResult<()> {
        let (mut left, mut right) = (start, middle);
        let is_sorted = middle >= end
            || middle == start
            || !self.is_less(keys, order[middle], order[middle - 1])?;
        if is_sorted {
            merged.extend_from_slice(&order[start..end]);
            return Ok(());
        }
        while left < middle && right < end {
            if self.is_less(keys, order[right], order[left])? {
                merged.push(order[right]);
                right += 1;
            } else {
                merged.push(order[left]);
                left += 1;
            }
        }
        merged.extend_from_slice(&order[left..middle]);
        merged.extend_from_slice(&order[right..end]);
        Ok(())
    }
}

/// Sort where all are ints, all strings or all floats without not-a-number, so that nothing can fail; whether it was done.
fn sort_plain(order: &mut [usize], keys: &[Value]) -> bool {
    if let Some(numbers) = all(keys, |value| match value {
        Value::Int(number) => Some(*number),
        _ => None,
    }) {
        order.sort_by_key(|&index| numbers[index]);
        return true;
    }
    if let Some(texts) = all(keys, |value| match value {
        Value::Str(text) => Some(text.as_str()),
        _ => None,
    }) {
        order.sort_by(|&a, &b| texts[a].cmp(texts[b]));
        return true;
    }
    if let Some(numbers) = all(keys, |value| match value {
        Value::Float(number) if !number.is_nan() => Some(*number),
        _ => None,
    }) {
        order.sort_by(|&a, &b| {
            numbers[a]
                .partial_cmp(&numbers[b])
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        return true;
    }
    false
}

fn all<'a, T>(values: &'a [Value], get: impl Fn(&'a Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(get).collect()
}
