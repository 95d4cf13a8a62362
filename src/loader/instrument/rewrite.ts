import type { AnyNode, AssignmentExpression, CallExpression, Class, ForInStatement, ForOfStatement, NewExpression, VariableDeclarator } from 'acorn';
import { hookName } from './accesses.ts';
import { assignMember, assignPattern, assignVariable, deleteMember, memberTarget, targetsIn, updateTarget } from './assignments.ts';
import { declareCells } from './cells.ts';
import type { Editor } from './editor.ts';
import { callMethod, isOptional, readMember, type Fields } from './members.ts';
import { childrenOf } from './walk.ts';

/** Makes the code of a node, and of all that it is made of, tell of its accesses. */
export function rewrite(editor: Editor, node: AnyNode, fields: Fields): void {
  const inner = node.type === 'ClassDeclaration' || node.type === 'ClassExpression' ? fieldsOf(editor, node, fields) : fields;
  const visit = (child: AnyNode | null | undefined): void => {
    if (child) rewrite(editor, child, inner);
  };
  for (const child of evaluated(node)) visit(child);
  declareCells(editor, node);
  change(editor, node, inner);
}

/** What of a node is evaluated as an expression of its own: not what is declared, assigned to or called as a method. */
function evaluated(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'MemberExpression':
      return node.computed ? [node.object, node.property] : [node.object];
    case 'AssignmentExpression':
      return [...targetParts(node.left), node.right];
    case 'UpdateExpression':
      return targetParts(node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? targetParts(node.argument) : [node.argument];
    case 'CallExpression':
      return [...(node.callee.type === 'MemberExpression' ? targetParts(node.callee) : node.callee.type === 'Identifier' ? [] : [node.callee]), ...node.arguments];
    case 'TaggedTemplateExpression':
      return [...targetParts(node.tag), node.quasi];
    case 'VariableDeclarator':
      return [...targetParts(node.id), ...(node.init ? [node.init] : [])];
    case 'Property': case 'PropertyDefinition': case 'MethodDefinition':
      return [...(node.computed ? [node.key] : []), ...(node.value ? [node.value] : [])];
    case 'ForInStatement': case 'ForOfStatement':
      return [...(node.left.type === 'VariableDeclaration' ? [node.left] : targetParts(node.left)), node.right, node.body];
    case 'BreakStatement': case 'ContinueStatement': case 'ImportDeclaration': case 'ExportAllDeclaration':
      return [];
    case 'ExportNamedDeclaration':
      return node.declaration ? [node.declaration] : [];
    case 'LabeledStatement':
      return [node.body];
    default:
      return childrenOf(node);
  }
}

/** What is evaluated in something that is assigned to: objects, computed keys and default values. */
function targetParts(node: AnyNode): readonly AnyNode[] {
  switch (node.type) {
    case 'Identifier': return [];
    case 'MemberExpression': return node.computed ? [node.object, node.property] : [node.object];
    case 'AssignmentPattern': return [...targetParts(node.left), node.right];
    case 'RestElement': return targetParts(node.argument);
    case 'ArrayPattern': return node.elements.flatMap((element) => (element ? targetParts(element) : []));
    case 'ObjectPattern': return node.properties.flatMap((property) => targetParts(property));
    case 'Property': return [...(node.computed ? [node.key] : []), ...targetParts(node.value)];
    case 'ChainExpression': return targetParts(node.expression);
    default: return [node];
  }
}

/** Changes the code of one node, whose parts have been seen to. */
function change(editor: Editor, node: AnyNode, fields: Fields): void {
  switch (node.type) {
    case 'Identifier': return readVariable(editor, node);
    case 'Property': return void (node.shorthand && node.kind === 'init' && spellOut(editor, node.value));
    case 'MemberExpression': return readMember(editor, node, fields);
    case 'AssignmentExpression': return assign(editor, node, fields);
    case 'UpdateExpression': return updateTarget(editor, node, fields);
    case 'UnaryExpression': return node.operator === 'delete' ? deletion(editor, node, fields) : undefined;
    case 'BinaryExpression': return void (node.operator === 'in' && node.left.type !== 'PrivateIdentifier' && membership(editor, node.left, node));
    case 'CallExpression': return call(editor, node, fields);
    case 'NewExpression': return construction(editor, node);
    case 'SpreadElement': return editor.pass(editor.tokenAfter(node.start, '...') + 3, node.end, 'all', editor.site(node.argument));
    case 'AwaitExpression': case 'YieldExpression': return editor.pass(node.start, node.end, 'resumed');
    case 'VariableDeclarator': return declaration(editor, node);
    case 'ForInStatement': case 'ForOfStatement': return loop(editor, node, fields);
    default:
  }
}

function readVariable(editor: Editor, node: AnyNode): void {
  const variable = editor.shared(node);
  if (variable) editor.precede(node, editor.call('read', variable.cell, editor.site(node)));
}

/** `{ x }` → `{ x: … }`. */
function spellOut(editor: Editor, value: AnyNode): void {
  if (value.type === 'Identifier' && editor.shared(value)) editor.text.prependRight(value.start, `${value.name}: `);
}

function assign(editor: Editor, node: AssignmentExpression, fields: Fields): void {
  switch (node.left.type) {
    case 'Identifier': return assignVariable(editor, node);
    case 'MemberExpression': return assignMember(editor, node, fields);
    default:
      takeApart(editor, node.left, node.right);
      assignPattern(editor, node, fields);
  }
}

function deletion(editor: Editor, node: AnyNode & { readonly type: 'UnaryExpression' }, fields: Fields): void {
  const member = node.argument.type === 'ChainExpression' ? node.argument.expression : node.argument;
  if (member.type === 'MemberExpression' && (member.optional || !isOptional(member.object))) deleteMember(editor, node, member, fields);
}

function membership(editor: Editor, left: AnyNode, node: AnyNode): void {
  const at = editor.tokenAfter(left.end, 'in');
  editor.text.overwrite(at, at + 2, ',');
  editor.pass(node.start, node.end, 'has', editor.site(node));
}

function call(editor: Editor, node: CallExpression, fields: Fields): void {
  const { callee } = node;
  readArguments(editor, node);
  mergeArguments(editor, node);
  if (callee.type === 'MemberExpression') {
    callMethod(editor, node, fields);
  } else if (callee.type === 'Identifier') {
    const variable = editor.shared(callee);
    // Before the call rather than around the name, which the engine shows when it is no function.
    if (variable && !isOptional(node)) editor.precede(node, editor.call('read', variable.cell, editor.site(callee)));
    else readVariable(editor, callee);
  }
}

/** Functions of the platform that read everything in their first argument. */
const readers: ReadonlySet<string> = new Set([
  'Map', 'Set', 'Array.from', 'Object.keys', 'Object.values', 'Object.entries', 'Object.fromEntries', 'JSON.stringify', 'structuredClone',
  'Promise.all', 'Promise.allSettled', 'Promise.race', 'Promise.any',
]);

function readArguments(editor: Editor, { callee, arguments: [argument] }: CallExpression | NewExpression): void {
  const root = callee.type === 'MemberExpression' ? callee.object : callee;
  if (!argument || argument.type === 'SpreadElement' || root.type !== 'Identifier' || !editor.isForeign(root) || !readers.has(editor.source(callee))) return;
  editor.passNode(argument, 'all', editor.site(argument));
}

/** `Object.assign(o, a)` → `Object.assign(...merge(site, o, a))`: reads everything in `a`, and writes what it has in `o`. */
function mergeArguments(editor: Editor, { callee, arguments: args, optional, end }: CallExpression): void {
  const [target] = args;
  if (!target || optional || callee.type !== 'MemberExpression' || !editor.isForeign(callee.object) || editor.source(callee) !== 'Object.assign') return;
  const site = editor.site(target);
  editor.text.appendLeft(editor.tokenAfter(callee.end, '(') + 1, `...${hookName('merge')}(${site}, `);
  editor.text.prependRight(end - 1, ')');
}

function construction(editor: Editor, node: NewExpression): void {
  readArguments(editor, node);
  // The first pair of brackets after `new` would be taken for the arguments.
  if (node.callee.type === 'MemberExpression') editor.wrap(node.callee.start, '(', node.callee.end, ')');
}

function declaration(editor: Editor, { id, init }: VariableDeclarator): void {
  if (!init) return;
  if (id.type !== 'Identifier') {
    takeApart(editor, id, init);
    return;
  }
  const variable = editor.shared(id);
  // Handed to a hook, a function would not be named after the variable.
  if (variable && init.type !== 'ArrowFunctionExpression' && init.type !== 'FunctionExpression' && init.type !== 'ClassExpression') {
    editor.wrap(init.start, `${hookName('write')}(${variable.cell}, ${editor.site(id)}, (`, init.end, '))');
  }
}

/** `const { a, b } = o`: reads what the pattern names. */
function takeApart(editor: Editor, pattern: AnyNode, value: AnyNode): void {
  // What is written out in this place nobody shares.
  if (editor.isForeign(value) || value.type === 'ArrayExpression' || value.type === 'ObjectExpression') return;
  if (pattern.type === 'ArrayPattern') {
    const hasRest = pattern.elements.at(-1)?.type === 'RestElement';
    if (hasRest) editor.passNode(value, 'all', editor.site(value));
    else editor.passNode(value, 'elements', editor.site(value), pattern.elements.length);
  }
  if (pattern.type !== 'ObjectPattern') return;
  const keys = pattern.properties.map((property) => (property.type === 'Property' && !property.computed ? keyOf(property.key) : undefined));
  if (pattern.properties.some(({ type }) => type === 'RestElement')) editor.passNode(value, 'all', editor.site(value));
  else editor.passNode(value, 'pick', editor.site(value), ...keys.flatMap((key) => (key === undefined ? [] : [JSON.stringify(key)])));
}

function keyOf(key: AnyNode): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

/** What a loop goes through is read round by round, and what it assigns to is written round by round. */
function loop(editor: Editor, node: ForInStatement | ForOfStatement, fields: Fields): void {
  const { left, right, body } = node;
  const isAwaiting = node.type === 'ForOfStatement' && node.await;
  if (!isAwaiting && !editor.isForeign(right)) editor.passNode(right, node.type === 'ForInStatement' ? 'all' : 'each', editor.site(right));
  const written = left.type === 'VariableDeclaration' ? left.declarations.flatMap(({ id }) => targetsIn(id)) : targetsIn(left);
  const calls = isAwaiting ? [editor.call('resumed')] : [];
  for (const target of written) {
    if (target.type === 'MemberExpression') memberTarget(editor, target, fields);
    const variable = editor.shared(target);
    if (variable) calls.push(editor.call('write', variable.cell, editor.site(target)));
  }
  if (calls.length > 0) editor.beginBody(body, `${calls.join('; ')};`);
}

/** The private fields that code inside a class can reach. */
function fieldsOf(editor: Editor, node: Class, outer: Fields): Fields {
  const fields = new Map(outer);
  for (const member of node.body.body) {
    if (!('key' in member) || member.key.type !== 'PrivateIdentifier') continue;
    // Classes of one object may each have a field of this name.
    if (member.type === 'PropertyDefinition') fields.set(member.key.name, `#${member.key.name}\0${editor.unique(node)}`);
    else fields.delete(member.key.name);
  }
  return fields;
}
