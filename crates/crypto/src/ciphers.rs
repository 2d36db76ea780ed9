//! AES.

use aes::cipher::{
    Block, BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit,
    KeyIvInit,
};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::aead::{Aead, Payload};
use playground_parts::{Failure, Value};

use crate::arguments::Arguments;

const BLOCK: usize = 16;

fn wrong(what: &str) -> Failure {
    Failure::new("argument", what)
}

/// Calls a generic function with the cipher that fits the length of the key.
macro_rules! with_key {
    ($key:expr, $function:ident $(, $argument:expr)*) => {
        match $key.len() {
            16 => $function::<Aes128>($key $(, $argument)*),
            24 => $function::<Aes192>($key $(, $argument)*),
            32 => $function::<Aes256>($key $(, $argument)*),
            _ => Err(wrong("a key of AES has 16, 24 or 32 bytes")),
        }
    };
}

/// `aes_block(encrypt, key, data)`: each block by itself, which other modes are made of.
pub(crate) fn block(arguments: Arguments) -> Result<Value, Failure> {
    with_key!(
        arguments.bytes(1)?,
        each_block,
        arguments.flag(0)?,
        arguments.bytes(2)?
    )
}

fn each_block<C>(key: &[u8], encrypt: bool, data: &[u8]) -> Result<Value, Failure>
where
    C: KeyInit + BlockCipherEncrypt + BlockCipherDecrypt,
{
    let cipher = C::new_from_slice(key).map_err(|_| wrong("the key is too short"))?;
    let mut out = Vec::with_capacity(data.len());
    for chunk in data.chunks(BLOCK) {
        let mut block =
            Block::<C>::try_from(chunk).map_err(|_| wrong("whole blocks are required"))?;
        if encrypt {
            cipher.encrypt_block(&mut block);
        } else {
            cipher.decrypt_block(&mut block);
        }
        out.extend_from_slice(&block);
    }
    Ok(Value::Bytes(out))
}

/// `aes_cbc(encrypt, key, iv, data)`: whole blocks, each mixed with the one before.
pub(crate) fn cbc(arguments: Arguments) -> Result<Value, Failure> {
    with_key!(
        arguments.bytes(1)?,
        chained,
        arguments.flag(0)?,
        arguments.bytes(2)?,
        arguments.bytes(3)?
    )
}

fn chained<C>(key: &[u8], encrypt: bool, iv: &[u8], data: &[u8]) -> Result<Value, Failure>
where
    C: KeyInit + BlockCipherEncrypt + BlockCipherDecrypt,
{
    let short = |_| wrong("the key or the vector has another length");
    let mut encryptor = cbc::Encryptor::<C>::new_from_slices(key, iv).map_err(short)?;
    let mut decryptor = cbc::Decryptor::<C>::new_from_slices(key, iv).map_err(short)?;
    let mut out = Vec::with_capacity(data.len());
    for chunk in data.chunks(BLOCK) {
        let mut block =
            Block::<C>::try_from(chunk).map_err(|_| wrong("whole blocks are required"))?;
        if encrypt {
            encryptor.encrypt_block(&mut block);
        } else {
            decryptor.decrypt_block(&mut block);
        }
        out.extend_from_slice(&block);
    }
    Ok(Value::Bytes(out))
}

/// `aes_gcm(encrypt, key, nonce, data, associated)`: encrypted and authenticated. The nonce has 12 bytes.
pub(crate) fn gcm(arguments: Arguments) -> Result<Value, Failure> {
    type Aes192Gcm = aes_gcm::AesGcm<Aes192, aes_gcm::aead::consts::U12>;
    let key = arguments.bytes(1)?;
    match key.len() {
        16 => sealed::<aes_gcm::Aes128Gcm>(arguments),
        24 => sealed::<Aes192Gcm>(arguments),
        _ => sealed::<aes_gcm::Aes256Gcm>(arguments),
    }
}

fn sealed<C: Aead + KeyInit>(arguments: Arguments) -> Result<Value, Failure> {
    let cipher = C::new_from_slice(arguments.bytes(1)?)
        .map_err(|_| wrong("a key of AES has 16, 24 or 32 bytes"))?;
    let nonce = arguments
        .bytes(2)?
        .try_into()
        .map_err(|_| wrong("the nonce has 12 bytes"))?;
    let payload = Payload {
        msg: arguments.bytes(3)?,
        aad: arguments.bytes(4)?,
    };
    let result = if arguments.flag(0)? {
        cipher.encrypt(nonce, payload)
    } else {
        cipher.decrypt(nonce, payload)
    };
    result
        .map(Value::Bytes)
        .map_err(|_| Failure::new("tag", "the tag doesn't fit"))
}
