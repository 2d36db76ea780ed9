//! RSA. Numbers come and go as big-endian bytes.

use playground_parts::{Failure, Value};
use rsa::traits::{PaddingScheme, PrivateKeyParts, PublicKeyParts, SignatureScheme};
use rsa::{BoxedUint, Oaep, Pkcs1v15Encrypt, Pkcs1v15Sign, PrivateKey, Pss, PublicKey};

use crate::arguments::Arguments;
use crate::entropy::Entropy;

/// Keys of more bits would keep a browser busy for too long.
const BITS_LIMIT: usize = 16_384;

/// Runs an expression with the type of the hash of that name.
macro_rules! with_hash {
    ($name:expr, $hash:ident => $body:expr) => {
        match $name {
            "sha1" => {
                type $hash = sha1::Sha1;
                Ok($body)
            }
            "sha224" => {
                type $hash = sha2::Sha224;
                Ok($body)
            }
            "sha256" => {
                type $hash = sha2::Sha256;
                Ok($body)
            }
            "sha384" => {
                type $hash = sha2::Sha384;
                Ok($body)
            }
            "sha512" => {
                type $hash = sha2::Sha512;
                Ok($body)
            }
            other => Err(Failure::new(
                "hash",
                format!("{other} is not supported by this backend for RSA"),
            )),
        }
    };
}

fn bad_key(error: rsa::Error) -> Failure {
    Failure::new("key", error.to_string())
}

fn failed(error: rsa::Error) -> Failure {
    Failure::new("rsa", error.to_string())
}

fn number(bytes: &[u8]) -> BoxedUint {
    BoxedUint::from_be_slice_vartime(bytes)
}

/// The public key whose numbers n and e begin at an argument.
fn public(arguments: Arguments, at: usize) -> Result<PublicKey, Failure> {
    let (n, e) = (arguments.bytes(at)?, arguments.bytes(at + 1)?);
    if n.len() * 8 > BITS_LIMIT {
        return Err(Failure::new("key", "the key is too long"));
    }
    PublicKey::new_with_size_limits(number(n), number(e), 1..=BITS_LIMIT).map_err(bad_key)
}

/// The private key whose numbers n, e, d, p and q begin at an argument.
fn private(arguments: Arguments, at: usize) -> Result<PrivateKey, Failure> {
    if arguments.bytes(at)?.len() * 8 > BITS_LIMIT {
        return Err(Failure::new("key", "the key is too long"));
    }
    PrivateKey::from_components(
        number(arguments.bytes(at)?),
        number(arguments.bytes(at + 1)?),
        number(arguments.bytes(at + 2)?),
        vec![
            number(arguments.bytes(at + 3)?),
            number(arguments.bytes(at + 4)?),
        ],
    )
    .map_err(bad_key)
}

/// `rsa_generate(bits, e, entropy)`: n, d, p and q of a new key.
pub(crate) fn generate(arguments: Arguments) -> Result<Value, Failure> {
    let bits: usize = arguments.number(0)?;
    if bits > 4096 {
        return Err(Failure::new(
            "unsupported",
            "RSA keys of more than 4096 bits take too long to make here",
        ));
    }
    let mut entropy = Entropy::new(arguments.bytes(2)?);
    let key = PrivateKey::new_with_exp(&mut entropy, bits, number(arguments.bytes(1)?))
        .map_err(bad_key)?;
    let bytes = |number: &BoxedUint| Value::Bytes(number.to_be_bytes_trimmed_vartime().into());
    let mut numbers = vec![bytes(key.n()), bytes(key.d())];
    numbers.extend(key.primes().iter().map(|prime| bytes(prime)));
    Ok(Value::List(numbers))
}

/// `rsa_sign(padding, hash, salt_length, digest, entropy, n, e, d, p, q)`: the signature.
pub(crate) fn sign(arguments: Arguments) -> Result<Value, Failure> {
    let (digest, mut entropy) = (arguments.bytes(3)?, Entropy::new(arguments.bytes(4)?));
    let key = private(arguments, 5)?;
    let signature = |scheme: Result<Vec<u8>, rsa::Error>| scheme.map_err(failed);
    let bytes = match arguments.text(0)? {
        "pss" => {
            let salt: usize = arguments.number(2)?;
            with_hash!(arguments.text(1)?, Hash => {
                signature(Pss::<Hash>::new_with_salt(salt).sign(Some(&mut entropy), &key, digest))?
            })?
        }
        _ => with_hash!(arguments.text(1)?, Hash => {
            signature(Pkcs1v15Sign::new::<Hash>().sign(Some(&mut entropy), &key, digest))?
        })?,
    };
    Ok(Value::Bytes(bytes))
}

/// `rsa_verify(padding, hash, salt_length, digest, signature, n, e)`: whether it fits. A length of -1 takes the salt as long as it is.
pub(crate) fn verify(arguments: Arguments) -> Result<Value, Failure> {
    let (digest, signature) = (arguments.bytes(3)?, arguments.bytes(4)?);
    let key = public(arguments, 5)?;
    let fits = match arguments.text(0)? {
        "pss" => {
            let salt = usize::try_from(arguments.number::<i64>(2)?).ok();
            with_hash!(arguments.text(1)?, Hash => {
                let mut scheme = Pss::<Hash>::new();
                scheme.salt_len = salt;
                scheme.verify(&key, digest, signature).is_ok()
            })?
        }
        _ => with_hash!(arguments.text(1)?, Hash => {
            Pkcs1v15Sign::new::<Hash>().verify(&key, digest, signature).is_ok()
        })?,
    };
    Ok(Value::Bool(fits))
}

fn oaep_label(arguments: Arguments) -> Result<Box<[u8]>, Failure> {
    Ok(arguments.bytes(2)?.into())
}

/// `rsa_encrypt(padding, hash, label, data, entropy, n, e)`.
pub(crate) fn encrypt(arguments: Arguments) -> Result<Value, Failure> {
    let (data, mut entropy) = (arguments.bytes(3)?, Entropy::new(arguments.bytes(4)?));
    let key = public(arguments, 5)?;
    let encrypted = match arguments.text(0)? {
        "oaep" => {
            let label = oaep_label(arguments)?;
            with_hash!(arguments.text(1)?, Hash => {
                Oaep::<Hash>::new_with_label(label).encrypt(&mut entropy, &key, data)
            })?
        }
        _ => Pkcs1v15Encrypt.encrypt(&mut entropy, &key, data),
    };
    encrypted.map(Value::Bytes).map_err(failed)
}

/// `rsa_decrypt(padding, hash, label, data, entropy, n, e, d, p, q)`.
pub(crate) fn decrypt(arguments: Arguments) -> Result<Value, Failure> {
    let (data, mut entropy) = (arguments.bytes(3)?, Entropy::new(arguments.bytes(4)?));
    let key = private(arguments, 5)?;
    let decrypted = match arguments.text(0)? {
        "oaep" => {
            let label = oaep_label(arguments)?;
            with_hash!(arguments.text(1)?, Hash => {
                Oaep::<Hash>::new_with_label(label).decrypt(Some(&mut entropy), &key, data)
            })?
        }
        _ => Pkcs1v15Encrypt.decrypt(Some(&mut entropy), &key, data),
    };
    decrypted.map(Value::Bytes).map_err(failed)
}
