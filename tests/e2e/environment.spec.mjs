// The environment of a program: changed beside it, kept with it, shared in its link.
import { expect, test } from "@playwright/test";
import { body, editor, open, ready, send } from "./page.mjs";

const environment = (page) => page.getByTestId("environment");
const value = (page, name) => environment(page).getByLabel(`Value of ${name}`);

async function show(page) {
  await page.getByRole("tab", { name: /Environment/ }).click();
}

/** Adds a variable as one does by keys alone: the focus is on the new name. */
async function add(page, name, text) {
  await environment(page).getByRole("button", { name: "Add a variable" }).click();
  await expect(environment(page).locator(".variable").last().getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(text);
}

test("a changed variable changes what the program answers", async ({ page }) => {
  await open(page, "playground?example=settings");
  await send(page, "GET", "/settings");
  await expect(body(page)).toContainText('"environment": "production"');
  await expect(body(page)).toContainText('"page_size": 5');
  await show(page);
  await value(page, "APP_ENVIRONMENT").fill("development");
  // What is set here comes before the program's .env file, which says 5.
  await add(page, "APP_PAGE_SIZE", "7");
  await ready(page);
  await send(page, "GET", "/settings");
  await expect(body(page)).toContainText('"environment": "development"');
  await expect(body(page)).toContainText('"page_size": 7');

  // One that the program refuses stops it at the start, and the program says why.
  await show(page);
  await value(page, "APP_PAGE_SIZE").fill("many");
  await expect(page.getByTestId("state")).toHaveText("Error");
  await expect(page.locator(".program > .problems")).toContainText("page_size");
  await environment(page).getByRole("button", { name: "Remove APP_PAGE_SIZE" }).click();
  await ready(page);
  await send(page, "GET", "/settings");
  await expect(body(page)).toContainText('"page_size": 5');

  // Kept over a reload, and as it was at first after a reset.
  await page.reload();
  await ready(page);
  await show(page);
  await expect(value(page, "APP_ENVIRONMENT")).toHaveValue("development");
  await page.getByRole("button", { name: "Reset the program" }).click();
  await expect(value(page, "APP_ENVIRONMENT")).toHaveValue("production");
});

test("bad names are told and not set", async ({ page }) => {
  await open(page, "playground?example=settings");
  await show(page);
  await environment(page).getByRole("button", { name: "Add a variable" }).click();
  const row = environment(page).locator(".variable").last();
  await expect(row.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("APP PAGE");
  await expect(row).toContainText("can't contain spaces");
  await row.getByLabel("Name", { exact: true }).fill("APP_ORIGINS");
  await expect(row).toContainText("already");
  await row.getByLabel("Name", { exact: true }).fill("A=1");
  await expect(row).toContainText("field of its own");
  await expect(page.getByTestId("state")).toHaveText("Ready");
});

test("the environment goes along in the link, also when it was emptied", async ({ browser, page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "playground?example=settings");
  await show(page);
  for (const name of ["APP_ENVIRONMENT", "APP_ORIGINS"]) {
    await environment(page).getByRole("button", { name: `Remove ${name}` }).click();
  }
  await ready(page);
  await page.getByRole("button", { name: "Copy a link to this program" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const fresh = await browser.newContext({ baseURL });
  const other = await fresh.newPage();
  await open(other, link);
  await show(other);
  await expect(environment(other)).toContainText("no environment variables");
  await fresh.close();
});

test("a .env file is a file of the program", async ({ page }) => {
  await open(page, "playground");
  await show(page);
  await environment(page).getByRole("button", { name: "Add a .env file" }).click();
  await expect(page.getByRole("tab", { name: ".env" })).toHaveAttribute("aria-selected", "true");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("GREETING=from the file\n");
  await page.getByRole("tab", { name: "main.py" }).click();
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(
    'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\ndef read():\n    return open(".env").read()\n',
  );
  await ready(page);
  await send(page, "GET", "/");
  await expect(body(page)).toContainText("GREETING=from the file");
});
