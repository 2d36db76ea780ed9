//! The part as Python asks it: published test vectors, and arguments that no Python of ours would send.

use playground_crypto::Crypto;
use playground_parts::{Failure, Part, Value};

fn hex(text: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(digit).collect()
}

fn bytes(value: &[u8]) -> Value {
    Value::Bytes(value.to_vec())
}

fn call(function: &str, arguments: &[Value]) -> Result<Value, Failure> {
    Crypto.call(function, arguments)
}

fn answer(function: &str, arguments: &[Value]) -> Vec<u8> {
    match call(function, arguments) {
        Ok(Value::Bytes(bytes)) => bytes,
        other => panic!("{function}: {other:?}"),
    }
}

#[test]
fn bcrypt_gives_what_its_first_implementation_gives() {
    // `$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.` is the hash of the empty password.
    let salt = hex("144b3d691a7b4ecf39cf735c7fa7a79c");
    let told = answer("bcrypt", &[bytes(b"\0"), bytes(&salt), Value::Int(6)]);
    assert_eq!(
        told[..23],
        hex("557e94f34bf286e8719a26be94ac1e16d95ef9f819dee0")[..]
    );
}

#[test]
fn argon2_gives_the_vector_of_its_reference() {
    let told = answer(
        "argon2",
        &[
            "id".into(),
            Value::Int(19),
            Value::Int(2),
            Value::Int(65_536),
            Value::Int(1),
            bytes(b"password"),
            bytes(b"somesalt"),
            Value::Int(32),
        ],
    );
    let wanted = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7";
    assert_eq!(told, hex(wanted));
}

#[test]
fn ecdsa_gives_the_vector_of_rfc_6979() {
    let secret = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    let digest = hex("af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf");
    let (curve, point) = (Value::from("secp256r1"), Value::from("secp256r1"));
    let signature = answer("ec_sign", &[curve.clone(), bytes(&secret), bytes(&digest)]);
    assert_eq!(
        signature[..32],
        hex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716")[..]
    );
    let public = answer("ec_public", &[point, bytes(&secret)]);
    let verify = |signature: &[u8]| {
        call(
            "ec_verify",
            &[
                curve.clone(),
                bytes(&public),
                bytes(&digest),
                bytes(signature),
            ],
        )
    };
    assert_eq!(verify(&signature), Ok(true.into()));
    let mut other = signature.clone();
    other[40] ^= 1;
    assert_eq!(verify(&other), Ok(false.into()));
    assert_eq!(verify(b"short"), Ok(false.into()));
}

#[test]
fn a_digest_shorter_than_half_of_the_curve_is_signed() {
    let curve = Value::from("secp521r1");
    let secret = [vec![0; 65], vec![5]].concat();
    let public = answer("ec_public", &[curve.clone(), bytes(&secret)]);
    let digest = bytes(&[7; 20]);
    let signature = answer("ec_sign", &[curve.clone(), bytes(&secret), digest.clone()]);
    let told = call(
        "ec_verify",
        &[curve, bytes(&public), digest, bytes(&signature)],
    );
    assert_eq!(told, Ok(true.into()));
}

#[test]
fn ed25519_gives_the_first_vector_of_rfc_8032() {
    let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let public = answer("ed25519_public", &[bytes(&seed)]);
    assert_eq!(
        public,
        hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    );
    let signature = answer("ed25519_sign", &[bytes(&seed), bytes(b"")]);
    assert_eq!(
        signature[..32],
        hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")[..]
    );
    let told = call(
        "ed25519_verify",
        &[bytes(&public), bytes(b""), bytes(&signature)],
    );
    assert_eq!(told, Ok(true.into()));
}

#[test]
fn an_rsa_key_follows_from_its_entropy_and_works() {
    let e = bytes(&[1, 0, 1]);
    let made = |entropy: &[u8]| {
        let told = call(
            "rsa_generate",
            &[Value::Int(1024), e.clone(), bytes(entropy)],
        );
        told.expect("a key").items().expect("numbers").to_vec()
    };
    let numbers = made(b"seed");
    assert_eq!(numbers, made(b"seed"));
    assert_ne!(numbers, made(b"another"));
    let [n, d, p, q] = numbers.as_slice() else {
        panic!("four numbers are expected");
    };
    let digest = bytes(&[7; 32]);
    for padding in ["pss", "pkcs1v15"] {
        let head = [
            padding.into(),
            "sha256".into(),
            Value::Int(32),
            digest.clone(),
        ];
        let key = [
            bytes(b"chance"),
            n.clone(),
            e.clone(),
            d.clone(),
            p.clone(),
            q.clone(),
        ];
        let signature = answer("rsa_sign", &[&head[..], &key[..]].concat());
        let verify = |signature: &[u8]| {
            let rest = [bytes(signature), n.clone(), e.clone()];
            call("rsa_verify", &[&head[..], &rest[..]].concat())
        };
        assert_eq!(verify(&signature), Ok(true.into()), "{padding}");
        assert_eq!(verify(&signature[1..]), Ok(false.into()), "{padding}");
    }
}

#[test]
fn aes_opens_what_it_sealed_and_nothing_else() {
    let (key, nonce) = (bytes(&[1; 32]), bytes(&[2; 12]));
    let run = |encrypt: bool, data: &[u8], associated: &[u8]| {
        let arguments = [
            encrypt.into(),
            key.clone(),
            nonce.clone(),
            bytes(data),
            bytes(associated),
        ];
        call("aes_gcm", &arguments)
    };
    let sealed = run(true, b"text", b"head").expect("sealed");
    let sealed = sealed.bytes().expect("bytes");
    assert_eq!(run(false, sealed, b"head"), Ok(bytes(b"text")));
    assert_eq!(run(false, sealed, b"other").unwrap_err().kind, "tag");
    assert_eq!(run(false, b"", b"head").unwrap_err().kind, "tag");
}

#[test]
fn nothing_that_it_is_given_makes_it_panic() {
    let functions = [
        "bcrypt",
        "bcrypt_kdf",
        "argon2",
        "sha_crypt",
        "aes_block",
        "aes_cbc",
        "aes_gcm",
        "ec_public",
        "ec_point",
        "ec_sign",
        "ec_verify",
        "ec_exchange",
        "ed25519_public",
        "ed25519_sign",
        "ed25519_verify",
        "rsa_generate",
        "rsa_sign",
        "rsa_verify",
        "rsa_encrypt",
        "rsa_decrypt",
        "nothing",
    ];
    let junk = [
        Value::None,
        Value::Bool(true),
        Value::Int(-1),
        Value::Int(0),
        Value::Int(17),
        Value::Int(i64::MAX),
        "secp256r1".into(),
        "pss".into(),
        "sha256".into(),
        bytes(b""),
        bytes(&[0]),
        bytes(&[255; 16]),
        bytes(&[4; 65]),
        bytes(&[255; 128]),
        Value::List(vec![]),
    ];
    // A generator of its own makes the same arguments each time.
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or_default()
    };
    for function in functions {
        for _ in 0..300 {
            let count = next() % 11;
            let arguments: Vec<Value> = (0..count)
                .map(|_| junk[next() % junk.len()].clone())
                .collect();
            let _ = call(function, &arguments);
        }
    }
    assert_eq!(call("nothing", &[]), Err(Failure::misuse("nothing")));
}

#[test]
fn numbers_that_are_no_key_are_refused() {
    let numbers: [&[u8]; 6] = [b"", &[0], &[1], &[2], &[15], &[255; 128]];
    let mut refused = 0;
    for n in numbers {
        for other in numbers {
            let head = [
                "pkcs1v15".into(),
                "sha256".into(),
                Value::Int(0),
                bytes(&[7; 32]),
                bytes(b"x"),
            ];
            let public = [bytes(n), bytes(other)];
            let private = [
                bytes(n),
                bytes(&[1, 0, 1]),
                bytes(other),
                bytes(&[3]),
                bytes(&[5]),
            ];
            refused += usize::from(
                call("rsa_verify", &[&head[..], &public[..]].concat()) != Ok(true.into()),
            );
            refused += usize::from(call("rsa_sign", &[&head[..], &private[..]].concat()).is_err());
        }
    }
    assert_eq!(refused, 72);
}
