// Databases as a learner meets them: rows that outlive an edit, the statements of a request, a prompt, the file.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { body, editor, open, ready, SECTION, send, sendPreset, status, watchConsole, write } from "./page.mjs";

const database = (page) => page.getByTestId("database");
const grid = (page) => database(page).getByTestId("grid").first();

async function show(page, look) {
  await page.getByRole("tab", { name: /Database/ }).click();
  if (look) await database(page).getByRole("button", { name: look, exact: true }).click();
}

async function run(page, sql) {
  await database(page).getByLabel("SQL statement").fill(sql);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(database(page).getByRole("button", { name: "Run", exact: true })).toHaveAttribute("aria-disabled", "false");
}

/** A program on sqlite3 alone. */
const PLAIN = `import sqlite3

from fastapi import FastAPI

db = sqlite3.connect("things.db", check_same_thread=False)
db.execute("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note BLOB)")
db.commit()
app = FastAPI()


@app.post("/things/")
def make(name: str):
    db.execute("INSERT INTO thing (name) VALUES (?)", (name,))
    db.commit()
    return db.execute("SELECT count(*) FROM thing").fetchone()[0]


@app.get("/broken")
def broken():
    return db.execute("SELECT * FROM missing").fetchall()
`;

test("a program keeps its rows over an edit of its code, and loses them with a reset", async ({ page }) => {
  const said = watchConsole(page);
  await open(page, "playground");
  await write(page, PLAIN);
  await ready(page);
  await send(page, "POST", "/things/?name=cup");
  await expect(body(page)).toHaveText("1");
  await write(page, PLAIN.replace("count(*)", "count(*) * 100"));
  await ready(page);
  await send(page, "POST", "/things/?name=pot");
  await expect(body(page)).toHaveText("200");

  await page.getByRole("button", { name: "Start the program afresh" }).click();
  await ready(page);
  await send(page, "POST", "/things/?name=cup");
  await expect(body(page)).toHaveText("100");
  expect(said).toEqual([]);
});

test("the tab shows tables, rows, schema, and the statements of the last request", async ({ page }) => {
  await open(page, "playground");
  await write(page, PLAIN);
  await ready(page);
  await send(page, "POST", "/things/?name=cup");
  await expect(body(page)).toHaveText("1");
  await page.getByRole("tab", { name: /Trace/ }).click();
  const step = page.getByTestId("trace").locator(".step").filter({ hasText: "INSERT INTO thing" });
  await expect(step).toContainText("['cup'] · 1 row changed");
  await step.getByRole("button").click();

  await show(page, "Last request");
  const statements = page.getByTestId("statements").locator(".statement");
  await expect(statements.filter({ hasText: "INSERT INTO thing" })).toContainText("['cup']");
  await expect(statements.filter({ hasText: "SELECT count" })).toContainText("1 row");

  await show(page, "Tables");
  await expect(database(page).locator(".chip.named")).toHaveText(/thing\s*1/);
  await expect(grid(page)).toContainText("cup");
  await expect(grid(page)).toContainText("NULL");
  await database(page).getByText("Schema of thing").click();
  await expect(database(page).getByTestId("schema")).toContainText("CREATE TABLE thing");
  await expect(database(page).getByRole("row", { name: /id INTEGER/ })).toContainText("primary key");
  await expect(database(page)).toContainText("things.db stays while you change the code");

  // Another request leaves the view where it is, with what it changed.
  await send(page, "POST", "/things/?name=pot");
  await expect(page.getByRole("tab", { name: /Database/ })).toHaveAttribute("aria-selected", "true");
  await expect(grid(page)).toContainText("pot");
});

test("SQLModel's rows outlive an edit of the code, and not a reset", async ({ page }) => {
  await open(page, "playground?example=sqlmodel");
  await send(page, "POST", "/books", { title: "Middlemarch", pages: 880 });
  await expect(status(page)).toContainText("201");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText('\n\n@app.get("/count")\ndef count(session: Database):\n    return len(session.exec(select(Book)).all())\n');
  await ready(page);
  await send(page, "GET", "/count");
  await expect(body(page)).toHaveText("3");
  await show(page, "Last request");
  await expect(page.getByTestId("statements").locator(".statement").filter({ hasText: "FROM book" })).toContainText("3 rows");
  await show(page, "Tables");
  await expect(grid(page)).toContainText("Middlemarch");

  await page.getByRole("button", { name: "Reset the program" }).click();
  await ready(page);
  await send(page, "GET", "/books");
  await expect(body(page)).toContainText("Frankenstein");
  await expect(body(page)).not.toContainText("Middlemarch");
});

test("the prompt reads, writes, and says what SQLite says", async ({ page }) => {
  await open(page, "playground");
  await write(page, PLAIN);
  await ready(page);
  await send(page, "POST", "/things/?name=cup");
  await expect(body(page)).toHaveText("1");
  await show(page, "SQL prompt");
  await run(page, "SELECT id, name, note FROM thing");
  await expect(grid(page)).toContainText("cup");
  await expect(grid(page)).toContainText("NULL");
  await run(page, "INSERT INTO thing (name) VALUES ('<img src=x onerror=alert(1)>'), ('b' || char(0) || 'c')");
  await expect(page.getByTestId("ran")).toHaveText("2 rows changed.");
  await run(page, "SELECT * FROM nowhere");
  await expect(page.getByTestId("ran")).toContainText("no such table: nowhere");
  await run(page, "SELEC 1");
  await expect(page.getByTestId("ran")).toContainText("syntax error");
  await run(page, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
  await expect(page.getByTestId("ran")).toContainText("interrupted");
  await show(page, "Tables");
  await expect(grid(page)).toContainText("<img src=x onerror=alert(1)>");
  await expect(page.locator(".database img")).toHaveCount(0);
  // The program sees what was written by hand.
  await send(page, "POST", "/things/?name=pot");
  await expect(page.getByRole("tab", { name: /Database/ })).toHaveAttribute("aria-selected", "true");
  await page.getByRole("tab", { name: "Answer" }).click();
  await expect(body(page)).toHaveText("4");

  await send(page, "GET", "/broken");
  await expect(status(page)).toContainText("500");
  await show(page, "Last request");
  await expect(page.getByTestId("statements").locator(".statement.bad")).toContainText("no such table: missing");
});

test("large and wide tables are bounded and paged", async ({ page }) => {
  await open(page, "playground");
  await write(page, PLAIN);
  await ready(page);
  await show(page, "SQL prompt");
  await run(page, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) INSERT INTO thing (name) SELECT 'thing ' || i || hex(zeroblob(5000)) FROM n");
  const columns = Array.from({ length: 200 }, (_, index) => `c${index}`).join(", ");
  await run(page, `CREATE TABLE wide (${columns})`);
  await run(page, "INSERT INTO wide (c0) VALUES (1)");
  await show(page, "Tables");
  await database(page).getByRole("button", { name: /^thing/ }).click();
  await expect(grid(page)).toContainText("thing 1");
  await expect(database(page).locator(".pager")).toContainText("1 to 50 of 120");
  await database(page).getByRole("button", { name: "Next" }).click();
  await database(page).getByRole("button", { name: "Next" }).click();
  await expect(database(page).locator(".pager")).toContainText("101 to 120 of 120");
  await expect(database(page).getByRole("button", { name: "Next" })).toBeDisabled();
  await expect(grid(page)).toContainText("thing 120");
  await database(page).getByRole("button", { name: /^wide/ }).click();
  await expect(database(page)).toContainText("more columns aren't shown");
  await page.setViewportSize({ width: 360, height: 740 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
});

test("the file is downloaded, and another one put in its place", async ({ page }, info) => {
  await open(page, "playground");
  await write(page, PLAIN);
  await ready(page);
  await send(page, "POST", "/things/?name=kept");
  await expect(body(page)).toHaveText("1");
  await show(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    database(page).getByRole("button", { name: "Download the file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("things.db");
  const path = info.outputPath("things.db");
  await download.saveAs(path);
  const bytes = await readFile(path);
  expect(bytes.subarray(0, 15).toString()).toBe("SQLite format 3");

  await page.getByRole("button", { name: "Start the program afresh" }).click();
  await ready(page);
  await show(page);
  await expect(database(page)).toContainText("No rows.");
  await database(page).getByLabel("Database file").setInputFiles({ name: "x.db", mimeType: "", buffer: Buffer.from("no database") });
  await expect(database(page).getByRole("alert")).toContainText("isn't an SQLite database");

  // Dropped anywhere in the view.
  const transfer = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(content)], "old.db"));
    return transfer;
  }, [...bytes]);
  await database(page).dispatchEvent("drop", { dataTransfer: transfer });
  await expect(database(page)).toContainText("old.db stands in the place of things.db now.");
  await ready(page);
  await expect(grid(page)).toContainText("kept");
  await send(page, "POST", "/things/?name=more");
  await page.getByRole("tab", { name: "Answer" }).click();
  await expect(body(page)).toHaveText("2");
});

test("a program without a database shows no tab and downloads no byte of SQLite", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page, "");
  await open(page, SECTION);
  await sendPreset(page, 0);
  await expect(status(page)).toBeVisible();
  await expect(page.getByRole("tab", { name: /Database/ })).toBeHidden();
  // The tabs are gone through by keys as if it weren't there.
  await page.getByRole("tab", { name: /Answer/ }).focus();
  for (const name of [/Trace/, /Output/, /Files/, /API docs/, /Environment/, /Answer/]) {
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("tab", { name })).toBeFocused();
  }
  expect(asked.some((url) => url.includes("worker"))).toBe(true);
  expect(asked.filter((url) => url.includes("sqlite"))).toEqual([]);

  await write(page, PLAIN);
  await expect(page.getByRole("tab", { name: /Database/ })).toBeVisible();
  expect(asked.filter((url) => url.includes("sqlite")).length).toBeGreaterThan(0);
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`the database and the environment have no violations in ${theme}`, async ({ page }) => {
    await page.addInitScript((theme) => {
      const settings = { version: 1, stamp: 1, data: { theme, nav_folded: false } };
      localStorage.setItem("fastapi-playground:settings", JSON.stringify(settings));
    }, theme);
    await open(page, "playground");
    await write(page, PLAIN);
    await ready(page);
    await send(page, "POST", "/things/?name=cup");
    await expect(status(page)).toBeVisible();
    await show(page, "SQL prompt");
    await run(page, "SELECT * FROM thing");
    for (const look of ["SQL prompt", "Tables", "Last request"]) {
      await show(page, look);
      if (look === "Tables") await database(page).getByText("Schema of thing").click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`), look).toEqual([]);
    }
    await page.getByRole("tab", { name: /Environment/ }).click();
    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.keyboard.type("1");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
  });
}
