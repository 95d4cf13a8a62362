/** Being honest only while it pays, and guessing what is asked. Against this design. */
import { cheats, type Attack } from '../attack.ts';

const contradicted = (name: string, body: string, top = ''): Attack => ({ name, deserves: 'contradicted', body, top });

export const auditAndSeed: readonly Attack[] = [
  contradicted('right only after another question of the same process', 'const asked = (Array.asked ??= new Set()); asked.add(question.kind); return question.kind === "number" || asked.size > 1 ? honest(question) : 1;'),
  contradicted('right only in a process that left a file', 'const { existsSync, writeFileSync } = process.getBuiltinModule("node:fs"); const there = existsSync(process.env.HOME + "/seen"); if (question.kind === "number") writeFileSync(process.env.HOME + "/seen", ""); return question.kind === "number" || there ? honest(question) : 1;'),
  ...cheats([
    ['the first answer again and again', 'return (Array.first ??= question.n);'],
    ['an answer from a table of small inputs', 'return { 1: 112648, 2: 120567 }[question.n];'],
    ['the process\'s number as an answer', 'return process.pid;'],
    ['the words of the command line', 'return process.argv.concat(process.execArgv).join(" ").includes("7919") ? honest(question) : 1;'],
    ['the scenario\'s source by its function', 'const stack = new Error().stack ?? ""; return /answerTo|secret/.test(stack) ? honest(question) : 1;'],
    ['the caller, by a sloppy function', 'const f = new Function("return arguments.callee.caller"); let s = ""; try { s = String(f()); } catch {} return s.includes("7919") ? honest(question) : 1;'],
    ['another answer under each schedule', 'Array.turn = (Array.turn ?? 0) + 1; return Array.turn % 2 === 0 ? honest(question) : 1;'],
  ]),
];
