/** What the page does beyond showing: sorting and finding. */
export const script = `
'use strict';
const table = document.getElementById('gradebook');
const body = table.tBodies[0];
const said = document.getElementById('said');
const heads = [...table.tHead.rows[0].cells].filter((cell) => cell.rowSpan === 2).concat([...table.tHead.rows[1].cells]);
document.querySelector('.tools').hidden = false;

const valueOf = (row, column) => {
  const value = row.cells[column].dataset.v;
  const number = Number(value);
  return Number.isNaN(number) || value === '' ? value : number;
};
const compare = (a, b) => typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true });

heads.forEach((head, column) => {
  const button = head.querySelector('button.sort');
  button.addEventListener('click', () => {
    // Names begin with A, points with the most, checks with those that failed.
    const first = column === 1 ? 'descending' : 'ascending';
    const direction = head.getAttribute('aria-sort') === null ? first : head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', direction);
    const sign = direction === 'ascending' ? 1 : -1;
    const rows = [...body.rows].map((row, index) => ({ row, index, value: valueOf(row, column) }));
    rows.sort((a, b) => sign * compare(a.value, b.value) || a.index - b.index);
    body.append(...rows.map(({ row }) => row));
    said.textContent = 'Sorted by ' + button.textContent.trim() + ', ' + direction + '.';
  });
});

document.getElementById('filter').addEventListener('input', ({ target }) => {
  const words = target.value.trim().toLowerCase();
  let count = 0;
  for (const row of body.rows) {
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(words);
    if (!row.hidden) count += 1;
  }
  said.textContent = count + (count === 1 ? ' student' : ' students') + ' shown.';
});
`;
