//! The classes `Url` and `MultiHostUrl`.

use std::rc::Rc;

use playground_python::error::PyResult;
use playground_python::interp::Interp;
use playground_python::native::{Attribute, Definition, def};
use playground_python::object::{Binding, Class, NativeData};
use playground_python::value::{Value, hash_bytes};
use url::Url;

use crate::classes::MODULE;
use crate::errors::Fail;
use crate::errors::report::to_raised;

/// A parsed URL; the hosts before the last stand apart.
#[derive(Clone)]
pub struct Parts {
    /// The URL with its last host.
    pub url: Url,
    /// The hosts before it, each with its credentials and port.
    pub more: Vec<Url>,
    /// Whether an empty path stays empty.
    pub no_path: bool,
}

/// The data of a `Url`.
pub struct Single(pub Parts);
/// The data of a `MultiHostUrl`.
pub struct MultiHost(pub Parts);

impl NativeData for Single {}
impl NativeData for MultiHost {}

impl Parts {
    /// Read a URL with one host.
    pub fn parse(text: &str, keeps_empty_path: bool) -> Result<Parts, String> {
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        let after_scheme = text
            .split_once("://")
            .map_or("", |(_, rest)| rest)
            .trim_end();
        let no_path = keeps_empty_path && url.path() == "/" && !after_scheme.contains('/');
        Ok(Parts {
            url,
            more: Vec::new(),
            no_path,
        })
    }

    /// Read a URL with hosts that commas part.
    pub fn parse_multi(text: &str, keeps_empty_path: bool) -> Result<Parts, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Parts::parse(text, keeps_empty_path);
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, tail) = rest.split_at(end);
        let mut hosts: Vec<&str> = authority.split(',').collect();
        let last = hosts.pop().unwrap_or("");
        if !hosts.is_empty() && (last.is_empty() || hosts.iter().any(|host| host.is_empty())) {
            return Err("empty host".to_owned());
        }
        let mut parts = Parts::parse(&format!("{scheme}://{last}{tail}"), keeps_empty_path)?;
        for host in hosts {
            let url =
                Url::parse(&format!("{scheme}://{host}")).map_err(|error| error.to_string())?;
            parts.more.push(url);
        }
        Ok(parts)
    }

    /// Fill in what a schema says for what is missing.
    pub fn fill(
        &mut self,
        host: Option<&str>,
        port: Option<u16>,
        path: Option<&str>,
    ) -> Result<(), String> {
        if let Some(host) = host
            && !self.url.has_host()
        {
            self.url.set_host(Some(host)).map_err(|error| match error {
                url::ParseError::SetHostOnCannotBeABaseUrl => {
                    "a cannot-be-a-base URL doesn\u{2019}t have a host to set".to_owned()
                }
                other => other.to_string(),
            })?;
        }
        if let Some(port) = port
            && self.url.port_or_known_default().is_none()
        {
            // A URL that can't have a port is left as it is.
            let _ = self.url.set_port(Some(port));
        }
        if let Some(path) = path
            && matches!(self.url.path(), "" | "/")
        {
            self.url.set_path(path);
        }
        Ok(())
    }

    /// The text.
    pub fn text(&self) -> String {
        let mut text = self.url.as_str().to_owned();
        if self.no_path && text.ends_with('/') {
            text.pop();
        }
        if self.more.is_empty() {
            return text;
        }
        let before: Vec<String> = self.more.iter().map(authority).collect();
        match text.split_once("://") {
            Some((scheme, rest)) => format!("{scheme}://{},{rest}", before.join(",")),
            None => text,
        }
    }

    /// The text with readable hosts.
    fn unicode(&self) -> String {
        let text = self.text();
        match self.url.host_str() {
            Some(host) if host.contains("xn--") => text.replacen(host, &readable(host), 1),
            _ => text,
        }
    }
}

fn authority(url: &Url) -> String {
    let text = url.as_str();
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or("").to_owned()
}

/// A host without Punycode.
fn readable(host: &str) -> String {
    idna::domain_to_unicode(host).0
}

fn parts(this: &Value) -> Option<&Parts> {
    match this.data::<Single>() {
        Some(url) => Some(&url.0),
        None => this.data::<MultiHost>().map(|url| &url.0),
    }
}

fn text_or_none(text: Option<&str>) -> Value {
    match text {
        Some(text) => Value::str(text),
        None => Value::None,
    }
}

fn read(this: &Value, part: fn(&Parts) -> Value) -> PyResult {
    Ok(parts(this).map_or(Value::None, part))
}

fn port(url: &Url) -> Value {
    url.port_or_known_default()
        .map_or(Value::None, |port| Value::Int(i64::from(port)))
}

fn password(url: &Url) -> Value {
    text_or_none(url.password())
}

fn username(url: &Url) -> Value {
    text_or_none(Some(url.username()).filter(|name| !name.is_empty()))
}

fn path(parts: &Parts) -> Value {
    if parts.no_path {
        return Value::None;
    }
    text_or_none(Some(parts.url.path()).filter(|path| !path.is_empty()))
}

fn pairs(interp: &mut Interp, url: &Url) -> Value {
    let items = url
        .query_pairs()
        .map(|(key, value)| Value::tuple(vec![Value::str(&*key), Value::str(&*value)]))
        .collect();
    interp.list(items)
}

const COMMON: &[Definition] = &[
    def("__str__", "(self, /)", |_, args| {
        read(&args[0], |parts| Value::str(parts.text()))
    }),
    def("__repr__", "(self, /)", |interp, args| {
        let name = interp.type_name(&args[0]);
        let text = parts(&args[0]).map_or_else(String::new, Parts::text);
        Ok(Value::str(format!("{name}('{text}')")))
    }),
    def("unicode_string", "(self, /)", |_, args| {
        read(&args[0], |parts| Value::str(parts.unicode()))
    }),
    def("query_params", "(self, /)", |interp, args| {
        match parts(&args[0]) {
            Some(parts) => Ok(pairs(interp, &parts.url.clone())),
            None => Ok(interp.list(Vec::new())),
        }
    }),
    def("__hash__", "(self, /)", |_, args| {
        let text = parts(&args[0]).map_or_else(String::new, Parts::text);
        Ok(Value::Int((hash_bytes(text.as_bytes()) >> 2) as i64))
    }),
    def("__bool__", "(self, /)", |_, _| Ok(Value::Bool(true))),
    def("__deepcopy__", "(self, memo, /)", |_, args| {
        Ok(args[0].clone())
    }),
    def("__eq__", "(self, other, /)", |_, args| {
        match (parts(&args[0]), parts(&args[1])) {
            (Some(left), Some(right)) => Ok(Value::Bool(left.text() == right.text())),
            _ => Ok(Value::NotImplemented),
        }
    }),
    def("__lt__", "(self, other, /)", |_, args| {
        match (parts(&args[0]), parts(&args[1])) {
            (Some(left), Some(right)) => Ok(Value::Bool(left.text() < right.text())),
            _ => Ok(Value::NotImplemented),
        }
    }),
    def("__getnewargs__", "(self, /)", |_, args| {
        read(&args[0], |parts| {
            Value::tuple(vec![Value::str(parts.text())])
        })
    }),
];

fn new(interp: &mut Interp, args: &[Value], is_multi: bool) -> PyResult {
    let Value::Class(class) = &args[0] else {
        return Err(interp.type_error("__new__(X): X is not a type object"));
    };
    let class = class.clone();
    let parsed = match args[1].as_str() {
        Some(text) if text.is_empty() => Err("input is empty".to_owned()),
        Some(text) if is_multi => Parts::parse_multi(text, false),
        Some(text) => Parts::parse(text, false),
        None => match parts(&args[1]) {
            Some(parts) => Ok(parts.clone()),
            None => {
                let fail = Fail::new("url_type", &args[1]);
                return Err(to_raised(interp, fail, &class.name(), false, false));
            }
        },
    };
    match parsed {
        Ok(parts) if is_multi => Ok(interp.native_object(&class, MultiHost(parts))),
        Ok(parts) => Ok(interp.native_object(&class, Single(parts))),
        Err(error) => {
            let context = vec![("error", Value::str(error))];
            let fail = Fail::with("url_parsing", context, &args[1]);
            Err(to_raised(interp, fail, &class.name(), false, false))
        }
    }
}

/// Credentials, host and port as a URL has them.
fn host_text(interp: &mut Interp, values: [&Value; 4]) -> PyResult<String> {
    let [username, password, host, port] = values;
    let mut text = String::new();
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,".contains(&byte) {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect()
    };
    if let Some(name) = username.as_str() {
        text.push_str(&escape(name));
    }
    if let Some(password) = password.as_str() {
        text.push(':');
        text.push_str(&escape(password));
    }
    if username.as_str().is_some() || password.as_str().is_some() {
        text.push('@');
    }
    if let Some(host) = host.as_str() {
        text.push_str(host);
    }
    if !port.is_none() && !port.is_unbound() {
        text.push_str(&format!(":{}", interp.str(port)?));
    }
    Ok(text)
}

fn build(
    interp: &mut Interp,
    class: &Value,
    scheme: &Value,
    authority: String,
    rest: [&Value; 3],
) -> PyResult {
    let scheme = interp.str(scheme)?;
    let mut text = format!("{scheme}://{authority}");
    for (value, mark) in rest.into_iter().zip(['/', '?', '#']) {
        if let Some(part) = value.as_str() {
            if !(mark == '/' && part.starts_with('/')) {
                text.push(mark);
            }
            text.push_str(part);
        }
    }
    interp.call(class, &[Value::str(text)])
}

/// Make both classes.
pub fn make_classes(interp: &mut Interp) -> (Rc<Class>, Rc<Class>) {
    let base = interp.types.object.clone();
    let single = interp.define_class(MODULE, "Url", &base);
    let multi = interp.define_class(MODULE, "MultiHostUrl", &base);
    macro_rules! attribute {
        ($name:literal, $part:expr) => {
            Attribute {
                name: $name,
                get: |_, this| read(this, $part),
                set: None,
            }
        };
    }
    let common = [
        attribute!("scheme", |parts| Value::str(parts.url.scheme())),
        attribute!("path", path),
        attribute!("query", |parts| text_or_none(parts.url.query())),
        attribute!("fragment", |parts| text_or_none(parts.url.fragment())),
    ];
    for class in [&single, &multi] {
        interp.add_methods(class, Binding::Method, COMMON);
        interp.add_attributes(class, &common);
    }
    interp.add_attributes(
        &single,
        &[
            attribute!("username", |parts| username(&parts.url)),
            attribute!("password", |parts| password(&parts.url)),
            attribute!("host", |parts| text_or_none(
                parts.url.host_str().filter(|host| !host.is_empty())
            )),
            attribute!("port", |parts| port(&parts.url)),
        ],
    );
    interp.add_methods(
        &single,
        Binding::Method,
        &[def("unicode_host", "(self, /)", |_, args| {
            read(&args[0], |parts| match parts.url.host_str() {
                Some(host) if !host.is_empty() => Value::str(readable(host)),
                _ => Value::None,
            })
        })],
    );
    interp.add_methods(
        &multi,
        Binding::Method,
        &[def("hosts", "(self, /)", |interp, args| {
            let mut items = Vec::new();
            if let Some(parts) = parts(&args[0]) {
                for url in parts.more.iter().chain(std::iter::once(&parts.url)) {
                    items.push(interp.dict_of(vec![
                        ("username", username(url)),
                        ("password", password(url)),
                        ("host", text_or_none(url.host_str())),
                        ("port", port(url)),
                    ]));
                }
            }
            Ok(interp.list(items))
        })],
    );
    interp.add_methods(
        &single,
        Binding::StaticMethod,
        &[def("__new__", "(cls, url, /)", |interp, args| {
            new(interp, args, false)
        })],
    );
    interp.add_methods(
        &multi,
        Binding::StaticMethod,
        &[def("__new__", "(cls, url, /)", |interp, args| {
            new(interp, args, true)
        })],
    );
    interp.add_methods(
        &single,
        Binding::ClassMethod,
        &[def(
            "build",
            "(cls, *, scheme, host, username=None, password=None, port=None, path=None, query=None, fragment=None)",
            |interp, args| {
                let authority = host_text(interp, [&args[3], &args[4], &args[2], &args[5]])?;
                build(interp, &args[0], &args[1], authority, [&args[6], &args[7], &args[8]])
            },
        )],
    );
    interp.add_methods(
        &multi,
        Binding::ClassMethod,
        &[def(
            "build",
            "(cls, *, scheme, hosts=None, path=None, query=None, fragment=None, host=None, username=None, password=None, port=None)",
            |interp, args| {
                let mut all = Vec::new();
                match args[2].bound() {
                    Some(hosts) if !hosts.is_none() => {
                        for host in interp.collect(hosts)? {
                            if let Value::Dict(host) = &host {
                                let get = |key: &str| host.get(key).unwrap_or(Value::None);
                                let values = [get("username"), get("password"), get("host"), get("port")];
                                let [username, password, name, port] = &values;
                                all.push(host_text(interp, [username, password, name, port])?);
                            }
                        }
                    }
                    _ if args[6].as_str().is_some() => {
                        all.push(host_text(interp, [&args[7], &args[8], &args[6], &args[9]])?);
                    }
                    _ => {
                        return Err(interp.value_error("expected either `host` or `hosts` to be set"));
                    }
                }
                build(interp, &args[0], &args[1], all.join(","), [&args[3], &args[4], &args[5]])
            },
        )],
    );
    (single, multi)
}
