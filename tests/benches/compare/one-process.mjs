// The fastest peer as a library, all files in one process: one-process.mjs MODULES FROM TO

import { createRequire } from "node:module";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, from, to] = process.argv.slice(2);
const require = createRequire(join(modules, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)));

const { render } = await load("resumed");
const theme = await load("jsonresume-theme-even");
for (const name of readdirSync(from)) {
  const resume = JSON.parse(readFileSync(join(from, name), "utf8"));
  writeFileSync(join(to, `${name}.html`), await render(resume, theme));
}
