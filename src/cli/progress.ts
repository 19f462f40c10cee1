/** A bar on stderr while an ensemble is at work; nothing where stderr is no terminal, and gone when done. */
import { Presets, SingleBar } from 'cli-progress';

export interface Bar {
  /** So much of the work is done, from 0 to 1. */
  show(share: number): void;
  stop(): void;
}

/** Shows nothing. */
export const NO_BAR: Bar = { show: () => undefined, stop: () => undefined };

/** Shows how much of `runs` replicates' work is done, at what rate, and how long the rest will take. */
export function progressBar(runs: number, isQuiet: boolean): Bar {
  if (isQuiet || !process.stderr.isTTY) return NO_BAR;
  const format = '{bar} {percentage} % of {runs} replicates, {rate}/s, {eta_formatted} left';
  const options = { format, stream: process.stderr, clearOnComplete: true, hideCursor: true, etaBuffer: 50 };
  const bar = new SingleBar(options, Presets.shades_classic);
  const began = performance.now();
  bar.start(1000, 0, { runs: runs.toLocaleString('en'), rate: '…' });
  return {
    show(share) {
      const rate = Math.round((share * runs) / ((performance.now() - began) / 1000));
      bar.update(Math.floor(1000 * share), { rate: rate.toLocaleString('en') });
    },
    stop: () => bar.stop(),
  };
}
