// Adds up the reports of one run, and says what did not run at all. Usage: totals.mjs FOLDER EXIT-CODE-OF-THE-RUN
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, outcome] = process.argv.slice(2);
const tests = readdirSync(folder)
  .filter((name) => name.endsWith(".ctrf"))
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).results.tests);

const rings = ["CoachPlatform.Specs.", "CoachPlatform.IntegrationTests."];
if (existsSync("tests/CoachPlatform.IntegrationTests/Journeys")) rings.push("CoachPlatform.IntegrationTests.Journeys.");

const ran = tests.filter((test) => test.status === "passed" || test.status === "failed");
const problems = rings
  .filter((ring) => !ran.some((test) => test.extra.type.startsWith(ring)))
  .map((ring) => `Nothing ran in ${ring}*`);

const count = (status) => tests.filter((test) => test.status === status).length;
const passed = count("passed");
const skipped = tests.filter((test) => test.status === "skipped" || test.status === "pending").length;
const failedTests = tests.length - passed - skipped;
if (Number(outcome) !== 0 && failedTests === 0) problems.push(`The run ended with exit code ${outcome} although no test reported a failure`);

const source = tests.flatMap((test) => test.stdout ?? []).find((line) => line.startsWith("PostgreSQL of this test run"));
if (source) console.log(`\n${source}`);
for (const test of tests.filter((one) => one.status === "skipped")) console.log(`Skipped: ${test.name}${test.message ? `: ${test.message}` : ""}`);
for (const problem of problems) console.log(problem);

const failed = failedTests + problems.length;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed === 0 ? 0 : 1;
