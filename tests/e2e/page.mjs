// What the tests do again and again, in the words of someone who uses the page.
import { expect } from "@playwright/test";

/** A section that is about path and query parameters, with a request that is refused. */
export const SECTION = "guide/path-and-query";

export const editor = (page) => page.locator(".program .cm-content");
export const status = (page) => page.getByTestId("status");
export const body = (page) => page.getByTestId("body");

/** Opens a page and waits until its program runs. */
export async function open(page, path) {
  await page.goto(path);
  await ready(page);
}

export async function ready(page) {
  await expect(page.getByTestId("state")).toHaveText("Ready", { timeout: 30_000 });
}

/** A portion of the content, as the page itself gets it. */
export async function portion(page, name) {
  return page.evaluate(async (name) => {
    const folder = document.querySelector("meta[name=playground-content]").content;
    return (await fetch(`${document.baseURI}${folder}${name}.json`)).json();
  }, name);
}

/** Puts a text in place of the program. */
export async function write(page, text) {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  // Pasted, not typed: typing would add indentation and brackets.
  await page.keyboard.insertText(text);
}

/** Sends a prepared request by its number from 0; where it asks what is expected, without guessing. */
export async function sendPreset(page, index) {
  await page.locator(".preset").nth(index).click();
  const skip = page.getByRole("button", { name: "Send without guessing" });
  if (await skip.isVisible()) await skip.click();
}

/** Writes and sends a request by hand. */
export async function send(page, method, url, json) {
  await page.getByLabel("Method").selectOption(method);
  await page.getByLabel("Path and query").fill(url);
  if (json !== undefined) {
    const headers = page.locator(".request .headers");
    await headers.locator("summary").click();
    await page.getByLabel("Headers, one on each line").fill("content-type: application/json");
    await page.locator(".body-field .cm-content").click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(JSON.stringify(json));
  }
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** Fails when the page says anything on the console that it shouldn't. */
export function watchConsole(page) {
  const said = [];
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") said.push(message.text());
  });
  return said;
}
