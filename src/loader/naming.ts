import type { Naming } from '../runtime/sites.ts';
import { childrenOf, contains, isTree, pathTo, type Tree } from './syntax.ts';

/** From the whole program down to one node, by way of every node between. */
type Path = readonly Tree[];

/** What holds the value of the call at an offset: a variable, a property, an element of an array, a parameter. */
export function namingOf(program: Tree, offset: number): Naming | undefined {
  const path = pathTo(program, offset);
  const call = path.findLastIndex((node) => isCall(node) && isAt(node, offset));
  const made = call >= 0 ? path.slice(0, call + 1) : undefined;
  if (!made) return undefined;
  const naming = holderOf(made, program);
  const within = naming && functionAround(made);
  return naming && { ...naming, ...(made.at(-1)?.type === 'NewExpression' ? { isInstance: true } : {}), ...(within === undefined ? {} : { within }) };
}

/** An engine names a call by what is called, and one with `new` by that word. */
function isAt(call: Tree, offset: number): boolean {
  return contains(call['callee'], offset) || (call.type === 'NewExpression' && call.start === offset);
}

export function isCall({ type }: Tree): boolean {
  return type === 'CallExpression' || type === 'NewExpression';
}

/** Goes outwards from an expression to what holds its value. */
function holderOf(path: Path, program: Tree): Naming | undefined {
  const [node, parent] = [path.at(-1), path.at(-2)];
  if (!node || !parent) return undefined;
  const outside = path.slice(0, -1);
  switch (parent.type) {
    case 'VariableDeclarator': return withContext(named(firstName(parent['id'])), node, parent['id']);
    case 'AssignmentPattern': return named(firstName(parent['left']));
    case 'AssignmentExpression': return parent['right'] === node ? targetOf(parent['left'] as Tree) : undefined;
    case 'Property': return named(keyName(parent));
    case 'PropertyDefinition': return fieldNamed(keyName(parent));
    case 'ArrayExpression': return elementOf(outside, node, program);
    case 'AwaitExpression': case 'ConditionalExpression': case 'LogicalExpression': case 'ChainExpression': return holderOf(outside, program);
    case 'SequenceExpression': return holderOf(outside, program);
    case 'MemberExpression': return narrowed(outside, program);
    case 'ArrowFunctionExpression': return returnedBy(outside, program);
    case 'ReturnStatement': return returnedBy(path.slice(0, path.findLastIndex(isFunction) + 1), program);
    case 'CallExpression': case 'NewExpression': return argumentOf(outside, node, program);
    default: return undefined;
  }
}

/** The name of the innermost function around that has one. */
function functionAround(path: Path): string | undefined {
  const names = path.map((node, depth) => {
    if (!isFunction(node)) return undefined;
    const around = path[depth - 1];
    return firstName(node['id']) ?? (around?.type === 'VariableDeclarator' ? firstName(around['id']) : around?.type === 'MethodDefinition' ? keyName(around) : undefined);
  });
  return names.findLast((name) => name !== undefined);
}

function named(name: string | undefined): Naming | undefined {
  return name === undefined ? undefined : { kind: 'variable', name };
}

function fieldNamed(name: string | undefined): Naming | undefined {
  return name === undefined ? undefined : { kind: 'field', name };
}

/** `const [group, ctx] = errgroup.withContext(parent)` names two things. */
function withContext(naming: Naming | undefined, call: Tree, pattern: unknown): Naming | undefined {
  if (!naming || !isCall(call) || plainName(propertyOf(call['callee'] as Tree)) !== 'withContext' || !isTree(pattern) || pattern.type !== 'ArrayPattern') return naming;
  const context = firstName((pattern['elements'] as unknown[])[1]);
  return context === undefined ? naming : { ...naming, context };
}

/** The name that a pattern binds; of several the first, which is what a call that gives several gives first. */
function firstName(pattern: unknown): string | undefined {
  if (!isTree(pattern)) return undefined;
  if (pattern.type === 'Identifier') return pattern['name'] as string;
  return pattern.type === 'ArrayPattern' ? firstName((pattern['elements'] as unknown[])[0]) : undefined;
}

function targetOf(target: Tree): Naming | undefined {
  if (target.type !== 'MemberExpression') return named(firstName(target));
  const [object, property] = [target['object'] as Tree, target['property'] as Tree];
  if (target['computed'] !== true) return object.type === 'ThisExpression' ? fieldNamed(plainName(property)) : named(plainName(property));
  const array = textOf(object);
  if (array === undefined) return undefined;
  return property.type === 'Literal' ? named(`${array}[${JSON.stringify(property['value'])}]`) : { kind: 'element', name: array };
}

export function plainName(node: Tree): string | undefined {
  if (node.type === 'Identifier') return node['name'] as string;
  return node.type === 'PrivateIdentifier' ? `#${node['name'] as string}` : undefined;
}

function keyName(node: Tree): string | undefined {
  const key = node['key'] as Tree;
  if (node['computed'] === true) return undefined;
  return key.type === 'Literal' ? String(key['value']) : plainName(key);
}

/** `jobs`, `this.jobs`, `pool.jobs`: what can be written in a few words. */
function textOf(node: Tree): string | undefined {
  if (node.type !== 'MemberExpression') return plainName(node);
  const property = node['computed'] === true ? undefined : plainName(node['property'] as Tree);
  return property;
}

/** `const [a, b] = [chan(), chan()]`, `const both = [chan(), chan()]`. */
function elementOf(path: Path, node: Tree, program: Tree): Naming | undefined {
  const [array, parent] = [path.at(-1) as Tree, path.at(-2)];
  const index = (array['elements'] as unknown[]).indexOf(node);
  const pattern = parent?.type === 'VariableDeclarator' ? parent['id'] : undefined;
  if (isTree(pattern) && pattern.type === 'ArrayPattern') return named(firstName((pattern['elements'] as unknown[])[index]));
  const whole = holderOf(path, program);
  return whole && { ...whole, name: `${whole.name}[${index}]` };
}

/** Views of a channel are the channel: `chan<number>().receiveOnly()`. */
function narrowed(path: Path, program: Tree): Naming | undefined {
  const [member, call] = [path.at(-1) as Tree, path.at(-2)];
  const isView = call && isCall(call) && call['callee'] === member && ['sendOnly', 'receiveOnly'].includes(plainName(member['property'] as Tree) ?? '');
  return isView ? holderOf(path.slice(0, -1), program) : undefined;
}

export function isFunction({ type }: Tree): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration';
}

/** What a function gives is held by whoever called it; what one gives that makes the elements of an array, by that array. */
function returnedBy(path: Path, program: Tree): Naming | undefined {
  const [fn, call] = [path.at(-1), path.at(-2)];
  if (!fn || !isFunction(fn)) return undefined;
  const method = call && isCall(call) && (call['arguments'] as unknown[]).includes(fn) ? plainName(propertyOf(call['callee'] as Tree)) : undefined;
  if (method !== 'map' && method !== 'from') return { kind: 'returned', name: '' };
  const whole = holderOf(path.slice(0, -1), program);
  return whole && whole.kind !== 'returned' ? { kind: 'element', name: whole.name } : undefined;
}

function propertyOf(callee: Tree): Tree {
  return callee.type === 'MemberExpression' ? callee['property'] as Tree : callee;
}

/** `list.push(chan())` keeps it in the list; `worker(chan())` and `go(worker, chan())` call it as the parameter is called. */
function argumentOf(path: Path, node: Tree, program: Tree): Naming | undefined {
  const call = path.at(-1) as Tree;
  const [callee, given] = [call['callee'] as Tree, call['arguments'] as Tree[]];
  const method = plainName(propertyOf(callee));
  if (callee.type === 'MemberExpression' && (method === 'push' || method === 'unshift' || method === 'set' || method === 'add')) {
    const list = textOf(callee['object'] as Tree);
    return list === undefined ? undefined : { kind: 'element', name: list };
  }
  const index = given.indexOf(node);
  const isStarted = method === 'go' || method === 'daemon';
  const fn = isStarted ? given[0] : callee;
  return fn ? named(parameterOf(program, plainName(fn), isStarted ? index - 1 : index)) : undefined;
}

/** The name of a parameter of the function, or of the class's constructor, that a file declares under a name. */
function parameterOf(node: Tree, name: string | undefined, index: number): string | undefined {
  if (name === undefined || index < 0) return undefined;
  const own = declaredAs(node, name);
  if (own) return firstName((own['params'] as unknown[])[index]) ?? defaulted((own['params'] as unknown[])[index]);
  for (const child of childrenOf(node)) {
    const found = parameterOf(child, name, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function defaulted(parameter: unknown): string | undefined {
  return isTree(parameter) && parameter.type === 'AssignmentPattern' ? firstName(parameter['left']) : undefined;
}

function declaredAs(node: Tree, name: string): Tree | undefined {
  const id = node['id'];
  if (!isTree(id) || id['name'] !== name) return undefined;
  if (node.type === 'FunctionDeclaration') return node;
  if (node.type === 'VariableDeclarator') return isTree(node['init']) && isFunction(node['init']) ? node['init'] : undefined;
  if (node.type !== 'ClassDeclaration') return undefined;
  const members = (node['body'] as Tree)['body'] as Tree[];
  const constructor = members.find((member) => member['kind'] === 'constructor');
  return constructor?.['value'] as Tree | undefined;
}
