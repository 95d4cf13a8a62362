#!/usr/bin/env node
// The launcher: find a Node that is new enough, decide about colour, hand over. Nothing else.
// This file must parse and run on old Nodes, so it uses nothing newer than ES2020.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = [22, 12];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

if (isNewEnough(process.versions.node)) await handOver();
else await restartWithOwnNode();

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1]);
}

/** Colour has to be settled before chalk is loaded, because chalk does not read NO_COLOR. */
function decideColour(argv) {
  const flag = argv.includes('--no-color') ? 'never' : valueOf(argv, '--color');
  if (flag === 'never') return '0';
  if (flag === 'always') return process.env.FORCE_COLOR && process.env.FORCE_COLOR !== '0' ? process.env.FORCE_COLOR : '1';
  if (process.env.NO_COLOR) return '0';
  return process.env.FORCE_COLOR;
}

function valueOf(argv, name) {
  const index = argv.findIndex((word) => word === name || word.startsWith(name + '='));
  if (index < 0) return undefined;
  return argv[index] === name ? argv[index + 1] : argv[index].slice(name.length + 1);
}

async function handOver() {
  const colour = decideColour(process.argv.slice(2));
  if (colour !== undefined) {
    process.env.FORCE_COLOR = colour;
    // Node itself warns when both are set.
    delete process.env.NO_COLOR;
  }
  process.env.NODE_ENV ??= 'production';
  const main = join(root, 'dist', 'cli', 'main.js');
  if (!existsSync(main)) {
    console.error('concurrency-tutor is not built yet. Run `npm run build` in ' + root + ', then try again.');
    process.exitCode = 4;
    return;
  }
  // Compiled code is kept beside the code itself: whoever could forge it could as well change the code. Where nobody may write, none is kept.
  process.getBuiltinModule('node:module').enableCompileCache(join(root, 'node_modules', '.cache', 'concurrency-tutor'));
  const { main: start } = await import(new URL('../dist/cli/main.js', import.meta.url).href);
  process.exitCode = await start(process.argv.slice(2));
}

/** A repository checkout pins its own Node as the npm package `node`; older machines run the tutor with that copy. */
async function restartWithOwnNode() {
  const own = findOwnNode();
  if (own === undefined) {
    console.error(
      'concurrency-tutor needs Node ' + MINIMUM.join('.') + ' or newer, this is Node ' + process.versions.node +
      '. Install a newer Node from https://nodejs.org' +
      (existsSync(join(root, 'node_modules', 'node')) ? ', or run `npm rebuild node` where install scripts are allowed,' : '') +
      ' and try again.');
    process.exitCode = 3;
    return;
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(own, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both processes; the child decides what it means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => { if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal); });
  }
  child.on('error', (error) => {
    console.error('concurrency-tutor could not start its own copy of Node (' + own + '): ' + error.message);
    process.exitCode = 4;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function findOwnNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules', 'node', 'bin', name);
  return existsSync(path) ? path : undefined;
}
