/** How what a command found is delivered: files first, all of them or none, then words, and pictures at last. */
import { join } from 'node:path';
import { type Language, type Outcome, type Report, reportTerminal } from '../index.ts';
import { addPictures, type ToDraw } from './charts.ts';
import { beginFolder } from './files.ts';
import { withRollback } from './interrupt.ts';
import { nothingWritten, tellIssues } from './issues.ts';
import { labelsIn } from './labels.ts';
import type { Drawing } from './options.ts';
import { bold, type Line, say, sayJson, screenWidth } from './print.ts';
import type { Place } from './results-folder.ts';

/** What was found. */
export interface Delivery extends Pick<ToDraw, 'prepare'> {
  /** Texts by the names of their files; the first is what --json prints. */
  readonly files: readonly (readonly [name: string, text: string])[];
  /** What is said in place of the report. */
  readonly lines?: readonly Line[];
  /** What is said after it. */
  readonly more?: readonly Line[];
  /** The exit code where all goes well; 0 where none is given. */
  readonly code?: number;
}

/** How a call wants it. */
export interface DeliveryOptions {
  readonly drawing: Drawing;
  readonly language: Language;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Finds and delivers; returns the exit code. Nothing is written unless something is found. `close` comes last in any case. */
export function deliver(
  place: Place,
  { drawing, language, json, quiet }: DeliveryOptions,
  find: () => Outcome<Delivery> | Promise<Outcome<Delivery>>,
  close?: () => Promise<void>,
): Promise<number> {
  const { path, why } = place;
  const folder = beginFolder(place);
  return withRollback(
    folder.discard,
    async () => {
      const found = await find();
      tellIssues(found.issues, quiet);
      if (!found.ok) {
        folder.discard();
        return nothingWritten(found.issues);
      }
      const { files, lines, more = [], code = 0 } = found.value;
      const prepare = once(found.value.prepare);
      for (const [name, text] of files) folder.write(name, text);
      folder.commit();
      const numbers = labelsIn(language).numbers + files.map(([name]) => join(path, name)).join(', ');
      if (json) sayJson(files[0]?.[1] ?? '');
      else if (!quiet) {
        const report = lines === undefined ? prepare().report : undefined;
        const told = lines ?? (report ? reportLines(report([], [])) : []);
        say(['', ...told, '', ...more, numbers, ...(why === undefined ? [] : [why])]);
      }
      const isDrawn = await addPictures([{ folder, path, prepare }], drawing, { isSilent: json || quiet, language });
      return isDrawn ? code : 1;
    },
    close,
  );
}

/** A report as a terminal shows it. */
export function reportLines(report: Report): Line[] {
  return reportTerminal(report, screenWidth()).map(({ text, isHeading }) => (isHeading ? bold(text) : text));
}

/** Does it when it is first asked for, and no more. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
