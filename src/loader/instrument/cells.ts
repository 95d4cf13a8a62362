import type { AnyNode, ArrowFunctionExpression, ForStatement } from 'acorn';
import type { Editor } from './editor.ts';

/** Declares a cell for every instance of the shared variables of a scope, where they come to life themselves. */
export function declareCells(editor: Editor, node: AnyNode): void {
  const variables = editor.declared(node);
  if (variables.length === 0) return;
  const cells = variables.map(({ name, cell }) => `${cell} = ${editor.call('cell', JSON.stringify(name))}`);
  const statement = `const ${cells.join(', ')};`;
  switch (node.type) {
    case 'Program':
      // A function of this file may be called before the file itself has begun, by one that it imports.
      editor.begin(`var ${cells.join(', ')}; `);
      return;
    case 'ForStatement':
      return eachRound(editor, node, cells);
    case 'ForInStatement': case 'ForOfStatement':
      return editor.beginBody(node.body, statement);
    case 'CatchClause': case 'FunctionDeclaration': case 'FunctionExpression':
      return editor.beginBody(node.body, statement);
    case 'ArrowFunctionExpression':
      return node.expression ? asBlock(editor, node, statement) : editor.beginBody(node.body, statement);
    case 'SwitchStatement':
      return editor.wrap(node.start, `{ ${statement} `, node.end, ' }');
    case 'StaticBlock':
      return void editor.text.appendLeft(editor.tokenAfter(node.start + 'static'.length, '{') + 1, ` ${statement}`);
    case 'BlockStatement':
      return editor.beginBody(node, statement);
    default:
      throw new SyntaxError(`variables of a ${node.type} have no place for their cells`);
  }
}

/** Each round of `for (let …; …; …)` has variables of its own, which begin as copies before the last part of the head runs. */
function eachRound(editor: Editor, { init, test, update }: ForStatement, cells: readonly string[]): void {
  if (!init) return;
  editor.text.appendLeft(init.end, `, ${cells.join(', ')}`);
  if (update) {
    editor.text.prependRight(update.start, `${cells.join(', ')}, `);
    return;
  }
  const first = editor.tokenAfter(init.end, ';');
  editor.text.appendLeft(editor.tokenAfter(test?.end ?? first + 1, ';') + 1, ` ${cells.join(', ')}`);
}

/** `(x) => x.y` → `(x) => { const …; return x.y; }`. */
function asBlock(editor: Editor, node: ArrowFunctionExpression, statement: string): void {
  const after = editor.arrowEnd(node);
  editor.text.appendLeft(after, ` { ${statement} return`);
  editor.text.appendLeft(node.end, '; }');
}
