/**
 * Starts the page: all that stands in it as it is, and so what unpacks its programs. In a thread it unpacks the engine
 * that it is sent, beside the page and not before it, becomes it, and tells others where it is.
 */
import { packed, programOf } from './program.ts';

const thread = globalThis as unknown as {
  onmessage: (event: { readonly data: string }) => void;
  importScripts(address: string): void;
  postMessage(message: { readonly address: string }): void;
};

if (typeof document === 'undefined')
  thread.onmessage = ({ data }) => {
    const address = programOf(data);
    thread.importScripts(address);
    thread.postMessage({ address });
  };
else document.body.append(Object.assign(document.createElement('script'), { src: programOf(packed('page')) }));
