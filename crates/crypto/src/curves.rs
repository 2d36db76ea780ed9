//! Elliptic curves: ECDSA and ECDH on those of NIST and SECG, and Ed25519.

use ed25519_dalek::{Signer, Verifier};
use p256::ecdsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use p256::elliptic_curve::sec1::ToSec1Point;
use playground_parts::{Failure, Value};

use crate::arguments::Arguments;

/// Runs an expression with the crate of the curve that the first argument names.
macro_rules! on_curve {
    ($arguments:expr, $curve:ident => $body:expr) => {
        match $arguments.text(0)? {
            "secp256r1" => {
                use p256 as $curve;
                $body
            }
            "secp384r1" => {
                use p384 as $curve;
                $body
            }
            "secp521r1" => {
                use p521 as $curve;
                $body
            }
            "secp256k1" => {
                use k256 as $curve;
                $body
            }
            other => Err(Failure::new("curve", format!("there is no curve {other}"))),
        }
    };
}

fn bad_key<E>(_: E) -> Failure {
    Failure::new("key", "Invalid EC key.")
}

/// `ec_public(curve, secret)`: the public point, uncompressed. The secret has the curve's number of bytes.
pub(crate) fn public(arguments: Arguments) -> Result<Value, Failure> {
    let secret = arguments.bytes(1)?;
    on_curve!(arguments, curve => {
        let key = curve::SecretKey::from_slice(secret).map_err(bad_key)?;
        Ok(Value::Bytes(key.public_key().to_sec1_point(false).as_bytes().to_vec()))
    })
}

/// `ec_point(curve, point)`: a point in either form, uncompressed, if it lies on the curve.
pub(crate) fn point(arguments: Arguments) -> Result<Value, Failure> {
    let point = arguments.bytes(1)?;
    on_curve!(arguments, curve => {
        let key = curve::PublicKey::from_sec1_bytes(point).map_err(bad_key)?;
        Ok(Value::Bytes(key.to_sec1_point(false).as_bytes().to_vec()))
    })
}

/// `ec_sign(curve, secret, digest)`: r and s. The signature follows from the key and the digest (RFC 6979), so no chance is needed.
pub(crate) fn sign(arguments: Arguments) -> Result<Value, Failure> {
    let (secret, digest) = (arguments.bytes(1)?, arguments.bytes(2)?);
    on_curve!(arguments, curve => {
        let key = curve::ecdsa::SigningKey::from_slice(secret).map_err(bad_key)?;
        let signature: curve::ecdsa::Signature = key.sign_prehash(digest).map_err(bad_key)?;
        Ok(Value::Bytes(signature.to_bytes().to_vec()))
    })
}

/// `ec_verify(curve, point, digest, signature)`: whether r and s fit.
pub(crate) fn verify(arguments: Arguments) -> Result<Value, Failure> {
    let (point, digest, signature) = (
        arguments.bytes(1)?,
        arguments.bytes(2)?,
        arguments.bytes(3)?,
    );
    on_curve!(arguments, curve => {
        let key = curve::ecdsa::VerifyingKey::from_sec1_bytes(point).map_err(bad_key)?;
        let fits = curve::ecdsa::Signature::from_slice(signature)
            // One curve's crate takes only the smaller of the two values of s that fit.
            .is_ok_and(|signature| key.verify_prehash(digest, &signature.normalize_s()).is_ok());
        Ok(Value::Bool(fits))
    })
}

/// `ec_exchange(curve, secret, point)`: the secret that two keys have in common.
pub(crate) fn exchange(arguments: Arguments) -> Result<Value, Failure> {
    let (secret, point) = (arguments.bytes(1)?, arguments.bytes(2)?);
    on_curve!(arguments, curve => {
        let key = curve::SecretKey::from_slice(secret).map_err(bad_key)?;
        let other = curve::PublicKey::from_sec1_bytes(point).map_err(bad_key)?;
        let shared = curve::ecdh::diffie_hellman(key.to_nonzero_scalar(), other.as_affine());
        Ok(Value::Bytes(shared.raw_secret_bytes().to_vec()))
    })
}

/// `ed25519_public(seed)`: the public key.
pub(crate) fn ed25519_public(arguments: Arguments) -> Result<Value, Failure> {
    let key = ed25519_dalek::SigningKey::from_bytes(&arguments.array(0)?);
    Ok(Value::Bytes(key.verifying_key().to_bytes().to_vec()))
}

/// `ed25519_sign(seed, message)`: the signature.
pub(crate) fn ed25519_sign(arguments: Arguments) -> Result<Value, Failure> {
    let key = ed25519_dalek::SigningKey::from_bytes(&arguments.array(0)?);
    Ok(Value::Bytes(
        key.sign(arguments.bytes(1)?).to_bytes().to_vec(),
    ))
}

/// `ed25519_verify(key, message, signature)`: whether it fits.
pub(crate) fn ed25519_verify(arguments: Arguments) -> Result<Value, Failure> {
    let key = ed25519_dalek::VerifyingKey::from_bytes(&arguments.array(0)?).map_err(bad_key)?;
    let fits = ed25519_dalek::Signature::from_slice(arguments.bytes(2)?).is_ok_and(|signature| {
        arguments
            .bytes(1)
            .is_ok_and(|message| key.verify(message, &signature).is_ok())
    });
    Ok(Value::Bool(fits))
}
