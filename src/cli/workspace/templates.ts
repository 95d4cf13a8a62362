/** The files of a workspace that are not starters. */
import type { Course, Exercise } from '../../course/model.ts';
import { exercisesFolder, folderName } from '../exercise-folder.ts';

export interface Pins {
  /** Versions the workspace's package.json asks for: our own, and those its editor types need. */
  readonly tutor: string;
  readonly typescript: string;
  readonly nodeTypes: string;
}

export function packageJson(name: string, pins: Pins): string {
  return json({
    name,
    private: true,
    type: 'module',
    description: 'My concurrency course. Run `npm install` once, so that the editor knows the types of concurrency-tutor.',
    scripts: {
      learn: 'concurrency-tutor learn',
      check: 'concurrency-tutor check',
      types: 'tsc --noEmit',
    },
    devDependencies: {
      '@types/node': pins.nodeTypes,
      'concurrency-tutor': pins.tutor,
      typescript: pins.typescript,
    },
  });
}

export function tsconfigJson(): string {
  return json({
    compilerOptions: {
      module: 'nodenext',
      target: 'es2023',
      lib: ['es2024', 'esnext.disposable', 'esnext.asynciterable', 'esnext.iterator', 'esnext.collection'],
      types: ['node'],
      strict: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      noEmit: true,
    },
    include: [exercisesFolder],
  });
}

export function workflow(version: string): string {
  return `name: concurrency-tutor

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npx --yes concurrency-tutor@${version} check --all --reporter github --junit report.xml
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: report
          path: report.xml
          if-no-files-found: ignore
`;
}

export function gitignore(): string {
  return `node_modules/
report.xml
# Your progress is kept with your work; copies and locks are not.
.concurrency-tutor/*
!.concurrency-tutor/state.json
`;
}

export function readme(course: Course, version: string): string {
  return `# My concurrency course

This folder was made by concurrency-tutor ${version}. Your work is in \`${exercisesFolder}/\`.

    npm install                       once, so that your editor knows the types
    npx concurrency-tutor learn       lessons and exercises on one screen
    npx concurrency-tutor list        how far you are
    npx concurrency-tutor check       check the exercise you are at
    npx concurrency-tutor check 3     check exercise 3
    npx concurrency-tutor hint        get the next hint
    npx concurrency-tutor reset       start an exercise again; a backup is kept
    npx concurrency-tutor solution    see our solution, once yours has passed

Checking needs no installation and no network: \`check\` and \`run\` always use their own copy of the runtime.

## Exercises

${course.exercises.map(listed).join('\n')}

${course.projects.length === 0 ? '' : `## Projects\n\n${course.projects.map(listed).join('\n')}\n\n`}## Progress

\`.concurrency-tutor/state.json\` remembers what you have read and passed. Commit it with your work.
The workflow in \`.github/workflows/\` checks every exercise on each push. It fails until all of them pass.
`;
}

function listed(exercise: Exercise): string {
  return `- [${exercise.title}](${exercisesFolder}/${folderName(exercise)}/README.md)`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
