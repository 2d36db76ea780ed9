//! `_random`: the Mersenne Twister MT19937, so that a seeded program gives the numbers that it gives in CPython.

use std::cell::RefCell;
use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::Signed;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::object::{Binding, NativeData};
use playground_python::value::{DictObject, Value};

const N: usize = 624;
const M: usize = 397;

struct Twister {
    state: [u32; N],
    index: usize,
}

struct Generator(RefCell<Twister>);

impl NativeData for Generator {}

impl Twister {
    fn from_word(seed: u32) -> Twister {
        let mut state = [0_u32; N];
        state[0] = seed;
        for index in 1..N {
            let before = state[index - 1];
            state[index] = 1_812_433_253_u32
                .wrapping_mul(before ^ (before >> 30))
                .wrapping_add(index as u32);
        }
        Twister { state, index: N }
    }

    /// Seeding by an array of words, as the reference implementation of MT19937 does.
    fn from_words(words: &[u32]) -> Twister {
        let mut twister = Twister::from_word(19_650_218);
        let state = &mut twister.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(words.len()) {
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_664_525))
                .wrapping_add(words[j])
                .wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
            if j >= words.len() {
                j = 0;
            }
        }
        for _ in 0..N - 1 {
            let before = state[i - 1];
            state[i] = (state[i] ^ (before ^ (before >> 30)).wrapping_mul(1_566_083_941))
                .wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        twister
    }

    fn next(&mut self) -> u32 {
        if self.index >= N {
            for k in 0..N {
                let y = (self.state[k] & 0x8000_0000) | (self.state[(k + 1) % N] & 0x7fff_ffff);
                let twist = if y & 1 == 0 { 0 } else { 0x9908_b0df };
                self.state[k] = self.state[(k + M) % N] ^ (y >> 1) ^ twist;
            }
            self.index = 0;
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
}

fn generator<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Generator> {
    value
        .data::<Generator>()
        .ok_or_else(|| interp.type_error("a random generator is required"))
}

fn seeded(interp: &mut Interp, seed: &Value) -> PyResult<Twister> {
    let number = match seed.base() {
        Value::None | Value::Unbound => {
            let mut bytes = [0; 32];
            interp.host.entropy(&mut bytes);
            BigInt::from_bytes_le(num_bigint::Sign::Plus, &bytes)
        }
        Value::Int(number) => BigInt::from(*number).abs(),
        Value::BigInt(number) => number.abs(),
        other => BigInt::from(interp.hash(other)?),
    };
    let mut words = number.magnitude().to_u32_digits();
    if words.is_empty() {
        words.push(0);
    }
    Ok(Twister::from_words(&words))
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("seed", "(self, n=None, /)", |interp, args| {
        let twister = seeded(interp, &args[1])?;
        *generator(interp, &args[0])?.0.borrow_mut() = twister;
        Ok(Value::None)
    }),
    def("random", "(self, /)", |interp, args| {
        let mut twister = generator(interp, &args[0])?.0.borrow_mut();
        let (a, b) = (
            f64::from(twister.next() >> 5),
            f64::from(twister.next() >> 6),
        );
        Ok(Value::Float(
            (a * 67_108_864.0 + b) / 9_007_199_254_740_992.0,
        ))
    }),
    def("getrandbits", "(self, k, /)", |interp, args| {
        let bits = usize::try_from(interp.index_clamped(&args[1])?)
            .map_err(|_| interp.value_error("number of bits must be non-negative"))?;
        interp.check_size(bits / 8)?;
        let mut twister = generator(interp, &args[0])?.0.borrow_mut();
        let mut words = Vec::with_capacity(bits.div_ceil(32));
        let mut left = bits;
        while left > 0 {
            let word = twister.next();
            words.push(if left < 32 { word >> (32 - left) } else { word });
            left = left.saturating_sub(32);
        }
        Ok(Value::int(BigInt::from(num_bigint::BigUint::new(words))))
    }),
    def("getstate", "(self, /)", |interp, args| {
        let twister = generator(interp, &args[0])?.0.borrow();
        let mut items: Vec<Value> = twister
            .state
            .iter()
            .map(|word| Value::Int(i64::from(*word)))
            .collect();
        items.push(Value::size(twister.index));
        Ok(Value::tuple(items))
    }),
    def("setstate", "(self, state, /)", |interp, args| {
        let items = interp.collect(&args[1])?;
        if items.len() != N + 1 {
            return Err(interp.value_error("state vector is the wrong size"));
        }
        let mut numbers = Vec::new();
        for item in &items {
            numbers.push(interp.index_clamped(item)?);
        }
        let mut twister = generator(interp, &args[0])?.0.borrow_mut();
        for (place, number) in twister.state.iter_mut().zip(&numbers) {
            *place = *number as u32;
        }
        twister.index = usize::try_from(numbers[N]).unwrap_or(N).min(N);
        Ok(Value::None)
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.define_class("_random", "Random", &interp.types.object.clone());
    let new = def(
        "__new__",
        "(cls, /, *args, **kwargs)",
        |interp: &mut Interp, args: &[Value]| {
            let Value::Class(class) = &args[0] else {
                return Err(interp.type_error("a class is required"));
            };
            let seed = match &args[1] {
                Value::Tuple(items) => items.first().cloned().unwrap_or(Value::None),
                _ => Value::None,
            };
            let twister = seeded(interp, &seed)?;
            Ok(interp.native_object(class, Generator(RefCell::new(twister))))
        },
    );
    interp.add_methods(&class, Binding::StaticMethod, &[new]);
    interp.add_methods(&class, Binding::Method, METHODS);
    module.set_str(interp.intern("Random"), Value::Class(class));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_words_are_those_of_the_reference() {
        // mt19937ar.out: init_by_array with {0x123, 0x234, 0x345, 0x456}.
        let mut twister = Twister::from_words(&[0x123, 0x234, 0x345, 0x456]);
        assert_eq!(
            [twister.next(), twister.next(), twister.next()],
            [1_067_595_299, 955_945_823, 477_289_528]
        );
    }
}
