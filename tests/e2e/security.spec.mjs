// Authentication as a learner meets it: a refused request, logging in, the token, scopes, logging out.
import { expect, test } from "@playwright/test";
import { body, open, ready, send, status, watchConsole, write } from "./page.mjs";

const dialog = (page) => page.getByTestId("authorize");
const openDialog = (page) => page.getByRole("button", { name: "Authorize" }).first().click();

const SCHEMES = `from fastapi import Depends, FastAPI, Request
from fastapi.security import APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPBasic, HTTPBearer, OpenIdConnect

app = FastAPI()
schemes = [
    HTTPBasic(), HTTPBearer(), APIKeyHeader(name="X-Key"), APIKeyQuery(name="key"), APIKeyCookie(name="session"),
]


@app.get("/all", dependencies=[Depends(scheme) for scheme in schemes[1:]])
def all_of_them(request: Request):
    wanted = ["authorization", "x-key", "cookie"]
    return {name: request.headers.get(name) for name in wanted} | {"key": request.query_params.get("key")}


@app.get("/basic")
def basic(credentials=Depends(schemes[0])):
    return credentials


@app.get("/open", dependencies=[Depends(OpenIdConnect(openIdConnectUrl="https://example.com/x", auto_error=False))])
def open_id():
    return "ok"
`;

test("each kind of scheme is sent where it belongs; what isn't supported says so", async ({ page }) => {
  await open(page, "playground");
  await write(page, SCHEMES);
  await ready(page);
  await openDialog(page);
  const part = (name) => dialog(page).getByRole("region", { name, exact: true });
  await part("HTTPBasic").getByLabel("Username", { exact: true }).fill("ada");
  await part("HTTPBasic").getByLabel("Password", { exact: true }).fill("pass: word");
  await part("HTTPBasic").getByRole("button", { name: "Authorize" }).click();
  await part("HTTPBearer").getByLabel("Token", { exact: true }).fill("Bearer abc.def");
  await page.keyboard.press("Enter");
  for (const [name, value] of [["APIKeyHeader", "one"], ["APIKeyQuery", "two & three"], ["APIKeyCookie", "four"]]) {
    await part(name).getByLabel("Key", { exact: true }).fill(value);
    await part(name).getByRole("button", { name: "Authorize" }).click();
    await expect(part(name).getByRole("button", { name: "Log out" })).toBeVisible();
  }
  await expect(part("OpenIdConnect")).toContainText("OpenID Connect isn't supported here");
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await send(page, "GET", "/all");
  await expect(body(page)).toContainText('"authorization": "Bearer abc.def"');
  await expect(body(page)).toContainText('"x-key": "one"');
  await expect(body(page)).toContainText('"cookie": "session=four"');
  await expect(body(page)).toContainText('"key": "two & three"');
  await send(page, "GET", "/basic");
  await expect(body(page)).toContainText('"password": "pass: word"');

  // What is written by hand holds, and the form says so.
  await page.locator(".request .headers summary").click();
  await page.getByLabel("Headers, one on each line").fill("authorization: Basic YTpi");
  await expect(page.getByTestId("guard")).toContainText("Your own header Authorization is sent");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(body(page)).toContainText('"username": "a"');
});

const HOSTILE = `from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

app = FastAPI()


@app.get("/token")
def token():
    return {"access_token": "eyJhbGciOiJIUzI1NiJ9.%%%.<img src=x onerror=alert(1)>"}


@app.get("/no-token")
def no_token():
    return {"access_token": "\\0" * 50 + "<script>" * 2000}


def openapi():
    return {"openapi": "3.1.0", "info": {}, "paths": {"/token": {"get": {"security": [{"x": [7, "<b>"]}, 3]}}}, "components": {
        "securitySchemes": {"x": {"type": "apiKey", "in": "header", "name": "<img src=x>"}, "y": 7, "<script>": {"type": "http", "scheme": "<b>"}}}}


app.openapi = openapi
`;

test("hostile schemes and tokens are text", async ({ page }) => {
  const said = watchConsole(page);
  await open(page, "playground");
  await write(page, HOSTILE);
  await ready(page);
  await send(page, "GET", "/token");
  await page.getByText("The token, decoded").click();
  await expect(page.getByTestId("token")).toContainText("The payload is damaged");
  await send(page, "GET", "/no-token");
  await expect(status(page)).toContainText("200");
  await expect(page.getByText("The token, decoded")).toHaveCount(0);
  await openDialog(page);
  await expect(dialog(page).getByRole("region", { name: "<script>" })).toContainText("HTTP <b> authentication isn't supported");
  await expect(page.locator("img, .dialog b, .dialog script")).toHaveCount(0);
  expect(said).toEqual([]);
});
