// Takes the screenshots that the documentation shows and people look at, from a served site.
import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

const { PLAYGROUND_URL = "http://127.0.0.1:8080/", PLAYGROUND_CHROMIUM, PLAYGROUND_CHROMIUM_ARGS = "" } = process.env;
const out = process.env.PLAYGROUND_SCREENSHOTS ?? "docs/screenshots";
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };

/** Each: a name, a path, the number of the preset that is sent, and the tab that is shown. */
const views = [
  ["home", "", 1],
  ["section", "guide/path-and-query", 2],
  ["validation", "guide/path-and-query", 3],
  ["trace", "guide/path-and-query", 2, /Trace/],
  ["database", "playground?example=sqlmodel", 1, /Database/],
  ["login", "playground?example=login", 2],
];

await mkdir(out, { recursive: true });
const args = PLAYGROUND_CHROMIUM_ARGS.split(" ").filter(Boolean);
const browser = await chromium.launch({ executablePath: PLAYGROUND_CHROMIUM, args });
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme, baseURL: PLAYGROUND_URL });
    for (const [name, path, preset, tab] of views) {
      const page = await context.newPage();
      await page.goto(path);
      await page.getByTestId("state").getByText("Ready").waitFor({ state: "attached", timeout: 30_000 });
      await page.locator(".program .cm-content").waitFor({ state: "attached" });
      await page.keyboard.press(String(preset));
      // A question about the answer isn't what these pictures show.
      const skip = page.getByRole("button", { name: "Send without guessing" });
      if (await skip.isVisible()) await skip.click();
      await page.getByTestId("status").waitFor();
      if (tab) await page.getByRole("tab", { name: tab }).click();
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(out, `${name}-${size}-${colorScheme}.png`) });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
