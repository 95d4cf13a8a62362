/** `doctor`: what stands between other people's code and this machine, tried out. */
import { exitCode, JudgeError } from '../../errors.ts';
import { findCommand, ownProcess, strongestBox, tryWalls, wallNames, walls } from '../../judge/index.ts';
import { renderDoctor, type DoctorDocument } from '../../report/index.ts';
import { messageOf } from '../../system-error.ts';
import { printJson, type CommandIo } from '../io.ts';
import { reportStyle } from '../style.ts';

const tools = [
  { name: 'bwrap', purpose: 'the sandbox of `grade`, on Linux' },
  { name: 'redis-server', purpose: 'exercise 10 tries the limiter with it, and `grade --queue` needs one' },
  { name: 'go', purpose: 'runs the Go twins of the lessons' },
] as const;

export async function doctor(io: CommandIo, { json }: { readonly json?: boolean }): Promise<number> {
  const document = await examine(io.version);
  if (json === true) printJson(io, document);
  else io.print(renderDoctor(document, reportStyle(io)));
  const isWell = document.grade.level === 'sandboxed' && document.walls.every(({ state }) => state !== 'does not hold');
  return isWell ? exitCode.ok : exitCode.failed;
}

async function examine(version: string): Promise<DoctorDocument> {
  const { box, problem } = await strongestBox();
  const trial = await tryWalls(box).catch((error: unknown) => {
    throw new JudgeError('doctor', `The walls could not be tried: ${messageOf(error)}.`, 'Report this with the message.', { cause: error });
  });
  const { trust } = box;
  return {
    schema: 'concurrency-tutor/doctor/v1', version, node: process.version, platform: `${process.platform} ${process.arch}`,
    check: { level: ownProcess.trust.level, missing: [...ownProcess.trust.missing] }, grade: { level: trust.level, missing: [...trust.missing] },
    // Nobody promises a wall that is missing, so it need not be tried.
    walls: wallNames.map((name) => ({ name, promise: walls[name], state: trust.missing.includes(name) ? 'missing' as const : trial.get(name) ?? 'there' as const })),
    ...(problem === undefined ? {} : { problem }),
    tools: tools.map(({ name, purpose }) => {
      const path = findCommand(name);
      return { name, purpose, ...(path === undefined ? {} : { path }) };
    }),
  };
}
