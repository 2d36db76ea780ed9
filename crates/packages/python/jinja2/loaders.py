"""Where templates come from."""

import os
import posixpath

from .exceptions import TemplateNotFound


def split_template_path(template):
    """The parts of a template's name; one that leads out of its folder isn't found."""
    parts = []
    for part in template.split("/"):
        if part == ".." or "\\" in part:
            raise TemplateNotFound(template)
        if part and part != ".":
            parts.append(part)
    return parts


class BaseLoader:
    """Base of all of them."""

    has_source_access = True

    def get_source(self, environment, template):
        """The text, the file's path or None, and a function that says whether that is still so."""
        raise TemplateNotFound(template)

    def list_templates(self):
        raise TypeError("this loader cannot iterate over all templates")

    def load(self, environment, name, globals=None):
        source, filename, uptodate = self.get_source(environment, name)
        return environment._template(source, name, filename, globals or {}, uptodate)


class FileSystemLoader(BaseLoader):
    """Files of one or more folders of the program."""

    def __init__(self, searchpath, encoding="utf-8", followlinks=False):
        if isinstance(searchpath, str) or hasattr(searchpath, "__fspath__"):
            searchpath = [searchpath]
        self.searchpath = [os.fspath(path) for path in searchpath]
        self.encoding = encoding
        self.followlinks = followlinks

    def get_source(self, environment, template):
        parts = split_template_path(template)
        for folder in self.searchpath:
            filename = posixpath.join(folder, *parts)
            if os.path.isfile(filename):
                break
        else:
            plural = "path" if len(self.searchpath) == 1 else "paths"
            paths = ", ".join(repr(path) for path in self.searchpath)
            raise TemplateNotFound(template, f"{template!r} not found in search {plural}: {paths}")
        with open(filename, encoding=self.encoding) as file:
            text = file.read()
        changed = os.path.getmtime(filename)

        def is_current():
            try:
                return os.path.getmtime(filename) == changed
            except OSError:
                return False

        return text, os.path.normpath(filename), is_current

    def list_templates(self):
        found = set()
        for folder in self.searchpath:
            for root, _, names in os.walk(folder):
                for name in names:
                    path = os.path.join(root, name)[len(folder) :].strip("/")
                    found.add(path.removeprefix("./"))
        return sorted(found)


class PackageLoader(FileSystemLoader):
    """Files of a folder of one of the program's packages."""

    def __init__(self, package_name, package_path="templates", encoding="utf-8"):
        import importlib

        module = importlib.import_module(package_name)
        root = os.path.dirname(getattr(module, "__file__", "") or "")
        super().__init__(os.path.join(root, package_path), encoding)
        self.package_name = package_name
        self.package_path = package_path

    def get_source(self, environment, template):
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            raise TemplateNotFound(template) from None


class DictLoader(BaseLoader):
    """Texts of a dict."""

    def __init__(self, mapping):
        self.mapping = mapping

    def get_source(self, environment, template):
        if template not in self.mapping:
            raise TemplateNotFound(template)
        source = self.mapping[template]
        return source, None, lambda: source == self.mapping.get(template)

    def list_templates(self):
        return sorted(self.mapping)


class FunctionLoader(BaseLoader):
    """What a function returns for a name."""

    def __init__(self, load_func):
        self.load_func = load_func

    def get_source(self, environment, template):
        found = self.load_func(template)
        if found is None:
            raise TemplateNotFound(template)
        return (found, None, None) if isinstance(found, str) else found


class PrefixLoader(BaseLoader):
    """Other loaders by the first part of the name."""

    def __init__(self, mapping, delimiter="/"):
        self.mapping = mapping
        self.delimiter = delimiter

    def get_loader(self, template):
        try:
            prefix, name = template.split(self.delimiter, 1)
            return self.mapping[prefix], name
        except (ValueError, KeyError) as error:
            raise TemplateNotFound(template) from error

    def get_source(self, environment, template):
        loader, name = self.get_loader(template)
        try:
            return loader.get_source(environment, name)
        except TemplateNotFound as error:
            raise TemplateNotFound(template) from error

    def list_templates(self):
        return [
            prefix + self.delimiter + name for prefix, loader in self.mapping.items() for name in loader.list_templates()
        ]


class ChoiceLoader(BaseLoader):
    """The first of several loaders that has the template."""

    def __init__(self, loaders):
        self.loaders = loaders

    def get_source(self, environment, template):
        for loader in self.loaders:
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                continue
        raise TemplateNotFound(template)

    def list_templates(self):
        return sorted({name for loader in self.loaders for name in loader.list_templates()})


class ModuleLoader(BaseLoader):
    """Compiled templates, which aren't supported."""

    def __init__(self, path):
        from _playground import unsupported

        unsupported("jinja2.ModuleLoader", "use FileSystemLoader")


