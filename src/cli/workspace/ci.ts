/** `init --ci`: the files with which a teacher's repository grades those of students. */
import type { PlannedFile } from './plan.ts';

export const platforms = ['github', 'gitlab'] as const;
export type Platform = (typeof platforms)[number];

/** The files for a platform; `version` is the judge's. */
export function ciFiles(platform: Platform, version: string): readonly PlannedFile[] {
  switch (platform) {
    case 'github': return [{ path: '.github/workflows/grade.yml', content: Buffer.from(github(version)) }];
    case 'gitlab': return [{ path: '.gitlab-ci.yml', content: Buffer.from(gitlab(version)) }];
    default: return platform satisfies never;
  }
}

/** What to do once the files are there. */
export function ciNextSteps(platform: Platform): readonly string[] {
  switch (platform) {
    case 'github': return [
      'Commit it to a repository of your own, never to one that students can write to.',
      'Grade one repository:  gh workflow run grade.yml -f repository=OWNER/NAME [-f exercise=exercise-3]',
      'For private repositories, store a token that may read them as the secret SUBMISSIONS_TOKEN.',
    ];
    case 'gitlab': return [
      'Commit it to a project of your own, never to one that students can write to.',
      'Grade one project: run a pipeline with the variable SUBMISSION=GROUP/NAME, and EXERCISE=exercise-3 for one exercise.',
      'For private projects, store a token that may read them as the masked variable SUBMISSIONS_TOKEN.',
    ];
    default: return platform satisfies never;
  }
}

const preamble = (name: string): string => `# Made by \`concurrency-tutor init --ci ${name}\`. It belongs into the teacher's repository.
# The judge, its version and private suites (a folder suites/) come from here. The student's repository is data: nothing in it is
# run outside of the judge's sandbox, nothing in it configures a tool, and no command is started in its folder.
`;

function github(version: string): string {
  return `${preamble('github')}name: grade

on:
  workflow_dispatch:
    inputs:
      repository:
        description: The student's repository, as OWNER/NAME
        required: true
        type: string
      ref:
        description: Branch, tag or commit; the default branch when it is empty
        required: false
        type: string
      exercise:
        description: One exercise, such as exercise-3; all that are there when it is empty
        required: false
        type: string

permissions:
  contents: read

jobs:
  grade:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    steps:
      - name: The teacher's side
        uses: actions/checkout@v4
        with:
          path: teacher
          persist-credentials: false
      - name: The student's work, as data
        uses: actions/checkout@v4
        with:
          repository: \${{ inputs.repository }}
          ref: \${{ inputs.ref }}
          token: \${{ secrets.SUBMISSIONS_TOKEN || github.token }}
          path: submission
          persist-credentials: false
          submodules: false
          lfs: false
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - name: A sandbox for the student's code
        run: |
          sudo apt-get update -q
          sudo apt-get install -y -q --no-install-recommends bubblewrap
          sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
      - name: The judge
        working-directory: \${{ runner.temp }}
        run: npm install --no-audit --no-fund --prefix "$RUNNER_TEMP/judge" concurrency-tutor@${version}
      - name: Grade
        working-directory: \${{ runner.temp }}
        env:
          EXERCISE: \${{ inputs.exercise }}
        run: |
          if [ -d "$GITHUB_WORKSPACE/teacher/suites" ]; then set -- --suites "$GITHUB_WORKSPACE/teacher/suites"; fi
          if [ -n "$EXERCISE" ]; then set -- --exercise "$EXERCISE" "$@"; fi
          "$RUNNER_TEMP/judge/node_modules/.bin/concurrency-tutor" grade "$GITHUB_WORKSPACE/submission" --out "$RUNNER_TEMP/grades" --fail-on-any "$@"
      - name: The gradebook
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: grades
          # \`grading.json\` holds the secret seed: whoever may see the artifact need not know it.
          path: |
            \${{ runner.temp }}/grades
            !\${{ runner.temp }}/grades/grading.json
          if-no-files-found: ignore
`;
}

function gitlab(version: string): string {
  return `${preamble('gitlab')}
grade:
  image: node:24-bookworm
  timeout: 30 minutes
  rules:
    - if: $SUBMISSION
  variables:
    # The repository of this project is enough: the student's is fetched below.
    GIT_DEPTH: "1"
    GIT_SUBMODULE_STRATEGY: none
  script:
    # Without bubblewrap's rights on the runner, \`grade\` says what is missing and stops; --allow-weak-isolation is for you to decide.
    - apt-get update -q
    - apt-get install -y -q --no-install-recommends bubblewrap
    - work="$(mktemp -d)"
    - cd "$work"
    - git -c core.hooksPath=/dev/null -c core.fsmonitor= -c core.symlinks=false clone -q --depth 1 --no-recurse-submodules "https://oauth2:\${SUBMISSIONS_TOKEN:-$CI_JOB_TOKEN}@$CI_SERVER_HOST/$SUBMISSION.git" submission
    - rm -rf submission/.git
    - npm install --no-audit --no-fund --prefix "$work/judge" concurrency-tutor@${version}
    - if [ -d "$CI_PROJECT_DIR/suites" ]; then set -- --suites "$CI_PROJECT_DIR/suites"; fi
    - if [ -n "\${EXERCISE:-}" ]; then set -- --exercise "$EXERCISE" "$@"; fi
    - '"$work/judge/node_modules/.bin/concurrency-tutor" grade "$work/submission" --out "$CI_PROJECT_DIR/grades" --fail-on-any "$@"'
  artifacts:
    when: always
    paths:
      - grades
    # It holds the secret seed: whoever may see the artifact need not know it.
    exclude:
      - grades/grading.json
`;
}
