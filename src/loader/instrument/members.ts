import type { AnyNode, CallExpression, Expression, Identifier, MemberExpression, PrivateIdentifier, Super } from 'acorn';
import { hookName, type Accesses } from './accesses.ts';
import type { Editor } from './editor.ts';

/** The private names that are fields in the classes around a node, with what tells those of one class from another's. */
export type Fields = ReadonlyMap<string, string>;

/** Whether accesses to a member are told: not those of the platform, of a parent class, and of private methods. */
export function isTold(editor: Editor, { object, property }: MemberExpression, fields: Fields): boolean {
  if (property.type === 'PrivateIdentifier' && !fields.has(property.name)) return false;
  return !editor.isForeign(object);
}

/** The key as text, when it can be evaluated twice; `undefined` when it cannot. */
export function keyText(editor: Editor, { property, computed }: MemberExpression, fields: Fields): string | undefined {
  if (property.type === 'PrivateIdentifier') return JSON.stringify(fields.get(property.name));
  if (!computed) return JSON.stringify((property as Identifier).name);
  return isPlain(editor, property) ? editor.source(property) : undefined;
}

/** An expression that does nothing and gives the same each time. */
export function isPlain(editor: Editor, node: Expression | Super | PrivateIdentifier): boolean {
  if (node.type === 'Identifier') return !editor.shared(node);
  if (node.type === 'ThisExpression') return true;
  return node.type === 'Literal' && (typeof node.value === 'string' || typeof node.value === 'number');
}

/** `o.p` → `hook(o, "p", site).p`, for a key that can be evaluated twice. */
export function passObject(editor: Editor, member: MemberExpression, hook: keyof Accesses, ...args: readonly (string | number)[]): void {
  editor.pass(member.start, editor.objectEnd(member), hook, ...args);
}

/** `o[k]` → `hook(o, k, …)`: the whole member becomes arguments. `rest` is what follows the key. */
export function passBoth(editor: Editor, member: MemberExpression, hook: keyof Accesses, rest: string): void {
  const open = editor.objectEnd(member);
  const from = member.optional ? editor.tokenAfter(open + 2, '[') : open;
  editor.text.overwrite(open, from + 1, ', ');
  editor.text.overwrite(member.end - 1, member.end, rest);
  editor.text.prependRight(member.start, `${hookName(hook)}(`);
}

/** Reads a member. */
export function readMember(editor: Editor, member: MemberExpression, fields: Fields): void {
  if (!isTold(editor, member, fields) || leavesEarly(member)) return;
  const key = keyText(editor, member, fields);
  if (key !== undefined) passObject(editor, member, 'get', key, editor.site(member));
  // An optional one must not evaluate its key when there is no object.
  else if (!member.optional) passBoth(editor, member, 'getAt', `, ${editor.site(member)})`);
}

/**
 * Whether the object may be skipped over, with all that follows it, because something in it is `undefined`. What is passed to a hook would be skipped over alone.
 * With a `?.` of its own, the member is skipped all the same.
 */
function leavesEarly(member: MemberExpression): boolean {
  return !member.optional && isOptional(member.object);
}

export function isOptional(node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return node.optional || isOptional(node.object);
  if (node.type === 'CallExpression') return node.optional || isOptional(node.callee);
  return false;
}

/** Methods of arrays, maps and sets that read or change what is in them. */
const collectionMethods: ReadonlySet<string> = new Set([
  'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin',
  'forEach', 'map', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'every', 'some', 'reduce', 'reduceRight', 'flatMap', 'flat', 'at', 'with', 'join', 'concat',
  'slice', 'includes', 'indexOf', 'lastIndexOf', 'toSorted', 'toReversed', 'toSpliced', 'subarray', 'toString',
  'get', 'set', 'has', 'delete', 'clear', 'add', 'keys', 'values', 'entries', 'union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom', 'symmetricDifference',
]);

/** Methods of maps and sets for one key. */
const keyedMethods: ReadonlySet<string> = new Set(['get', 'set', 'has', 'delete', 'add']);

/** Calls a method: one of a collection may read or change what is in it. Other methods are the program's own, and tell of what they do themselves. */
export function callMethod(editor: Editor, call: CallExpression, fields: Fields): void {
  const callee = call.callee as MemberExpression;
  if (callee.computed || callee.property.type !== 'Identifier' || !isTold(editor, callee, fields) || leavesEarly(callee)) return;
  const { name } = callee.property;
  if (!collectionMethods.has(name)) return;
  // What a method changes is what it is called on.
  const site = editor.site(callee.object);
  const [key] = call.arguments;
  const mustWait = call.arguments.some((argument) => !isQuiet(argument)) || (keyedMethods.has(name) && key !== undefined && !(key.type !== 'SpreadElement' && isPlain(editor, key)));
  if (mustWait && !call.optional && !callee.optional) {
    editor.pass(callee.start, editor.objectEnd(callee), 'late', JSON.stringify(name), site);
    editor.text.remove(editor.objectEnd(callee), callee.end);
  } else {
    passObject(editor, callee, 'call', JSON.stringify(name), site, call.arguments.length, ...knownArguments(editor, call, name));
  }
}

/** The arguments that say which part of a collection is meant, as text. The second one of `set` is where a typed array is written to. */
function knownArguments(editor: Editor, { arguments: [key, second] }: CallExpression, name: string): readonly string[] {
  if (!keyedMethods.has(name) || !key || !isPlain(editor, key as Expression)) return [];
  const isPlace = name === 'set' && second && ['Literal', 'Identifier', 'BinaryExpression', 'UnaryExpression'].includes(second.type) && isQuiet(second);
  return [editor.source(key), ...(isPlace ? [editor.source(second)] : [])];
}

/** Whether a value can be evaluated before or after an access is told of: it neither pauses nor has accesses of its own, nor calls anything. */
export function isQuiet(node: AnyNode): boolean {
  switch (node.type) {
    case 'Literal': case 'Identifier': case 'ThisExpression': case 'ArrowFunctionExpression': case 'FunctionExpression': return true;
    case 'ArrayExpression': return node.elements.every((element) => element === null || isQuiet(element));
    case 'UnaryExpression': return node.operator !== 'delete' && isQuiet(node.argument);
    case 'BinaryExpression': return isQuiet(node.left) && isQuiet(node.right);
    case 'TemplateLiteral': return node.expressions.every(isQuiet);
    case 'ObjectExpression': return node.properties.every((property) => property.type === 'Property' && !property.computed && isQuiet(property.value));
    default: return false;
  }
}
