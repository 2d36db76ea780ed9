//! Reading the arguments of a call.

use playground_parts::{Failure, Value};

/// The arguments of one call.
#[derive(Clone, Copy)]
pub(crate) struct Arguments<'a>(pub(crate) &'a [Value]);

impl<'a> Arguments<'a> {
    fn wrong(index: usize, wanted: &str) -> Failure {
        Failure::new(
            "argument",
            format!("argument {} must be {wanted}", index + 1),
        )
    }

    /// Bytes.
    pub(crate) fn bytes(self, index: usize) -> Result<&'a [u8], Failure> {
        match self.0.get(index) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
            _ => Err(Self::wrong(index, "bytes")),
        }
    }

    /// Bytes of a fixed number.
    pub(crate) fn array<const N: usize>(self, index: usize) -> Result<[u8; N], Failure> {
        self.bytes(index)?
            .try_into()
            .map_err(|_| Self::wrong(index, &format!("{N} bytes")))
    }

    /// Text.
    pub(crate) fn text(self, index: usize) -> Result<&'a str, Failure> {
        match self.0.get(index) {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(Self::wrong(index, "text")),
        }
    }

    /// A whole number that isn't negative and fits.
    pub(crate) fn number<T: TryFrom<i64>>(self, index: usize) -> Result<T, Failure> {
        match self.0.get(index) {
            Some(Value::Int(number)) => {
                T::try_from(*number).map_err(|_| Self::wrong(index, "a smaller number"))
            }
            _ => Err(Self::wrong(index, "a number")),
        }
    }

    /// A truth value.
    pub(crate) fn flag(self, index: usize) -> Result<bool, Failure> {
        match self.0.get(index) {
            Some(Value::Bool(flag)) => Ok(*flag),
            _ => Err(Self::wrong(index, "True or False")),
        }
    }
}
