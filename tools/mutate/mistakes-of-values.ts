/** Wrong numbers, wrong comparisons, wrong conditions. */
import { replace, type Edit, type Mutator } from './edit.ts';
import { calledName, part, parts, textOf, type Place, type Tree } from './syntax.ts';

const operators: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='], '<=': ['<', '>'], '>': ['>=', '<='], '>=': ['>', '<'], '===': ['!=='], '!==': ['==='],
  '+': ['-'], '-': ['+'], '*': ['/'], '/': ['*'], '%': ['*'], '**': ['*'], '<<': ['>>'], '>>': ['<<'], '>>>': ['<<'],
};

export const mistakesOfValues: readonly Mutator[] = [constants, comparisons, conditions, choices, steps, otherFunction];

function constants({ node, around }: Place): readonly Edit[] {
  if (node.type !== 'Literal') return [];
  const { value } = node;
  if (typeof value === 'boolean') return [replace('changed constant', node, String(!value))];
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  if (!isNumber) return [];
  const parent = around.at(-1);
  const isCapacity = calledName(parent) === 'chan' && parts(parent, 'arguments')[0] === node;
  const mistake = isCapacity ? 'wrong capacity' : 'off by one';
  const suffix = typeof value === 'bigint' ? 'n' : '';
  const one = typeof value === 'bigint' ? 1n : 1;
  const more = [replace(mistake, node, `${(value as number) + (one as number)}${suffix}`)];
  const less = value >= 1 ? [replace(mistake, node, `${(value as number) - (one as number)}${suffix}`)] : [];
  const none = isCapacity && value > 1 ? [replace(mistake, node, '0')] : [];
  return [...more, ...less, ...none];
}

function comparisons({ node, source }: Place): readonly Edit[] {
  if (node.type !== 'BinaryExpression') return [];
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (!left || !right) return [];
  return (operators[node['operator'] as string] ?? []).map((operator) => (
    replace('changed operator', node, `${source.slice(node.start, left.end)} ${operator} ${source.slice(right.start, node.end)}`)));
}

/** `&&` for `||`, and one half of a condition forgotten. */
function conditions({ node, source }: Place): readonly Edit[] {
  if (node.type !== 'LogicalExpression') return [];
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (!left || !right) return [];
  const halves = [left, right].map((half) => replace('forgotten half of a condition', node, `(${textOf({ node: half, source })})`));
  const operator = { '&&': '||', '||': '&&' }[node['operator'] as string];
  if (operator === undefined) return halves.slice(0, 1);
  return [replace('changed operator', node, `(${textOf({ node: left, source })}) ${operator} (${textOf({ node: right, source })})`), ...halves];
}

function choices({ node, source }: Place): readonly Edit[] {
  const negated = (test: Tree | undefined): readonly Edit[] => (test ? [replace('negated condition', test, `!(${textOf({ node: test, source })})`)] : []);
  switch (node.type) {
    case 'IfStatement':
    case 'ConditionalExpression': return negated(part(node, 'test'));
    case 'UnaryExpression': return node['operator'] === '!' || node['operator'] === '-' ? [replace('negated condition', node, `(${textOf({ node: part(node, 'argument') ?? node, source })})`)] : [];
    default: return [];
  }
}

function steps({ node, source }: Place): readonly Edit[] {
  const text = textOf({ node, source });
  if (node.type === 'UpdateExpression') return [replace('changed operator', node, text.includes('++') ? text.replace('++', '--') : text.replace('--', '++'))];
  if (node.type !== 'AssignmentExpression') return [];
  const other = { '+=': '-=', '-=': '+=', '*=': '/=', '/=': '*=' }[node['operator'] as string];
  const [left, right] = [part(node, 'left'), part(node, 'right')];
  if (other === undefined || !left || !right) return [];
  return [replace('changed operator', node, `${textOf({ node: left, source })} ${other} ${textOf({ node: right, source })}`)];
}

const others: Readonly<Record<string, string>> = {
  min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', push: 'unshift', unshift: 'push', shift: 'pop', pop: 'shift',
  signal: 'broadcast', broadcast: 'signal', lock: 'rLock', acquire: 'rAcquire', some: 'every', every: 'some', startsWith: 'endsWith', endsWith: 'startsWith',
};
/** Methods whose result has the type of what they are called on. */
const passing: ReadonlySet<string> = new Set(['sort', 'toSorted', 'reverse', 'filter', 'slice', 'catch', 'trim', 'trimEnd']);

/** The wrong one of two functions, or none. */
function otherFunction({ node, source }: Place): readonly Edit[] {
  const name = calledName(node);
  const callee = part(node, 'callee');
  if (name === undefined || callee?.type !== 'MemberExpression') return [];
  const property = part(callee, 'property');
  const object = part(callee, 'object');
  if (!property || !object) return [];
  const other = others[name];
  const swapped = other === undefined ? [] : [replace(`${other} for ${name}`, property, other)];
  const dropped = passing.has(name) ? [replace(`forgotten ${name}`, node, textOf({ node: object, source }))] : [];
  return [...swapped, ...dropped];
}
