/**
 * Starts the page: all that stands in it as it is, and so what unpacks its programs. In a thread it unpacks the engine
 * that it is sent, beside the page and not before it, becomes it, and gives it to the page for other threads.
 */
import { packed, programOf } from './program.ts';

const thread = globalThis as unknown as {
  onmessage: (event: { readonly data: string }) => void;
  importScripts(address: string): void;
  postMessage(message: { readonly program: Blob }): void;
};

if (typeof document === 'undefined')
  thread.onmessage = ({ data }) => {
    const program = programOf(data);
    thread.importScripts(URL.createObjectURL(program));
    thread.postMessage({ program });
  };
else {
  const src = URL.createObjectURL(programOf(packed('page')));
  document.body.append(Object.assign(document.createElement('script'), { src }));
}
