//! Functions and lambdas: parameters, defaults, decorators.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Result;
use super::scope::ScopeKind;
use super::statements::docstring;
use super::symbols::named_annotations;
use super::unit::{Compiler, operand};
use crate::code::{CodeKind, FunctionAttribute, Instruction};
use crate::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn function_statement(&mut self, node: &'a ast::StmtFunctionDef) -> Result {
        self.decorators(&node.decorator_list)?;
        let name = node.name.as_str();
        let header = definition_range(node.range, &node.decorator_list, node.parameters.range);
        self.unit().current_range = super::scope::range_of(header);
        match &node.type_params {
            Some(parameters) => self.generic_function(node, parameters)?,
            None => {
                let mut attributes = Vec::new();
                self.push_defaults(&node.parameters, &mut attributes)?;
                self.function(node, attributes)?;
            }
        }
        self.apply_decorators(&node.decorator_list);
        self.with_range(node.name.range(), |compiler| compiler.store_name(name));
        Ok(())
    }

    /// The defaults are evaluated outside of the scope of the type parameters, and come into it as arguments.
    fn generic_function(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        parameters: &'a ast::TypeParams,
    ) -> Result {
        let name = node.name.as_str();
        let mut attributes = Vec::new();
        self.push_defaults(&node.parameters, &mut attributes)?;
        let given: Vec<&str> = attributes
            .iter()
            .map(|attribute| match attribute {
                FunctionAttribute::Defaults => ".defaults",
                _ => ".kwdefaults",
            })
            .collect();
        self.begin_type_scope(node.range, name, &given);
        self.make_type_parameters(parameters)?;
        self.at(node);
        for argument in &given {
            self.load_name(argument);
        }
        let count = operand(given.len());
        self.function(node, attributes)?;
        self.load_name(".type_params");
        self.emit(Instruction::Swap(2));
        self.emit(Instruction::SetFunctionAttribute(
            FunctionAttribute::TypeParameters,
        ));
        self.end_type_scope();
        // [defaults.., function, null] → [function, null, defaults..].
        for _ in 0..count {
            for distance in 2..=count + 2 {
                self.emit(Instruction::Swap(distance));
            }
        }
        self.emit(Instruction::Call(count));
        Ok(())
    }

    /// Push the decorators, each ready to be called.
    pub(super) fn decorators(&mut self, decorators: &'a [ast::Decorator]) -> Result {
        for decorator in decorators {
            self.expression(&decorator.expression)?;
            self.emit(Instruction::PushNull);
        }
        Ok(())
    }

    pub(super) fn apply_decorators(&mut self, decorators: &'a [ast::Decorator]) {
        for decorator in decorators.iter().rev() {
            self.with_range(decorator.expression.range(), |compiler| {
                compiler.emit(Instruction::Call(1));
            });
        }
    }

    /// Push the defaults of parameters as the attributes of the function to be made.
    fn push_defaults(
        &mut self,
        parameters: &'a ast::Parameters,
        attributes: &mut Vec<FunctionAttribute>,
    ) -> Result {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&'a Expr> = positional
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            let constants: Option<Vec<Value>> = defaults
                .iter()
                .map(|default| super::expressions::constant_value(default))
                .collect();
            match constants {
                Some(constants) => self.load_constant(Value::tuple(constants)),
                None => {
                    for default in &defaults {
                        self.expression(default)?;
                    }
                    self.emit(Instruction::BuildTuple(operand(defaults.len())));
                }
            }
            attributes.push(FunctionAttribute::Defaults);
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(default) = &parameter.default {
                let name = self.mangle(parameter.parameter.name.as_str());
                self.load_text(&name);
                self.expression(default)?;
                count += 1;
            }
        }
        if count > 0 {
            self.emit(Instruction::BuildMap(count));
            attributes.push(FunctionAttribute::KeywordDefaults);
        }
        Ok(())
    }

    /// Give the unit its parameters, its other locals and its cells.
    fn declare_parameters(&mut self, parameters: Option<&'a ast::Parameters>) {
        if let Some(parameters) = parameters {
            for parameter in parameters
                .posonlyargs
                .iter()
                .chain(&parameters.args)
                .chain(&parameters.kwonlyargs)
            {
                self.declare_parameter(parameter.parameter.name.as_str());
            }
            for parameter in [&parameters.vararg, &parameters.kwarg]
                .into_iter()
                .flatten()
            {
                self.declare_parameter(parameter.name.as_str());
            }
            let unit = self.unit();
            unit.positional_only = operand(parameters.posonlyargs.len());
            unit.positional = operand(parameters.posonlyargs.len() + parameters.args.len());
            unit.keyword_only = operand(parameters.kwonlyargs.len());
            unit.has_varargs = parameters.vararg.is_some();
            unit.has_varkeywords = parameters.kwarg.is_some();
        }
        self.declare();
    }

    /// Push a function, whose `attributes` are on the stack already.
    fn function(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        mut attributes: Vec<FunctionAttribute>,
    ) -> Result {
        let mut annotations = named_annotations(&node.parameters);
        if let Some(returns) = &node.returns {
            annotations.push(("return", returns));
        }
        if !annotations.is_empty() {
            let scope = self.scopes.find(ScopeKind::Annotation, node.range);
            self.annotate_function(scope, node.range, &annotations)?;
            attributes.push(FunctionAttribute::Annotate);
        }
        let scope = self.scopes.find(ScopeKind::Function, node.range);
        let kind = function_kind(node.is_async, self.scopes.all[scope].has_yield);
        self.begin_unit(scope, node.name.as_str(), kind, node.range);
        self.declare_parameters(Some(&node.parameters));
        if let Some(doc) = docstring(&node.body) {
            self.unit().doc = Value::str(doc);
        }
        self.body(&node.body)?;
        self.emit(Instruction::LoadNone);
        self.emit(Instruction::Return);
        self.make_closure(&attributes);
        Ok(())
    }

    pub(super) fn lambda(&mut self, node: &'a ast::ExprLambda) -> Result {
        let mut attributes = Vec::new();
        if let Some(parameters) = &node.parameters {
            self.push_defaults(parameters, &mut attributes)?;
        }
        let scope = self.scopes.find(ScopeKind::Lambda, node.range);
        let kind = function_kind(false, self.scopes.all[scope].has_yield);
        self.begin_unit(scope, "<lambda>", kind, node.range);
        self.declare_parameters(node.parameters.as_deref());
        self.expression(&node.body)?;
        self.at(&*node.body);
        self.emit(Instruction::Return);
        self.make_closure(&attributes);
        Ok(())
    }
}

/// The range of a definition's first line without its decorators: what making the function or class belongs to.
pub(super) fn definition_range(
    whole: TextRange,
    decorators: &[ast::Decorator],
    header: TextRange,
) -> TextRange {
    let start = decorators
        .last()
        .map_or(whole.start(), |decorator| decorator.range.end());
    TextRange::new(start.min(header.end()), header.end())
}

fn function_kind(is_async: bool, has_yield: bool) -> CodeKind {
    match (is_async, has_yield) {
        (false, false) => CodeKind::Function,
        (false, true) => CodeKind::Generator,
        (true, false) => CodeKind::Coroutine,
        (true, true) => CodeKind::AsyncGenerator,
    }
}
