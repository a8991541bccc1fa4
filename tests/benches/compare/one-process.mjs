// The fastest peer as a library, all files in one process: one-process.mjs MODULES FROM TO

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, from, to] = process.argv.slice(2);

function load(name) {
  const folder = resolve(modules, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const entry = about.exports?.["."]?.import ?? about.exports?.import ?? about.exports?.["."] ?? about.exports ?? about.module ?? about.main;
  return import(pathToFileURL(join(folder, typeof entry === "string" ? entry : entry.default)));
}

const { render } = await load("resumed");
const theme = await load("jsonresume-theme-even");
for (const name of readdirSync(from)) {
  const resume = JSON.parse(readFileSync(join(from, name), "utf8"));
  writeFileSync(join(to, `${name}.html`), await render(resume, theme));
}
