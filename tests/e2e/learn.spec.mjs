// A learner alone with the guide: read, edit, send, break, mend, answer questions.
import { expect, test } from "@playwright/test";
import { body, editor, open, ready, SECTION, send, sendPreset, status, watchConsole, write } from "./page.mjs";

const PROGRAM = `from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float


@app.post("/items/", status_code=201)
def create_item(item: Item):
    print("made", item.name)
    return {"name": item.name, "twice": item.price * 2}
`;

test("the home page answers, and says nothing on the console", async ({ page }) => {
  const said = watchConsole(page);
  await open(page, "");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(status(page)).toContainText("200");
  expect(said).toEqual([]);
});

test("a section's program answers 200 and 422, and the error stands at its field", async ({ page }) => {
  await open(page, SECTION);
  await send(page, "GET", "/items/7?q=abc");
  await expect(status(page)).toContainText("200 OK");
  await expect(body(page)).toContainText('"item_id": 7');
  await expect(body(page)).toContainText('"q": "abc"');

  const field = page.locator(".field").filter({ hasText: "item_id" });
  await field.getByRole("textbox").fill("seven");
  await expect(page.getByLabel("Path and query")).toHaveValue("/items/seven?q=abc");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(status(page)).toContainText("422");
  await expect(body(page)).toContainText('"type": "int_parsing"');
  await expect(field.locator(".field-error")).toContainText("Input should be a valid integer");
  await expect(field.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
});

test("an edited program answers what it now says, and shows its way", async ({ page }) => {
  await open(page, SECTION);
  await write(page, PROGRAM);
  await ready(page);
  await send(page, "POST", "/items/", { name: "cup", price: 2.5 });
  await expect(status(page)).toContainText("201 Created");
  await expect(body(page)).toContainText('"twice": 5.0');

  await page.getByRole("tab", { name: /Output/ }).click();
  await expect(page.getByTestId("output")).toHaveText("made cup\n");

  await page.getByRole("tab", { name: /Trace/ }).click();
  const step = page.getByTestId("trace").locator(".step").filter({ hasText: "create_item(" });
  await expect(step).toContainText("calls");
  await step.hover();
  await expect(page.locator(".program .cm-traced").first()).toBeVisible();
});

test("a wrong body is marked where it is wrong", async ({ page }) => {
  await open(page, SECTION);
  await write(page, PROGRAM);
  await ready(page);
  await send(page, "POST", "/items/", { name: "cup", price: "dear" });
  await expect(status(page)).toContainText("422");
  await expect(page.locator(".body-errors")).toContainText("body → price");
  await expect(page.locator(".body-field .cm-lintRange-error")).toHaveText('"dear"');
});

test("a broken program says where, and works again when it is mended", async ({ page }) => {
  await open(page, SECTION);
  await write(page, PROGRAM.replace("app = FastAPI()", "ap = FastAPI()"));
  await expect(page.getByTestId("state")).toHaveText("Error");
  await expect(page.locator(".program > .problems")).toContainText("NameError: name 'app' is not defined");
  await expect(page.locator(".program > .problems .place")).toHaveText("main.py:12");

  await write(page, PROGRAM.replace("def create_item(", "def create_item(("));
  await expect(page.locator(".program > .problems")).toContainText("SyntaxError");

  await write(page, PROGRAM);
  await ready(page);
  await expect(page.locator(".program > .problems")).toHaveCount(0);
  await send(page, "POST", "/items/", { name: "cup", price: 1 });
  await expect(status(page)).toContainText("201");
});

test("an endless loop is ended, and the program lives on", async ({ page }) => {
  await open(page, SECTION);
  const loop = `${PROGRAM}\n\n@app.get("/loop")\ndef loop():\n    while True:\n        pass\n\n\n@app.get("/ok")\ndef ok():\n    return "ok"\n`;
  await write(page, loop);
  await ready(page);
  await send(page, "GET", "/loop");
  // Either the engine's own limit or the watchdog ends it; both say so.
  const told = page.locator(".answer .problem, .answer .notice.bad");
  await expect(told.first()).toContainText(/limit|stopped/i, { timeout: 30_000 });
  await send(page, "GET", "/ok");
  await expect(status(page)).toContainText("200", { timeout: 30_000 });
});

test("what fails after the answer was sent is told beside it", async ({ page }) => {
  await open(page, "playground");
  await write(
    page,
    [
      "from fastapi import BackgroundTasks, FastAPI",
      "",
      "app = FastAPI()",
      "",
      "",
      "def mail():",
      '    raise OSError("no network")',
      "",
      "",
      '@app.get("/")',
      "def order(tasks: BackgroundTasks):",
      "    tasks.add_task(mail)",
      '    return {"ok": True}',
      "",
    ].join("\n"),
  );
  await ready(page);
  await send(page, "GET", "/");
  await expect(status(page)).toContainText("200 OK");
  await expect(body(page)).toContainText("true");
  await expect(page.getByTestId("late")).toHaveText("The client got this answer. Afterwards, the program failed:");
  await expect(page.locator(".response .problem")).toContainText("OSError: no network");
});

test("edits are kept, and reset brings the example back", async ({ page }) => {
  await open(page, SECTION);
  const first = await editor(page).innerText();
  await write(page, PROGRAM);
  await ready(page);
  await page.reload();
  await expect(editor(page)).toContainText("def create_item");
  await page.getByRole("button", { name: "Reset the program" }).click();
  await expect(editor(page)).not.toContainText("def create_item");
  expect(await editor(page).innerText()).toBe(first);
});

test("quiz progress survives a reload and shows in the navigation", async ({ page }) => {
  await page.goto(SECTION);
  const questions = page.getByTestId("question");
  await expect(questions.first()).toBeVisible();
  const count = await questions.count();
  const question = questions.first();
  // Whatever is right: go through the options until the verdict says so.
  const options = question.getByRole("radio");
  for (let index = 0; index < (await options.count()); index++) {
    await options.nth(index).check();
    await question.getByRole("button", { name: "Check" }).click();
    await expect(question.locator(".why").first()).toBeVisible();
    if (await question.locator(".verdict.good").isVisible()) break;
    await question.getByRole("button", { name: "Answer again" }).click();
  }
  await expect(page.getByTestId("score")).toHaveText(`1 of ${count} right`);
  const overall = await page.getByTestId("overall").textContent();
  expect(overall).toMatch(/^1 of/);

  await page.reload();
  await expect(page.getByTestId("score")).toHaveText(`1 of ${count} right`);
  await expect(question.locator(".verdict.good")).toBeVisible();
  const here = page.locator(".side a[aria-current=page] .mark");
  await expect(here).toBeVisible();
});

test("progress follows into another tab", async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await one.goto(SECTION);
  await two.goto(SECTION);
  const question = one.getByTestId("question").first();
  await question.getByRole("radio").first().check();
  await question.getByRole("button", { name: "Check" }).click();
  await expect(two.getByTestId("question").first().locator(".verdict")).toBeVisible();
});

test("the program's docs are shown, and try it out asks the program", async ({ page }) => {
  await open(page, SECTION);
  await page.getByRole("tab", { name: "API docs" }).click();
  const frame = page.frameLocator(".docs-frame");
  await frame.locator(".opblock", { hasText: "/items/{item_id}" }).first().locator(".opblock-summary").click();
  await frame.locator("tr", { hasText: "item_id" }).locator("input").fill("41");
  await frame.getByRole("button", { name: "Execute" }).click();
  await expect(frame.locator(".live-responses-table")).toContainText('"item_id": 41');

  await page.getByRole("button", { name: "ReDoc" }).click();
  await expect(page.frameLocator(".docs-frame").locator("#docs")).toContainText("/items/{item_id}");
});

test("what a program writes is shown as a file", async ({ page }) => {
  await open(page, "guide/background-tasks");
  await sendPreset(page, 0);
  await expect(status(page)).toContainText("200");
  await page.getByRole("tab", { name: /Files/ }).click();
  await expect(page.getByTestId("file")).toHaveText("notification for ada@example.com\n");
});

test("a program of several files: the trace leads into the right one", async ({ page }) => {
  await open(page, "guide/project-structure");
  await sendPreset(page, 1);
  await expect(status(page)).toContainText("200");
  await page.getByRole("tab", { name: /Trace/ }).click();
  await page.getByTestId("trace").locator(".step").filter({ hasText: "read_user(" }).getByRole("button").click();
  await expect(page.getByRole("tab", { name: "app/routers/users.py" })).toHaveAttribute("aria-selected", "true");
  await expect(editor(page)).toContainText("def read_user");
});

test("the tests of a program are run", async ({ page }) => {
  await open(page, "guide/testing");
  await page.getByRole("tab", { name: "Tests", exact: true }).click();
  await page.getByRole("button", { name: "Run the tests" }).click();
  await expect(page.getByTestId("tests")).toHaveText("11 passed, 0 failed");
});

/** The sections that have no program, and only those. */
const TEXT_ONLY = ["interview", "checklist", "links"];

test("every section's program loads, and every prepared request is answered", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("");
  const paths = await page.locator(".cards a").evaluateAll((links) => links.map((link) => link.href));
  expect(paths.length).toBeGreaterThan(10);
  for (const path of paths) {
    if (TEXT_ONLY.some((id) => path.endsWith(`guide/${id}`))) {
      await page.goto(path);
      await expect(page.locator("article h1")).toBeVisible();
      await expect(page.getByTestId("state"), path).toHaveCount(0);
      continue;
    }
    await open(page, path);
    const presets = page.locator(".preset");
    for (let index = 0; index < (await presets.count()); index++) {
      await sendPreset(page, index);
      const asked = await page.getByLabel("Path and query").inputValue();
      await expect(page.locator(".response .asked"), path).toContainText(asked);
      await expect(status(page), `${path} ${asked}`).toBeVisible();
    }
  }
});
