/**
 * One process that plays the command many times: each message is a folder and the words of a call, each answer what the
 * call came to. The built entrance is evaluated anew for each, as by a new process; what it needs is loaded once.
 */

const [, , entrance] = process.argv;
/** More than this nobody reads. */
const MOST_TEXT = 4_000_000;
let calls = 0;

/** Keeps what is written to a stream, rather than writing it; returns what gives it back. */
function keep(stream) {
  const { write } = stream;
  let text = '';
  stream.write = (chunk, ...rest) => {
    if (text.length < MOST_TEXT) text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    rest.findLast((one) => typeof one === 'function')?.();
    return true;
  };
  return () => {
    stream.write = write;
    stream.removeAllListeners('error');
    return text;
  };
}

process.on('message', async ({ folder, words }) => {
  process.chdir(folder);
  process.argv = [process.execPath, entrance, ...words];
  process.exitCode = undefined;
  const [stdout, stderr] = [keep(process.stdout), keep(process.stderr)];
  let failure = '';
  try {
    await import(`${entrance}?${calls++}`);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  // What nobody waited for fails a moment later.
  await new Promise((done) => setTimeout(done, 1));
  const code = failure === '' ? Number(process.exitCode ?? 0) : 1;
  process.exitCode = 0;
  const told = { code, stdout: stdout(), stderr: stderr() + failure };
  process.send(told);
});
process.on('disconnect', () => process.exit());
