// Exercises, predictions and projects, as a learner meets them.
import { expect, test } from "@playwright/test";
import { body, editor, open, portion, ready, status, watchConsole, write } from "./page.mjs";

const SECTION = "guide/request-body";
const card = (page, id) => page.locator(`#exercise-${id}`);
const result = (page) => page.getByTestId("result");
const check = (page, id) => card(page, id).getByRole("button", { name: "Check the program" }).click();
const dock = (page) => page.getByTestId("work-bar");

/** Opens an exercise of the section; gives its content. */
async function begin(page, id) {
  await open(page, SECTION);
  const { exercises } = await portion(page, "section/request-body");
  await card(page, id).getByRole("button", { name: /^(Start|Go on|Open again)/ }).click();
  await expect(dock(page)).toContainText(exercises.find((one) => one.id === id).title);
  return exercises.find((one) => one.id === id);
}

test("gaps are filled: a wrong limit gets its message, the right one is solved", async ({ page }) => {
  const said = watchConsole(page);
  const exercise = await begin(page, "request-body-limits");
  await expect(editor(page)).toContainText("___");
  const solution = exercise.solution[0].text;
  await write(page, solution.replace("gt=0", "ge=0"));
  await check(page, exercise.id);
  await expect(result(page)).toContainText("of 4 checks passed");
  const failed = page.getByTestId("check").filter({ hasText: "Failed:" });
  await expect(failed).toHaveCount(1);
  await expect(failed).toContainText("allows the limit itself");
  // What was sent, what was expected and what came stand there without a click.
  await expect(failed.locator(".happened")).toContainText("POST /items/");
  await expect(failed.locator(".happened")).toContainText("422");
  await expect(failed.locator(".happened")).toContainText("200 OK");

  await write(page, solution);
  await expect(page.getByText("The program has changed since it was checked.")).toBeVisible();
  await check(page, exercise.id);
  await expect(result(page)).toContainText("Solved: all 4 checks passed.");
  await expect(page.getByTestId("explain")).toContainText("greater than");
  await expect(card(page, exercise.id).locator(".mark.full")).toBeVisible();
  await expect(page.getByTestId("solved")).toHaveText(/^1 of/);

  // The worker has the learner's program again.
  await page.locator(".preset").first().click();
  await expect(status(page)).toContainText("200 OK");
  await expect(body(page)).toContainText('"price": 8.0');
  expect(said).toEqual([]);
});

test("hints come one at a time, and the solution after a question", async ({ page }) => {
  const exercise = await begin(page, "request-body-limits");
  const own = card(page, exercise.id);
  await own.getByRole("button", { name: "Hint", exact: true }).click();
  await expect(page.getByTestId("hints").locator("> li")).toHaveCount(1);
  await own.getByRole("button", { name: /Next hint/ }).click();
  await expect(page.getByTestId("hints").locator("> li")).toHaveCount(2);
  await own.getByRole("button", { name: "Show the solution" }).click();
  await expect(page.getByTestId("solution")).toHaveCount(0);
  await own.getByRole("button", { name: "Show it" }).click();
  await expect(page.getByTestId("solution").locator(".row.new")).toHaveCount(3);
  await own.getByRole("button", { name: "Put it into the editor" }).click();
  await expect(editor(page)).toContainText("Field(gt=0)");
  await check(page, exercise.id);
  await expect(result(page)).toContainText("Solved");
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("fastapi-playground:progress")).data.exercises);
  expect(kept[exercise.id]).toMatchObject({ solved: true, shown: true, hints: 2, checks: 1 });

  await own.getByRole("button", { name: "Start over" }).click();
  await own.getByRole("button", { name: "Start over" }).click();
  await expect(editor(page)).toContainText("___");
});

test("lines are put in order with keys alone", async ({ page }) => {
  const exercise = await begin(page, "request-body-booking");
  const used = page.getByTestId("used").locator("> li");
  const all = exercise.lines.length + exercise.extra.length;
  await expect(used).toHaveCount(all);
  await check(page, exercise.id);
  await expect(result(page)).toContainText(/can't run yet|checks passed/);

  // What doesn't belong is put aside, and each line is moved up to its place.
  for (let extra = exercise.lines.length; extra < all; extra++) {
    await page.locator(`#line-${exercise.id}-${extra}`).focus();
    await page.keyboard.press("ArrowRight");
  }
  await expect(page.getByTestId("aside").locator("> li")).toHaveCount(exercise.extra.length);
  for (let line = 0; line < exercise.lines.length; line++) {
    const item = page.locator(`#line-${exercise.id}-${line}`);
    await item.focus();
    const place = async () => Number((await item.getAttribute("aria-label")).match(/^Line (\d+) of/)[1]);
    while ((await place()) > line + 1) {
      const before = await place();
      await page.keyboard.press("ArrowUp");
      await expect(item).toHaveAttribute("aria-label", new RegExp(`^Line ${before - 1} of`));
      await expect(item).toBeFocused();
    }
  }
  await expect(editor(page)).toContainText("def book(booking: Booking):");
  await check(page, exercise.id);
  await expect(result(page)).toContainText("Solved");
  await expect(page.getByTestId("explain")).toContainText("What isn't needed");

  // The program is made of the lines: it isn't written, and its order is kept.
  await editor(page).click();
  await page.keyboard.type("x = 1");
  await expect(editor(page)).not.toContainText("x = 1");
  await page.reload();
  await card(page, exercise.id).getByRole("button", { name: /^Open again/ }).click();
  await expect(page.getByTestId("aside").locator("> li")).toHaveCount(exercise.extra.length);
});

test("lines are dragged, also out of the program", async ({ page }) => {
  const exercise = await begin(page, "request-body-booking");
  const used = page.getByTestId("used").locator("> li");
  const first = await used.first().getAttribute("data-line");
  await used.first().scrollIntoViewIfNeeded();
  const [from, to] = [await used.first().boundingBox(), await used.nth(2).boundingBox()];
  await page.mouse.move(from.x + 14, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 14, to.y + to.height - 2, { steps: 6 });
  await page.mouse.up();
  await expect(used.nth(2)).toHaveAttribute("data-line", first);

  const aside = page.locator(".not-used");
  await aside.scrollIntoViewIfNeeded();
  const [again, away] = [await used.nth(2).boundingBox(), await aside.boundingBox()];
  await page.mouse.move(again.x + 14, again.y + again.height / 2);
  await page.mouse.down();
  await page.mouse.move(away.x + 14, away.y + away.height - 6, { steps: 6 });
  await page.mouse.up();
  await expect(page.getByTestId("aside").locator("> li")).toHaveAttribute("data-line", first);
  await expect(used).toHaveCount(exercise.lines.length + exercise.extra.length - 1);
});

test("a defect is mended step by step, with a new message each time", async ({ page }) => {
  const exercise = await begin(page, "request-body-order-form");
  await check(page, exercise.id);
  await expect(page.getByTestId("check").first()).toContainText("Failed:");
  await expect(page.getByTestId("check").first()).toContainText("a count is a number");
  await write(page, exercise.solution[0].text.replace("note: str | None = None", "note: str | None"));
  await check(page, exercise.id);
  await expect(page.getByTestId("check").first()).toContainText("isn't its type");
  await write(page, exercise.solution[0].text);
  await check(page, exercise.id);
  await expect(result(page)).toContainText("Solved");
});

test("a program is written; what is broken says where; and it is kept", async ({ page }) => {
  const exercise = await begin(page, "request-body-parcels");
  await write(page, `${exercise.files[0].text}\n\n@app.post("/deliveries/")\ndef send_delivery(delivery: Delivery):\n    return {}\n`);
  await check(page, exercise.id);
  await expect(result(page)).toContainText("The program can't run yet.");
  await expect(result(page)).toContainText("Delivery");
  await expect(page.getByTestId("check").filter({ hasText: "Not run:" })).toHaveCount(exercise.checks.length);

  await write(page, exercise.solution[0].text);
  await page.reload();
  await ready(page);
  // The section's own program stands there again; the exercise is where it was left.
  await expect(editor(page)).not.toContainText("/deliveries/");
  await card(page, exercise.id).getByRole("button", { name: /^Go on/ }).click();
  await expect(editor(page)).toContainText("/deliveries/");
  await dock(page).getByRole("button", { name: "Check the program" }).click();
  await expect(result(page)).toContainText("Solved");
  await dock(page).getByRole("button", { name: "Back to the section's program" }).click();
  await expect(dock(page)).toHaveCount(0);
  await expect(editor(page)).toContainText("with_tax");
});

test("an endless loop is ended and told, and the page lives on", async ({ page }) => {
  test.setTimeout(90_000);
  const exercise = await begin(page, "request-body-limits");
  const solution = exercise.solution[0].text;
  await write(page, solution.replace("    return {", "    while True:\n        pass\n    return {"));
  await check(page, exercise.id);
  // Either the engine's own limit or the watchdog ends it; both say so.
  await expect(card(page, exercise.id).getByTestId("check").first()).toContainText(/limit|stopped/i, { timeout: 40_000 });
  await write(page, solution);
  await check(page, exercise.id);
  await expect(result(page)).toContainText("Solved", { timeout: 40_000 });
});

test("a prediction: wrong and right, with reasons; it is asked once", async ({ page }) => {
  await open(page, SECTION);
  const { example } = await portion(page, "section/request-body");
  const asking = example.presets.flatMap((preset, index) => (preset.predict ? [index] : []));
  const chip = (index) => page.locator(".preset").nth(index);
  await expect(page.locator(".preset .asks")).toHaveCount(asking.length);

  // Wrong.
  const [first, second] = asking;
  await chip(first).click();
  const question = page.getByTestId("predict");
  await expect(question.getByRole("heading")).toBeFocused();
  await expect(status(page)).toHaveCount(0);
  const send = question.getByRole("button", { name: "Send and compare" });
  // Without a choice it says so, and does nothing.
  await send.click({ force: true });
  await expect(question).toBeVisible();
  await question.getByRole("radio", { name: /422/ }).check();
  await question.getByRole("radio", { name: /9\.509\.50/ }).check();
  await send.click();
  await expect(status(page)).toContainText("200 OK");
  const compared = page.getByTestId("compared");
  await expect(compared).toContainText("Not as you predicted");
  await expect(compared).toContainText("strict mode");
  await expect(compared).toContainText("The status that came: 200");

  // Right, by keys alone.
  await page.locator("body").press(String(second + 1));
  await expect(question).toBeVisible();
  await question.getByRole("radio", { name: /422/ }).check();
  await question.getByRole("radio", { name: /float_parsing/ }).check();
  await send.press("Enter");
  await expect(compared).toContainText("As you predicted");

  // Once is enough, also after a reload; and a changed program is sent without a question.
  await page.reload();
  await ready(page);
  await expect(page.locator(".preset .asks")).toHaveCount(asking.length - 2);
  await chip(first).click();
  await expect(status(page)).toContainText("200 OK");
  await expect(compared).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("fastapi-playground:progress")).data.predictions);
  expect(kept[example.presets[first].predict.id]).toMatchObject({ status: 422, right: false });
  expect(kept[example.presets[second].predict.id]).toMatchObject({ status: 422, right: true });
});

test("no question in front of people, nor about a changed program", async ({ page }) => {
  await open(page, SECTION);
  await page.keyboard.press("p");
  await page.keyboard.press("2");
  await expect(status(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await ready(page);
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n# changed\n");
  await ready(page);
  await expect(page.locator(".preset .asks")).toHaveCount(0);
  await page.locator(".preset").nth(1).click();
  await expect(status(page)).toBeVisible();
});

test("a step of a project is solved, and the next goes on with the same program", async ({ page }) => {
  await page.goto("checklist/crud");
  await ready(page);
  const project = await portion(page, "project/crud");
  const [first, second] = project.steps;
  await expect(card(page, second.id).getByTestId("checks")).toHaveCount(0);
  await check(page, first.id);
  await expect(page.getByTestId("check").first()).toContainText("Nothing answers");
  await write(page, first.solution.find((file) => file.path === first.edit).text);
  await check(page, first.id);
  await expect(result(page)).toContainText("Solved");
  await page.getByRole("button", { name: "Go on with step 2" }).click();
  await expect(dock(page)).toContainText(second.title);
  await expect(editor(page)).toContainText("def list_items");
  await expect(page.getByTestId("steps-done")).toHaveText(`1 of ${project.steps.length} steps done`);

  // A file of one's own; all of it is kept.
  await page.getByRole("button", { name: "New file" }).click();
  await page.getByLabel("New file", { exact: true }).last().fill("app/notes.py");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "app/notes.py" })).toHaveAttribute("aria-selected", "true");
  await page.reload();
  await ready(page);
  await expect(dock(page)).toContainText(second.title);
  await expect(editor(page)).toContainText("def list_items");
  await expect(page.getByRole("tab", { name: "app/notes.py" })).toBeVisible();

  await page.getByRole("button", { name: "Take the solution of the step before" }).click();
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(page.getByRole("tab", { name: "app/notes.py" })).toHaveCount(0);
  await page.getByRole("button", { name: "Begin the project again" }).click();
  await page.getByRole("button", { name: "Begin again", exact: true }).click();
  await expect(dock(page)).toContainText(first.title);
  await expect(page.getByTestId("steps-done")).toHaveText(/^0 of/);
  await expect(editor(page)).not.toContainText("def list_items");
});

test("one learner's way on a phone: text, prediction, exercise, quiz", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(SECTION);
  await expect(page.locator("article h1")).toBeVisible();
  await expect(page.locator(".callout.predict").first()).toBeVisible();

  await page.getByRole("button", { name: "Request", exact: true }).click();
  await expect(page.locator(".preset").first()).toBeVisible();
  await page.locator(".preset", { has: page.locator(".asks") }).first().click();
  const question = page.getByTestId("predict");
  await question.getByRole("radio").first().check();
  await question.locator("fieldset").last().getByRole("radio").first().check();
  await question.getByRole("button", { name: "Send and compare" }).click();
  await expect(page.getByTestId("compared")).toBeVisible();

  await page.getByRole("button", { name: "Read", exact: true }).click();
  const id = "request-body-limits";
  await card(page, id).getByRole("button", { name: /^Start/ }).click();
  const { exercises } = await portion(page, "section/request-body");
  await page.getByRole("button", { name: "Program", exact: true }).click();
  await dock(page).getByRole("button", { name: "Check the program" }).click();
  await expect(page.locator(".work-said")).toContainText("still a blank");
  await write(page, exercises[0].solution[0].text);
  await dock(page).getByRole("button", { name: "Check the program" }).click();
  await expect(page.locator(".work-said")).toContainText("Solved");
  await page.locator(".work-said").getByRole("button", { name: "See all results" }).click();
  await expect(result(page)).toBeInViewport();

  const quiz = page.getByTestId("question").first();
  await quiz.getByRole("radio").first().check();
  await quiz.getByRole("button", { name: "Check" }).click();
  await expect(quiz.locator(".why").first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
});

test("every section with exercises opens each of them", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("");
  const { sections } = await portion(page, "outline");
  for (const section of sections.filter((one) => one.exercises)) {
    await page.goto(`guide/${section.id}`);
    const cards = page.getByTestId("exercise");
    await expect(cards.first()).toBeVisible();
    for (let index = 0; index < (await cards.count()); index++) {
      await cards.nth(index).getByRole("button", { name: /^Start/ }).click();
      await expect(dock(page)).toBeVisible();
      await expect(page.getByTestId("checks").locator("li").first()).toBeVisible();
    }
  }
});

test("a request that is none of the choices is said to be so", async ({ page }) => {
  await open(page, SECTION);
  // Another answer than the program gives stands in for data that earlier requests have changed.
  await page.route("**/section/request-body.json", async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    const preset = json.example.presets.find((one) => one.predict);
    for (const guess of preset.predict.bodies) guess.json = { none: "of these" };
    await route.fulfill({ json });
  });
  await page.reload();
  await ready(page);
  await page.locator(".preset", { has: page.locator(".asks") }).first().click();
  const question = page.getByTestId("predict");
  await question.getByRole("radio").first().check();
  await question.locator("fieldset").last().getByRole("radio").first().check();
  await question.getByRole("button", { name: "Send and compare" }).click();
  await expect(page.getByTestId("compared")).toContainText("none of those that you could choose from");
  await expect(page.getByRole("button", { name: "Send", exact: true })).toBeEnabled();
});
