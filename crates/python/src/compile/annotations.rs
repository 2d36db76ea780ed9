//! Annotations: functions that evaluate them when they are asked for (PEP 649 and 749).

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{ScopeKind, range_of};
use super::symbols::body_annotations_range;
use super::unit::Compiler;
use super::{Result, error};
use crate::code::{CodeKind, CompareOp, Instruction};
use crate::value::Value;

/// `annotationlib.Format.STRING`.
const FORMAT_STRING: i32 = 4;

/// The annotations of simple names in a body and in the blocks inside it, in order.
fn simple_annotations<'a>(body: &'a [Stmt], found: &mut Vec<(&'a str, &'a Expr)>) {
    for statement in body {
        match statement {
            Stmt::AnnAssign(node) => {
                if let Expr::Name(name) = &*node.target
                    && node.simple
                {
                    found.push((name.id.as_str(), &node.annotation));
                }
            }
            Stmt::If(node) => {
                simple_annotations(&node.body, found);
                for clause in &node.elif_else_clauses {
                    simple_annotations(&clause.body, found);
                }
            }
            Stmt::For(node) => {
                simple_annotations(&node.body, found);
                simple_annotations(&node.orelse, found);
            }
            Stmt::While(node) => {
                simple_annotations(&node.body, found);
                simple_annotations(&node.orelse, found);
            }
            Stmt::With(node) => simple_annotations(&node.body, found),
            Stmt::Match(node) => {
                for case in &node.cases {
                    simple_annotations(&case.body, found);
                }
            }
            Stmt::Try(node) => {
                simple_annotations(&node.body, found);
                for handler in &node.handlers {
                    let ast::ExceptHandler::ExceptHandler(handler) = handler;
                    simple_annotations(&handler.body, found);
                }
                simple_annotations(&node.orelse, found);
                simple_annotations(&node.finalbody, found);
            }
            _ => {}
        }
    }
}

/// Check `from __future__` imports; whether annotations are to be strings.
pub(super) fn check_future(body: &[Stmt]) -> Result<bool> {
    const FEATURES: [&str; 10] = [
        "nested_scopes",
        "generators",
        "division",
        "absolute_import",
        "with_statement",
        "print_function",
        "unicode_literals",
        "barry_as_FLUFL",
        "generator_stop",
        "annotations",
    ];
    let mut annotations = false;
    let mut is_beginning = true;
    for (index, statement) in body.iter().enumerate() {
        match statement {
            Stmt::ImportFrom(import)
                if import.level == 0
                    && import
                        .module
                        .as_ref()
                        .is_some_and(|module| module.as_str() == "__future__") =>
            {
                if !is_beginning {
                    return Err(error(
                        "from __future__ imports must occur at the beginning of the file",
                        import.range,
                    ));
                }
                for alias in &import.names {
                    let name = alias.name.as_str();
                    if name == "braces" {
                        return Err(error("not a chance", alias.range));
                    }
                    if !FEATURES.contains(&name) {
                        return Err(error(
                            format!("future feature {name} is not defined"),
                            alias.range,
                        ));
                    }
                    annotations |= name == "annotations";
                }
            }
            Stmt::Expr(node) if index == 0 && node.value.is_string_literal_expr() => {}
            _ => is_beginning = false,
        }
    }
    Ok(annotations)
}

impl<'a> Compiler<'a> {
    /// Push a function `__annotate__(format)` that gives a dict.
    pub(super) fn annotate_function(
        &mut self,
        scope: usize,
        range: TextRange,
        annotations: &[(&'a str, &'a Expr)],
    ) -> Result {
        let class_name = self.scopes.all[self.scope()].class_name.clone();
        let names: Vec<Value> = annotations
            .iter()
            .map(|(name, _)| Value::str(super::scope::mangle(class_name.as_deref(), name).as_str()))
            .collect();
        let scope = if self.future_annotations {
            // Nothing is evaluated, so there is no scope: that of the module has no locals.
            0
        } else {
            scope
        };
        self.begin_unit(scope, "__annotate__", CodeKind::Function, range);
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare_parameter("format");
        if !self.future_annotations {
            self.declare();
            let evaluate = self.label();
            self.emit(Instruction::LoadFast(0));
            self.emit(Instruction::LoadInt(FORMAT_STRING));
            self.emit(Instruction::Compare(CompareOp::Equal));
            self.jump(Instruction::PopJumpIfFalse, evaluate);
            self.annotation_texts(&names, annotations);
            self.mark_at(evaluate, 0);
            self.emit(Instruction::BuildMap(0));
            for (name, (_, annotation)) in names.iter().zip(annotations) {
                self.load_constant(name.clone());
                self.annotation(annotation)?;
                self.emit(Instruction::MapAdd(1));
            }
            self.emit(Instruction::Return);
        } else {
            self.annotation_texts(&names, annotations);
        }
        self.make_closure(&[]);
        Ok(())
    }

    /// Return a dict of the annotations' texts.
    fn annotation_texts(&mut self, names: &[Value], annotations: &[(&'a str, &'a Expr)]) {
        self.emit(Instruction::BuildMap(0));
        for (name, (_, annotation)) in names.iter().zip(annotations) {
            self.load_constant(name.clone());
            let text = self.annotation_text(annotation);
            self.load_constant(Value::str(text));
            self.emit(Instruction::MapAdd(1));
        }
        self.emit(Instruction::Return);
    }

    /// Push the value of an annotation, or a forward reference where a name isn't there and the format allows it.
    fn annotation(&mut self, annotation: &'a Expr) -> Result {
        if annotation.is_literal_expr() {
            return self.expression(annotation);
        }
        let text = self.annotation_text(annotation);
        let (fallback, done) = (self.label(), self.label());
        let depth = self.unit_ref().depth;
        let outside = self.cover(fallback);
        match annotation {
            // `*args: *Ts`.
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Instruction::UnpackSequence(1));
            }
            other => self.expression(other)?,
        }
        self.unit().cover = outside;
        self.jump(Instruction::Jump, done);
        self.mark_at(fallback, depth + 1);
        let text = self.constant(Value::str(text));
        self.with_range(annotation.range(), |compiler| {
            compiler.emit(Instruction::AnnotationFallback(text));
        });
        self.mark_at(done, depth + 1);
        Ok(())
    }

    /// The text of an annotation, on one line.
    fn annotation_text(&self, annotation: &Expr) -> String {
        let text = self.source.slice(range_of(annotation.range()));
        match annotation {
            Expr::StringLiteral(literal) => quote(literal.value.to_str()),
            _ if text.contains('\n') => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => text.to_owned(),
        }
    }

    /// The annotations of a class body or a module, as a function in its namespace.
    pub(super) fn body_annotations(&mut self, body: &'a [Stmt], stored: &str) -> Result {
        let mut annotations = Vec::new();
        simple_annotations(body, &mut annotations);
        if !annotations.is_empty() {
            let range = body_annotations_range(self.scope());
            let scope = self.scopes.find(ScopeKind::Annotation, range);
            let whole = TextRange::new(
                body.first().map_or(range.start(), Ranged::start),
                body.last().map_or(range.end(), Ranged::end),
            );
            self.annotate_function(scope, whole, &annotations)?;
            self.store_plain(stored);
        }
        Ok(())
    }
}

/// A string as `repr` shows it.
fn quote(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::from(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if other == quote => {
                quoted.push('\\');
                quoted.push(other);
            }
            other => quoted.push(other),
        }
    }
    quoted.push(quote);
    quoted
}
