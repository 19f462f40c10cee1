/**
 * PNGs drawn beside this process: what draws them is compiled code that ends its process where it meets what it can't
 * draw, and that must take neither the numbers nor the other pictures along.
 */
import { type ChildProcess, fork } from 'node:child_process';

export interface Painter {
  /** The PNG of an SVG, one after the other. Rejects where it can't be drawn, and goes on with the next. */
  draw(svg: string): Promise<Uint8Array>;
  /** To be called when all is drawn. */
  end(): void;
}

/** A painter; its process begins with the first picture, and another where one has died. */
export function openPainter(program = new URL('./png-process.js', import.meta.url)): Painter {
  let child: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const start = () =>
    fork(program, { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const draw = (svg: string) =>
    new Promise<Uint8Array>((resolve, reject) => {
      child ??= start();
      const own = child;
      const fail = (reason: string) => {
        if (child === own) child = undefined;
        reject(new Error(reason));
      };
      own.removeAllListeners();
      own.on('error', ({ message }) => fail(message));
      own.on('exit', (code, signal) => fail(`the program that draws it ended ${signal ?? `with code ${code}`}`));
      own.on('message', (found: Uint8Array | string) => {
        if (typeof found === 'string') reject(new Error(found));
        else resolve(found);
      });
      own.send(svg);
    });
  return {
    draw(svg) {
      const drawn = last.then(() => draw(svg));
      last = drawn.catch(() => undefined);
      return drawn;
    },
    end() {
      child?.removeAllListeners('exit');
      if (child?.connected) child.disconnect();
    },
  };
}
