//! Instructions that make functions, import modules, and do what is rare.

use std::cell::RefCell;
use std::rc::Rc;

use crate::code::{FunctionAttribute, Instruction, Intrinsic};
use crate::error::PyResult;
use crate::interp::Interp;
use crate::object::Function;
use crate::value::Value;

impl Interp {
    pub(super) fn function_instruction(&mut self, instruction: Instruction) -> PyResult<()> {
        match instruction {
            Instruction::MakeFunction(index) => self.make_function(index),
            Instruction::SetFunctionAttribute(attribute) => {
                let function = self.pop();
                let value = self.pop();
                if let Value::Function(function) = &function {
                    match attribute {
                        FunctionAttribute::Defaults => drop(function.defaults.replace(value)),
                        FunctionAttribute::KeywordDefaults => {
                            drop(function.keyword_defaults.replace(value))
                        }
                        FunctionAttribute::Annotate => drop(function.annotate.replace(value)),
                        FunctionAttribute::TypeParameters => {
                            drop(function.type_parameters.replace(value))
                        }
                        FunctionAttribute::Closure => {
                            let mut cells = Vec::new();
                            if let Value::Tuple(items) = &value {
                                cells.extend(items.iter().filter_map(|item| match item {
                                    Value::Cell(cell) => Some(cell.clone()),
                                    _ => None,
                                }));
                            }
                            drop(function.closure.replace(cells));
                        }
                    }
                }
                self.push(function);
            }
            Instruction::LoadBuildClass => {
                let build = self.builtins.get_str(&self.names.build_class);
                match build {
                    Some(build) => self.push(build),
                    None => {
                        return Err(
                            self.name_error("__build_class__ not found", &self.names.build_class)
                        );
                    }
                }
            }
            Instruction::ImportName(index) => {
                let from_list = self.pop();
                let level = self.pop();
                let name = self.name(index);
                let module = self.import_statement(&name, &level, &from_list)?;
                self.push(module);
            }
            Instruction::ImportFrom(index) => {
                let name = self.name(index);
                let module = self.peek(1);
                let value = self.import_from(&module, &name)?;
                self.push(value);
            }
            Instruction::ImportStar => {
                let module = self.pop();
                self.import_star(&module)?;
            }
            Instruction::Intrinsic(intrinsic) => self.intrinsic(intrinsic)?,
            Instruction::Unsupported(index) => {
                let text = self
                    .frames
                    .last()
                    .and_then(|frame| frame.code.constants.get(index as usize).cloned());
                let text = text
                    .and_then(|text| text.as_str().cloned())
                    .unwrap_or_else(|| "".into());
                return Err(self.error(&self.types.not_supported, text));
            }
            _ => {}
        }
        Ok(())
    }

    fn make_function(&mut self, index: u32) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let Some(code) = frame.code.codes.get(index as usize).cloned() else {
            return;
        };
        let globals = frame.globals.clone();
        let module = globals.get_str(&self.names.name).unwrap_or(Value::None);
        let function = Value::Function(Rc::new(Function {
            name: RefCell::new(code.name.clone()),
            qualname: RefCell::new(code.qualname.clone()),
            globals,
            defaults: RefCell::new(Value::None),
            keyword_defaults: RefCell::new(Value::None),
            closure: RefCell::default(),
            annotate: RefCell::new(Value::None),
            annotations: RefCell::new(Value::Unbound),
            type_parameters: RefCell::new(Value::tuple(Vec::new())),
            doc: RefCell::new(code.doc.clone().or(Value::None)),
            module: RefCell::new(module),
            dict: RefCell::new(None),
            code,
        }));
        self.heap.track(&function);
        self.push(function);
    }

    /// Type parameters, type aliases and templates are classes of the library: what the grammar makes is made by calling them.
    fn intrinsic(&mut self, intrinsic: Intrinsic) -> PyResult<()> {
        let (module, function, count) = match intrinsic {
            Intrinsic::TypeVar => ("_typing", "_make_typevar", 1),
            Intrinsic::TypeVarWithBound => ("_typing", "_make_typevar_with_bound", 2),
            Intrinsic::TypeVarWithConstraints => ("_typing", "_make_typevar_with_constraints", 2),
            Intrinsic::ParamSpec => ("_typing", "_make_paramspec", 1),
            Intrinsic::TypeVarTuple => ("_typing", "_make_typevartuple", 1),
            Intrinsic::SetTypeParameterDefault => ("_typing", "_set_default", 2),
            Intrinsic::TypeAlias => ("_typing", "_make_type_alias", 3),
            Intrinsic::SubscriptGeneric => ("_typing", "_subscript_generic", 1),
            Intrinsic::BuildTemplate => ("string.templatelib", "_make_template", 2),
            Intrinsic::BuildInterpolation => ("string.templatelib", "_make_interpolation", 4),
        };
        let args = self.pop_many(count);
        let module = self.import(module)?;
        let function = self.attribute(&module, function)?;
        let value = self.call(&function, &args)?;
        self.push(value);
        Ok(())
    }
}
