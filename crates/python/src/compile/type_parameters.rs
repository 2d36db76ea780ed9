//! Type parameters and type aliases (PEP 695, 696).
//!
//! The parameters have a scope of their own, which is a function that is called at once; their bounds and defaults, and the value of an
//! alias, are functions that are called when somebody asks.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Result;
use super::scope::ScopeKind;
use super::unit::{Compiler, operand};
use crate::code::{CodeKind, FunctionAttribute, Instruction, Intrinsic};
use crate::value::Value;

impl<'a> Compiler<'a> {
    /// Begin the scope of type parameters; `arguments` are its parameters. [`Compiler::end_type_scope`] ends it.
    pub(super) fn begin_type_scope(&mut self, range: TextRange, name: &str, arguments: &[&str]) {
        let scope = self.scopes.find(ScopeKind::TypeParameters, range);
        self.begin_unit(
            scope,
            &format!("<generic parameters of {name}>"),
            CodeKind::Function,
            range,
        );
        self.unit().positional = operand(arguments.len());
        self.unit().positional_only = operand(arguments.len());
        for argument in arguments {
            self.declare_parameter(argument);
        }
        self.declare();
    }

    /// The function is made; the caller pushes its arguments and calls it.
    pub(super) fn end_type_scope(&mut self) {
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        self.emit(Instruction::PushNull);
    }

    /// Make the parameters, and their tuple `.type_params`.
    pub(super) fn make_type_parameters(&mut self, parameters: &'a ast::TypeParams) -> Result {
        for parameter in &parameters.type_params {
            self.at(parameter);
            let (bound, default, plain) = match parameter {
                ast::TypeParam::TypeVar(node) => (
                    node.bound.as_deref(),
                    node.default.as_deref(),
                    Intrinsic::TypeVar,
                ),
                ast::TypeParam::ParamSpec(node) => {
                    (None, node.default.as_deref(), Intrinsic::ParamSpec)
                }
                ast::TypeParam::TypeVarTuple(node) => {
                    (None, node.default.as_deref(), Intrinsic::TypeVarTuple)
                }
            };
            let name = parameter.name().as_str();
            self.load_text(name);
            match bound {
                Some(bound) => {
                    self.lazy_value(bound, name)?;
                    self.emit(Instruction::Intrinsic(if bound.is_tuple_expr() {
                        Intrinsic::TypeVarWithConstraints
                    } else {
                        Intrinsic::TypeVarWithBound
                    }));
                }
                None => self.emit(Instruction::Intrinsic(plain)),
            }
            if let Some(default) = default {
                self.lazy_value(default, name)?;
                self.emit(Instruction::Intrinsic(Intrinsic::SetTypeParameterDefault));
            }
            self.emit(Instruction::Copy(1));
            self.store_name(name);
        }
        self.emit(Instruction::BuildTuple(operand(
            parameters.type_params.len(),
        )));
        self.store_name(".type_params");
        Ok(())
    }

    /// Push a function that evaluates an expression when it is asked for: a bound, a default, the value of an alias.
    fn lazy_value(&mut self, value: &'a Expr, name: &str) -> Result {
        self.load_constant(Value::tuple(vec![Value::Int(1)]));
        let scope = self.scopes.find(ScopeKind::Annotation, value.range());
        self.begin_unit(scope, name, CodeKind::Function, value.range());
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare_parameter("format");
        self.declare();
        match value {
            // The default of a `TypeVarTuple`: `*Ts = *tuple[int, ...]`.
            Expr::Starred(starred) => {
                self.expression(&starred.value)?;
                self.emit(Instruction::UnpackSequence(1));
            }
            other => self.expression(other)?,
        }
        self.emit(Instruction::Return);
        self.make_closure(&[FunctionAttribute::Defaults]);
        Ok(())
    }

    pub(super) fn type_alias(&mut self, node: &'a ast::StmtTypeAlias) -> Result {
        let Expr::Name(name) = &*node.name else {
            return Ok(());
        };
        self.begin_type_scope(node.range, name.id.as_str(), &[]);
        if let Some(parameters) = &node.type_params {
            self.make_type_parameters(parameters)?;
        }
        self.at(node);
        self.load_text(name.id.as_str());
        if node.type_params.is_some() {
            self.load_name(".type_params");
        } else {
            self.emit(Instruction::LoadNone);
        }
        self.lazy_value(&node.value, name.id.as_str())?;
        self.emit(Instruction::Intrinsic(Intrinsic::TypeAlias));
        self.end_type_scope();
        self.emit(Instruction::Call(0));
        self.with_range(name.range, |compiler| compiler.store_name(name.id.as_str()));
        Ok(())
    }
}
