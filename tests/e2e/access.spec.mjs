// Accessibility, by axe, in each theme.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { open, SECTION, sendPreset, status } from "./page.mjs";

for (const theme of ["light", "dark", "contrast"]) {
  test(`a section with an answer has no violations in ${theme}`, async ({ page }) => {
    await page.addInitScript((theme) => {
      const settings = { version: 1, stamp: 1, data: { theme, nav_folded: false } };
      localStorage.setItem("fastapi-playground:settings", JSON.stringify(settings));
    }, theme);
    await open(page, SECTION);
    await sendPreset(page, 2);
    await expect(status(page)).toBeVisible();
    for (const tab of [/Answer/, /Trace/]) {
      await page.getByRole("tab", { name: tab }).click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const short = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
      expect(short).toEqual([]);
    }
  });
}
