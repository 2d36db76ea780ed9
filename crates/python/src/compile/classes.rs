//! Class statements.

use ruff_python_ast as ast;
use ruff_text_size::Ranged;

use super::Result;
use super::scope::ScopeKind;
use super::unit::Compiler;
use crate::code::{CodeKind, Instruction, Intrinsic};
use crate::value::Value;

impl Compiler {
    pub(super) fn class_statement(&mut self, node: &ast::StmtClassDef) -> Result {
        self.decorators(&node.decorator_list)?;
        let header = super::scope::range_of(node.name.range());
        match &node.type_params {
            Some(parameters) => {
                self.type_parameter_scope(
                    node.range,
                    node.name.as_str(),
                    parameters,
                    |compiler| compiler.class(node, true),
                )?;
            }
            None => self.class(node, false)?,
        }
        self.apply_decorators(&node.decorator_list);
        self.with_range(header, |compiler| compiler.store_name(node.name.as_str()));
        Ok(())
    }

    /// Push a class.
    fn class(&mut self, node: &ast::StmtClassDef, is_generic: bool) -> Result {
        let name = node.name.as_str();
        self.emit(Instruction::LoadBuildClass);
        self.emit(Instruction::PushNull);
        self.class_body(node, is_generic)?;
        self.load_constant(Value::str(name));
        let (args, keywords): (&[ast::Expr], &[ast::Keyword]) = match &node.arguments {
            Some(arguments) => (&arguments.args, &arguments.keywords),
            None => (&[], &[]),
        };
        let generic = |compiler: &mut Compiler| {
            compiler.load_name(".type_params");
            compiler.emit(Instruction::Intrinsic(Intrinsic::SubscriptGeneric));
        };
        let extra: Option<&dyn Fn(&mut Compiler)> = if is_generic { Some(&generic) } else { None };
        self.arguments(args, keywords, 2, extra)
    }

    fn class_body(&mut self, node: &ast::StmtClassDef, is_generic: bool) -> Result {
        let scope = self.scopes.find(ScopeKind::Class, node.range);
        self.begin_unit(scope, node.name.as_str(), CodeKind::Class, node.range);
        self.declare();
        let (needs_class_cell, needs_class_dict) = {
            let scope = &self.scopes.all[scope];
            (scope.needs_class_cell, scope.needs_class_dict)
        };
        if needs_class_dict {
            self.emit(Instruction::LoadLocals);
            self.emit_cell("__classdict__", Instruction::StoreDeref);
        }
        let module = self.name_index("__name__");
        self.emit(Instruction::LoadName(module));
        self.store_plain("__module__");
        let qualname = self.unit_ref().qualname.clone();
        self.load_constant(Value::str(qualname));
        self.store_plain("__qualname__");
        let line = self.source.line(node.range.start().to_u32());
        self.load_constant(Value::Int(i64::from(line)));
        self.store_plain("__firstlineno__");
        if is_generic {
            self.load_name(".type_params");
            self.store_plain("__type_params__");
        }
        if let Some(doc) = super::statements::docstring(&node.body) {
            self.load_constant(Value::str(doc));
            self.store_plain("__doc__");
        }
        self.class_annotations(node)?;
        self.body(&node.body)?;
        if needs_class_dict {
            self.emit_cell("__classdict__", Instruction::LoadClosure);
            self.store_plain("__classdictcell__");
        }
        if needs_class_cell {
            self.emit_cell("__class__", Instruction::LoadClosure);
            self.emit(Instruction::Copy(1));
            self.store_plain("__classcell__");
        } else {
            self.emit(Instruction::LoadNone);
        }
        self.emit(Instruction::Return);
        self.make_closure(&[]);
        Ok(())
    }

    /// Store a name that the program didn't write into the namespace.
    pub(super) fn store_plain(&mut self, name: &str) {
        let index = self.name_index(name);
        self.emit(Instruction::StoreName(index));
    }
}
