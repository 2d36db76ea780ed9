// Authentication as a learner meets it: a refused request, logging in, the token, scopes, logging out.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { body, open, ready, send, status, watchConsole, write } from "./page.mjs";

const dialog = (page) => page.getByTestId("authorize");
const openDialog = (page) => page.getByRole("button", { name: "Authorize" }).first().click();

async function logIn(page, password, scopes) {
  await openDialog(page);
  await dialog(page).getByLabel("Username", { exact: true }).fill("ada");
  await dialog(page).getByLabel("Password", { exact: true }).fill(password);
  for (const scope of scopes) await dialog(page).getByRole("checkbox", { name: scope }).check();
  await dialog(page).getByRole("button", { name: "Log in" }).click();
}

test("401 without a token, 200 after logging in, 403 without the scope", async ({ page }) => {
  const said = watchConsole(page);
  await open(page, "playground?example=login");
  const guard = page.getByTestId("guard");
  await expect(guard).toContainText("OAuth2PasswordBearer (me): nothing is sent");
  await send(page, "GET", "/users/me");
  await expect(status(page)).toContainText("401");

  await logIn(page, "byron", ["me"]);
  await expect(dialog(page).getByRole("alert")).toContainText("POST /token answered 400: Incorrect username or password");
  await dialog(page).getByLabel("Password", { exact: true }).fill("lovelace");
  await dialog(page).getByRole("button", { name: "Log in" }).click();
  await expect(dialog(page).getByText("Authorized", { exact: true })).toBeVisible();
  await expect(dialog(page).getByTestId("payload")).toContainText('"sub": "ada"');
  await expect(dialog(page).getByTestId("payload")).toContainText('"scope": "me"');
  await expect(dialog(page).getByTestId("token")).toContainText("in 30 minutes");
  await expect(dialog(page).getByTestId("standing")).toHaveText("Not expired");
  // The focus went along with the form that is gone.
  await expect(dialog(page).getByRole("button", { name: "Log out" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator(".authorize")).toBeFocused();
  await expect(status(page)).toContainText("200");
  await expect(page.locator(".response .asked")).toHaveText("POST /token");

  await expect(guard).toContainText("Sends Authorization: Bearer eyJ");
  await send(page, "GET", "/users/me");
  await expect(body(page)).toContainText("Ada Lovelace");
  await send(page, "GET", "/users/me/items");
  await expect(status(page)).toContainText("403");
  await expect(body(page)).toContainText("items is missing");
  // What doesn't ask gets nothing.
  await page.getByLabel("Path and query").fill("/");
  await expect(guard).toHaveCount(0);

  await openDialog(page);
  await dialog(page).getByRole("button", { name: "Log out" }).click();
  await expect(dialog(page).getByLabel("Username", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await send(page, "GET", "/users/me");
  await expect(status(page)).toContainText("401");
  expect(said).toEqual([]);
});

test("a token outlives an edit of the program, and not a reset", async ({ page }) => {
  await open(page, "playground?example=login");
  await logIn(page, "lovelace", ["items"]);
  await expect(dialog(page).getByRole("button", { name: "Log out" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator(".program .cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("\n# more\n");
  await ready(page);
  await send(page, "GET", "/users/me/items");
  await expect(body(page)).toContainText("Analytical Engine");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("lovelace\"");
  await page.getByRole("button", { name: "Reset the program" }).click();
  await ready(page);
  await send(page, "GET", "/users/me/items");
  await expect(status(page)).toContainText("401");
});

test("the token of an answer is decoded, and sent when that is asked for", async ({ page }) => {
  await open(page, "playground?example=login");
  await page.getByRole("button", { name: "Log in by hand" }).click();
  await expect(status(page)).toContainText("200");
  await page.getByText("The token, decoded").click();
  await expect(page.getByTestId("token")).toContainText("only the program, which has the key");
  await page.getByRole("button", { name: "Send it as OAuth2PasswordBearer" }).click();
  await send(page, "GET", "/users/me");
  await expect(body(page)).toContainText("Ada Lovelace");
});

test("on a phone the dialogue fits, and shows the whole token", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "playground?example=login");
  await page.getByRole("button", { name: "Request", exact: true }).click();
  await logIn(page, "lovelace", ["me", "items"]);
  await expect(dialog(page).getByTestId("payload")).toContainText('"scope": "me items"');
  const over = await dialog(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  await dialog(page).getByTestId("standing").scrollIntoViewIfNeeded();
  await expect(dialog(page).getByTestId("standing")).toBeVisible();
});

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

for (const theme of ["light", "dark", "contrast"]) {
  test(`the dialogue has no violations in ${theme}, and is used by keys alone`, async ({ page }) => {
    await page.addInitScript((theme) => {
      const settings = { version: 1, stamp: 1, data: { theme, nav_folded: false } };
      localStorage.setItem("fastapi-playground:settings", JSON.stringify(settings));
    }, theme);
    await open(page, "playground?example=login");
    await page.locator(".authorize").focus();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeVisible();
    // Whatever has the focus, it is in the dialogue; keys of the page rest meanwhile.
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press("Tab");
      const inside = await page.evaluate(() => {
        const now = document.activeElement;
        return now === document.body || Boolean(now?.closest("dialog"));
      });
      expect(inside).toBe(true);
    }
    await dialog(page).getByLabel("Username", { exact: true }).focus();
    await page.keyboard.type("ada");
    await page.keyboard.press("Tab");
    await page.keyboard.type("lovelace");
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByTestId("token")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
}
