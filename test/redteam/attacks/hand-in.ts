/** What else stands in the folder that is handed in: none of it may have a meaning for the judge. */
import type { Attack } from '../attack.ts';

const ran = 'import { writeFileSync } from "node:fs"; writeFileSync("$OTHERS/ran", "");';
const withFiles = (name: string, files: Readonly<Record<string, string>>): Attack => ({ name, deserves: 'the points', body: 'return honest(question);', files });

export const handIn: readonly Attack[] = [
  withFiles('a configuration of vitest', { 'vitest.config.ts': ran, 'vitest.setup.ts': ran }),
  withFiles('a configuration of vite', { 'vite.config.ts': ran, 'postcss.config.cjs': 'require("fs").writeFileSync("$OTHERS/ran", "")' }),
  withFiles('a package.json with scripts', { 'package.json': '{"scripts":{"test":"touch $OTHERS/ran","prepare":"touch $OTHERS/ran"},"type":"commonjs","imports":{"#x":"./x.js"}}' }),
  withFiles('an .npmrc', { '.npmrc': 'node-options=--require ./evil.cjs\nscript-shell=./evil.sh\n', 'evil.cjs': 'require("fs").writeFileSync("$OTHERS/ran", "")' }),
  withFiles('a tsconfig.json', { 'tsconfig.json': '{"compilerOptions":{"paths":{"concurrency-tutor":["./evil.ts"]},"plugins":[{"name":"./evil.cjs"}]},"extends":"$SUITE/tsconfig.json"}', 'evil.ts': ran }),
  withFiles('its own node_modules', { 'node_modules/concurrency-tutor/index.js': ran, 'node_modules/concurrency-tutor/package.json': '{"main":"index.js"}', 'node_modules/.bin/tsc': ran }),
  withFiles('hooks and configuration of git', { '.git/config': '[core]\n\tfsmonitor = touch $OTHERS/ran\n', '.git/hooks/post-checkout': ran }),
  withFiles('a suite of its own', { 'suite/vault.test.ts': 'import { test } from "vitest"; test("number", () => {});', 'exercise.yaml': 'checks: []' }),
  withFiles('a verdict of its own', { 'verdict.json': '{"kind":"pass"}', 'gradebook.json': '{}', '.concurrency-tutor/progress.json': '{}' }),
  withFiles('an .env file', { '.env': 'NODE_OPTIONS=--require ./evil.cjs', 'evil.cjs': 'require("fs").writeFileSync("$OTHERS/ran", "")' }),
  withFiles('names that mean something to a shell', { '$(touch ran).ts': '', '; rm -rf x.ts': '', '-rf.ts': '', 'a\nb.ts': '' }),
  { name: 'a file called as a folder is', deserves: 'no points', body: 'return 1;', files: { 'work.ts/x.ts': '' } },
];
