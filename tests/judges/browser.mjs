// Opens web pages in Chromium: what axe says of them, what they fetch, whether they fit a telephone; and prints them.
//
//     node browser.mjs CHROMIUM FILE.html...     prints {"FILE": ["finding", ...]}, and FILE.html.pdf beside each

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The packages are where the install script put them, and not beside this file.
const require = createRequire(`${process.env.VITAE_NODE_MODULES}/here.js`);
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

// Colours do not depend on the width, nor the layout on the colours.
const VIEWS = [
    { colorScheme: "light", viewport: { width: 1100, height: 900 } },
    { colorScheme: "dark", viewport: { width: 360, height: 780 } },
];

const [executablePath, ...files] = process.argv.slice(2);
const browser = await chromium.launch({
    executablePath,
    args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ],
});
const report = {};
for (const file of files) {
    const findings = new Set();
    for (const view of VIEWS) {
        for (const finding of await look(file, view)) {
            findings.add(finding);
        }
    }
    report[file] = [...findings];
}
await browser.close();
console.log(JSON.stringify(report));

async function look(file, view) {
    const findings = [];
    const name = `${view.colorScheme}, ${view.viewport.width} pixels`;
    const context = await browser.newContext(view);
    const page = await context.newPage();
    const url = pathToFileURL(file).href;
    page.on("request", (request) => request.url() === url || findings.push(`it fetches ${request.url()}`));
    page.on("dialog", (dialog) => findings.push(`it opens a dialog: ${dialog.message()}`) && dialog.dismiss());
    await page.goto(url);
    const scripts = await page.evaluate(() => document.querySelectorAll("script:not([type='application/ld+json'])").length);
    if (scripts > 0) {
        findings.push(`it has ${scripts} scripts`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) {
        findings.push(`${name}: it is ${wide} pixels too wide`);
    }
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, help, nodes } of violations) {
        findings.push(`${name}: ${id}: ${help}, for example ${nodes[0].html.slice(0, 120)}`);
    }
    await context.close();
    if (view === VIEWS[0]) {
        await print(url, `${file}.pdf`);
    }
    return findings;
}

async function print(url, path) {
    const page = await browser.newPage();
    await page.goto(url);
    await page.pdf({ path, preferCSSPageSize: true, printBackground: false });
    await page.close();
}
