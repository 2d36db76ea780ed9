//! Class statements.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Result;
use super::functions::definition_range;
use super::scope::ScopeKind;
use super::statements::docstring;
use super::unit::Compiler;
use crate::code::{CodeKind, Instruction, Intrinsic};
use crate::value::Value;

impl<'a> Compiler<'a> {
    pub(super) fn class_statement(&mut self, node: &'a ast::StmtClassDef) -> Result {
        self.decorators(&node.decorator_list)?;
        let name = node.name.as_str();
        let header = definition_range(
            node.range,
            &node.decorator_list,
            node.arguments
                .as_ref()
                .map_or(node.name.range, |arguments| arguments.range),
        );
        self.unit().current_range = super::scope::range_of(header);
        match &node.type_params {
            Some(parameters) => {
                self.begin_type_scope(node.range, name, &[]);
                self.make_type_parameters(parameters)?;
                self.unit().current_range = super::scope::range_of(header);
                self.class(node)?;
                self.end_type_scope();
                self.emit(Instruction::Call(0));
            }
            None => self.class(node)?,
        }
        self.apply_decorators(&node.decorator_list);
        self.with_range(node.name.range(), |compiler| compiler.store_name(name));
        Ok(())
    }

    /// Push a class.
    fn class(&mut self, node: &'a ast::StmtClassDef) -> Result {
        self.emit(Instruction::LoadBuildClass);
        self.emit(Instruction::PushNull);
        self.class_body(node)?;
        self.load_text(node.name.as_str());
        let (args, keywords): (&'a [ast::Expr], &'a [ast::Keyword]) = match &node.arguments {
            Some(arguments) => (&arguments.args, &arguments.keywords),
            None => (&[], &[]),
        };
        let generic = |compiler: &mut Compiler<'a>| {
            compiler.load_name(".type_params");
            compiler.emit(Instruction::Intrinsic(Intrinsic::SubscriptGeneric));
        };
        let extra: super::calls::Extra<'a, '_> = match node.type_params {
            Some(_) => Some(&generic),
            None => None,
        };
        self.arguments(args, keywords, 2, extra)
    }

    fn class_body(&mut self, node: &'a ast::StmtClassDef) -> Result {
        let scope = self.scopes.find(ScopeKind::Class, node.range);
        self.begin_unit(scope, node.name.as_str(), CodeKind::Class, node.range);
        self.declare();
        if let Some(index) = self.class_cell("__classdict__") {
            self.emit(Instruction::LoadLocals);
            self.emit(Instruction::StoreDeref(index));
        }
        let module = self.name_index("__name__");
        self.emit(Instruction::LoadName(module));
        self.store_plain("__module__");
        let qualname = self.unit_ref().qualname.clone();
        self.load_text(&qualname);
        self.store_plain("__qualname__");
        let line = self.source.line(node.range.start().to_u32());
        self.load_constant(Value::Int(i64::from(line)));
        self.store_plain("__firstlineno__");
        if node.type_params.is_some() {
            self.load_name(".type_params");
            self.store_plain("__type_params__");
        }
        if let Some(doc) = docstring(&node.body) {
            self.load_constant(Value::str(doc));
            self.store_plain("__doc__");
        }
        self.body_annotations(&node.body, "__annotate_func__")?;
        self.body(&node.body)?;
        match self.class_cell("__class__") {
            Some(index) => {
                self.emit(Instruction::LoadClosure(index));
                self.emit(Instruction::Copy(1));
                self.store_plain("__classcell__");
            }
            None => self.emit(Instruction::LoadNone),
        }
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        Ok(())
    }
}
