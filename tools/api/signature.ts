import type { Item } from './model.ts';

/** A declaration as a reader would write it. */
export function signature(item: Item): string {
  const text = narrow(item.text.replace(/^(?:export )?(?:declare )?/, '').trim());
  if (item.kind === 'Variable') return `const ${text}`;
  return text;
}

/** A class or an interface with all that it has. */
export function outline(item: Item): string {
  const head = signature(item).replace(/\s*\{?\s*$/, '');
  const members = item.members.filter((member) => member.kind !== 'Constructor' || member.parameters.length > 0).map((member) => `  ${narrow(member.text.trim())}`);
  return members.length === 0 ? `${head} {}` : `${head} {\n${members.join('\n')}\n}`;
}

/** How a member is called, or read. */
export function useOf(member: Item, owner: Item): string {
  switch (member.kind) {
    case 'Constructor': return `new ${owner.name}(${names(member)})`;
    case 'Method':
    case 'MethodSignature': return `${member.name}(${names(member)})`;
    case 'CallSignature': return `(${names(member)})`;
    default: return member.name;
  }
}

function names(member: Item): string {
  // A parameter that is taken apart stands there twice: as its pattern, and under a name.
  return member.parameters.filter(({ name }) => !name.startsWith('{')).map(({ name, optional }) => {
    const rest = member.text.includes(`...${name}:`) ? '...' : '';
    return `${rest}${name}${optional ? '?' : ''}`;
  }).join(', ');
}

/** The compiler indents by four. */
function narrow(text: string): string {
  return text.replaceAll(/^(?: {4})+/gm, (spaces) => ' '.repeat(spaces.length / 2));
}
