//! Hashes that are slow on purpose.

use argon2::{Algorithm, Argon2, Params, Version};
use playground_parts::{Failure, Value};

use crate::arguments::Arguments;

/// More memory than this (in KiB) isn't tried: a browser wouldn't give it.
const MEMORY_LIMIT: u32 = 1024 * 1024;

/// A password longer than this isn't hashed by the crypt functions, whose cost grows with its square.
const PASSWORD_LIMIT: usize = 4096;

/// `bcrypt(password, salt, cost)`: the 24 bytes of the hash. The password ends with its NUL and has at most 72 bytes.
pub(crate) fn bcrypt(arguments: Arguments) -> Result<Value, Failure> {
    let password = arguments.bytes(0)?;
    let cost: u32 = arguments.number(2)?;
    if password.is_empty() || password.len() > 72 {
        return Err(Failure::new("argument", "a password has 1 to 72 bytes"));
    }
    if cost > 31 {
        return Err(Failure::new("argument", "the cost is at most 31"));
    }
    let hash = bcrypt::bcrypt(cost, arguments.array(1)?, password);
    Ok(Value::Bytes(hash.to_vec()))
}

/// `bcrypt_kdf(password, salt, rounds, length)`: a key from a password.
pub(crate) fn bcrypt_kdf(arguments: Arguments) -> Result<Value, Failure> {
    let mut key = vec![0; arguments.number::<u16>(3)?.into()];
    bcrypt_pbkdf::bcrypt_pbkdf(
        arguments.bytes(0)?,
        arguments.bytes(1)?,
        arguments.number(2)?,
        &mut key,
    )
    .map_err(|error| Failure::new("argument", error.to_string()))?;
    Ok(Value::Bytes(key))
}

/// `argon2(kind, version, time, memory, lanes, secret, salt, length)`: the hash.
pub(crate) fn argon2(arguments: Arguments) -> Result<Value, Failure> {
    let algorithm = match arguments.text(0)? {
        "d" => Algorithm::Argon2d,
        "i" => Algorithm::Argon2i,
        _ => Algorithm::Argon2id,
    };
    let version = match arguments.number::<u32>(1)? {
        16 => Version::V0x10,
        _ => Version::V0x13,
    };
    let memory: u32 = arguments.number(3)?;
    if memory > MEMORY_LIMIT {
        return Err(Failure::new("memory", "Memory allocation error"));
    }
    let length: usize = arguments.number::<u16>(7)?.into();
    let params = Params::new(
        memory,
        arguments.number(2)?,
        arguments.number(4)?,
        Some(length),
    )
    .map_err(|error| Failure::new("argument", error.to_string()))?;
    let mut hash = vec![0; length];
    Argon2::new(algorithm, version, params)
        .hash_password_into(arguments.bytes(5)?, arguments.bytes(6)?, &mut hash)
        .map_err(|error| match error {
            argon2::Error::OutOfMemory => Failure::new("memory", "Memory allocation error"),
            other => Failure::new("argument", other.to_string()),
        })?;
    Ok(Value::Bytes(hash))
}

/// `sha_crypt(bits, password, salt, rounds)`: the bytes of SHA-256-crypt or SHA-512-crypt.
pub(crate) fn sha_crypt(arguments: Arguments) -> Result<Value, Failure> {
    let (password, salt) = (arguments.bytes(1)?, arguments.bytes(2)?);
    if password.len() > PASSWORD_LIMIT {
        return Err(Failure::new("argument", "the password is too long"));
    }
    let params = sha_crypt::Params::new(arguments.number(3)?)
        .map_err(|error| Failure::new("argument", error.to_string()))?;
    Ok(Value::Bytes(match arguments.number(0)? {
        256 => sha_crypt::sha256_crypt(password, salt, params).to_vec(),
        _ => sha_crypt::sha512_crypt(password, salt, params).to_vec(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &[u8]) -> Value {
        Value::Bytes(text.to_vec())
    }

    #[test]
    fn argon2_needs_no_more_memory_than_there_is() {
        let call = |memory| {
            argon2(Arguments(&[
                Value::Text("id".into()),
                Value::Int(19),
                Value::Int(1),
                Value::Int(memory),
                Value::Int(1),
                bytes(b"secret"),
                bytes(b"saltsalt"),
                Value::Int(32),
            ]))
        };
        assert!(call(64).is_ok());
        assert_eq!(call(1 << 30).unwrap_err().kind, "memory");
        assert_eq!(call(1 << 40).unwrap_err().kind, "argument");
        assert_eq!(call(1).unwrap_err().kind, "argument");
    }

    #[test]
    fn bcrypt_refuses_what_would_panic() {
        let salt = bytes(&[7; 16]);
        for (password, salt, cost) in [
            (bytes(b""), salt.clone(), 4),
            (bytes(&[1; 73]), salt.clone(), 4),
            (bytes(b"a"), bytes(b"short"), 4),
            (bytes(b"a"), salt, 32),
        ] {
            let result = bcrypt(Arguments(&[password, salt, Value::Int(cost)]));
            assert_eq!(result.unwrap_err().kind, "argument");
        }
    }

    #[test]
    fn a_call_without_arguments_fails() {
        for function in [bcrypt, bcrypt_kdf, argon2, sha_crypt] {
            assert_eq!(function(Arguments(&[])).unwrap_err().kind, "argument");
        }
    }
}
