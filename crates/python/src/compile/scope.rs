//! Scopes: which names a module, class or function binds, and where each name that it uses comes from.
//!
//! The first walk over the tree collects names; then [`Scopes::resolve`] decides what is local, in a cell, free or global. Comprehensions,
//! annotations and type parameters have scopes of their own, as in the language reference ("Resolution of names").

use std::collections::{BTreeMap, HashMap};

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::SyntaxError;
use crate::source::Range;

/// What kind of scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
    /// The annotations of a function, a class or a module; the value or bound of a type parameter.
    Annotation,
    /// The scope that holds the type parameters of a function, a class or an alias.
    TypeParameters,
}

/// Where a name comes from, seen from one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A local slot (in functions), or the namespace (in classes and modules).
    Local,
    /// A cell that this scope makes.
    Cell,
    /// A cell of a function around.
    Free,
    /// The globals, by a `global` statement.
    ExplicitGlobal,
    /// The globals, because nobody around binds it.
    Global,
}

#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    is_bound: bool,
    is_parameter: bool,
    is_global: bool,
    is_nonlocal: bool,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub kind: ScopeKind,
    pub parent: Option<usize>,
    /// Names in order of appearance.
    order: Vec<String>,
    uses: HashMap<String, Uses>,
    pub places: HashMap<String, Place>,
    /// Names of cells that must be passed through to scopes inside.
    pub frees: Vec<String>,
    pub cells: Vec<String>,
    children: Vec<usize>,
    pub has_yield: bool,
    pub is_async: bool,
    /// The name of the class around, for private names.
    pub class_name: Option<String>,
    pub nonlocal_ranges: Vec<(String, TextRange)>,
    /// Whether the class needs the cell `__class__`, and the one of its namespace.
    pub needs_class_cell: bool,
    pub needs_class_dict: bool,
}

/// All scopes of one file.
pub(super) struct Scopes {
    pub all: Vec<Scope>,
    /// The scope that a node opens, by its kind and range.
    by_node: HashMap<(ScopeKind, u32, u32), usize>,
    pub error: Option<SyntaxError>,
}

fn key(kind: ScopeKind, range: TextRange) -> (ScopeKind, u32, u32) {
    (kind, range.start().to_u32(), range.end().to_u32())
}

/// A private name is mangled with the name of its class (language reference, "Private name mangling").
pub(super) fn mangle(class_name: Option<&str>, name: &str) -> String {
    match class_name {
        Some(class_name)
            if name.starts_with("__") && !name.ends_with("__") && !name.contains('.') =>
        {
            let class_name = class_name.trim_start_matches('_');
            if class_name.is_empty() {
                name.to_owned()
            } else {
                format!("_{class_name}{name}")
            }
        }
        _ => name.to_owned(),
    }
}

impl Scopes {
    /// The scopes of a module's body.
    pub fn of_module(body: &[Stmt]) -> Scopes {
        let mut collector = Collector::new();
        collector.visit_body(body);
        collector.annotations_of_body(body, TextRange::default());
        collector.finish()
    }

    /// The scopes of one expression.
    pub fn of_expression(expression: &Expr) -> Scopes {
        let mut collector = Collector::new();
        collector.visit_expr(expression);
        collector.finish()
    }

    /// The scope that a node opens.
    pub fn find(&self, kind: ScopeKind, range: TextRange) -> usize {
        self.by_node.get(&key(kind, range)).copied().unwrap_or(0)
    }

    fn resolve(&mut self, index: usize, enclosing: &[String]) {
        let scope = &self.all[index];
        let kind = scope.kind;
        let mut places = HashMap::new();
        let mut frees: Vec<String> = Vec::new();
        let mut bound_here: Vec<String> = Vec::new();
        for name in &scope.order {
            let uses = scope.uses[name];
            let place = if uses.is_global {
                Place::ExplicitGlobal
            } else if uses.is_nonlocal {
                frees.push(name.clone());
                Place::Free
            } else if uses.is_bound || uses.is_parameter {
                bound_here.push(name.clone());
                Place::Local
            } else if enclosing.contains(name) {
                frees.push(name.clone());
                Place::Free
            } else {
                Place::Global
            };
            places.insert(name.clone(), place);
        }
        let nonlocal_error = scope
            .nonlocal_ranges
            .iter()
            .find(|(name, _)| !enclosing.contains(name))
            .cloned();
        if let Some((name, range)) = nonlocal_error {
            let message = if kind == ScopeKind::Module {
                "nonlocal declaration not allowed at module level".to_owned()
            } else {
                format!("no binding for nonlocal '{name}' found")
            };
            self.error.get_or_insert(super::error(message, range));
        }
        let mut inner: Vec<String> = enclosing.to_vec();
        match kind {
            ScopeKind::Module => {}
            ScopeKind::Class => {
                for special in ["__class__", "__classdict__"] {
                    if !inner.iter().any(|name| name == special) {
                        inner.push(special.to_owned());
                    }
                }
            }
            _ => {
                let globals: Vec<&String> = places
                    .iter()
                    .filter(|(_, place)| **place == Place::ExplicitGlobal)
                    .map(|(name, _)| name)
                    .collect();
                inner.retain(|name| !globals.contains(&name));
                for name in &bound_here {
                    if !inner.contains(name) {
                        inner.push(name.clone());
                    }
                }
            }
        }
        let children = self.all[index].children.clone();
        let mut cells: Vec<String> = Vec::new();
        for child in children {
            self.resolve(child, &inner);
            for name in self.all[child].frees.clone() {
                let is_own = match kind {
                    ScopeKind::Module => false,
                    ScopeKind::Class => name == "__class__" || name == "__classdict__",
                    _ => bound_here.contains(&name),
                };
                if is_own {
                    if kind == ScopeKind::Class {
                        if name == "__class__" {
                            self.all[index].needs_class_cell = true;
                        } else {
                            self.all[index].needs_class_dict = true;
                        }
                    } else {
                        places.insert(name.clone(), Place::Cell);
                    }
                    if !cells.contains(&name) {
                        cells.push(name);
                    }
                } else if !frees.contains(&name) {
                    frees.push(name.clone());
                    places.entry(name).or_insert(Place::Free);
                }
            }
        }
        let scope = &mut self.all[index];
        scope.places = places;
        scope.frees = frees;
        scope.cells = cells;
    }
}

impl Scope {
    /// The local names that aren't parameters or cells, in order.
    pub fn plain_locals(&self) -> Vec<String> {
        self.order
            .iter()
            .filter(|name| {
                self.places.get(*name) == Some(&Place::Local) && !self.uses[*name].is_parameter
            })
            .cloned()
            .collect()
    }
}

struct Collector {
    scopes: Vec<Scope>,
    by_node: HashMap<(ScopeKind, u32, u32), usize>,
    current: usize,
    error: Option<SyntaxError>,
    depth: usize,
}

impl Collector {
    fn new() -> Collector {
        let mut collector = Collector {
            scopes: Vec::new(),
            by_node: HashMap::new(),
            current: 0,
            error: None,
            depth: 0,
        };
        collector.push_scope(ScopeKind::Module, None, None);
        collector
    }

    fn finish(self) -> Scopes {
        let mut scopes = Scopes {
            all: self.scopes,
            by_node: self.by_node,
            error: self.error,
        };
        scopes.resolve(0, &[]);
        scopes
    }

    fn push_scope(
        &mut self,
        kind: ScopeKind,
        parent: Option<usize>,
        class_name: Option<String>,
    ) -> usize {
        let index = self.scopes.len();
        self.scopes.push(Scope {
            kind,
            parent,
            order: Vec::new(),
            uses: HashMap::new(),
            places: HashMap::new(),
            frees: Vec::new(),
            cells: Vec::new(),
            children: Vec::new(),
            has_yield: false,
            is_async: false,
            class_name,
            nonlocal_ranges: Vec::new(),
            needs_class_cell: false,
            needs_class_dict: false,
        });
        if let Some(parent) = parent {
            self.scopes[parent].children.push(index);
        }
        index
    }

    /// Walk something in a scope of its own.
    fn in_scope(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        walk: impl FnOnce(&mut Collector),
    ) -> usize {
        let parent = self.current;
        let class_name = self.scopes[parent].class_name.clone();
        let index = self.push_scope(kind, Some(parent), class_name);
        self.by_node.insert(key(kind, range), index);
        self.current = index;
        walk(self);
        self.current = parent;
        index
    }

    fn uses(&mut self, name: &str) -> &mut Uses {
        let scope = &mut self.scopes[self.current];
        let name = mangle(scope.class_name.as_deref(), name);
        if !scope.uses.contains_key(&name) {
            scope.order.push(name.clone());
        }
        scope.uses.entry(name).or_default()
    }

    fn bind(&mut self, name: &str) {
        self.uses(name).is_bound = true;
    }

    fn parameter(&mut self, name: &str) {
        self.uses(name).is_parameter = true;
    }

    fn fail(&mut self, message: impl Into<String>, range: TextRange) {
        self.error.get_or_insert(super::error(message, range));
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        let mut seen: Vec<&str> = Vec::new();
        for parameter in parameters.iter() {
            let name = parameter.name().as_str();
            if seen.contains(&name) {
                self.fail(
                    format!("duplicate parameter '{name}' in function definition"),
                    parameter.name().range(),
                );
            }
            seen.push(name);
            self.parameter(name);
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .chain(&parameters.kwonlyargs)
        {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    /// The names in annotations are seen from a scope of their own.
    fn annotation_scope(&mut self, range: TextRange, annotations: Vec<&Expr>) {
        if annotations.is_empty() {
            return;
        }
        let in_class = self.sees_class();
        self.in_scope(ScopeKind::Annotation, range, |collector| {
            collector.parameter("format");
            if in_class {
                collector.uses("__classdict__");
            }
            for annotation in annotations {
                collector.visit_expr(annotation);
            }
        });
    }

    /// Whether names in an annotation here are looked up in a class's namespace first.
    fn sees_class(&self) -> bool {
        self.scopes[self.current].kind == ScopeKind::Class
    }

    fn annotations_of_body(&mut self, body: &[Stmt], range: TextRange) {
        let mut annotations = Vec::new();
        super::annotations::simple_annotations(body, &mut annotations);
        let annotations: Vec<&Expr> = annotations
            .into_iter()
            .map(|(_, annotation)| annotation)
            .collect();
        self.annotation_scope(range, annotations);
    }

    fn type_parameters(&mut self, parameters: &ast::TypeParams) {
        for parameter in &parameters.type_params {
            let (name, bound, default) = match parameter {
                ast::TypeParam::TypeVar(parameter) => (
                    &parameter.name,
                    parameter.bound.as_deref(),
                    parameter.default.as_deref(),
                ),
                ast::TypeParam::ParamSpec(parameter) => {
                    (&parameter.name, None, parameter.default.as_deref())
                }
                ast::TypeParam::TypeVarTuple(parameter) => {
                    (&parameter.name, None, parameter.default.as_deref())
                }
            };
            self.bind(name.as_str());
            for expression in [bound, default].into_iter().flatten() {
                self.in_scope(ScopeKind::Annotation, expression.range(), |collector| {
                    collector.parameter("format");
                    collector.visit_expr(expression);
                });
            }
        }
        self.bind(".type_params");
    }

    fn comprehension(
        &mut self,
        range: TextRange,
        elements: &[&Expr],
        generators: &[ast::Comprehension],
    ) {
        if let Some(first) = generators.first() {
            self.visit_expr(&first.iter);
        }
        self.in_scope(ScopeKind::Comprehension, range, |collector| {
            collector.parameter(".0");
            for (position, generator) in generators.iter().enumerate() {
                if generator.is_async {
                    collector.scopes[collector.current].is_async = true;
                }
                collector.visit_expr(&generator.target);
                if position > 0 {
                    collector.visit_expr(&generator.iter);
                }
                for condition in &generator.ifs {
                    collector.visit_expr(condition);
                }
            }
            for element in elements {
                collector.visit_expr(element);
            }
        });
    }

    fn function_body(&mut self, function: &ast::StmtFunctionDef) {
        let mut annotations = annotation_list(&function.parameters);
        annotations.extend(function.returns.as_deref());
        self.annotation_scope(function.range, annotations);
        self.in_scope(ScopeKind::Function, function.range, |collector| {
            collector.scopes[collector.current].is_async = function.is_async;
            collector.parameters(&function.parameters);
            collector.visit_body(&function.body);
        });
    }

    fn class_body(&mut self, class: &ast::StmtClassDef) {
        if let Some(arguments) = &class.arguments {
            for argument in &arguments.args {
                self.visit_expr(argument);
            }
            for keyword in &arguments.keywords {
                self.visit_expr(&keyword.value);
            }
        }
        self.in_scope(ScopeKind::Class, class.range, |collector| {
            let scope = collector.current;
            collector.scopes[scope].class_name = Some(class.name.to_string());
            if class.type_params.is_some() {
                collector.uses(".type_params");
            }
            collector.visit_body(&class.body);
            collector.annotations_of_body(&class.body, class.range);
        });
    }
}

/// The annotations of parameters, in order.
pub(super) fn annotation_list(parameters: &ast::Parameters) -> Vec<&Expr> {
    named_annotations(parameters)
        .into_iter()
        .map(|(_, annotation)| annotation)
        .collect()
}

/// The annotations of parameters with their names: positional ones, `*args`, keyword-only ones, `**kwargs`.
pub(super) fn named_annotations(parameters: &ast::Parameters) -> Vec<(&str, &Expr)> {
    let mut result = Vec::new();
    for parameter in parameters.posonlyargs.iter().chain(&parameters.args) {
        if let Some(annotation) = &parameter.parameter.annotation {
            result.push((parameter.parameter.name.as_str(), &**annotation));
        }
    }
    if let Some(parameter) = &parameters.vararg
        && let Some(annotation) = &parameter.annotation
    {
        result.push((parameter.name.as_str(), &**annotation));
    }
    for parameter in &parameters.kwonlyargs {
        if let Some(annotation) = &parameter.parameter.annotation {
            result.push((parameter.parameter.name.as_str(), &**annotation));
        }
    }
    if let Some(parameter) = &parameters.kwarg
        && let Some(annotation) = &parameter.annotation
    {
        result.push((parameter.name.as_str(), &**annotation));
    }
    result
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, node: &'a Stmt) {
        match node {
            Stmt::FunctionDef(function) => {
                for decorator in &function.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(function.name.as_str());
                self.defaults(&function.parameters);
                match &function.type_params {
                    Some(parameters) => {
                        self.in_scope(ScopeKind::TypeParameters, function.range, |collector| {
                            collector.type_parameters(parameters);
                            collector.function_body(function);
                        });
                    }
                    None => self.function_body(function),
                }
            }
            Stmt::ClassDef(class) => {
                for decorator in &class.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(class.name.as_str());
                match &class.type_params {
                    Some(parameters) => {
                        self.in_scope(ScopeKind::TypeParameters, class.range, |collector| {
                            collector.type_parameters(parameters);
                            collector.class_body(class);
                        });
                    }
                    None => self.class_body(class),
                }
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(name.id.as_str());
                }
                self.in_scope(ScopeKind::TypeParameters, alias.range, |collector| {
                    if let Some(parameters) = &alias.type_params {
                        collector.type_parameters(parameters);
                    }
                    collector.in_scope(ScopeKind::Annotation, alias.value.range(), |collector| {
                        collector.parameter("format");
                        collector.visit_expr(&alias.value);
                    });
                });
            }
            Stmt::AnnAssign(assign) => {
                self.visit_expr(&assign.target);
                if let Some(value) = &assign.value {
                    self.visit_expr(value);
                } else if let Expr::Name(name) = &*assign.target {
                    self.bind(name.id.as_str());
                }
            }
            Stmt::Import(import) => {
                for alias in &import.names {
                    match &alias.asname {
                        Some(name) => self.bind(name.as_str()),
                        None => self.bind(alias.name.split('.').next().unwrap_or("")),
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if alias.name.as_str() != "*" {
                        self.bind(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
                    }
                }
            }
            Stmt::Global(global) => {
                for name in &global.names {
                    let uses = *self.uses(name.as_str());
                    if uses.is_parameter {
                        self.fail(
                            format!("name '{name}' is parameter and global"),
                            global.range,
                        );
                    } else if uses.is_bound {
                        self.fail(
                            format!("name '{name}' is assigned to before global declaration"),
                            global.range,
                        );
                    }
                    self.uses(name.as_str()).is_global = true;
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                for name in &nonlocal.names {
                    let uses = *self.uses(name.as_str());
                    if uses.is_parameter {
                        self.fail(
                            format!("name '{name}' is parameter and nonlocal"),
                            nonlocal.range,
                        );
                    } else if uses.is_bound {
                        self.fail(
                            format!("name '{name}' is assigned to before nonlocal declaration"),
                            nonlocal.range,
                        );
                    }
                    self.uses(name.as_str()).is_nonlocal = true;
                    let scope = &mut self.scopes[self.current];
                    let mangled = mangle(scope.class_name.as_deref(), name.as_str());
                    scope.nonlocal_ranges.push((mangled, nonlocal.range));
                }
            }
            Stmt::Try(inner) => {
                for handler in &inner.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    if let Some(name) = &handler.name {
                        self.bind(name.as_str());
                    }
                }
                visitor::walk_stmt(self, node);
            }
            _ => visitor::walk_stmt(self, node),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            self.fail("too many nested expressions", expression.range());
            self.depth -= 1;
            return;
        }
        match expression {
            Expr::Name(name) => match name.ctx {
                ast::ExprContext::Load | ast::ExprContext::Invalid => {
                    self.uses(name.id.as_str());
                    let is_function = self.scopes[self.current].kind != ScopeKind::Class;
                    if name.id.as_str() == "super" && is_function {
                        self.uses("__class__");
                    }
                }
                _ => self.bind(name.id.as_str()),
            },
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    // The target is bound in the function around a comprehension (PEP 572).
                    let inner = self.current;
                    while self.scopes[self.current].kind == ScopeKind::Comprehension {
                        match self.scopes[self.current].parent {
                            Some(parent) => self.current = parent,
                            None => break,
                        }
                    }
                    let outer = self.current;
                    self.bind(name.id.as_str());
                    let is_module = self.scopes[outer].kind == ScopeKind::Module;
                    self.current = inner;
                    if outer != inner {
                        let uses = self.uses(name.id.as_str());
                        if is_module {
                            uses.is_global = true;
                        }
                        uses.is_nonlocal = !is_module;
                    }
                }
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.defaults(parameters);
                }
                self.in_scope(ScopeKind::Lambda, lambda.range, |collector| {
                    if let Some(parameters) = &lambda.parameters {
                        collector.parameters(parameters);
                    }
                    collector.visit_expr(&lambda.body);
                });
            }
            Expr::ListComp(node) => self.comprehension(node.range, &[&node.elt], &node.generators),
            Expr::SetComp(node) => self.comprehension(node.range, &[&node.elt], &node.generators),
            Expr::Generator(node) => self.comprehension(node.range, &[&node.elt], &node.generators),
            Expr::DictComp(node) => {
                let mut elements: Vec<&Expr> = node.key.as_deref().into_iter().collect();
                elements.push(&node.value);
                self.comprehension(node.range, &elements, &node.generators);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.scopes[self.current].has_yield = true;
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                if self.scopes[self.current].kind == ScopeKind::Comprehension {
                    self.scopes[self.current].is_async = true;
                }
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
        self.depth -= 1;
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        match pattern {
            Pattern::MatchStar(star) => {
                if let Some(name) = &star.name {
                    self.bind(name.as_str());
                }
            }
            Pattern::MatchAs(pattern) => {
                if let Some(name) = &pattern.name {
                    self.bind(name.as_str());
                }
            }
            Pattern::MatchMapping(mapping) => {
                if let Some(name) = &mapping.rest {
                    self.bind(name.as_str());
                }
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }
}

/// A sorted copy of names: cells are in a stable order.
pub(super) fn sorted(names: &[String]) -> Vec<String> {
    let ordered: BTreeMap<&String, ()> = names.iter().map(|name| (name, ())).collect();
    ordered.into_keys().cloned().collect()
}

/// The range of a node in our own terms.
pub(super) fn range_of(range: TextRange) -> Range {
    Range {
        start: range.start().to_u32(),
        end: range.end().to_u32(),
    }
}
