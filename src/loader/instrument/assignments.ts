import type { AssignmentExpression, Expression, Identifier, MemberExpression, Pattern, UnaryExpression, UpdateExpression } from 'acorn';
import { hookName } from './accesses.ts';
import type { Editor } from './editor.ts';
import { isPlain, isQuiet, isTold, keyText, passBoth, passObject, type Fields } from './members.ts';
import { pauses } from './walk.ts';

const logical: ReadonlySet<string> = new Set(['??=', '||=', '&&=']);

/** `x = …`, `x += …`, `x ??= …` for a shared variable. */
export function assignVariable(editor: Editor, node: AssignmentExpression): void {
  const variable = editor.shared(node.left);
  if (!variable) return;
  const { cell } = variable;
  const site = editor.site(node.left);
  const { operator, right } = node;
  const operatorAt = editor.tokenAfter(node.left.end, operator);
  const valueAt = operatorAt + operator.length;
  const read = `(${editor.call('read', cell, site)}, ${editor.source(node.left)})`;
  if (logical.has(operator)) {
    // A function without a name of its own gets the variable's, and only where it is assigned.
    editor.text.overwrite(node.left.start, operatorAt, read);
    editor.text.overwrite(operatorAt, valueAt, ` ${operator.slice(0, -1)} (${editor.call('write', cell, site)}, ${editor.source(node.left)} =`);
    editor.wrap(node.start, '(', node.end, '))');
  } else if (operator !== '=') {
    editor.text.overwrite(operatorAt, valueAt, `= ${hookName('write')}(${cell}, ${site}, ${read} ${operator.slice(0, -1)} (`);
    editor.text.appendLeft(node.end, '))');
  } else if (isNameless(right)) {
    editor.precede(node, editor.call('write', cell, site));
  } else {
    editor.text.appendLeft(valueAt, ` ${hookName('write')}(${cell}, ${site},`);
    editor.text.appendLeft(node.end, ')');
  }
}

function isNameless(node: Expression): boolean {
  return node.type === 'ArrowFunctionExpression' || ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id);
}

/** `o.p = …`, `o.p += …`, `o.p ??= …`. */
export function assignMember(editor: Editor, node: AssignmentExpression, fields: Fields): void {
  const member = node.left as MemberExpression;
  if (!isTold(editor, member, fields)) return;
  const { operator } = node;
  const key = keyText(editor, member, fields);
  const site = editor.site(member);
  if (logical.has(operator)) {
    if (key !== undefined) passObject(editor, member, 'maybe', key, site, JSON.stringify(operator));
  } else if (key !== undefined && (operator === '=' ? isQuiet(node.right) : !pauses(node.right))) {
    passObject(editor, member, operator === '=' ? 'set' : 'modify', key, site);
  } else if (key !== undefined && isPlain(editor, member.object)) {
    assignInPlace(editor, node, editor.call('set', editor.source(member.object), key, site), `${editor.call('get', editor.source(member.object), key, site)}${tail(editor, member)}`);
  } else if (member.property.type === 'PrivateIdentifier') {
    passObject(editor, member, operator === '=' ? 'set' : 'modify', key as string, site);
  } else {
    assignLater(editor, node, member, site);
  }
}

/** What comes after the object of a member. */
function tail(editor: Editor, member: MemberExpression): string {
  return editor.source({ start: editor.objectEnd(member), end: member.end });
}

/** The access is told of once the value has been evaluated, for which the goroutine may have paused: `o.p = first(value, set(o, …))`. */
function assignInPlace(editor: Editor, { left, operator, end }: AssignmentExpression, written: string, before: string): void {
  const operatorAt = editor.tokenAfter(left.end, operator);
  if (operator === '=') {
    editor.text.appendLeft(operatorAt + 1, ` ${hookName('first')}(`);
    editor.text.appendLeft(end, `, ${written})`);
    return;
  }
  editor.text.overwrite(operatorAt, operatorAt + operator.length, `= ${hookName('first')}(${before} ${operator.slice(0, -1)} (`);
  editor.text.appendLeft(end, `), ${written})`);
}

/** The value is evaluated first, and may pause; only then is the member written. */
function assignLater(editor: Editor, node: AssignmentExpression, member: MemberExpression, site: number): void {
  const { operator } = node;
  const operatorAt = editor.tokenAfter(member.end, operator);
  if (operator === '=') {
    keyAsArgument(editor, member, 'setAt', '');
    editor.text.overwrite(operatorAt, operatorAt + 1, ',');
    editor.text.appendLeft(node.end, `, ${site})`);
  } else {
    keyAsArgument(editor, member, 'place', `, ${site})`);
    editor.text.overwrite(operatorAt, operatorAt + operator.length, `, ${JSON.stringify(operator)},`);
    editor.wrap(node.start, `${hookName('assign')}(`, node.end, ')');
  }
}

function keyAsArgument(editor: Editor, member: MemberExpression, hook: 'setAt' | 'place' | 'step' | 'remove' | 'target', rest: string): void {
  if (member.computed) {
    passBoth(editor, member, hook, rest);
    return;
  }
  editor.text.overwrite(editor.objectEnd(member), member.end, `, ${JSON.stringify((member.property as Identifier).name)}${rest}`);
  editor.text.prependRight(member.start, `${hookName(hook)}(`);
}

/** `x++`, `o.p++`. */
export function updateTarget(editor: Editor, node: UpdateExpression, fields: Fields): void {
  const { argument } = node;
  if (argument.type === 'Identifier') {
    const variable = editor.shared(argument);
    if (variable) editor.precede(node, editor.call('update', variable.cell, editor.site(argument)));
    return;
  }
  if (argument.type !== 'MemberExpression' || !isTold(editor, argument, fields)) return;
  const key = keyText(editor, argument, fields);
  const site = editor.site(argument);
  if (key !== undefined) {
    passObject(editor, argument, 'modify', key, site);
    return;
  }
  keyAsArgument(editor, argument, 'step', `, ${site}, '${node.prefix ? `${node.operator}x` : `x${node.operator}`}')`);
  if (node.prefix) editor.text.overwrite(node.start, node.start + 2, ' ');
  else editor.text.remove(editor.tokenAfter(argument.end, node.operator), node.end);
}

/** `delete o.p`. */
export function deleteMember(editor: Editor, node: UnaryExpression, member: MemberExpression, fields: Fields): void {
  if (!isTold(editor, member, fields)) return;
  const key = keyText(editor, member, fields);
  const site = editor.site(member);
  if (key !== undefined) {
    passObject(editor, member, 'drop', key, site);
  } else if (!member.optional) {
    keyAsArgument(editor, member, 'remove', `, ${site})`);
    editor.text.overwrite(node.start, node.start + 'delete'.length, ' ');
  }
}

/** `[x, o.p] = …`: variables are told after it, members where they are assigned. */
export function assignPattern(editor: Editor, node: AssignmentExpression, fields: Fields): void {
  const written = targetsIn(node.left);
  for (const member of written) if (member.type === 'MemberExpression') memberTarget(editor, member, fields);
  const calls = written.flatMap((target) => {
    const variable = editor.shared(target);
    return variable ? [editor.call('write', variable.cell, editor.site(target))] : [];
  });
  // An object pattern at the start of a statement has brackets around the assignment, which stay outside.
  if (calls.length > 0) editor.wrap(node.start, `${hookName('first')}((`, node.end, `), ${calls.join(', ')})`);
}

/** A member that a pattern, or the head of a loop, assigns to. */
export function memberTarget(editor: Editor, member: MemberExpression, fields: Fields): void {
  if (!isTold(editor, member, fields)) return;
  const key = keyText(editor, member, fields);
  if (key !== undefined) passObject(editor, member, 'set', key, editor.site(member));
  else keyAsArgument(editor, member, 'target', `, ${editor.site(member)}).value`);
}

/** What a pattern assigns to. */
export function targetsIn(pattern: Pattern): (Identifier | MemberExpression)[] {
  switch (pattern.type) {
    case 'Identifier': case 'MemberExpression': return [pattern];
    case 'AssignmentPattern': return targetsIn(pattern.left);
    case 'RestElement': return targetsIn(pattern.argument);
    case 'ArrayPattern': return pattern.elements.flatMap((element) => (element ? targetsIn(element) : []));
    case 'ObjectPattern': return pattern.properties.flatMap((property) => targetsIn(property.type === 'RestElement' ? property.argument : property.value));
    default: return pattern satisfies never;
  }
}
