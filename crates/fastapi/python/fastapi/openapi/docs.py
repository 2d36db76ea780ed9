"""The pages that show the document: Swagger UI, its OAuth2 redirect page, and ReDoc.

The markup is what the real application answers, to the byte; the redirect page is Swagger UI's own
(oauth2-redirect.html, Apache-2.0), which the two windows of a login need as it is.
"""

import json

from starlette.responses import HTMLResponse

swagger_ui_default_parameters = {
    "dom_id": "#swagger-ui",
    "layout": "BaseLayout",
    "deepLinking": True,
    "showExtensions": True,
    "showCommonExtensions": True,
}
FAVICON = "https://fastapi.tiangolo.com/img/favicon.png"


def _html_safe_json(value):
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def get_swagger_ui_html(
    *,
    openapi_url,
    title,
    swagger_js_url="https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui-bundle.js",
    swagger_css_url="https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/swagger-ui.css",
    swagger_favicon_url=FAVICON,
    oauth2_redirect_url=None,
    init_oauth=None,
    swagger_ui_parameters=None,
):
    parameters = {**swagger_ui_default_parameters, **(swagger_ui_parameters or {})}
    lines = [
        "",
        "    <!DOCTYPE html>",
        "    <html>",
        "    <head>",
        '    <meta name="viewport" content="width=device-width, initial-scale=1.0">',
        f'    <link type="text/css" rel="stylesheet" href="{swagger_css_url}">',
        f'    <link rel="shortcut icon" href="{swagger_favicon_url}">',
        f"    <title>{title}</title>",
        "    </head>",
        "    <body>",
        '    <div id="swagger-ui">',
        "    </div>",
        f'    <script src="{swagger_js_url}"></script>',
        "    <!-- `SwaggerUIBundle` is now available on the page -->",
        "    <script>",
        "    const ui = SwaggerUIBundle({",
        f"        url: '{openapi_url}',",
    ]
    settings = [f"{_html_safe_json(key)}: {_html_safe_json(value)}," for key, value in parameters.items()]
    lines += ["    " + settings[0], *settings[1:]]
    if oauth2_redirect_url:
        lines.append(f"oauth2RedirectUrl: window.location.origin + '{oauth2_redirect_url}',")
    lines += [
        "    presets: [",
        "        SwaggerUIBundle.presets.apis,",
        "        SwaggerUIBundle.SwaggerUIStandalonePreset",
        "        ],",
        "    })",
    ]
    if init_oauth:
        lines += [f"        ui.initOAuth({_html_safe_json(init_oauth)})", "        "]
    lines += ["    </script>", "    </body>", "    </html>", "    "]
    return HTMLResponse("\n".join(lines))


def get_redoc_html(
    *,
    openapi_url,
    title,
    redoc_js_url="https://cdn.jsdelivr.net/npm/redoc@2/bundles/redoc.standalone.js",
    redoc_favicon_url=FAVICON,
    with_google_fonts=True,
):
    lines = [
        "",
        "    <!DOCTYPE html>",
        "    <html>",
        "    <head>",
        f"    <title>{title}</title>",
        "    <!-- needed for adaptive design -->",
        '    <meta charset="utf-8"/>',
        '    <meta name="viewport" content="width=device-width, initial-scale=1">',
        "    ",
    ]
    if with_google_fonts:
        lines += [
            '    <link href="https://fonts.googleapis.com/css?family=Montserrat:300,400,700|Roboto:300,400,700" rel="stylesheet">',
            "    ",
        ]
    lines += [
        f'    <link rel="shortcut icon" href="{redoc_favicon_url}">',
        "    <!--",
        "    ReDoc doesn't change outer page styles",
        "    -->",
        "    <style>",
        "      body {",
        "        margin: 0;",
        "        padding: 0;",
        "      }",
        "    </style>",
        "    </head>",
        "    <body>",
        "    <noscript>",
        "        ReDoc requires Javascript to function. Please enable it to browse the documentation.",
        "    </noscript>",
        f'    <redoc spec-url="{openapi_url}"></redoc>',
        f'    <script src="{redoc_js_url}"> </script>',
        "    </body>",
        "    </html>",
        "    ",
    ]
    return HTMLResponse("\n".join(lines))


_OAUTH2_REDIRECT = """
    <!doctype html>
    <html lang="en-US">
    <head>
        <title>Swagger UI: OAuth2 Redirect</title>
    </head>
    <body>
    <script>
        'use strict';
        function run () {
            var oauth2 = window.opener.swaggerUIRedirectOauth2;
            var sentState = oauth2.state;
            var redirectUrl = oauth2.redirectUrl;
            var isValid, qp, arr;

            if (/code|token|error/.test(window.location.hash)) {
                qp = window.location.hash.substring(1).replace('?', '&');
            } else {
                qp = location.search.substring(1);
            }

            arr = qp.split("&");
            arr.forEach(function (v,i,_arr) { _arr[i] = '"' + v.replace('=', '":"') + '"';});
            qp = qp ? JSON.parse('{' + arr.join() + '}',
                    function (key, value) {
                        return key === "" ? value : decodeURIComponent(value);
                    }
            ) : {};

            isValid = qp.state === sentState;

            if ((
              oauth2.auth.schema.get("flow") === "accessCode" ||
              oauth2.auth.schema.get("flow") === "authorizationCode" ||
              oauth2.auth.schema.get("flow") === "authorization_code"
            ) && !oauth2.auth.code) {
                if (!isValid) {
                    oauth2.errCb({
                        authId: oauth2.auth.name,
                        source: "auth",
                        level: "warning",
                        message: "Authorization may be unsafe, passed state was changed in server. The passed state wasn't returned from auth server."
                    });
                }

                if (qp.code) {
                    delete oauth2.state;
                    oauth2.auth.code = qp.code;
                    oauth2.callback({auth: oauth2.auth, redirectUrl: redirectUrl});
                } else {
                    let oauthErrorMsg;
                    if (qp.error) {
                        oauthErrorMsg = "["+qp.error+"]: " +
                            (qp.error_description ? qp.error_description+ ". " : "no accessCode received from the server. ") +
                            (qp.error_uri ? "More info: "+qp.error_uri : "");
                    }

                    oauth2.errCb({
                        authId: oauth2.auth.name,
                        source: "auth",
                        level: "error",
                        message: oauthErrorMsg || "[Authorization failed]: no accessCode received from the server."
                    });
                }
            } else {
                oauth2.callback({auth: oauth2.auth, token: qp, isValid: isValid, redirectUrl: redirectUrl});
            }
            window.close();
        }

        if (document.readyState !== 'loading') {
            run();
        } else {
            document.addEventListener('DOMContentLoaded', function () {
                run();
            });
        }
    </script>
    </body>
    </html>
        """


def get_swagger_ui_oauth2_redirect_html():
    return HTMLResponse(content=_OAUTH2_REDIRECT)
