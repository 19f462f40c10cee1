/**
 * Processes that play the command, each many times (child.js): a call that kills its process, hangs or takes too much
 * memory is an outcome like another, and the next call gets a new process.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a call came to. */
export interface Outcome {
  /** The exit code; undefined where the process was ended from outside or by a signal. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** How it ended if not by itself. */
  readonly killed?: string;
  /** Of processor time, all threads together. */
  readonly seconds: number;
}

export interface Caller {
  call(folder: string, words: readonly string[]): Promise<Outcome>;
  /** Ends the process. */
  end(): void;
}

/**
 * What a call may take: seconds of processor time, seconds without any, and MiB. Where the system tells no processor
 * time, all of it counts as without.
 */
const LIMITS = { busy: 10, idle: 10, memory: 1024 };
const LOOK_EVERY = 25;
/** Each call leaves a little behind, as the entrance is loaded anew. */
const CALLS_OF_A_PROCESS = 150;

/** One process after another. */
export function caller(root: string): Caller {
  const entrance = join(root, 'dist/chokepoint.js');
  let child: ChildProcess | undefined;
  let calls = 0;
  let noise = '';
  const start = (): ChildProcess => {
    const made = fork(join(root, 'test/fuzz/child.js'), [entrance], {
      execArgv: [`--max-old-space-size=${LIMITS.memory}`],
      env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    noise = '';
    for (const stream of [made.stdout, made.stderr])
      stream?.on('data', (chunk: Buffer) => {
        noise = (noise + chunk.toString()).slice(-20_000);
      });
    return made;
  };
  const end = () => {
    child?.removeAllListeners();
    child?.kill('SIGKILL');
    child = undefined;
    calls = 0;
  };
  return {
    end,
    call(folder, words) {
      if (calls++ >= CALLS_OF_A_PROCESS) end();
      child ??= start();
      const at = child;
      return new Promise((resolve) => {
        const before = secondsOf(at);
        let [latest, moved] = [before, Date.now()];
        const finish = (outcome: Omit<Outcome, 'seconds'>) => {
          clearInterval(watch);
          at.removeAllListeners();
          const seconds = secondsOf(at) - before;
          if (outcome.killed !== undefined) end();
          resolve({ ...outcome, seconds });
        };
        const kill = (killed: string) => finish({ code: undefined, stdout: '', stderr: noise, killed });
        const watch = setInterval(() => {
          const now = secondsOf(at);
          if (now > latest) [latest, moved] = [now, Date.now()];
          if (megabytesOf(at) > LIMITS.memory) kill(`it took more than ${LIMITS.memory} MiB`);
          else if (now - before > LIMITS.busy) kill(`it was busy for more than ${LIMITS.busy} s`);
          else if (Date.now() - moved > LIMITS.idle * 1000) kill(`it did nothing for ${LIMITS.idle} s`);
        }, LOOK_EVERY);
        at.once('message', (told: Pick<Outcome, 'code' | 'stdout' | 'stderr'>) => finish(told));
        // Only when its streams are closed is all said.
        at.once('close', (code, signal) => {
          finish({ code: undefined, stdout: '', stderr: noise, killed: `it died: ${signal ?? `exit code ${code}`}` });
        });
        at.send({ folder, words });
      });
    },
  };
}

const fields = (process: ChildProcess, name: string): string[] => {
  const path = `/proc/${process.pid}/${name}`;
  try {
    // The name of the program, in brackets, may hold spaces.
    return existsSync(path)
      ? readFileSync(path, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')
      : [];
  } catch {
    return [];
  }
};

/** Processor time so far; 0 where the system doesn't say. */
function secondsOf(process: ChildProcess): number {
  const [user, system] = fields(process, 'stat').slice(11, 13).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

/** Memory in use; 0 where the system doesn't say. */
function megabytesOf(process: ChildProcess): number {
  return (Number(fields(process, 'statm')[1] ?? 0) * 4096) / 2 ** 20;
}
