// Takes the screenshots that the documentation shows and people look at, from a served site.
import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

const { PLAYGROUND_URL = "http://127.0.0.1:8080/", PLAYGROUND_CHROMIUM, PLAYGROUND_CHROMIUM_ARGS = "" } = process.env;
const out = process.env.PLAYGROUND_SCREENSHOTS ?? "docs/screenshots";
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

const ready = (page) => page.getByTestId("state").getByText("Ready").waitFor({ state: "attached", timeout: 30_000 });

/** Waits for the program and sends its preset of this number; a question about the answer isn't what is shown. */
const sent = (preset, tab) => async (page) => {
  await ready(page);
  await page.locator(".program .cm-content").waitFor({ state: "attached" });
  await page.keyboard.press(String(preset));
  const skip = page.getByRole("button", { name: "Send without guessing" });
  if (await skip.isVisible()) await skip.click();
  await page.getByTestId("status").waitFor();
  if (tab) await page.getByRole("tab", { name: tab }).click();
};

/** Begins an exercise, does something in it, and has it checked. */
const exercise = (id, act) => async (page) => {
  await ready(page);
  const card = page.locator(`#exercise-${id}`);
  await card.getByRole("button", { name: /^(Start|Go on)/ }).click();
  await act?.(page, card);
  await card.getByRole("button", { name: "Check" }).first().click();
  await page.getByTestId("result").waitFor();
  await card.evaluate((card) => card.scrollIntoView({ block: "start" }));
};

/** Answers the first question of the section with its first option. */
const answered = async (page) => {
  const question = page.getByTestId("question").first();
  await question.getByRole("radio").first().check();
  await question.getByRole("button", { name: "Check" }).click();
  await page.locator(".quiz").evaluate((quiz) => quiz.scrollIntoView({ block: "start" }));
};

/** The question that comes before the answer. */
const predicted = async (page) => {
  await ready(page);
  await page.locator(".program .cm-content").waitFor({ state: "attached" });
  const presets = await page.locator(".preset").evaluateAll((all) => all.map((one) => !!one.querySelector(".asks")));
  await page.keyboard.press(String(presets.indexOf(true) + 1));
  await page.locator(".predict .guess").first().waitFor();
};

/** What a learner of some days has done. */
const done = (now) => ({
  questions: Object.fromEntries(
    ["where", "wrong-type", "order"].map((name) => [
      `path-and-query-${name}`,
      { reply: [0], right: name === "where", at: now },
    ]),
  ),
  exercises: { "request-body-limits": { solved: true, checks: 2, hints: 1, shown: false, at: now } },
  cards: { "what-is-fastapi": { well: true, points: [0, 1], at: now } },
  tried: ["welcome", "path-and-query", "request-body"],
});

/** Each: a name, a path, and what is done before the picture is taken. */
const views = [
  ["home", "", sent(1)],
  ["section", "guide/path-and-query", sent(2)],
  ["validation", "guide/path-and-query", sent(3)],
  ["trace", "guide/path-and-query", sent(2, /Trace/)],
  ["database", "playground?example=sqlmodel", sent(1, /Database/)],
  ["login", "playground?example=login", sent(2)],
  ["predict", "guide/request-body", predicted],
  ["exercise", "guide/request-body", exercise("request-body-limits")],
  ["order", "guide/request-body", exercise("request-body-booking")],
  ["quiz", "guide/request-body", answered],
  ["project", "checklist/crud", ready],
  ["progress", "progress", (page) => page.locator(".study h1").waitFor()],
  ["interview", "interview", (page) => page.getByRole("button", { name: "Begin" }).click()],
];
const only = process.argv.slice(2);

await mkdir(out, { recursive: true });
const args = PLAYGROUND_CHROMIUM_ARGS.split(" ").filter(Boolean);
const browser = await chromium.launch({ executablePath: PLAYGROUND_CHROMIUM, args });
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [name, path, act] of views) {
      if (only.length && !only.includes(name)) continue;
      const context = await browser.newContext({ viewport, colorScheme, baseURL: PLAYGROUND_URL });
      if (name === "progress") {
        const data = JSON.stringify({ version: 1, data: done(Date.now()) });
        await context.addInitScript((data) => localStorage.setItem("fastapi-playground:progress", data), data);
      }
      const page = await context.newPage();
      await page.goto(path);
      await act(page);
      await page.waitForTimeout(800);
      await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`) });
      await context.close();
    }
  }
}
await browser.close();
