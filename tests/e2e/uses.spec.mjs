// The three uses: alone at /playground, embedded in another page, in front of people.
import { expect, test } from "@playwright/test";
import { body, editor, open, portion, ready, SECTION, send, status, watchConsole, write } from "./page.mjs";

const EXAMPLE = "path-and-query";

test("the playground begins empty and offers templates", async ({ page }) => {
  await open(page, "playground");
  await expect(editor(page)).toContainText("app = FastAPI()");
  const templates = page.locator(".templates .chip");
  await expect(templates.first()).toHaveText("Empty program");
  expect(await templates.count()).toBeGreaterThanOrEqual(6);
  await templates.nth(1).click();
  await ready(page);
  await page.keyboard.press("Escape");
  await page.locator(".preset").first().click();
  await expect(status(page)).toContainText("200");
});

test("a shared link opens the program in a fresh profile", async ({ browser, page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, SECTION);
  const text = await page.evaluate(() => document.querySelector(".editor-place").shadowRoot.querySelector(".cm-content").innerText);
  await write(page, `${text.trimEnd()}\n\n\n@app.get("/shared")\ndef shared():\n    return {"came": "with the link é"}\n`);
  await ready(page);
  await send(page, "GET", "/shared");
  await expect(status(page)).toContainText("200");
  await page.getByRole("button", { name: "Copy a link to this program" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("/playground#p=");
  expect(link.length).toBeLessThan(600);

  const fresh = await browser.newContext({ baseURL });
  const other = await fresh.newPage();
  await open(other, link);
  await expect(editor(other)).toContainText("def shared():");
  await expect(other.getByLabel("Path and query")).toHaveValue("/shared");
  await other.getByRole("button", { name: "Send", exact: true }).click();
  await expect(body(other)).toContainText("with the link é");
  await fresh.close();
});

test("a damaged link says so and does no harm", async ({ page }) => {
  for (const fragment of ["p=AAAA", "p=%3Cscript%3E", "p="]) {
    await page.goto("about:blank");
    await open(page, `playground#${fragment}`);
    await expect(page.getByTestId("notice")).toContainText("damaged");
  }
});

test("an embed tells its host its height and answers", async ({ page, baseURL }) => {
  const address = new URL(`embed?example=${EXAMPLE}&theme=dark`, baseURL).href;
  // A host of another origin, as a course page is: the same server by its other name, at an address
  // where it has no page and so no policy of its own.
  const host = new URL("no-such-script.js", baseURL);
  host.hostname = "localhost";
  await page.goto(host.href);
  await page.setContent(`<!doctype html><iframe id="one" width="900" height="300"></iframe>`);
  await page.evaluate((address) => {
    const one = document.getElementById("one");
    addEventListener("message", (event) => {
      if (event.data?.type === "fastapi-playground:height") one.height = event.data.height;
    });
    one.src = address;
  }, address);
  const frame = page.frameLocator("#one");
  await expect(frame.getByTestId("state")).toHaveText("Ready", { timeout: 30_000 });
  await expect.poll(() => page.locator("#one").evaluate((one) => Number(one.height))).toBeGreaterThan(400);
  await expect(frame.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(frame.locator(".side, .top, .foot")).toHaveCount(0);
  await frame.locator(".preset").first().click();
  await expect(frame.getByTestId("status")).toContainText("200");
});

test("hostile parameters of an embed are harmless", async ({ page }) => {
  const said = watchConsole(page);
  const hostile = encodeURIComponent('"><img src=x onerror=alert(1)>');
  for (const query of ["", `example=${hostile}`, `example=${"a".repeat(5000)}`, `example=..%2F..%2Fetc&theme=${hostile}`, "example=%FF%FE"]) {
    await page.goto(`embed?${query}`);
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("img")).toHaveCount(0);
  }
  await open(page, `embed?example=${EXAMPLE}&theme=${hostile}`);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  expect(said).toEqual([]);
});

test("presenting: keys switch, send and reset, and rest while typing", async ({ page }) => {
  await open(page, SECTION);
  await page.keyboard.press("p");
  await expect(page.locator("html")).toHaveAttribute("data-presenting", "yes");
  await page.keyboard.press("2");
  await expect(status(page)).toContainText("200");
  const second = await page.locator(".preset").nth(1).getAttribute("aria-pressed");
  expect(second).toBe("true");

  await write(page, "p1r");
  await expect(page.locator("html")).toHaveAttribute("data-presenting", "yes");
  await expect(editor(page)).toHaveText("p1r");
  await page.locator(".pane-head .state").click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("r");
  await ready(page);
  await expect(editor(page)).toContainText("def read_item");

  await page.keyboard.press("p");
  await expect(page.locator("html")).toHaveAttribute("data-presenting", "no");
});

test("presenting hides the answers of a quiz until they are asked for", async ({ page }) => {
  await page.goto(SECTION);
  const question = page.getByTestId("question").first();
  await question.getByRole("radio").first().check();
  await question.getByRole("button", { name: "Check" }).click();
  await expect(question.locator(".why").first()).toBeVisible();
  await page.getByRole("button", { name: "Present" }).click();
  await expect(question.locator(".why")).toHaveCount(0);
  await expect(question.getByRole("radio", { checked: true })).toHaveCount(0);
});

for (const [name, width, height] of [["a phone", 360, 740], ["a desktop", 1440, 900]]) {
  test(`nothing runs off ${name}`, async ({ page }) => {
    // Every page there is, one after the other.
    test.setTimeout(240_000);
    await page.setViewportSize({ width, height });
    await page.goto("");
    const { sections, projects } = await portion(page, "outline");
    const pages = ["", "playground", `embed?example=${EXAMPLE}`, "progress", "review", "interview", "certificate", "checklist"];
    pages.push(...sections.map((section) => `guide/${section.id}`), ...projects.map((project) => `checklist/${project.id}`));
    const over = [];
    for (const path of pages) {
      await page.goto(path);
      await expect(page.locator("h1").first()).toBeAttached();
      await expect(page.locator(".waiting")).toHaveCount(0);
      // On a phone, what stands beside the text is behind tabs.
      const tabs = await page.locator(".pane-tabs button:visible").all();
      for (const tab of tabs.length ? tabs : [undefined]) {
        await tab?.click();
        const by = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (by > 0) over.push(`${path} by ${by}`);
      }
    }
    expect(over).toEqual([]);
  });
}

test("on a phone the panes are tabs, and sending leads to the answer", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(SECTION);
  await expect(page.locator(".prose")).toBeVisible();
  await page.getByRole("button", { name: "Program", exact: true }).click();
  await ready(page);
  await expect(page.locator(".prose")).toBeHidden();
  await page.getByRole("button", { name: "Request", exact: true }).click();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(status(page)).toContainText("200");
});
