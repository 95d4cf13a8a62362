/** Statements left out, exchanged or done in another case than they should. */
import { replace, type Edit, type Mutator } from './edit.ts';
import { bare, calledName, part, parts, textOf, type Place, type Tree } from './syntax.ts';

export const mistakesOfOrder: readonly Mutator[] = [missingStatement, missingElse, exchangedStatements, noLoop, noClear, missingCase];

/** What is missing, by the call that is left out. */
const missing: Readonly<Record<string, string>> = {
  close: 'missing close', unlock: 'missing unlock', rUnlock: 'missing unlock', release: 'missing unlock',
  lock: 'lock → nothing', rLock: 'lock → nothing', acquire: 'lock → nothing', done: 'missing done', add: 'missing add',
  signal: 'missing wake-up', broadcast: 'missing wake-up', cancel: 'lost cancel', stop: 'lost cancel', wait: 'missing wait',
  send: 'missing send', trySend: 'missing send', receive: 'missing receive', defer: 'removed defer',
};

function missingStatement({ node, around }: Place): readonly Edit[] {
  switch (node.type) {
    case 'ExpressionStatement': return [replace(missing[calledName(bare(part(node, 'expression'))) ?? ''] ?? 'removed statement', node, ';')];
    case 'VariableDeclaration': {
      if (node['kind'] !== 'using' && node['kind'] !== 'await using') return [];
      const [declarator] = parts(node, 'declarations');
      return [replace(missing[calledName(bare(part(declarator, 'init'))) ?? ''] ?? 'removed using', node, ';')];
    }
    case 'ThrowStatement': return [replace('dropped error', node, ';')];
    case 'ReturnStatement': return [replace('missing return', node, ';')];
    case 'BreakStatement':
    case 'ContinueStatement': return [replace(`missing ${node.type === 'BreakStatement' ? 'break' : 'continue'}`, node, ';')];
    // One statement alone is left out by itself.
    case 'IfStatement': return part(node, 'alternate') === undefined && parts(part(node, 'consequent'), 'body').length > 1 && around.at(-1)?.type !== 'IfStatement' ? [replace('removed statement', node, ';')] : [];
    case 'ForOfStatement': return node['await'] === true ? [] : [replace('removed statement', node, ';')];
    default: return [];
  }
}

function missingElse({ node }: Place): readonly Edit[] {
  const consequent = part(node, 'consequent');
  const alternate = part(node, 'alternate');
  if (node.type !== 'IfStatement' || !consequent || !alternate) return [];
  return [{ mistake: 'missing else', start: consequent.end, end: alternate.end, text: '' }];
}

/** Neighbours in the wrong order. */
function exchangedStatements({ node, source }: Place): readonly Edit[] {
  if (node.type !== 'BlockStatement' && node.type !== 'SwitchCase') return [];
  const statements = parts(node, node.type === 'SwitchCase' ? 'consequent' : 'body');
  return statements.flatMap((second, index) => {
    const first = statements[index - 1];
    if (!first || !isMovable(first) || !isMovable(second)) return [];
    if (!hasEffect(first) && !hasEffect(second)) return [];
    const between = source.slice(first.end, second.start);
    return [{ mistake: 'exchanged statements', start: first.start, end: second.end, text: textOf({ node: second, source }) + between + textOf({ node: first, source }) }];
  });
}

function isMovable({ type }: Tree): boolean {
  return type === 'ExpressionStatement' || type === 'IfStatement';
}

/** Two assignments of plain values in another order are the same program. */
function hasEffect(statement: Tree): boolean {
  return part(part(statement, 'expression'), 'right')?.type !== 'Identifier';
}

function noLoop({ node, source }: Place): readonly Edit[] {
  const test = part(node, 'test');
  const body = part(node, 'body');
  if (node.type !== 'WhileStatement' || !test || !body) return [];
  const once = `if (${textOf({ node: test, source })}) ${textOf({ node: body, source })}`;
  // What leaves a loop or begins it again cannot stand in an `if`.
  return /\b(?:break|continue)\b/.test(once) ? [replace('loop left out', node, ';')] : [replace('if for while', node, once), replace('loop left out', node, ';')];
}

/** What is to happen in any case happens only when all goes well; what is caught is not. */
function noClear({ node, source }: Place): readonly Edit[] {
  if (node.type !== 'TryStatement') return [];
  const [block, handler, finalizer] = [part(node, 'block'), part(node, 'handler'), part(node, 'finalizer')];
  if (!block) return [];
  const text = (tree: Tree): string => textOf({ node: tree, source });
  const edits: Edit[] = [];
  if (finalizer) {
    const work = handler ? `try ${text(block)} ${text(handler)}` : text(block);
    edits.push(replace('cleanup only when all goes well', node, `${work} ${text(finalizer)}`), replace('removed finally', node, work));
  }
  if (handler) {
    edits.push(replace('missing catch', node, finalizer ? `try ${text(block)} finally ${text(finalizer)}` : text(block)));
    const body = part(handler, 'body');
    if (body && parts(body, 'body').length > 1) edits.push(replace('dropped error', body, '{}'));
  }
  return edits;
}

function missingCase({ node }: Place): readonly Edit[] {
  return node.type === 'SwitchCase' ? [replace('missing case', node, '')] : [];
}
