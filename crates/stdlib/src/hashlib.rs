//! `hashlib`.

use std::cell::RefCell;
use std::rc::Rc;

use digest::DynDigest;
use playground_python::dict::Dict;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, NativeData};
use playground_python::value::{DictObject, Value};

use crate::binascii::bytes;
use crate::playground::add;

const NAMES: [&str; 12] = [
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384",
    "sha3_512", "blake2b", "blake2s",
];

fn hasher(name: &str) -> Option<Box<dyn DynDigest>> {
    Some(match name {
        "md5" => Box::new(md5::Md5::default()),
        "sha1" => Box::new(sha1::Sha1::default()),
        "sha224" => Box::new(sha2::Sha224::default()),
        "sha256" => Box::new(sha2::Sha256::default()),
        "sha384" => Box::new(sha2::Sha384::default()),
        "sha512" => Box::new(sha2::Sha512::default()),
        "sha3_224" => Box::new(sha3::Sha3_224::default()),
        "sha3_256" => Box::new(sha3::Sha3_256::default()),
        "sha3_384" => Box::new(sha3::Sha3_384::default()),
        "sha3_512" => Box::new(sha3::Sha3_512::default()),
        "blake2b" => Box::new(blake2::Blake2b512::default()),
        "blake2s" => Box::new(blake2::Blake2s256::default()),
        _ => return None,
    })
}

/// The block size in bytes, which `hmac` needs.
fn block_size(name: &str) -> i64 {
    match name {
        "sha384" | "sha512" | "blake2b" => 128,
        "sha3_224" => 144,
        "sha3_256" => 136,
        "sha3_384" => 104,
        "sha3_512" => 72,
        _ => 64,
    }
}

struct Hash {
    name: String,
    state: RefCell<Box<dyn DynDigest>>,
}

impl NativeData for Hash {}

fn hash<'a>(interp: &Interp, value: &'a Value) -> PyResult<&'a Hash> {
    value
        .data::<Hash>()
        .ok_or_else(|| interp.type_error("a hash object is required"))
}

fn make(interp: &mut Interp, name: &str, data: Option<&Value>) -> PyResult {
    let normalized = name.to_lowercase().replace('-', "_");
    let normalized = match normalized.as_str() {
        "sha_256" => "sha256",
        "sha_512" => "sha512",
        "sha_1" => "sha1",
        other => other,
    };
    let Some(mut state) = hasher(normalized) else {
        return Err(interp.value_error(format_args!("unsupported hash type {name}")));
    };
    if let Some(data) = data.filter(|data| !data.is_none()) {
        if data.as_str().is_some() {
            return Err(interp.type_error("Strings must be encoded before hashing"));
        }
        state.update(&bytes(interp, data, false)?);
    }
    let class = interp.native_class("_hashlib.HASH");
    Ok(interp.native_object(
        &class,
        Hash {
            name: normalized.to_owned(),
            state: RefCell::new(state),
        },
    ))
}

const METHODS: &[Definition] = &[
    def("update", "(self, data, /)", |interp, args| {
        if args[1].as_str().is_some() {
            return Err(interp.type_error("Strings must be encoded before hashing"));
        }
        let data = bytes(interp, &args[1], false)?;
        interp.charge(data.len() as u64 / 64)?;
        hash(interp, &args[0])?.state.borrow_mut().update(&data);
        Ok(Value::None)
    }),
    def("digest", "(self, /)", |interp, args| {
        Ok(Value::bytes(
            hash(interp, &args[0])?
                .state
                .borrow()
                .box_clone()
                .finalize(),
        ))
    }),
    def("hexdigest", "(self, /)", |interp, args| {
        let digest = hash(interp, &args[0])?
            .state
            .borrow()
            .box_clone()
            .finalize();
        Ok(Value::str(
            digest
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>(),
        ))
    }),
    def("copy", "(self, /)", |interp, args| {
        let data = hash(interp, &args[0])?;
        let copy = Hash {
            name: data.name.clone(),
            state: RefCell::new(data.state.borrow().box_clone()),
        };
        let class = interp.native_class("_hashlib.HASH");
        Ok(interp.native_object(&class, copy))
    }),
];

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "name",
        get: |interp, this| Ok(Value::str(hash(interp, this)?.name.clone())),
        set: None,
    },
    Attribute {
        name: "digest_size",
        get: |interp, this| {
            Ok(Value::size(
                hash(interp, this)?.state.borrow().output_size(),
            ))
        },
        set: None,
    },
    Attribute {
        name: "block_size",
        get: |interp, this| Ok(Value::Int(block_size(&hash(interp, this)?.name))),
        set: None,
    },
];

/// HMAC (RFC 2104) of a message, for PBKDF2.
fn hmac(name: &str, key: &[u8], message: &[u8]) -> Vec<u8> {
    let Some(mut inner) = hasher(name) else {
        return Vec::new();
    };
    let Some(mut outer) = hasher(name) else {
        return Vec::new();
    };
    let size = block_size(name) as usize;
    let mut block = vec![0; size];
    if key.len() > size {
        if let Some(mut shortened) = hasher(name) {
            shortened.update(key);
            let digest = shortened.finalize();
            block[..digest.len()].copy_from_slice(&digest);
        }
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    inner.update(&block.iter().map(|byte| byte ^ 0x36).collect::<Vec<u8>>());
    inner.update(message);
    outer.update(&block.iter().map(|byte| byte ^ 0x5c).collect::<Vec<u8>>());
    outer.update(&inner.finalize());
    outer.finalize().to_vec()
}

const FUNCTIONS: &[Definition] = &[
    def("new", "(name, data=b'', **kwargs)", |interp, args| {
        let name = interp.str(&args[0])?;
        make(interp, &name, args[1].bound())
    }),
    def(
        "pbkdf2_hmac",
        "(hash_name, password, salt, iterations, dklen=None)",
        |interp, args| {
            let name = interp.str(&args[0])?.to_lowercase();
            let (password, salt) = (
                bytes(interp, &args[1], false)?,
                bytes(interp, &args[2], false)?,
            );
            let rounds = interp.index_clamped(&args[3])?;
            if rounds < 1 {
                return Err(interp.value_error("iteration value must be greater than 0."));
            }
            let Some(probe) = hasher(&name) else {
                return Err(interp.value_error(format_args!("unsupported hash type {name}")));
            };
            let wanted = match args[4].bound() {
                Some(length) if !length.is_none() => interp.count_clamped(length)?,
                _ => probe.output_size(),
            };
            interp.check_size(wanted)?;
            let mut key = Vec::new();
            let mut block: u32 = 1;
            while key.len() < wanted {
                let mut step = hmac(
                    &name,
                    &password,
                    &[&salt[..], &block.to_be_bytes()].concat(),
                );
                let mut sum = step.clone();
                for _ in 1..rounds {
                    interp.charge(20)?;
                    step = hmac(&name, &password, &step);
                    sum.iter_mut()
                        .zip(&step)
                        .for_each(|(sum, byte)| *sum ^= byte);
                }
                key.extend(sum);
                block += 1;
            }
            key.truncate(wanted);
            Ok(Value::bytes(key))
        },
    ),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.native_class("_hashlib.HASH");
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    add(interp, module, "hashlib", FUNCTIONS);
    let mut known = Dict::default();
    for name in NAMES {
        let function = interp.native_with(
            def(
                "new",
                "(name, string=b'', *, usedforsecurity=True, digest_size=None, key=b'')",
                |interp, args| {
                    let name = interp.str(&args[0])?;
                    if name.starts_with("blake2")
                        && args[3..].iter().any(|value| value.bound().is_some())
                    {
                        return Err(interp.unsupported(
                            "the size and the key of a BLAKE2 hash",
                            "cut the digest, and make keyed hashes with hmac",
                        ));
                    }
                    make(interp, &name, args[1].bound())
                },
            ),
            Value::str(name),
        );
        module.set_str(interp.intern(name), function);
        known.insert_str(interp.intern(name), Value::None);
    }
    for name in ["algorithms_available", "algorithms_guaranteed"] {
        let set = interp.frozenset_from(known.copy());
        module.set_str(interp.intern(name), set);
    }
    Ok(())
}
