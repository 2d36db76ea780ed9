// What stays: review on later days, progress that is taken along, storage that is odd or full.
import { expect, test } from "@playwright/test";
import { readFile, writeFile } from "node:fs/promises";
import { SECTION, watchConsole } from "./page.mjs";

const KEY = "fastapi-playground:progress";
const question = (page) => page.locator(".question").filter({ has: page.getByRole("radio") }).first();

/** Answers a question with single choice as it is wanted; gives its id. */
async function answer(page, right) {
  const one = question(page);
  const options = one.getByRole("radio");
  await expect(options.first()).toBeVisible();
  for (let index = 0; index < (await options.count()); index++) {
    await options.nth(index).check();
    await one.getByRole("button", { name: "Check" }).click();
    const verdict = one.locator(".verdict");
    await expect(verdict).toBeVisible();
    if ((await verdict.getAttribute("class")).includes("good") === right) return;
    await one.getByRole("button", { name: "Answer again" }).click();
  }
  throw new Error(`no option is ${right ? "right" : "wrong"}`);
}

test("a missed question comes back a day later, and then three days later", async ({ page }) => {
  const start = new Date("2026-03-02T10:00:00");
  await page.clock.install({ time: start });
  await page.goto(SECTION);
  await answer(page, false);
  const asked = await question(page).locator("legend").textContent();

  await page.goto("review");
  await expect(page.getByTestId("due")).toHaveText("Nothing is due today.");
  await expect(page.locator(".ahead")).toContainText(/Tomorrow\s*1/);

  await page.clock.setSystemTime(new Date("2026-03-03T07:00:00"));
  await page.goto("review");
  await expect(page.getByTestId("due")).toHaveText("1 is due today.");
  await expect(page.locator(".ways .due")).toContainText("1");
  // It is asked as if it had never been answered.
  await expect(question(page).locator("legend")).toHaveText(asked);
  await expect(question(page).locator(".why")).toHaveCount(0);
  await answer(page, true);

  // Options were tried until one was right: what was missed on the way comes back tomorrow.
  const stored = await page.evaluate((key) => JSON.parse(localStorage.getItem(key)).data.reviews, KEY);
  const [due] = Object.values(stored);
  await page.clock.setSystemTime(new Date(due.at + 3_600_000));
  await page.goto("review");
  await expect(page.getByTestId("due")).toHaveText("1 is due today.");
});

test("an interview card is said, ticked, graded, and comes back", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-03-02T10:00:00") });
  await page.goto("guide/interview");
  const card = page.getByTestId("card").first();
  await expect(card.locator(".card-answer")).toHaveCount(0);
  await card.getByRole("button", { name: /show the answer/ }).click();
  await card.getByRole("checkbox").first().check();
  await card.locator("summary").first().click();
  await card.getByRole("button", { name: "It went well" }).click();
  await expect(card.locator(".verdict.good")).toBeVisible();
  await expect(card).toContainText("It comes back tomorrow.");
  await expect(page.getByTestId("card")).toHaveCount(23);

  await page.clock.setSystemTime(new Date("2026-03-03T10:00:00"));
  await page.goto("review");
  await expect(page.getByTestId("card")).toHaveCount(1);
});

test("a mock interview asks one question of each level, against the clock", async ({ page }) => {
  await page.clock.install({ time: new Date("2026-03-02T10:00:00") });
  await page.goto("interview");
  await page.getByLabel("1 minute", { exact: true }).check();
  await page.getByRole("button", { name: "Begin" }).click();
  await page.clock.runFor(5_000);
  await expect(page.getByTestId("clock")).toHaveText("0:05");
  await page.clock.runFor(56_000);
  await expect(page.locator(".clock")).toContainText("Time is over");
  for (let index = 1; index <= 4; index++) {
    await expect(page.locator(".eyebrow")).toContainText(`Question ${index} of 4`);
    await page.getByRole("button", { name: "I have answered" }).click();
    await page.getByRole("button", { name: index === 2 ? "Not yet" : "It went well" }).click();
    await page.getByRole("button", { name: "Next" }).click();
  }
  await expect(page.locator(".study")).toContainText("You graded 3 of 4 answers as good ones.");
});

test("progress is exported, wiped, taken back, and imported elsewhere", async ({ page, browser }, info) => {
  await page.goto(SECTION);
  await answer(page, true);
  await page.goto("progress");
  const totals = page.getByTestId("totals");
  await expect(totals).toContainText(/Quiz questions\s*1 of/);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = info.outputPath("progress.json");
  await (await saved).saveAs(file);
  expect(JSON.parse(await readFile(file, "utf8")).format).toBe("fastapi-playground-progress");

  await page.getByRole("button", { name: "Reset everything" }).click();
  await page.getByRole("button", { name: "Yes, reset" }).click();
  await expect(totals).toContainText(/Quiz questions\s*0 of/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(totals).toContainText(/Quiz questions\s*1 of/);

  const row = page.getByRole("row").filter({ hasText: "Path and query" });
  await row.getByRole("button", { name: /Begin .* again/ }).click();
  await expect(totals).toContainText(/Quiz questions\s*0 of/);

  const elsewhere = await browser.newPage();
  await elsewhere.goto("progress");
  await elsewhere.getByLabel("A file that was exported").setInputFiles(file);
  await expect(elsewhere.getByTestId("totals")).toContainText(/Quiz questions\s*1 of/);
  await elsewhere.reload();
  await expect(elsewhere.getByTestId("totals")).toContainText(/Quiz questions\s*1 of/);

  const odd = info.outputPath("odd.json");
  await writeFile(odd, '{"format": "something else"}');
  await elsewhere.getByLabel("A file that was exported").setInputFiles(odd);
  await expect(elsewhere.getByTestId("said")).toContainText("isn't an export of this page");
  await expect(elsewhere.getByTestId("totals")).toContainText(/Quiz questions\s*1 of/);
  await elsewhere.close();
});

for (const [what, text] of [
  ["no JSON", "{{{"],
  ["another version", '{"version":99,"data":{}}'],
  ["other types", '{"version":1,"data":{"questions":[1],"reviews":"x","tried":{"a":1},"cards":null}}'],
  ["half of an entry", '{"version":1,"data":{"questions":{"a":{"reply":{}}},"exercises":{"b":true}}}'],
]) {
  test(`kept progress that is ${what} does no harm`, async ({ page }) => {
    const said = watchConsole(page);
    await page.addInitScript(([key, text]) => sessionStorage.getItem("set") ?? (localStorage.setItem(key, text), sessionStorage.setItem("set", "1")), [KEY, text]);
    await page.goto(SECTION);
    await answer(page, true);
    for (const path of ["progress", "review", "certificate"]) {
      await page.goto(path);
      await expect(page.locator("h1").first()).toBeVisible();
    }
    await page.goto("progress");
    await expect(page.getByTestId("totals")).toContainText(/Quiz questions\s*1 of/);
    expect(said).toEqual([]);
  });
}

test("full storage is said, and the page lives on", async ({ page }) => {
  const said = watchConsole(page);
  await page.goto(SECTION);
  await page.evaluate(() => {
    let size = 4_000_000;
    for (let index = 0; size > 0; index++) {
      try {
        localStorage.setItem(`filler-${index}`, "x".repeat(size));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  });
  await answer(page, true);
  await expect(page.locator(".banner")).toContainText("doesn't let the page keep anything");
  await page.getByRole("link", { name: "Progress" }).click();
  await expect(page.getByTestId("totals")).toContainText(/Quiz questions\s*1 of/);
  await expect(page.locator(".study")).toContainText("export what you have done");
  expect(said).toEqual([]);
});

test("the certificate says what was done, under the learner's name", async ({ page }) => {
  await page.goto(SECTION);
  await answer(page, true);
  await page.goto("certificate");
  await page.getByLabel("Your name").fill("Ada Lovelace");
  const certificate = page.getByTestId("certificate");
  await expect(certificate).toContainText("Ada Lovelace");
  await expect(certificate).toContainText(/Quiz questions answered rightly\s*1 of/);
  await expect(certificate).not.toContainText("Exercises solved");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".top")).toBeHidden();
  await expect(certificate).toBeVisible();
});

test("the search finds texts, questions and cards by the keyboard", async ({ page }) => {
  await page.goto("");
  // The text is there before the app is: the button comes with the app.
  await expect(page.getByRole("button", { name: "Search", exact: true })).toBeVisible();
  await page.keyboard.press("/");
  const search = page.getByTestId("search");
  await expect(search.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("sub-dependencies");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("422 loc");
  await expect(search.getByRole("link").first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("middleware order");
  const first = search.getByRole("link").first();
  await expect(first).toContainText(/iddleware/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/guide\//);
  await expect(search).toBeHidden();
  await page.keyboard.press("/");
  await page.keyboard.type("xyzzyplugh");
  await expect(search).toContainText("Nothing has all these words.");
  await page.keyboard.press("Escape");
  await expect(search).toBeHidden();
});
