//! A loaded program: its interpreter, its application, and the client that asks it.

use std::collections::BTreeMap;
use std::rc::Rc;

use playground_protocol::{
    Diagnostic, Loaded, Operation, Program, Severity, operations_from_openapi,
};
use playground_python::compile::{Mode, compile, parse};
use playground_python::error::{PyResult, Raised};
use playground_python::host::Limits;
use playground_python::interp::Interp;
use playground_python::source::Source;
use playground_python::value::Value;

use crate::host::{Host, World};
use crate::{LoadError, convert, diagnose, files, library, native, parts, testing};

/// A program that runs.
pub(crate) struct Running {
    pub interp: Interp,
    /// The client of `fastapi._serve`.
    pub client: Value,
    /// Whether an exception has gone through everything, so that nothing can be relied on any more.
    pub is_torn: bool,
    /// The files that the program had written when it last answered.
    pub known_files: BTreeMap<String, Vec<u8>>,
}

impl Running {
    /// Loads a program.
    pub fn start(host: &Rc<dyn Host>, program: &Program) -> Result<(Self, Loaded), LoadError> {
        let mut interp = interpreter(host, program);
        let diagnostics = check_syntax(&interp, program);
        if let Some(first) = diagnostics.first() {
            let exception = first
                .message
                .split(':')
                .next()
                .unwrap_or_default()
                .to_owned();
            return Err(LoadError {
                diagnostics,
                exception,
                output: String::new(),
            });
        }
        let made = application(&mut interp, &program.entry)
            .and_then(|app| Ok((client(&mut interp, &app)?, app)));
        let (client, app) = match made {
            Ok(made) => made,
            Err(problem) => {
                let (diagnostic, exception) = match problem {
                    Problem::Raised(raised) => (
                        diagnose::exception(&mut interp, &raised),
                        raised.class().name().to_string(),
                    ),
                    Problem::Said(message) => (
                        Diagnostic {
                            message,
                            ..Diagnostic::default()
                        },
                        "ImportError".to_owned(),
                    ),
                };
                let output = take_output(&mut interp);
                return Err(LoadError {
                    diagnostics: vec![diagnostic],
                    exception,
                    output,
                });
            }
        };
        let output = take_output(&mut interp);
        let mut loaded = Loaded {
            output,
            tests: testing::names(program),
            ..Loaded::default()
        };
        describe(&mut interp, &app, &mut loaded);
        refill(&mut interp);
        let known_files = files::written(&mut interp).into_iter().collect();
        Ok((
            Self {
                interp,
                client,
                known_files,
                is_torn: false,
            },
            loaded,
        ))
    }
}

/// Why there is no application.
enum Problem {
    Raised(Raised),
    Said(String),
}

impl From<Raised> for Problem {
    fn from(raised: Raised) -> Self {
        Self::Raised(raised)
    }
}

/// An interpreter that knows the program's files and the library.
pub(crate) fn interpreter(host: &Rc<dyn Host>, program: &Program) -> Interp {
    let environment = program.env.clone().into_iter().collect();
    let mut interp = Interp::new(
        Box::new(World {
            host: host.clone(),
            environment,
        }),
        Limits::default(),
    );
    library::install(&mut interp);
    parts::install(&mut interp, host, program);
    for file in &program.files {
        files::seed(&mut interp, &file.path, file.text.as_bytes());
    }
    for file in program
        .files
        .iter()
        .filter(|file| file.path.ends_with(".py"))
    {
        interp
            .importer
            .program
            .insert(file.path.clone(), Source::new(&file.path, &file.text, true));
    }
    interp
}

/// What is wrong with the files as text, the application's own file first.
fn check_syntax(interp: &Interp, program: &Program) -> Vec<Diagnostic> {
    let sources = program
        .files
        .iter()
        .filter_map(|file| interp.importer.program.get(&file.path));
    sources
        .filter_map(|source| {
            compile(source, Mode::Exec)
                .err()
                .map(|error| diagnose::syntax(source, &error))
        })
        .collect()
}

/// What is wrong with a piece of Python, which need not be a whole program.
pub(crate) fn fragment(name: &str, text: &str) -> Option<Diagnostic> {
    let source = Source::new(name, text, true);
    let error = parse(&source).err()?;
    Some(diagnose::syntax(&source, &error))
}

/// Imports the entry's module and finds the application in it.
fn application(interp: &mut Interp, entry: &str) -> Result<Value, Problem> {
    let (module, path) = entry.split_once(':').unwrap_or((entry, "app"));
    let mut value = interp.import(module)?;
    for name in path.split('.') {
        let name = interp.intern(name);
        value = match interp.get_attribute_optional(&value, &name)? {
            Some(value) => value,
            None => {
                return Err(Problem::Said(format!(
                    "The module {module} has no attribute {path}: the application must be called that"
                )));
            }
        };
    }
    Ok(value)
}

/// The client that asks the application; its start runs the lifespan.
fn client(interp: &mut Interp, app: &Value) -> PyResult {
    let serve = interp.import("fastapi._serve")?;
    let class = interp.attribute(&serve, "Client")?;
    let client = interp.call(&class, std::slice::from_ref(app))?;
    interp.call_method(&client, "start", &[])?;
    Ok(client)
}

/// Describes the application: its document and its operations. A document that can't be made is a
/// warning, as with a real server, which would notice at the first request for it.
fn describe(interp: &mut Interp, app: &Value, loaded: &mut Loaded) {
    let document = interp
        .import("fastapi._serve")
        .and_then(|serve| interp.call_method(&serve, "openapi", std::slice::from_ref(app)));
    match document {
        Ok(document) => {
            let document = convert::json(interp, &document);
            loaded.operations = operations_from_openapi(&document);
            loaded.openapi = document.is_object().then_some(document);
        }
        Err(raised) => {
            // An application that isn't FastAPI's has no document, and that is no fault.
            let name = interp.intern("openapi");
            if matches!(interp.get_attribute_optional(app, &name), Ok(Some(_))) {
                let mut warning = diagnose::exception(interp, &raised);
                warning.severity = Severity::Warning;
                warning.message =
                    format!("The OpenAPI document can't be made. {}", warning.message);
                loaded.warnings.push(warning);
            }
        }
    }
    // Sources are an ornament: a program whose routes are odd loads without them.
    if let Ok(routes) = interp
        .attribute(app, "routes")
        .and_then(|routes| interp.collect(&routes))
    {
        for route in routes {
            let _ = place_route(interp, &route, loaded);
        }
    }
}

/// Says where a route's function stands; a route of the program that isn't in the document becomes
/// an operation without a form.
fn place_route(interp: &mut Interp, route: &Value, loaded: &mut Loaded) -> PyResult<()> {
    let endpoint = interp.attribute(route, "endpoint")?;
    let Some(place) = native::source_of(interp, &endpoint) else {
        return Ok(());
    };
    let path = interp.attribute(route, "path_format")?;
    let path = path.as_str().map(ToString::to_string).unwrap_or_default();
    let methods = interp.attribute(route, "methods")?;
    let mut methods: Vec<String> = interp
        .collect(&methods)?
        .iter()
        .filter_map(|method| method.as_str().map(ToString::to_string))
        .collect();
    methods.sort();
    for method in methods {
        let known = loaded
            .operations
            .iter_mut()
            .find(|known| known.method == method && known.path == path);
        match known {
            Some(known) if known.source.is_none() => known.source = Some(place.clone()),
            Some(_) => {}
            None if method == "HEAD" => {}
            None => loaded.operations.push(Operation {
                method,
                path: path.clone(),
                source: Some(place.clone()),
                ..Operation::default()
            }),
        }
    }
    Ok(())
}

/// What was printed since it was last asked.
pub(crate) fn take_output(interp: &mut Interp) -> String {
    interp.output_bytes = 0;
    std::mem::take(&mut interp.output)
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

/// A full tank for the next request.
pub(crate) fn refill(interp: &mut Interp) {
    interp.fuel = interp.limits.fuel;
    interp.output_bytes = 0;
}
