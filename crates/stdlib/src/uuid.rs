//! `uuid`: a class written in Python on top of two primitives would do, but UUIDs are in every second API, so the class is native.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use playground_python::code::CompareOp;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, NativeData};
use playground_python::value::{DictObject, Value};

use crate::binascii::bytes;
use crate::playground::add;

struct Uuid(u128);

impl NativeData for Uuid {}

fn number(interp: &Interp, value: &Value) -> PyResult<u128> {
    value
        .data::<Uuid>()
        .map(|uuid| uuid.0)
        .ok_or_else(|| interp.type_error("a UUID is required"))
}

fn text(number: u128) -> String {
    let hex = format!("{number:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

fn big(number: u128) -> Value {
    Value::int(BigInt::from(number))
}

fn with_version(number: u128, version: u8) -> u128 {
    let cleared = number & !(0xc000_u128 << 48) & !(0xf000_u128 << 64);
    cleared | (0x8000_u128 << 48) | (u128::from(version) << 76)
}

fn make(interp: &mut Interp, number: u128) -> PyResult {
    let module = interp.import("uuid")?;
    let Value::Class(class) = interp.attribute(&module, "UUID")? else {
        return Ok(Value::None);
    };
    Ok(interp.native_object(&class, Uuid(number)))
}

fn uuid_new(interp: &mut Interp, args: &[Value]) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("a class is required"));
    };
    let given = args[1..6]
        .iter()
        .filter(|value| value.bound().is_some_and(|value| !value.is_none()))
        .count();
    if given != 1 {
        return Err(interp.type_error(
            "one of the hex, bytes, bytes_le, fields, or int arguments must be given",
        ));
    }
    let mut value = if let Some(hex) = args[1].bound().filter(|hex| !hex.is_none()) {
        let Some(hex) = hex.as_str() else {
            let name = interp.type_name(hex);
            let replace = interp.intern("replace");
            return Err(interp.attribute_error(
                format_args!("'{name}' object has no attribute 'replace'"),
                hex,
                &replace,
            ));
        };
        let digits = hex.replace("urn:", "").replace("uuid:", "");
        let digits: String = digits.trim_matches(['{', '}']).replace('-', "");
        if digits.chars().count() != 32 {
            return Err(interp.value_error("badly formed hexadecimal UUID string"));
        }
        match u128::from_str_radix(&digits, 16) {
            Ok(number) if !digits.starts_with('+') => number,
            _ => {
                let shown = interp.repr(&Value::str(digits))?;
                return Err(interp.value_error(format_args!(
                    "invalid literal for int() with base 16: {shown}"
                )));
            }
        }
    } else if let Some(data) = args[2]
        .bound()
        .or(args[3].bound())
        .filter(|data| !data.is_none())
    {
        let is_little = args[2].bound().is_none_or(Value::is_none);
        let mut data = bytes(interp, data, false)?;
        if data.len() != 16 {
            return Err(interp.value_error(if is_little {
                "bytes_le is not a 16-char string"
            } else {
                "bytes is not a 16-char string"
            }));
        }
        if is_little {
            data[0..4].reverse();
            data[4..6].reverse();
            data[6..8].reverse();
        }
        data.iter()
            .fold(0, |number, byte| number << 8 | u128::from(*byte))
    } else if let Some(fields) = args[4].bound().filter(|fields| !fields.is_none()) {
        let items = interp.collect(fields)?;
        if items.len() != 6 {
            return Err(interp.value_error("fields is not a 6-tuple"));
        }
        let mut number: u128 = 0;
        for (item, bits) in items.iter().zip([32, 16, 16, 8, 8, 48]) {
            let part = interp.index_clamped(item)?;
            number = number << bits | (part as u128 & ((1 << bits) - 1));
        }
        number
    } else {
        let number = interp.as_bigint(&args[5])?;
        match number.to_u128() {
            Some(number) => number,
            None if number.is_negative() || number.bits() > 128 => {
                return Err(interp.value_error("int is out of range (need a 128-bit value)"));
            }
            None => 0,
        }
    };
    if let Some(version) = args[6].bound().filter(|version| !version.is_none()) {
        let version = interp.index_clamped(version)?;
        if !(1..=8).contains(&version) {
            return Err(interp.value_error("illegal version number"));
        }
        value = with_version(value, version as u8);
    }
    Ok(interp.native_object(class, Uuid(value)))
}

fn compare(interp: &mut Interp, args: &[Value], op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (args[0].data::<Uuid>(), args[1].data::<Uuid>()) else {
        return Ok(Value::NotImplemented);
    };
    let _ = interp;
    Ok(Value::Bool(match op {
        CompareOp::Equal => left.0 == right.0,
        CompareOp::NotEqual => left.0 != right.0,
        CompareOp::Less => left.0 < right.0,
        CompareOp::LessEqual => left.0 <= right.0,
        CompareOp::Greater => left.0 > right.0,
        CompareOp::GreaterEqual => left.0 >= right.0,
    }))
}

const METHODS: &[Definition] = &[
    def("__init__", "(self, /, *args, **kwargs)", |_, _| {
        Ok(Value::None)
    }),
    def("__str__", "(self, /)", |interp, args| {
        Ok(Value::str(text(number(interp, &args[0])?)))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        Ok(Value::str(format!(
            "UUID('{}')",
            text(number(interp, &args[0])?)
        )))
    }),
    def("__int__", "(self, /)", |interp, args| {
        Ok(big(number(interp, &args[0])?))
    }),
    def("__hash__", "(self, /)", |interp, args| {
        let number = number(interp, &args[0])?;
        Ok(Value::Int(((number ^ number >> 64) as u64 >> 2) as i64))
    }),
    def("__eq__", "(self, other, /)", |interp, args| {
        compare(interp, args, CompareOp::Equal)
    }),
    def("__lt__", "(self, other, /)", |interp, args| {
        compare(interp, args, CompareOp::Less)
    }),
    def("__le__", "(self, other, /)", |interp, args| {
        compare(interp, args, CompareOp::LessEqual)
    }),
    def("__gt__", "(self, other, /)", |interp, args| {
        compare(interp, args, CompareOp::Greater)
    }),
    def("__ge__", "(self, other, /)", |interp, args| {
        compare(interp, args, CompareOp::GreaterEqual)
    }),
    def("__setattr__", "(self, name, value, /)", |interp, _| {
        Err(interp.type_error("UUID objects are immutable"))
    }),
    def("__copy__", "(self, /)", |_, args| Ok(args[0].clone())),
    def("__deepcopy__", "(self, memo, /)", |_, args| {
        Ok(args[0].clone())
    }),
];

fn version(number: u128) -> Value {
    // Only the variant of RFC 9562 has versions.
    if number >> 62 & 3 == 2 {
        Value::Int((number >> 76 & 15) as i64)
    } else {
        Value::None
    }
}

const ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "int",
        get: |interp, this| Ok(big(number(interp, this)?)),
        set: None,
    },
    Attribute {
        name: "hex",
        get: |interp, this| Ok(Value::str(format!("{:032x}", number(interp, this)?))),
        set: None,
    },
    Attribute {
        name: "urn",
        get: |interp, this| {
            Ok(Value::str(format!(
                "urn:uuid:{}",
                text(number(interp, this)?)
            )))
        },
        set: None,
    },
    Attribute {
        name: "bytes",
        get: |interp, this| Ok(Value::bytes(number(interp, this)?.to_be_bytes().to_vec())),
        set: None,
    },
    Attribute {
        name: "bytes_le",
        get: |interp, this| {
            let mut data = number(interp, this)?.to_be_bytes();
            data[0..4].reverse();
            data[4..6].reverse();
            data[6..8].reverse();
            Ok(Value::bytes(data.to_vec()))
        },
        set: None,
    },
    Attribute {
        name: "version",
        get: |interp, this| Ok(version(number(interp, this)?)),
        set: None,
    },
    Attribute {
        name: "variant",
        get: |interp, this| {
            Ok(Value::str(match number(interp, this)? >> 61 & 7 {
                0..=3 => "reserved for NCS compatibility",
                4 | 5 => "specified in RFC 4122",
                6 => "reserved for Microsoft compatibility",
                _ => "reserved for future definition",
            }))
        },
        set: None,
    },
    Attribute {
        name: "node",
        get: |interp, this| {
            Ok(Value::Int(
                (number(interp, this)? & 0xffff_ffff_ffff) as i64,
            ))
        },
        set: None,
    },
    Attribute {
        name: "time_low",
        get: |interp, this| Ok(Value::Int((number(interp, this)? >> 96) as i64)),
        set: None,
    },
    Attribute {
        name: "time_mid",
        get: |interp, this| Ok(Value::Int((number(interp, this)? >> 80 & 0xffff) as i64)),
        set: None,
    },
    Attribute {
        name: "time_hi_version",
        get: |interp, this| Ok(Value::Int((number(interp, this)? >> 64 & 0xffff) as i64)),
        set: None,
    },
    Attribute {
        name: "fields",
        get: |interp, this| {
            let number = number(interp, this)?;
            let part =
                |shift: u32, bits: u32| Value::Int((number >> shift & ((1 << bits) - 1)) as i64);
            Ok(Value::tuple(vec![
                part(96, 32),
                part(80, 16),
                part(64, 16),
                part(56, 8),
                part(48, 8),
                part(0, 48),
            ]))
        },
        set: None,
    },
];

fn random(interp: &mut Interp) -> u128 {
    let mut data = [0; 16];
    interp.host.entropy(&mut data);
    u128::from_be_bytes(data)
}

/// A UUID from a time in 100 ns steps since 1582-10-15 and chance: version 1, or 6 with the time in order.
fn timed(interp: &mut Interp) -> (u128, u128) {
    let ticks = (interp.now() as i128 * 10 + 0x01b2_1dd2_1381_4000) as u128;
    (ticks & 0x0fff_ffff_ffff_ffff, random(interp))
}

fn named(interp: &mut Interp, args: &[Value], version: u8) -> PyResult {
    let namespace = number(interp, &args[0])?;
    let name = match args[1].as_str() {
        Some(name) => name.as_bytes().to_vec(),
        None => bytes(interp, &args[1], false)?,
    };
    let data = [namespace.to_be_bytes().to_vec(), name].concat();
    let digest: Vec<u8> = match version {
        3 => <md5::Md5 as digest::Digest>::digest(&data).to_vec(),
        _ => <sha1::Sha1 as digest::Digest>::digest(&data).to_vec(),
    };
    let value = digest[..16]
        .iter()
        .fold(0, |number, byte| number << 8 | u128::from(*byte));
    make(interp, with_version(value, version))
}

const FUNCTIONS: &[Definition] = &[
    def("uuid1", "(node=None, clock_seq=None)", |interp, _| {
        let (ticks, chance) = timed(interp);
        let value = (ticks & 0xffff_ffff) << 96
            | (ticks >> 32 & 0xffff) << 80
            | (ticks >> 48 & 0xfff) << 64
            | (chance & 0xffff_ffff_ffff_ffff);
        make(interp, with_version(value, 1))
    }),
    def("uuid3", "(namespace, name)", |interp, args| {
        named(interp, args, 3)
    }),
    def("uuid4", "()", |interp, _| {
        let value = with_version(random(interp), 4);
        make(interp, value)
    }),
    def("uuid5", "(namespace, name)", |interp, args| {
        named(interp, args, 5)
    }),
    def("uuid6", "(node=None, clock_seq=None)", |interp, _| {
        let (ticks, chance) = timed(interp);
        let value = (ticks >> 12) << 80 | (ticks & 0xfff) << 64 | (chance & 0xffff_ffff_ffff_ffff);
        make(interp, with_version(value, 6))
    }),
    def("uuid7", "()", |interp, _| {
        let milliseconds = (interp.now() / 1000) as u128 & 0xffff_ffff_ffff;
        let chance = random(interp);
        make(interp, with_version(milliseconds << 80 | chance >> 48, 7))
    }),
    def("getnode", "()", |interp, _| {
        Ok(Value::Int((random(interp) & 0xffff_ffff_ffff) as i64))
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    let class = interp.define_class("uuid", "UUID", &interp.types.object.clone());
    interp.add_methods(
        &class,
        Binding::StaticMethod,
        &[def("__new__", "(cls, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=None)", uuid_new)],
    );
    interp.add_methods(&class, Binding::Method, METHODS);
    interp.add_attributes(&class, ATTRIBUTES);
    module.set_str(interp.intern("UUID"), Value::Class(class.clone()));
    add(interp, module, "uuid", FUNCTIONS);
    for (name, part) in [
        ("NAMESPACE_DNS", 0),
        ("NAMESPACE_URL", 1),
        ("NAMESPACE_OID", 2),
        ("NAMESPACE_X500", 4),
    ] {
        let value = 0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8_u128 + (part << 96);
        let value = interp.native_object(&class, Uuid(value));
        module.set_str(interp.intern(name), value);
    }
    module.set_str(
        interp.intern("RFC_4122"),
        Value::str("specified in RFC 4122"),
    );
    Ok(())
}
