//! The walk that collects the names of each scope, with the errors that CPython finds on the same walk.

use std::collections::HashMap;

use ruff_python_ast::name::Name;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Pattern, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{Scope, ScopeKind, Scopes, Uses, key, mangle};
use super::{Result, SyntaxError};

/// What the walk is inside of, where some expressions aren't allowed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// Nothing of that kind.
    Plain,
    /// The iterable of a comprehension.
    Iterable,
}

/// The walker.
pub(super) struct Collector {
    scopes: Vec<Scope>,
    by_node: HashMap<(ScopeKind, u32, u32), usize>,
    current: usize,
    error: Option<SyntaxError>,
    depth: usize,
    within: Within,
    /// What kind of comprehension the walk is in.
    comprehension_name: &'static str,
    future_annotations: bool,
}

impl Collector {
    fn new(future_annotations: bool) -> Collector {
        let mut collector = Collector {
            scopes: Vec::new(),
            by_node: HashMap::new(),
            current: 0,
            error: None,
            depth: 0,
            within: Within::Plain,
            comprehension_name: "",
            future_annotations,
        };
        collector.push_scope(ScopeKind::Module, None, None);
        collector
    }

    /// The scopes of a module's body.
    pub fn of_module(body: &[Stmt], future_annotations: bool) -> Result<Scopes> {
        let mut collector = Collector::new(future_annotations);
        collector.visit_body(body);
        collector.finish()
    }

    /// The scopes of one expression.
    pub fn of_expression(expression: &Expr) -> Result<Scopes> {
        let mut collector = Collector::new(false);
        collector.visit_expr(expression);
        collector.finish()
    }

    fn finish(self) -> Result<Scopes> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut scopes = Scopes {
            all: self.scopes,
            by_node: self.by_node,
        };
        scopes.resolve()?;
        Ok(scopes)
    }

    fn push_scope(
        &mut self,
        kind: ScopeKind,
        parent: Option<usize>,
        class_name: Option<Name>,
    ) -> usize {
        let index = self.scopes.len();
        let around = parent.map(|parent| &self.scopes[parent]);
        let unit = match (kind, around) {
            (ScopeKind::Comprehension, Some(around)) => around.unit,
            _ => index,
        };
        let sees_class = match (kind, around, parent) {
            (ScopeKind::Annotation | ScopeKind::TypeParameters, Some(around), Some(parent)) => {
                if around.kind == ScopeKind::Class {
                    Some(parent)
                } else {
                    around.sees_class
                }
            }
            (ScopeKind::Comprehension | ScopeKind::Generator, Some(around), _) => around.sees_class,
            _ => None,
        };
        self.scopes.push(Scope {
            kind,
            parent,
            unit,
            order: Vec::new(),
            uses: HashMap::new(),
            places: HashMap::new(),
            frees: Vec::new(),
            cells: Vec::new(),
            has_yield: false,
            is_async: false,
            class_name,
            sees_class,
        });
        index
    }

    /// Walk something in a scope of its own.
    fn in_scope(&mut self, kind: ScopeKind, range: TextRange, walk: impl FnOnce(&mut Collector)) {
        let parent = self.current;
        let class_name = self.scopes[parent].class_name.clone();
        let index = self.push_scope(kind, Some(parent), class_name);
        self.by_node.insert(key(kind, range), index);
        self.current = index;
        let within = std::mem::replace(&mut self.within, Within::Plain);
        walk(self);
        self.within = within;
        self.current = parent;
    }

    fn uses(&mut self, name: &str) -> &mut Uses {
        let scope = &mut self.scopes[self.current];
        let name = mangle(scope.class_name.as_deref(), name);
        if !scope.uses.contains_key(&name) {
            scope.order.push(name.clone());
        }
        scope.uses.entry(name).or_default()
    }

    fn used(&mut self, name: &str) {
        self.uses(name).is_used = true;
    }

    fn bind(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.fail("cannot assign to __debug__", range);
        }
        self.uses(name).is_bound = true;
    }

    fn parameter(&mut self, name: &str) {
        self.uses(name).is_parameter = true;
    }

    fn fail(&mut self, message: impl Into<String>, range: TextRange) {
        self.error.get_or_insert(super::error(message, range));
    }

    fn parameters(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter() {
            let name = parameter.name();
            let uses = self.uses(name.as_str());
            let is_known = std::mem::replace(&mut uses.is_parameter, true);
            if is_known {
                self.fail(
                    format!("duplicate argument '{name}' in function definition"),
                    name.range(),
                );
            }
            if name.as_str() == "__debug__" {
                self.fail("cannot assign to __debug__", name.range());
            }
        }
    }

    fn defaults(&mut self, parameters: &ast::Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    /// The names in annotations are seen from a scope of their own.
    fn annotation_scope(&mut self, range: TextRange, annotations: &[&Expr]) {
        if annotations.is_empty() || self.future_annotations {
            return;
        }
        self.in_scope(ScopeKind::Annotation, range, |collector| {
            collector.parameter("format");
            for annotation in annotations {
                collector.visit_expr(annotation);
            }
        });
    }

    /// An annotation in a class body or a module, which shares a scope with the others there.
    fn body_annotation(&mut self, annotation: &Expr) {
        if self.future_annotations {
            return;
        }
        let parent = self.current;
        let place = key(ScopeKind::Annotation, body_annotations_range(parent));
        let index = match self.by_node.get(&place) {
            Some(index) => *index,
            None => {
                let class_name = self.scopes[parent].class_name.clone();
                let index = self.push_scope(ScopeKind::Annotation, Some(parent), class_name);
                self.by_node.insert(place, index);
                self.current = index;
                self.parameter("format");
                index
            }
        };
        self.current = index;
        self.visit_expr(annotation);
        self.current = parent;
    }

    fn type_parameters(&mut self, parameters: &ast::TypeParams) {
        for parameter in &parameters.type_params {
            let (bound, default) = match parameter {
                ast::TypeParam::TypeVar(node) => (node.bound.as_deref(), node.default.as_deref()),
                ast::TypeParam::ParamSpec(node) => (None, node.default.as_deref()),
                ast::TypeParam::TypeVarTuple(node) => (None, node.default.as_deref()),
            };
            let name = parameter.name();
            if self.uses(name.as_str()).is_bound {
                self.fail(format!("duplicate type parameter '{name}'"), name.range());
            }
            self.bind(name.as_str(), name.range());
            for expression in [bound, default].into_iter().flatten() {
                self.in_scope(ScopeKind::Annotation, expression.range(), |collector| {
                    collector.parameter("format");
                    collector.visit_expr(expression);
                });
            }
        }
        self.uses(".type_params").is_bound = true;
    }

    fn comprehension(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        elements: &[&Expr],
        generators: &[ast::Comprehension],
    ) {
        if let Some(first) = generators.first() {
            self.iterable(&first.iter);
        }
        self.in_scope(kind, range, |collector| {
            if kind == ScopeKind::Generator {
                collector.parameter(".0");
            }
            for (position, generator) in generators.iter().enumerate() {
                if generator.is_async {
                    collector.scopes[collector.current].is_async = true;
                }
                collector.visit_expr(&generator.target);
                if position > 0 {
                    collector.iterable(&generator.iter);
                }
                for condition in &generator.ifs {
                    collector.visit_expr(condition);
                }
            }
            for element in elements {
                collector.visit_expr(element);
            }
            let is_async = collector.scopes[collector.current].is_async;
            // A comprehension inside another is awaited by it.
            if is_async
                && kind == ScopeKind::Comprehension
                && let Some(parent) = collector.scopes[collector.current].parent
                && matches!(
                    collector.scopes[parent].kind,
                    ScopeKind::Comprehension | ScopeKind::Generator
                )
            {
                collector.scopes[parent].is_async = true;
            }
        });
    }

    fn in_comprehension(
        &mut self,
        name: &'static str,
        range: TextRange,
        elements: &[&Expr],
        generators: &[ast::Comprehension],
    ) {
        let before = std::mem::replace(&mut self.comprehension_name, name);
        self.comprehension(ScopeKind::Comprehension, range, elements, generators);
        self.comprehension_name = before;
    }

    fn iterable(&mut self, iterable: &Expr) {
        let within = std::mem::replace(&mut self.within, Within::Iterable);
        self.visit_expr(iterable);
        self.within = within;
    }

    fn function_body(&mut self, function: &ast::StmtFunctionDef) {
        let mut annotations: Vec<&Expr> = named_annotations(&function.parameters)
            .into_iter()
            .map(|(_, annotation)| annotation)
            .collect();
        annotations.extend(function.returns.as_deref());
        self.annotation_scope(function.range, &annotations);
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
        if class.type_params.is_some() {
            self.used(".type_params");
        }
        self.in_scope(ScopeKind::Class, class.range, |collector| {
            let scope = collector.current;
            collector.scopes[scope].class_name = Some(class.name.id.clone());
            if class.type_params.is_some() {
                collector.used(".type_params");
            }
            collector.visit_body(&class.body);
        });
    }

    /// The target of `:=` is bound in the function around comprehensions (PEP 572).
    fn named_target(&mut self, name: &ast::ExprName) {
        let text = name.id.as_str();
        let inner = self.current;
        if self.within == Within::Iterable {
            self.fail(
                "assignment expression cannot be used in a comprehension iterable expression",
                name.range,
            );
        }
        while matches!(
            self.scopes[self.current].kind,
            ScopeKind::Comprehension | ScopeKind::Generator
        ) {
            if self.uses(text).is_bound {
                self.fail(
                    format!(
                        "assignment expression cannot rebind comprehension iteration variable '{text}'"
                    ),
                    name.range,
                );
            }
            self.used(text);
            match self.scopes[self.current].parent {
                Some(parent) => self.current = parent,
                None => break,
            }
        }
        if self.current != inner && self.scopes[self.current].kind == ScopeKind::Class {
            self.fail(
                "assignment expression within a comprehension cannot be used in a class body",
                name.range,
            );
        }
        self.bind(text, name.range);
        self.current = inner;
    }

    /// A `global` or `nonlocal` statement must come before the name is spoken of.
    fn check_declaration(&mut self, name: &str, what: &str, range: TextRange) {
        let uses = *self.uses(name);
        let message = if uses.is_parameter {
            format!("name '{name}' is parameter and {what}")
        } else if uses.is_annotated {
            format!("annotated name '{name}' can't be {what}")
        } else if uses.is_bound {
            format!("name '{name}' is assigned to before {what} declaration")
        } else if uses.is_used {
            format!("name '{name}' is used prior to {what} declaration")
        } else if (uses.is_global && what == "nonlocal")
            || (uses.nonlocal.is_some() && what == "global")
        {
            format!("name '{name}' is nonlocal and global")
        } else {
            return;
        };
        self.fail(message, range);
    }

    fn declaration(&mut self, node: &Stmt) {
        match node {
            Stmt::Global(global) => {
                for name in &global.names {
                    self.check_declaration(name.as_str(), "global", global.range);
                    self.uses(name.as_str()).is_global = true;
                }
            }
            Stmt::Nonlocal(nonlocal) => {
                if self.scopes[self.current].kind == ScopeKind::Module {
                    self.fail(
                        "nonlocal declaration not allowed at module level",
                        nonlocal.range,
                    );
                }
                for name in &nonlocal.names {
                    self.check_declaration(name.as_str(), "nonlocal", nonlocal.range);
                    self.uses(name.as_str()).nonlocal = Some(nonlocal.range);
                }
            }
            _ => {}
        }
    }

    fn annotated(&mut self, assign: &ast::StmtAnnAssign) {
        let is_body = matches!(
            self.scopes[self.current].kind,
            ScopeKind::Module | ScopeKind::Class
        );
        match &*assign.target {
            Expr::Name(name) if assign.simple => {
                let uses = *self.uses(name.id.as_str());
                let declared = if uses.is_global { "global" } else { "nonlocal" };
                if (uses.is_global || uses.nonlocal.is_some())
                    && self.scopes[self.current].kind != ScopeKind::Module
                {
                    self.fail(
                        format!("annotated name '{}' can't be {declared}", name.id),
                        assign.range,
                    );
                }
                self.uses(name.id.as_str()).is_annotated = true;
                self.bind(name.id.as_str(), name.range);
                if is_body {
                    self.body_annotation(&assign.annotation);
                }
            }
            Expr::Name(name) => {
                if assign.value.is_some() {
                    self.bind(name.id.as_str(), name.range);
                }
                if is_body && !self.future_annotations {
                    self.visit_expr(&assign.annotation);
                }
            }
            target => {
                self.visit_expr(target);
                if is_body && !self.future_annotations {
                    self.visit_expr(&assign.annotation);
                }
            }
        }
        if let Some(value) = &assign.value {
            self.visit_expr(value);
        }
    }
}

/// The range under which the annotations of a body are found: no node has it, for each node is wider than nothing or starts elsewhere.
pub(super) fn body_annotations_range(scope: usize) -> TextRange {
    TextRange::empty(u32::try_from(scope).unwrap_or(u32::MAX).into())
}

/// The annotations of parameters with their names: positional ones, `*args`, keyword-only ones, `**kwargs`.
pub(super) fn named_annotations(parameters: &ast::Parameters) -> Vec<(&str, &Expr)> {
    let positional = parameters.posonlyargs.iter().chain(&parameters.args);
    positional
        .map(|parameter| &parameter.parameter)
        .chain(parameters.vararg.as_deref())
        .chain(
            parameters
                .kwonlyargs
                .iter()
                .map(|parameter| &parameter.parameter),
        )
        .chain(parameters.kwarg.as_deref())
        .filter_map(|parameter| Some((parameter.name.as_str(), parameter.annotation.as_deref()?)))
        .collect()
}

impl<'a> Visitor<'a> for Collector {
    fn visit_stmt(&mut self, node: &'a Stmt) {
        match node {
            Stmt::FunctionDef(function) => {
                for decorator in &function.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.bind(function.name.as_str(), function.name.range());
                self.defaults(&function.parameters);
                match &function.type_params {
                    Some(parameters) => {
                        self.in_scope(ScopeKind::TypeParameters, function.range, |collector| {
                            // The defaults are evaluated outside and come as arguments.
                            collector.parameter(".defaults");
                            collector.parameter(".kwdefaults");
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
                self.bind(class.name.as_str(), class.name.range());
                match &class.type_params {
                    Some(parameters) => {
                        self.in_scope(ScopeKind::TypeParameters, class.range, |collector| {
                            // Private names in the bases belong to the class.
                            let scope = collector.current;
                            collector.scopes[scope].class_name = Some(class.name.id.clone());
                            collector.type_parameters(parameters);
                            collector.class_body(class);
                        });
                    }
                    None => self.class_body(class),
                }
            }
            Stmt::TypeAlias(alias) => {
                if let Expr::Name(name) = &*alias.name {
                    self.bind(name.id.as_str(), name.range);
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
            Stmt::AnnAssign(assign) => self.annotated(assign),
            Stmt::Import(import) => {
                for alias in &import.names {
                    match &alias.asname {
                        Some(name) => self.bind(name.as_str(), name.range()),
                        None => {
                            self.bind(alias.name.split('.').next().unwrap_or(""), alias.range);
                        }
                    }
                }
            }
            Stmt::ImportFrom(import) => {
                for alias in &import.names {
                    if alias.name.as_str() != "*" {
                        let name = alias.asname.as_ref().unwrap_or(&alias.name);
                        self.bind(name.as_str(), name.range());
                    } else if self.scopes[self.current].kind != ScopeKind::Module {
                        self.fail("import * only allowed at module level", import.range);
                    }
                }
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) => self.declaration(node),
            Stmt::Try(inner) => {
                for handler in &inner.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    if let Some(name) = &handler.name {
                        self.bind(name.as_str(), name.range());
                    }
                }
                visitor::walk_stmt(self, node);
            }
            Stmt::AugAssign(_) => {
                visitor::walk_stmt(self, node);
            }
            _ => visitor::walk_stmt(self, node),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            self.error
                .get_or_insert_with(|| super::too_deep(expression.range()));
            self.depth -= 1;
            return;
        }
        match expression {
            Expr::Name(name) => match name.ctx {
                ast::ExprContext::Load | ast::ExprContext::Invalid => {
                    self.used(name.id.as_str());
                    let is_function = !matches!(
                        self.scopes[self.current].kind,
                        ScopeKind::Class | ScopeKind::Module
                    );
                    if name.id.as_str() == "super" && is_function {
                        self.used("__class__");
                    }
                }
                _ => self.bind(name.id.as_str(), name.range),
            },
            // A long sum is a deep tree: walk down its left side without recursion.
            Expr::BinOp(node) => {
                let mut left = &*node.left;
                self.visit_expr(&node.right);
                while let Expr::BinOp(inner) = left {
                    self.visit_expr(&inner.right);
                    left = &inner.left;
                }
                self.visit_expr(left);
            }
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                if let Expr::Name(name) = &*named.target {
                    self.named_target(name);
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
            Expr::ListComp(node) => {
                self.in_comprehension(
                    "list comprehension",
                    node.range,
                    &[&node.elt],
                    &node.generators,
                );
            }
            Expr::SetComp(node) => {
                self.in_comprehension(
                    "set comprehension",
                    node.range,
                    &[&node.elt],
                    &node.generators,
                );
            }
            Expr::Generator(node) => self.comprehension(
                ScopeKind::Generator,
                node.range,
                &[&node.elt],
                &node.generators,
            ),
            Expr::DictComp(node) => {
                let mut elements: Vec<&Expr> = node.key.as_deref().into_iter().collect();
                elements.push(&node.value);
                self.in_comprehension(
                    "dict comprehension",
                    node.range,
                    &elements,
                    &node.generators,
                );
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                let what = match self.scopes[self.current].kind {
                    ScopeKind::Comprehension => Some(self.comprehension_name),
                    ScopeKind::Generator => Some("generator expression"),
                    _ => None,
                };
                if let Some(what) = what {
                    self.fail(format!("'yield' inside {what}"), expression.range());
                }
                self.scopes[self.current].has_yield = true;
                visitor::walk_expr(self, expression);
            }
            Expr::Await(_) => {
                if matches!(
                    self.scopes[self.current].kind,
                    ScopeKind::Comprehension | ScopeKind::Generator
                ) {
                    self.scopes[self.current].is_async = true;
                }
                visitor::walk_expr(self, expression);
            }
            _ => visitor::walk_expr(self, expression),
        }
        self.depth -= 1;
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        let name = match pattern {
            Pattern::MatchStar(star) => star.name.as_ref(),
            Pattern::MatchAs(pattern) => pattern.name.as_ref(),
            Pattern::MatchMapping(mapping) => mapping.rest.as_ref(),
            _ => None,
        };
        if let Some(name) = name {
            self.bind(name.as_str(), name.range());
        }
        visitor::walk_pattern(self, pattern);
    }
}
