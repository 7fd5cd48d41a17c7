// Reads vitest's JSON report and says the one line a build server looks for: `N passed, N failed[, N skipped]`.
import { existsSync, readFileSync } from 'node:fs';

const [file, exitCode] = process.argv.slice(2);
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
const tests = report.testResults.flatMap((suite) => suite.assertionResults);
const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;

const passed = count('passed');
const skipped = count('pending', 'skipped', 'todo', 'disabled');
// A file that could not even be loaded has no tests to fail: it counts as one.
const broken = report.testResults.filter(
  (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
);
let failed = count('failed') + broken.length;
// An unhandled error, a failed build, a run that found nothing: something failed that is in no report.
if (failed === 0 && (Number(exitCode) !== 0 || passed === 0)) failed = 1;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
