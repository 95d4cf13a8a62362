/** The gradebook as one page that needs nothing else: no network, no other file. Also reads well without its script. */
import { escaped, standalonePage } from '../../trace/index.ts';
import { shown } from '../text.ts';
import { points, type Gradebook, type GradebookExercise, type GradebookStudent, type GradedCheck, type GradedResult } from './document.ts';
import { script } from './page-script.ts';
import { styles } from './page-styles.ts';

export function gradebookPage(book: Gradebook): string {
  const title = `Gradebook: ${book.exercises.length === 1 ? book.exercises[0]?.title ?? '' : `${book.exercises.length} exercises`}`;
  return standalonePage({ title, styles, script, body: `<header>
<h1>${escaped(title)}</h1>
<p>${book.students.length} ${book.students.length === 1 ? 'student' : 'students'}${book.anonymous ? ', without names' : ''}. Made ${escaped(book.createdAt.slice(0, 16).replace('T', ' '))} UTC by concurrency-tutor ${escaped(book.version)}.</p>
</header>
<main>
${table(book)}
${changes(book)}
${similar(book)}
<section aria-labelledby="students-title"><h2 id="students-title">Student by student</h2>
${book.students.map((student, index) => studentDetails(student, index, book)).join('\n')}
</section>
</main>` });
}

function table(book: Gradebook): string {
  const groups = book.exercises.map(({ id, title, checks }) => `<th scope="colgroup" colspan="${checks.length + 1}">${text(id)}<br><span class="quiet">${text(title)}</span></th>`).join('');
  const columns = book.exercises.flatMap((exercise) => [sortable('score'), ...exercise.checks.map((check) => sortable(check.id, check.description))]).join('');
  return `<section aria-labelledby="results-title">
<h2 id="results-title">Results</h2>
<p class="tools" hidden><label>Show students whose name contains <input type="search" id="filter" autocomplete="off"></label> <output id="said" role="status"></output></p>
<p class="legend"><span class="cell pass">✓ passed</span> <span class="cell fail">✗ failed</span> <span class="cell skipped">– not run</span> <span class="cell error">! no verdict</span> A column's button sorts by it, and once more the other way round.</p>
<div class="scroll" role="region" aria-labelledby="results-title" tabindex="0">
<table id="gradebook">
<caption class="unseen">Points and checks of every student</caption>
<thead>
<tr><th scope="col" rowspan="2" class="name">${button('Student')}</th><th scope="col" rowspan="2">${button('Total')}</th>${groups}</tr>
<tr>${columns}</tr>
</thead>
<tbody>
${book.students.map((student, index) => row(student, index, book)).join('\n')}
</tbody>
<tfoot><tr><th scope="row" class="name">passed by</th><td>${book.students.length} in all</td>${book.exercises.map((exercise) => rates(book, exercise)).join('')}</tr></tfoot>
</table>
</div>
</section>`;
}

function button(label: string, title?: string): string {
  return `<button type="button" class="sort"${title === undefined ? '' : ` title="${escaped(title)}"`}>${text(label)}<span class="arrow" aria-hidden="true"></span></button>`;
}

function sortable(label: string, title?: string): string {
  return `<th scope="col">${button(label, title)}</th>`;
}

function row(student: GradebookStudent, index: number, book: Gradebook): string {
  const { student: id, name, total, max } = student;
  return `<tr><th scope="row" class="name" data-v="${escaped(id.toLowerCase())}"><a href="#student-${index}">${text(id)}</a>${name === undefined ? '' : `<br><span class="quiet">${text(name)}</span>`}</th>`
    + `<td class="number ${heat(total, max)}" data-v="${total}">${points(total)}<span class="quiet"> of ${points(max)}</span></td>`
    + `${book.exercises.map((exercise) => exerciseCells(student, exercise)).join('')}</tr>`;
}

function exerciseCells({ results }: GradebookStudent, { id, checks }: GradebookExercise): string {
  const result = results.find(({ exercise }) => exercise === id);
  const marks = [
    ...(result?.override === undefined ? [] : ['set by hand']), ...((result?.late?.minutes ?? 0) > 0 ? ['late'] : []),
    ...(result?.state === 'missing' ? ['nothing handed in'] : []), ...(result?.state === 'no-verdict' ? ['no verdict'] : []),
  ];
  const score = result?.final ?? null;
  const first = `<td class="number ${result === undefined || score === null ? 'none' : heat(score, result.max)}" data-v="${score ?? -1}">${score === null ? '' : points(score)}${marks.map((mark) => ` <span class="mark">${mark}</span>`).join('')}</td>`;
  return first + checks.map((check) => checkCell(result?.checks.find((one) => one.id === check.id))).join('');
}

const signs = { pass: ['✓', 'passed', 3], fail: ['✗', 'failed', 0], skipped: ['–', 'not run', 1], error: ['!', 'no verdict', 2] } as const;

function checkCell(check: GradedCheck | undefined): string {
  if (check === undefined) return '<td class="cell none" data-v="-1"><span class="unseen">no result</span></td>';
  const [sign, word, order] = signs[check.status];
  const kind = check.status === 'fail' && check.kind !== undefined ? `${word}: ${check.kind}` : word;
  return `<td class="cell ${check.status}" data-v="${order}" title="${escaped(kind)}"><span aria-hidden="true">${sign}</span><span class="unseen">${text(kind)}</span></td>`;
}

/** Five steps from nothing to everything, as a colour behind the number. */
function heat(score: number, max: number): string {
  return `heat-${max === 0 ? 4 : Math.min(4, Math.max(0, Math.floor((score / max) * 4)))}`;
}

function rates(book: Gradebook, { id, checks }: GradebookExercise): string {
  const results = book.students.flatMap(({ results }) => results.filter(({ exercise }) => exercise === id));
  const share = (of: (result: GradedResult) => boolean): string => (results.length === 0 ? '' : `${Math.round((results.filter(of).length / results.length) * 100)} %`);
  return `<td>${share(({ state }) => state === 'pass')}</td>${checks.map((check) => `<td>${share((result) => result.checks.some((one) => one.id === check.id && one.status === 'pass'))}</td>`).join('')}`;
}

function changes({ changes }: Gradebook): string {
  if (changes.length === 0) return '';
  const items = changes.map(({ student, exercise, before, after, checks }) => `<li>${text(`${student}, ${exercise}: ${points(before) || 'none'} → ${points(after) || 'none'}`)}${checks.length === 0 ? '' : ` <span class="quiet">${text(checks.map((check) => `${check.id}: ${check.before} → ${check.after}`).join(', '))}</span>`}</li>`);
  return `<section aria-labelledby="changes-title"><h2 id="changes-title">Decided differently from the run before</h2><ul>${items.join('')}</ul></section>`;
}

function similar({ similar }: Gradebook): string {
  if (similar.length === 0) return '';
  const lines = (file: string, from: number, to: number): string => `${file}:${from}–${to}`;
  const rows = similar.map(({ exercise, students: [a, b], share, passages }) => `<tr><td>${text(exercise)}</td><td>${text(a)}</td><td>${text(b)}</td><td class="number">${Math.round(share * 100)} %</td>`
    + `<td>${passages.map(([here, there]) => text(`${lines(here.file, here.from, here.to)} and ${lines(there.file, there.from, there.to)}`)).join('<br>')}</td></tr>`);
  return `<section aria-labelledby="similar-title"><h2 id="similar-title">Submissions that look alike</h2>
<p>A hint, and no proof of anything: short tasks have few answers, and people learn from the same pages. What the starter gives and what much of the class has in common is left out. Look at the lines before you say a word.</p>
<div class="scroll" role="region" aria-labelledby="similar-title" tabindex="0"><table><thead><tr><th scope="col">Exercise</th><th scope="col">One</th><th scope="col">Other</th><th scope="col">Shared</th><th scope="col">Longest passages</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></div></section>`;
}

function studentDetails({ student, name, total, max, results }: GradebookStudent, index: number, book: Gradebook): string {
  return `<article id="student-${index}" aria-labelledby="student-${index}-title"><h3 id="student-${index}-title">${text(student)}${name === undefined ? '' : ` <span class="quiet">${text(name)}</span>`} <span class="quiet">${points(total)} of ${points(max)}</span></h3>
${results.map((result) => resultDetails(result, book.exercises.find(({ id }) => id === result.exercise))).join('\n')}
<p><a href="#results-title">Back to the table</a></p></article>`;
}

function resultDetails(result: GradedResult, exercise: GradebookExercise | undefined): string {
  const { late, override } = result;
  const facts = [
    `${points(result.computed)} of ${points(result.max)} points by the checks`,
    ...(late === undefined || late.minutes === 0 ? [] : [`${late.minutes} minutes late, ${points(late.penalty)} points taken away`]),
    ...(override === undefined ? [] : [`set by hand to ${points(override.score)}: ${override.reason}`]),
    ...(result.trust === undefined ? [] : [result.missingWalls?.length ? `${result.trust}, without ${result.missingWalls.join(', ')}` : result.trust]),
  ];
  const failed = result.checks.filter(({ status }) => status === 'fail' || status === 'error');
  return `<h4>${text(result.exercise)} ${text(exercise?.title ?? '')}</h4>
<p>${text(facts.join('; '))}.</p>
${result.notes.map((note) => `<p class="note">${text(note)}</p>`).join('')}${failed.length === 0 ? '' : `<dl>${failed.map((check) => checkDetails(check, exercise)).join('')}</dl>`}`;
}

function checkDetails({ id, kind, rationale = '', help, location, replay }: GradedCheck, exercise: GradebookExercise | undefined): string {
  const description = exercise?.checks.find((check) => check.id === id)?.description;
  return `<dt><code>${text(id)}</code>${description === undefined ? '' : ` ${text(description)}`}</dt><dd>${kind === undefined ? '' : `<strong>${text(kind)}</strong> `}${text(rationale)}`
    + `${location === undefined ? '' : ` <code>${text(location)}</code>`}${help === undefined ? '' : `<br><span class="quiet">Next: ${text(help)}</span>`}${replay === undefined ? '' : `<br>Replay token: <code class="token">${text(replay)}</code>`}</dd>`;
}

/** What students and their programs wrote, fit to be shown. */
function text(words: string): string {
  return escaped(shown(words));
}
