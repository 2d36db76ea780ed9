//! Functions and lambdas: parameters, defaults, decorators, type parameters, aliases.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Result;
use super::expressions::count;
use super::scope::ScopeKind;
use super::unit::Compiler;
use crate::code::{CodeKind, FunctionAttribute, Instruction, Intrinsic};
use crate::value::Value;

impl Compiler {
    pub(super) fn function_statement(&mut self, node: &ast::StmtFunctionDef) -> Result {
        self.decorators(&node.decorator_list)?;
        let header = super::scope::range_of(node.name.range());
        match &node.type_params {
            Some(parameters) => {
                self.type_parameter_scope(
                    node.range,
                    node.name.as_str(),
                    parameters,
                    |compiler| {
                        compiler.function(node)?;
                        compiler.emit_cell_or_local(".type_params");
                        compiler.emit(Instruction::Swap(2));
                        compiler.emit(Instruction::SetFunctionAttribute(
                            FunctionAttribute::TypeParameters,
                        ));
                        Ok(())
                    },
                )?;
            }
            None => self.function(node)?,
        }
        self.apply_decorators(&node.decorator_list);
        self.with_range(header, |compiler| compiler.store_name(node.name.as_str()));
        Ok(())
    }

    /// Push the decorators, each ready to be called.
    pub(super) fn decorators(&mut self, decorators: &[ast::Decorator]) -> Result {
        for decorator in decorators {
            self.expression(&decorator.expression)?;
            self.emit(Instruction::PushNull);
        }
        Ok(())
    }

    pub(super) fn apply_decorators(&mut self, decorators: &[ast::Decorator]) {
        for decorator in decorators.iter().rev() {
            let range = super::scope::range_of(decorator.expression.range());
            self.with_range(range, |compiler| compiler.emit(Instruction::Call(1)));
        }
    }

    /// Push a name of the unit's own, whether it lives in a slot or in a cell.
    pub(super) fn emit_cell_or_local(&mut self, name: &str) {
        self.load_name(name);
    }

    /// Push the defaults of parameters as the attributes of the function to be made.
    fn push_defaults(
        &mut self,
        parameters: &ast::Parameters,
        attributes: &mut Vec<FunctionAttribute>,
    ) -> Result {
        let defaults: Vec<&Expr> = parameters
            .posonlyargs
            .iter()
            .chain(&parameters.args)
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            for default in &defaults {
                self.expression(default)?;
            }
            self.emit(Instruction::BuildTuple(count(defaults.len())));
            attributes.push(FunctionAttribute::Defaults);
        }
        let named: Vec<(&str, &Expr)> = parameters
            .kwonlyargs
            .iter()
            .filter_map(|parameter| {
                Some((
                    parameter.parameter.name.as_str(),
                    parameter.default.as_deref()?,
                ))
            })
            .collect();
        if !named.is_empty() {
            for (name, default) in &named {
                let name = self.mangle(name);
                self.load_constant(Value::str(name));
                self.expression(default)?;
            }
            self.emit(Instruction::BuildMap(count(named.len())));
            attributes.push(FunctionAttribute::KeywordDefaults);
        }
        Ok(())
    }

    /// Give the unit its parameters.
    fn declare_parameters(&mut self, parameters: Option<&ast::Parameters>) {
        if let Some(parameters) = parameters {
            let mut names: Vec<String> = Vec::new();
            for parameter in parameters
                .posonlyargs
                .iter()
                .chain(&parameters.args)
                .chain(&parameters.kwonlyargs)
            {
                names.push(self.mangle(parameter.parameter.name.as_str()));
            }
            for parameter in [&parameters.vararg, &parameters.kwarg]
                .into_iter()
                .flatten()
            {
                names.push(self.mangle(parameter.name.as_str()));
            }
            let unit = self.unit();
            unit.positional_only = count(parameters.posonlyargs.len());
            unit.positional = count(parameters.posonlyargs.len() + parameters.args.len());
            unit.keyword_only = count(parameters.kwonlyargs.len());
            unit.has_varargs = parameters.vararg.is_some();
            unit.has_varkeywords = parameters.kwarg.is_some();
            unit.locals = names;
        }
        self.declare();
    }

    /// Push a function.
    fn function(&mut self, node: &ast::StmtFunctionDef) -> Result {
        let mut attributes = Vec::new();
        self.push_defaults(&node.parameters, &mut attributes)?;
        let mut annotations = super::scope::named_annotations(&node.parameters);
        if let Some(returns) = &node.returns {
            annotations.push(("return", returns));
        }
        if !annotations.is_empty() {
            self.annotate_function(node.range, &annotations)?;
            attributes.push(FunctionAttribute::Annotate);
        }
        let scope = self.scopes.find(ScopeKind::Function, node.range);
        let kind = function_kind(node.is_async, self.scopes.all[scope].has_yield);
        self.begin_unit(scope, node.name.as_str(), kind, node.range);
        self.declare_parameters(Some(&node.parameters));
        self.set_doc(&node.body);
        self.body(&node.body)?;
        self.end_of_function(node.body.last());
        self.make_closure(&attributes);
        Ok(())
    }

    /// `return None` at the end, where the end may be reached.
    fn end_of_function(&mut self, last: Option<&Stmt>) {
        if let Some(last) = last {
            self.at(last);
        }
        self.unit().depth = 0;
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::Return);
    }

    pub(super) fn lambda(&mut self, node: &ast::ExprLambda) -> Result {
        let mut attributes = Vec::new();
        if let Some(parameters) = &node.parameters {
            self.push_defaults(parameters, &mut attributes)?;
        }
        let scope = self.scopes.find(ScopeKind::Lambda, node.range);
        let kind = function_kind(false, self.scopes.all[scope].has_yield);
        self.begin_unit(scope, "<lambda>", kind, node.range);
        self.declare_parameters(node.parameters.as_deref());
        self.expression(&node.body)?;
        self.emit(Instruction::Return);
        self.make_closure(&attributes);
        Ok(())
    }

    /// Run something in the scope of type parameters (PEP 695): a function that is called at once.
    pub(super) fn type_parameter_scope(
        &mut self,
        range: TextRange,
        name: &str,
        parameters: &ast::TypeParams,
        body: impl FnOnce(&mut Compiler) -> Result,
    ) -> Result {
        let scope = self.scopes.find(ScopeKind::TypeParameters, range);
        self.begin_unit(
            scope,
            &format!("<generic parameters of {name}>"),
            CodeKind::Function,
            range,
        );
        self.declare();
        self.make_type_parameters(parameters)?;
        body(self)?;
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        self.emit(Instruction::PushNull);
        self.emit(Instruction::Call(0));
        Ok(())
    }

    fn make_type_parameters(&mut self, parameters: &ast::TypeParams) -> Result {
        for parameter in &parameters.type_params {
            let (name, bound, default, plain) = match parameter {
                ast::TypeParam::TypeVar(node) => (
                    &node.name,
                    node.bound.as_deref(),
                    node.default.as_deref(),
                    Intrinsic::TypeVar,
                ),
                ast::TypeParam::ParamSpec(node) => (
                    &node.name,
                    None,
                    node.default.as_deref(),
                    Intrinsic::ParamSpec,
                ),
                ast::TypeParam::TypeVarTuple(node) => (
                    &node.name,
                    None,
                    node.default.as_deref(),
                    Intrinsic::TypeVarTuple,
                ),
            };
            self.load_constant(Value::str(name.as_str()));
            match bound {
                Some(bound) => {
                    self.lazy_value(bound, name.as_str())?;
                    let is_tuple = matches!(bound, Expr::Tuple(_));
                    self.emit(Instruction::Intrinsic(if is_tuple {
                        Intrinsic::TypeVarWithConstraints
                    } else {
                        Intrinsic::TypeVarWithBound
                    }));
                }
                None => self.emit(Instruction::Intrinsic(plain)),
            }
            if let Some(default) = default {
                self.lazy_value(default, name.as_str())?;
                self.emit(Instruction::Intrinsic(Intrinsic::SetTypeParameterDefault));
            }
            self.emit(Instruction::Copy(1));
            self.store_name(name.as_str());
        }
        self.emit(Instruction::BuildTuple(count(parameters.type_params.len())));
        self.store_name(".type_params");
        Ok(())
    }

    /// Push a function that evaluates an expression when it is asked for: a bound, a default, the value of an alias.
    fn lazy_value(&mut self, value: &Expr, name: &str) -> Result {
        let scope = self.scopes.find(ScopeKind::Annotation, value.range());
        self.begin_unit(scope, name, CodeKind::Function, value.range());
        self.unit().locals = vec!["format".to_owned()];
        self.unit().positional = 1;
        self.unit().positional_only = 1;
        self.declare();
        self.expression(value)?;
        self.emit(Instruction::Return);
        let default = Value::tuple(vec![Value::Int(1)]);
        let code_attributes = [FunctionAttribute::Defaults];
        // The default of `format` goes under the closure.
        let unit = self.units.pop();
        self.load_constant(default);
        self.units.extend(unit);
        self.make_closure(&code_attributes);
        Ok(())
    }

    pub(super) fn type_alias(&mut self, node: &ast::StmtTypeAlias) -> Result {
        let Expr::Name(name) = &*node.name else {
            return Ok(());
        };
        let scope = self.scopes.find(ScopeKind::TypeParameters, node.range);
        self.begin_unit(
            scope,
            &format!("<generic parameters of {}>", name.id),
            CodeKind::Function,
            node.range,
        );
        self.declare();
        self.load_constant(Value::str(name.id.as_str()));
        match &node.type_params {
            Some(parameters) => {
                self.make_type_parameters(parameters)?;
                self.load_name(".type_params");
            }
            None => self.emit(Instruction::LoadNone),
        }
        self.lazy_value(&node.value, name.id.as_str())?;
        self.emit(Instruction::Intrinsic(Intrinsic::TypeAlias));
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        self.emit(Instruction::PushNull);
        self.emit(Instruction::Call(0));
        self.store_name(name.id.as_str());
        Ok(())
    }
}

pub(super) fn function_kind(is_async: bool, has_yield: bool) -> CodeKind {
    match (is_async, has_yield) {
        (false, false) => CodeKind::Function,
        (false, true) => CodeKind::Generator,
        (true, false) => CodeKind::Coroutine,
        (true, true) => CodeKind::AsyncGenerator,
    }
}
