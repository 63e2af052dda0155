// Opens a page in Chromium, does what a reader would, and prints what came of it as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";

const [, , chromium, address] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
const errors = [];
page.on("pageerror", (error) => errors.push(error.message));
page.on("console", (message) => {
  if (message.type() === "error") errors.push(message.text());
});
const state = () =>
  page.evaluate(() => ({
    current: document.querySelector("[aria-current]")?.id ?? null,
    focus: document.activeElement?.id ?? null,
    dismissed: [...document.querySelectorAll(".finding.dismissed")].map((item) => item.id),
    tally: document.querySelector(".tally")?.textContent ?? null,
    keys: Boolean(document.querySelector("#keys")?.open),
    hash: location.hash,
  }));
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
  return state();
};

const told = { errors, violations: [] };
await page.goto(address);
if (await page.$("#keys")) {
  told.start = await state();
  told.next = await press("j");
  told.second = await press("j");
  told.back = await press("k");
  told.dismissed = await press("d");
  await page.reload();
  told.reloaded = await state();
  told.taken = await press("d");
  told.noted = await press("n", "d", "k", "Escape");
  told.keys = await press("?");
  told.closed = await press("Escape");
  told.filtered = await page.evaluate(() => {
    const box = document.querySelector("input.kind");
    box.click();
    const open = [...document.querySelectorAll(`.finding[data-kind="${box.value}"]`)];
    const hidden = open.every((item) => !item.checkVisibility());
    box.click();
    return hidden;
  });
}
await page.setBypassCSP(true);
for (const [width, scheme] of [[1380, "light"], [1380, "dark"], [420, "light"]]) {
  await page.setViewport({ width, height: 1000 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.reload();
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  for (const { id, impact, nodes } of found.violations) {
    told.violations.push({ id, impact, width, scheme, where: nodes[0].html.slice(0, 200) });
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) told.violations.push({ id: "scrolls sideways", impact: "serious", width, scheme });
}
await browser.close();
console.log(JSON.stringify(told));
