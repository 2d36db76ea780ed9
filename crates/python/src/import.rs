//! Where modules come from.

use std::collections::HashMap;
use std::rc::Rc;

use crate::error::PyResult;
use crate::interp::Interp;
use crate::source::Source;
use crate::value::{DictObject, Value};

/// What fills the namespace of a native module.
pub type NativeModule = fn(&mut Interp, &Rc<DictObject>) -> PyResult<()>;

/// Where modules come from: the program's files first, then native modules, then the library's sources.
#[derive(Default)]
pub struct Importer {
    /// The program's files, by path (`main.py`, `app/routers/users.py`).
    pub program: HashMap<String, Rc<Source>>,
    /// Native modules, by full name.
    pub native: HashMap<&'static str, NativeModule>,
    /// The library's Python sources, by path (`typing.py`, `fastapi/routing.py`).
    pub library: HashMap<&'static str, &'static str>,
}

impl Interp {
    /// Import a module by its full name: `import a.b` gives `a.b` itself.
    pub fn import(&mut self, name: &str) -> PyResult {
        let _ = name;
        Ok(Value::None)
    }
}
