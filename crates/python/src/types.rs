//! The built-in classes that the core itself speaks of, made when an interpreter is made.
//!
//! What methods they have is in [`crate::builtins`]; here is only that they exist and how they inherit.

use std::rc::Rc;

use crate::object::{Class, Layout};
use crate::value::{DictObject, Str};

macro_rules! types {
    (
        ($object:ident, $base_exception:ident);
        $( $field:ident = $name:literal ($base:ident, $layout:expr) ),* ;
        $( $error:ident = $error_name:literal ($error_base:ident) ),* $(,)?
    ) => {
        /// The built-in classes. Each field is the class of the name that Python shows.
        #[expect(missing_docs, reason = "The names are Python's.")]
        pub struct Types {
            pub object: Rc<Class>,
            pub type_: Rc<Class>,
            $( pub $field: Rc<Class>, )*
            pub base_exception: Rc<Class>,
            $( pub $error: Rc<Class>, )*
        }

        impl Types {
            /// All classes, without methods.
            pub(crate) fn new() -> Types {
                let $object = class("object", None, None, Layout::Object);
                let type_ = class("type", Some(&$object), None, Layout::Native("type"));
                $object.metaclass.replace(Some(type_.clone()));
                let make = |name: &'static str, base: &Rc<Class>, layout: Layout| class(name, Some(base), Some(&type_), layout);
                $( let $field = make($name, &$base, $layout); )*
                let $base_exception = make("BaseException", &$object, Layout::Exception);
                $( let $error = make($error_name, &$error_base, Layout::Exception); )*
                Types { object: $object, type_, $( $field, )* base_exception: $base_exception, $( $error, )* }
            }

            /// All of them, with their names.
            pub fn all(&self) -> Vec<&Rc<Class>> {
                vec![&self.object, &self.type_, $( &self.$field, )* &self.base_exception, $( &self.$error, )*]
            }

            /// The exceptions.
            pub fn exceptions(&self) -> Vec<&Rc<Class>> {
                vec![&self.base_exception, $( &self.$error, )*]
            }
        }
    };
}

fn class(
    name: &'static str,
    base: Option<&Rc<Class>>,
    metaclass: Option<&Rc<Class>>,
    layout: Layout,
) -> Rc<Class> {
    let ancestors = base.map_or_else(Vec::new, |base| {
        let mut ancestors = vec![base.clone()];
        ancestors.extend(base.ancestors.borrow().iter().cloned());
        ancestors
    });
    let dict = Rc::new(DictObject(Default::default()));
    let bases = base.cloned().into_iter().collect();
    let has_dict = layout == Layout::Exception || name == "SimpleNamespace";
    Class::new(
        Str::from(name),
        Str::from(name),
        bases,
        ancestors,
        metaclass.cloned(),
        dict,
        layout,
        false,
        has_dict,
    )
}

types! {
    (object, base_exception);
    int = "int" (object, Layout::Base("int")),
    bool_ = "bool" (int, Layout::Base("int")),
    float = "float" (object, Layout::Base("float")),
    complex = "complex" (object, Layout::Base("complex")),
    str_ = "str" (object, Layout::Base("str")),
    bytes = "bytes" (object, Layout::Base("bytes")),
    bytearray = "bytearray" (object, Layout::Native("bytearray")),
    memoryview = "memoryview" (object, Layout::Native("memoryview")),
    tuple = "tuple" (object, Layout::Base("tuple")),
    list = "list" (object, Layout::Base("list")),
    dict = "dict" (object, Layout::Base("dict")),
    set = "set" (object, Layout::Base("set")),
    frozenset = "frozenset" (object, Layout::Base("frozenset")),
    range = "range" (object, Layout::Native("range")),
    slice = "slice" (object, Layout::Native("slice")),
    none_type = "NoneType" (object, Layout::Native("NoneType")),
    ellipsis_type = "ellipsis" (object, Layout::Native("ellipsis")),
    not_implemented_type = "NotImplementedType" (object, Layout::Native("NotImplementedType")),
    function = "function" (object, Layout::Native("function")),
    builtin_function = "builtin_function_or_method" (object, Layout::Native("builtin_function_or_method")),
    method_descriptor = "method_descriptor" (object, Layout::Native("method_descriptor")),
    method = "method" (object, Layout::Native("method")),
    module = "module" (object, Layout::Native("module")),
    code = "code" (object, Layout::Native("code")),
    cell = "cell" (object, Layout::Native("cell")),
    frame = "frame" (object, Layout::Native("frame")),
    traceback = "traceback" (object, Layout::Native("traceback")),
    generator = "generator" (object, Layout::Native("generator")),
    coroutine = "coroutine" (object, Layout::Native("coroutine")),
    async_generator = "async_generator" (object, Layout::Native("async_generator")),
    property = "property" (object, Layout::Native("property")),
    classmethod = "classmethod" (object, Layout::Native("classmethod")),
    staticmethod = "staticmethod" (object, Layout::Native("staticmethod")),
    super_ = "super" (object, Layout::Native("super")),
    getset_descriptor = "getset_descriptor" (object, Layout::Native("getset_descriptor")),
    member_descriptor = "member_descriptor" (object, Layout::Native("member_descriptor")),
    mapping_proxy = "mappingproxy" (object, Layout::Native("mappingproxy")),
    simple_namespace = "SimpleNamespace" (object, Layout::Object),
    generic_alias = "GenericAlias" (object, Layout::Native("GenericAlias")),
    union_type = "Union" (object, Layout::Native("Union")),
    dict_keys = "dict_keys" (object, Layout::Native("dict_keys")),
    dict_values = "dict_values" (object, Layout::Native("dict_values")),
    dict_items = "dict_items" (object, Layout::Native("dict_items"));

    exception = "Exception" (base_exception),
    system_exit = "SystemExit" (base_exception),
    keyboard_interrupt = "KeyboardInterrupt" (base_exception),
    generator_exit = "GeneratorExit" (base_exception),
    base_exception_group = "BaseExceptionGroup" (base_exception),
    limit_exceeded = "LimitExceeded" (base_exception),
    type_error = "TypeError" (exception),
    value_error = "ValueError" (exception),
    unicode_error = "UnicodeError" (value_error),
    unicode_decode_error = "UnicodeDecodeError" (unicode_error),
    unicode_encode_error = "UnicodeEncodeError" (unicode_error),
    unicode_translate_error = "UnicodeTranslateError" (unicode_error),
    lookup_error = "LookupError" (exception),
    index_error = "IndexError" (lookup_error),
    key_error = "KeyError" (lookup_error),
    attribute_error = "AttributeError" (exception),
    name_error = "NameError" (exception),
    unbound_local_error = "UnboundLocalError" (name_error),
    arithmetic_error = "ArithmeticError" (exception),
    zero_division_error = "ZeroDivisionError" (arithmetic_error),
    overflow_error = "OverflowError" (arithmetic_error),
    floating_point_error = "FloatingPointError" (arithmetic_error),
    runtime_error = "RuntimeError" (exception),
    recursion_error = "RecursionError" (runtime_error),
    not_implemented_error = "NotImplementedError" (runtime_error),
    not_supported = "NotSupportedError" (exception),
    stop_iteration = "StopIteration" (exception),
    stop_async_iteration = "StopAsyncIteration" (exception),
    import_error = "ImportError" (exception),
    module_not_found_error = "ModuleNotFoundError" (import_error),
    assertion_error = "AssertionError" (exception),
    memory_error = "MemoryError" (exception),
    buffer_error = "BufferError" (exception),
    eof_error = "EOFError" (exception),
    reference_error = "ReferenceError" (exception),
    system_error = "SystemError" (exception),
    syntax_error = "SyntaxError" (exception),
    indentation_error = "IndentationError" (syntax_error),
    tab_error = "TabError" (indentation_error),
    os_error = "OSError" (exception),
    file_not_found_error = "FileNotFoundError" (os_error),
    file_exists_error = "FileExistsError" (os_error),
    is_a_directory_error = "IsADirectoryError" (os_error),
    not_a_directory_error = "NotADirectoryError" (os_error),
    permission_error = "PermissionError" (os_error),
    process_lookup_error = "ProcessLookupError" (os_error),
    child_process_error = "ChildProcessError" (os_error),
    blocking_io_error = "BlockingIOError" (os_error),
    interrupted_error = "InterruptedError" (os_error),
    connection_error = "ConnectionError" (os_error),
    broken_pipe_error = "BrokenPipeError" (connection_error),
    connection_aborted_error = "ConnectionAbortedError" (connection_error),
    connection_refused_error = "ConnectionRefusedError" (connection_error),
    connection_reset_error = "ConnectionResetError" (connection_error),
    timeout_error = "TimeoutError" (os_error),
    exception_group = "ExceptionGroup" (base_exception_group),
    warning = "Warning" (exception),
    user_warning = "UserWarning" (warning),
    deprecation_warning = "DeprecationWarning" (warning),
    pending_deprecation_warning = "PendingDeprecationWarning" (warning),
    runtime_warning = "RuntimeWarning" (warning),
    syntax_warning = "SyntaxWarning" (warning),
    future_warning = "FutureWarning" (warning),
    import_warning = "ImportWarning" (warning),
    unicode_warning = "UnicodeWarning" (warning),
    bytes_warning = "BytesWarning" (warning),
    resource_warning = "ResourceWarning" (warning),
    encoding_warning = "EncodingWarning" (warning),
}
