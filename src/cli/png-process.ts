/** The process that draws PNGs: SVGs come one by one, and the picture of each goes back, or why there is none. */
import { renderPng } from './png.ts';

process.on('message', async (svg: string) => {
  try {
    process.send?.(await renderPng(svg));
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error));
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal: whoever asked for the pictures says when this ends.
process.on('SIGINT', () => undefined);
