/** What goes wrong between goroutines. */
import { replace, type Edit, type Mutator } from './edit.ts';
import { bare, calledName, part, parts, textOf, type Place, type Tree } from './syntax.ts';

export const mistakesOfConcurrency: readonly Mutator[] = [droppedAwait, lostContext, addInside, inPlaceOfGoroutine, selectCases];

function droppedAwait({ node, source }: Place): readonly Edit[] {
  const argument = part(node, 'argument');
  return node.type === 'AwaitExpression' && argument ? [replace('dropped await', node, textOf({ node: argument, source }))] : [];
}

/** Work goes on under a context that nobody cancels. */
function lostContext({ node, source }: Place): readonly Edit[] {
  const name = calledName(node);
  if (name === undefined) return [];
  const derives = /^with(?:Cancel|Timeout|Deadline|Value)/.test(name);
  return parts(node, 'arguments')
    .filter((argument, index) => /^(?:ctx|own|parent)$/i.test(textOf({ node: argument, source })) || (derives && index === 0 && !textOf({ node: argument, source }).endsWith('background()')))
    .map((argument) => replace('lost context', argument, 'context.background()'));
}

/** `wg.add(1)` is done by the goroutine itself: too late for who already waits. */
function addInside({ node, source }: Place): readonly Edit[] {
  if (node.type !== 'BlockStatement') return [];
  const statements = parts(node, 'body');
  return statements.flatMap((start, index) => {
    const add = statements[index - 1];
    const body = goroutineOf(start);
    if (!add || calledName(bare(part(add, 'expression'))) !== 'add' || !body) return [];
    const within = `${source.slice(start.start, body.start + 1)} ${textOf({ node: add, source })}${source.slice(body.start + 1, start.end)}`;
    return [{ mistake: 'add inside the goroutine', start: add.start, end: start.end, text: within }];
  });
}

/** The body of the function that a statement starts with `go`. */
function goroutineOf(statement: Tree): Tree | undefined {
  const call = bare(part(statement, 'expression'));
  if (calledName(call) !== 'go') return undefined;
  const body = part(parts(call, 'arguments')[0], 'body');
  return body?.type === 'BlockStatement' ? body : undefined;
}

function inPlaceOfGoroutine({ node, source }: Place): readonly Edit[] {
  const [work] = parts(node, 'arguments');
  if (calledName(node) !== 'go' || part(node, 'callee')?.type !== 'Identifier' || !work) return [];
  return [replace('waits instead of starting a goroutine', node, `await (${textOf({ node: work, source })})()`)];
}

function selectCases({ node, source }: Place): readonly Edit[] {
  if (calledName(node) !== 'select') return [];
  const [cases] = parts(node, 'arguments');
  const properties = cases?.type === 'ObjectExpression' ? parts(cases, 'properties') : [];
  if (!cases || properties.length < 2) return [];
  const text = (tree: Tree): string => textOf({ node: tree, source });
  // `null` is a case that is never ready; the type stays that of the case it was.
  const without = properties.flatMap((property) => {
    const value = part(property, 'value');
    return value && property['shorthand'] !== true ? [replace('missing select case', value, `(false ? ${text(value)} : null)`)] : value ? [replace('missing select case', property, `${text(value)}: (false ? ${text(value)} : null)`)] : [];
  });
  const [first, second] = properties.map((property) => ({ key: part(property, 'key'), value: part(property, 'value') }));
  if (!first?.key || !first.value || !second?.key || !second.value) return without;
  const rest = properties.slice(2).map(text);
  return [...without, replace('swapped select cases', cases, `{ ${[`${text(first.key)}: ${text(second.value)}`, `${text(second.key)}: ${text(first.value)}`, ...rest].join(', ')} }`)];
}
