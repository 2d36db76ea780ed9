//! Chance that comes from Python: a seed, made as long as it is needed.

use std::convert::Infallible;

use rsa::rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha512};

/// Bytes that follow from a seed: the hashes of the seed and a counter.
pub(crate) struct Entropy<'a> {
    seed: &'a [u8],
    counter: u64,
    rest: Vec<u8>,
}

impl<'a> Entropy<'a> {
    pub(crate) fn new(seed: &'a [u8]) -> Self {
        Self {
            seed,
            counter: 0,
            rest: Vec::new(),
        }
    }
}

impl TryRng for Entropy<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        for byte in target {
            if self.rest.is_empty() {
                let mut hash = Sha512::new();
                hash.update(self.seed);
                hash.update(self.counter.to_le_bytes());
                self.rest = hash.finalize().to_vec();
                self.counter = self.counter.wrapping_add(1);
            }
            *byte = self.rest.pop().unwrap_or_default();
        }
        Ok(())
    }
}

impl TryCryptoRng for Entropy<'_> {}
