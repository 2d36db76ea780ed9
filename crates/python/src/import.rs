//! Where modules come from, and what the statements of `import` do.

use std::collections::HashMap;
use std::rc::Rc;

use crate::compile::{self, Mode};
use crate::error::{PyResult, Raised};
use crate::interp::Interp;
use crate::object::Module;
use crate::source::Source;
use crate::value::{DictObject, Str, Value};

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
    /// Sources that came while the program was prepared, looked up after the library's.
    pub extra: Vec<Rc<HashMap<String, String>>>,
    /// Modules that programs import and the playground doesn't have: the name, and what to use instead.
    pub unsupported: HashMap<&'static str, &'static str>,
}

/// What was found for a module's name.
enum Found {
    Native(NativeModule),
    Source {
        source: Rc<Source>,
        is_package: bool,
    },
    /// A folder of the program without `__init__.py`.
    Namespace,
}

impl Importer {
    fn find(&self, name: &str) -> Option<Found> {
        let path = name.replace('.', "/");
        let (module, package) = (format!("{path}.py"), format!("{path}/__init__.py"));
        if let Some(source) = self.program.get(&package) {
            return Some(Found::Source {
                source: source.clone(),
                is_package: true,
            });
        }
        if let Some(source) = self.program.get(&module) {
            return Some(Found::Source {
                source: source.clone(),
                is_package: false,
            });
        }
        if let Some(native) = self.native.get(name) {
            return Some(Found::Native(*native));
        }
        for (path, is_package) in [(&package, true), (&module, false)] {
            let extra = || {
                self.extra
                    .iter()
                    .find_map(|sources| sources.get(path.as_str()))
            };
            if let Some(text) = self
                .library
                .get(path.as_str())
                .copied()
                .or_else(|| extra().map(String::as_str))
            {
                return Some(Found::Source {
                    source: Source::new(path, text, false),
                    is_package,
                });
            }
        }
        let folder = format!("{path}/");
        if self
            .program
            .keys()
            .any(|file| file.starts_with(&folder) && file.ends_with(".py"))
        {
            return Some(Found::Namespace);
        }
        None
    }
}

impl Interp {
    /// Import a module by its full name: `import a.b` gives `a.b` itself.
    pub fn import(&mut self, name: &str) -> PyResult {
        let key = self.intern(name);
        if let Some(module) = self.modules.get_str(&key) {
            if module.is_none() {
                return Err(self.module_not_found(
                    name,
                    format!("import of {name} halted; None in sys.modules"),
                ));
            }
            return Ok(module);
        }
        let mut parent = None;
        if let Some((package, _)) = name.rsplit_once('.') {
            let module = self.import(package)?;
            if let Some(found) = self.modules.get_str(&key) {
                return Ok(found);
            }
            parent = Some((module, package.to_owned()));
        }
        let Some(found) = self.importer.find(name) else {
            let top = name.split('.').next().unwrap_or(name);
            if let Some(instead) = self.importer.unsupported.get(top) {
                // An `ImportError` as any other: a program may have an answer to that.
                let message = format!(
                    "No module named '{name}'. The playground doesn't have this module: {instead}"
                );
                return Err(self.module_not_found(name, message));
            }
            let message = match &parent {
                Some((module, package)) if !self.is_package(module) => {
                    format!("No module named '{name}'; '{package}' is not a package")
                }
                _ => format!("No module named '{name}'"),
            };
            return Err(self.module_not_found(name, message));
        };
        let module = self.load(&key, found)?;
        if let Some((parent, _)) = parent
            && let Some((_, last)) = name.rsplit_once('.')
        {
            let last = self.intern(last);
            self.set_attribute(&parent, &last, &module)?;
        }
        Ok(module)
    }

    fn load(&mut self, name: &Str, found: Found) -> PyResult {
        let module = self.new_module(name);
        let Value::Module(made) = &module else {
            return Ok(module);
        };
        let dict = made.dict.clone();
        let is_package = !matches!(
            &found,
            Found::Source {
                is_package: false,
                ..
            } | Found::Native(_)
        );
        let package = if is_package {
            name.to_string()
        } else {
            name.rsplit_once('.')
                .map_or("", |(package, _)| package)
                .to_owned()
        };
        dict.set_str(self.names.package.clone(), Value::str(package));
        if is_package {
            let path = self.list(vec![Value::str(name.replace('.', "/"))]);
            dict.set_str(self.names.path.clone(), path);
        }
        self.modules.set_str(name.clone(), module.clone());
        let result = match found {
            Found::Native(fill) => fill(self, &dict),
            Found::Namespace => Ok(()),
            Found::Source { source, .. } => {
                dict.set_str(self.names.file.clone(), Value::str(&*source.name));
                self.run_source(&source, &dict)
            }
        };
        if let Err(raised) = result {
            self.modules.remove_str(name);
            return Err(raised);
        }
        // A module may put another object in its place.
        Ok(self.modules.get_str(name).unwrap_or(module))
    }

    /// Run a file's code in a module's namespace.
    pub fn run_source(&mut self, source: &Rc<Source>, dict: &Rc<DictObject>) -> PyResult<()> {
        let code = compile::compile(source, Mode::Exec)
            .map_err(|error| self.syntax_error(source, &error))?;
        dict.set_str(
            self.names.builtins.clone(),
            Value::Dict(self.builtins.clone()),
        );
        dict.set_str(self.names.doc.clone(), code.doc.clone().or(Value::None));
        self.run_module(&code, dict)?;
        Ok(())
    }

    /// An empty module, in nobody's `sys.modules`.
    pub fn new_module(&self, name: &Str) -> Value {
        let dict = self.dict();
        dict.set_str(self.names.name.clone(), Value::Str(name.clone()));
        dict.set_str(self.names.doc.clone(), Value::None);
        dict.set_str(self.names.package.clone(), Value::str(""));
        dict.set_str(self.names.loader.clone(), Value::None);
        dict.set_str(self.names.spec.clone(), Value::None);
        let module = Value::Module(Rc::new(Module {
            name: name.clone(),
            dict,
        }));
        self.heap.track(&module);
        module
    }

    fn is_package(&self, module: &Value) -> bool {
        matches!(module, Value::Module(module) if module.dict.get_str(&self.names.path).is_some())
    }

    fn module_not_found(&self, name: &str, message: String) -> Raised {
        let raised = self.error(&self.types.module_not_found_error, message);
        let dict = self.object_dict(&raised.0);
        dict.set_str("name".into(), Value::str(name));
        dict.set_str("path".into(), Value::None);
        raised
    }

    fn import_error(&self, name: &str, message: String) -> Raised {
        let raised = self.error(&self.types.import_error, message);
        let dict = self.object_dict(&raised.0);
        dict.set_str("name".into(), Value::str(name));
        dict.set_str("path".into(), Value::None);
        raised
    }

    /// `import name` and `from name import …` as the instruction has them.
    pub(crate) fn import_statement(
        &mut self,
        name: &Str,
        level: &Value,
        from_list: &Value,
    ) -> PyResult {
        let level = match level {
            Value::Int(level) => usize::try_from(*level).unwrap_or(0),
            _ => 0,
        };
        let full = if level > 0 {
            self.absolute_name(name, level)?
        } else {
            name.to_string()
        };
        let module = self.import(&full)?;
        let names = match from_list {
            Value::Tuple(names) if !names.is_empty() => names.to_vec(),
            _ => {
                // `import a.b` binds `a`.
                return match full.split_once('.') {
                    Some((first, _)) if level == 0 => self.import(first),
                    _ => Ok(module),
                };
            }
        };
        if self.is_package(&module) {
            for name in &names {
                let Some(name) = name.as_str() else { continue };
                if &**name == "*" || self.get_attribute_optional(&module, name)?.is_some() {
                    continue;
                }
                let submodule = format!("{full}.{name}");
                if self.importer.find(&submodule).is_some() {
                    self.import(&submodule)?;
                }
            }
        }
        Ok(module)
    }

    /// The full name of a relative import.
    pub fn absolute_name(&mut self, name: &str, level: usize) -> PyResult<String> {
        let package = self
            .frames
            .last()
            .and_then(|frame| frame.globals.get_str(&self.names.package));
        let package = package
            .and_then(|package| package.as_str().cloned())
            .unwrap_or_else(|| "".into());
        if package.is_empty() {
            return Err(self.import_error(
                name,
                "attempted relative import with no known parent package".to_owned(),
            ));
        }
        let mut base: &str = &package;
        for _ in 1..level {
            match base.rsplit_once('.') {
                Some((parent, _)) => base = parent,
                None => {
                    return Err(self.import_error(
                        name,
                        "attempted relative import beyond top-level package".to_owned(),
                    ));
                }
            }
        }
        Ok(if name.is_empty() {
            base.to_owned()
        } else {
            format!("{base}.{name}")
        })
    }

    /// `from module import name`.
    pub(crate) fn import_from(&mut self, module: &Value, name: &Str) -> PyResult {
        if let Some(value) = self.get_attribute_optional(module, name)? {
            return Ok(value);
        }
        let shown = match module {
            Value::Module(module) => module
                .dict
                .get_str(&self.names.name)
                .and_then(|name| name.as_str().cloned()),
            _ => None,
        };
        let shown = shown.unwrap_or_else(|| "<unknown module name>".into());
        let submodule = format!("{shown}.{name}");
        if let Some(found) = self.modules.get(&submodule) {
            return Ok(found);
        }
        if matches!(module, Value::Module(_))
            && !self.importer.program.is_empty()
            && self.is_loading(&shown)
        {
            let message = format!(
                "cannot import name '{name}' from partially initialized module '{shown}' (most likely due to a circular import) ({})",
                self.module_file(module)
            );
            return Err(self.import_error(&shown, message));
        }
        let message = format!(
            "cannot import name '{name}' from '{shown}' ({})",
            self.module_file(module)
        );
        Err(self.import_error(&shown, message))
    }

    pub(crate) fn module_file(&self, module: &Value) -> String {
        match module {
            Value::Module(module) => module
                .dict
                .get_str(&self.names.file)
                .and_then(|file| file.as_str().map(|file| file.to_string()))
                .unwrap_or_else(|| "unknown location".to_owned()),
            _ => "unknown location".to_owned(),
        }
    }

    /// Whether a module's code is still running.
    pub(crate) fn is_loading(&self, name: &Str) -> bool {
        self.frames.iter().any(|frame| {
            frame.code.kind == crate::code::CodeKind::Module
                && frame
                    .globals
                    .get_str(&self.names.name)
                    .and_then(|own| own.as_str().cloned())
                    .as_ref()
                    == Some(name)
        })
    }

    pub(crate) fn import_star(&mut self, module: &Value) -> PyResult<()> {
        let Value::Module(source) = module else {
            return Ok(());
        };
        let names: Vec<Str> = match source.dict.get_str(&self.names.all) {
            Some(all) => self
                .collect(&all)?
                .iter()
                .filter_map(|name| name.as_str().cloned())
                .collect(),
            None => source
                .dict
                .entries()
                .iter()
                .filter_map(|(name, _)| name.as_str().cloned())
                .filter(|name| !name.starts_with('_'))
                .collect(),
        };
        let namespace = self
            .frames
            .last()
            .map(|frame| frame.namespace.clone())
            .unwrap_or_default();
        for name in names {
            let value = self.get_attribute(module, &name)?;
            match &namespace {
                Value::Dict(dict) => dict.set_str(name, value),
                other => self.set_item(other, &Value::Str(name), &value)?,
            }
        }
        Ok(())
    }

    /// A `SyntaxError` with the attributes that Python gives it.
    pub fn syntax_error(&self, source: &Rc<Source>, error: &compile::SyntaxError) -> Raised {
        let class = match error.kind {
            "IndentationError" => &self.types.indentation_error,
            "TabError" => &self.types.tab_error,
            _ => &self.types.syntax_error,
        };
        let place = source.place(error.range);
        let text = Value::str(source.line_text(place.line));
        let number = |number: u32| Value::Int(i64::from(number));
        let details = vec![
            Value::str(&*source.name),
            number(place.line),
            number(place.column),
            text.clone(),
            number(place.end_line),
            number(place.end_column),
        ];
        let raised = self.exception(
            class,
            vec![Value::str(error.message.clone()), Value::tuple(details)],
        );
        let dict = self.object_dict(&raised.0);
        for (name, value) in [
            ("msg", Value::str(error.message.clone())),
            ("filename", Value::str(&*source.name)),
            ("lineno", number(place.line)),
            ("offset", number(place.column)),
            ("text", text),
            ("end_lineno", number(place.end_line)),
            ("end_offset", number(place.end_column)),
        ] {
            dict.set_str(self.intern(name), value);
        }
        raised
    }
}
