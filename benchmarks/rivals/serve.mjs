// Renders once for each line that comes in, as benchmarks/tasks.py does:
// node --expose-gc serve.mjs RIVAL TEMPLATE CONTEXT
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name, template, context] = process.argv.slice(2);
const { renderer } = await import(`./${name}.mjs`);
const step = renderer(template, JSON.parse(readFileSync(context, "utf8")));
for await (const line of createInterface({ input: process.stdin })) {
  globalThis.gc();
  const before = performance.now();
  const document = await step();
  const seconds = (performance.now() - before) / 1000;
  if (line) writeFileSync(line, document);
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, megabytes }));
}
