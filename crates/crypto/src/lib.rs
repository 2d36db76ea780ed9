//! What programs import for authentication: password hashes, signatures and ciphers, as a part.
//!
//! The packages themselves (`bcrypt`, `argon2`, `pwdlib`, `passlib`, `cryptography`) are Python source under `python/`: they read
//! keys, check arguments and word the errors. The functions here compute. Chance comes from Python as an argument, so nothing asks
//! the machine for it.

mod arguments;
mod ciphers;
mod curves;
mod entropy;
mod passwords;
mod rsa_keys;

use playground_parts::{Answer, Failure, Part, Sources, Value};

use arguments::Arguments;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The functions of the part.
#[derive(Debug, Default)]
pub struct Crypto;

impl Part for Crypto {
    fn call(&mut self, function: &str, arguments: &[Value]) -> Answer {
        let arguments = Arguments(arguments);
        match function {
            "bcrypt" => passwords::bcrypt(arguments),
            "bcrypt_kdf" => passwords::bcrypt_kdf(arguments),
            "argon2" => passwords::argon2(arguments),
            "sha_crypt" => passwords::sha_crypt(arguments),
            "aes_block" => ciphers::block(arguments),
            "aes_cbc" => ciphers::cbc(arguments),
            "aes_gcm" => ciphers::gcm(arguments),
            "ec_public" => curves::public(arguments),
            "ec_point" => curves::point(arguments),
            "ec_sign" => curves::sign(arguments),
            "ec_verify" => curves::verify(arguments),
            "ec_exchange" => curves::exchange(arguments),
            "ed25519_public" => curves::ed25519_public(arguments),
            "ed25519_sign" => curves::ed25519_sign(arguments),
            "ed25519_verify" => curves::ed25519_verify(arguments),
            "rsa_generate" => rsa_keys::generate(arguments),
            "rsa_sign" => rsa_keys::sign(arguments),
            "rsa_verify" => rsa_keys::verify(arguments),
            "rsa_encrypt" => rsa_keys::encrypt(arguments),
            "rsa_decrypt" => rsa_keys::decrypt(arguments),
            _ => Err(Failure::misuse(function)),
        }
    }

    fn sources(&self) -> Sources {
        playground_parts::owned(SOURCES)
    }
}

#[cfg(target_arch = "wasm32")]
playground_parts::export_part!(crate::Crypto);
