"""Responses made of Jinja templates. Jinja itself is a package of its own, loaded when templates are made."""

from starlette.responses import HTMLResponse


def __getattr__(name):
    if name == "pass_context":
        from jinja2 import pass_context

        return pass_context
    raise AttributeError(f"module 'starlette.templating' has no attribute '{name}'")


class _TemplateResponse(HTMLResponse):
    def __init__(self, template, context, status_code=200, headers=None, media_type=None, background=None):
        self.template = template
        self.context = context
        super().__init__(template.render(context), status_code, headers, media_type, background)

    async def __call__(self, scope, receive, send):
        request = self.context.get("request", {})
        if "http.response.debug" in request.get("extensions", {}):
            info = {"template": self.template, "context": self.context}
            await send({"type": "http.response.debug", "info": info})
        await super().__call__(scope, receive, send)


class Jinja2Templates:
    """Templates of a folder of the program, or of an environment."""

    def __init__(self, directory=None, *, context_processors=None, env=None):
        import jinja2

        assert bool(directory) ^ bool(env), "either 'directory' or 'env' arguments must be passed"
        self.context_processors = context_processors or []
        if directory is not None:
            loader = jinja2.FileSystemLoader(directory)
            env = jinja2.Environment(loader=loader, autoescape=jinja2.select_autoescape())
        self.env = env

        @jinja2.pass_context
        def url_for(context, name, /, **path_params):
            return context["request"].url_for(name, **path_params)

        env.globals.setdefault("url_for", url_for)

    def get_template(self, name):
        return self.env.get_template(name)

    def TemplateResponse(
        self, request, name, context=None, status_code=200, headers=None, media_type=None, background=None
    ):
        context = context or {}
        context.setdefault("request", request)
        for processor in self.context_processors:
            context.update(processor(request))
        return _TemplateResponse(
            self.get_template(name),
            context,
            status_code=status_code,
            headers=headers,
            media_type=media_type,
            background=background,
        )
