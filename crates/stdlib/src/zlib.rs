//! `_zlib`: raw deflate, both ways. The formats around it (zlib, gzip) are Python, in `zlib.py`.

use std::rc::Rc;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Definition, def};
use playground_python::value::{DictObject, Value};

use crate::binascii::bytes;
use crate::playground::add;

/// No more comes out of one call: a few bytes can stand for gigabytes.
const LIMIT: usize = 64 << 20;

const FUNCTIONS: &[Definition] = &[
    def("deflate", "(data, level, /)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        let level = u8::try_from(interp.index_clamped(&args[1])?).map_or(6, |level| level.min(9));
        Ok(Value::bytes(compress_to_vec(&data, level)))
    }),
    // The bytes, or None when they aren't a whole stream of raw deflate.
    def("inflate", "(data, /)", |interp, args| {
        let data = bytes(interp, &args[0], false)?;
        match decompress_to_vec_with_limit(&data, LIMIT) {
            Ok(plain) => {
                interp.check_size(plain.len())?;
                Ok(Value::bytes(plain))
            }
            Err(_) => Ok(Value::None),
        }
    }),
];

pub(crate) fn fill(interp: &mut Interp, module: &Rc<DictObject>) -> PyResult<()> {
    add(interp, module, "_zlib", FUNCTIONS);
    Ok(())
}
