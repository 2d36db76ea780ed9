// The end-to-end tests run against a site that is already served; nothing is started here.
import { defineConfig } from "@playwright/test";

const { PLAYGROUND_URL = "http://127.0.0.1:8080/", PLAYGROUND_CHROMIUM, PLAYGROUND_CHROMIUM_ARGS = "" } = process.env;

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.mjs",
  outputDir: "../../test-results",
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: PLAYGROUND_URL,
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: PLAYGROUND_CHROMIUM, args: PLAYGROUND_CHROMIUM_ARGS.split(" ").filter(Boolean) },
  },
});
