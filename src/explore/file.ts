/** What is set in the explorer as files: a scenario that extends the file, and a study of two policies. */
import { parse } from 'yaml';
import { type Path, parsePath } from '../issue.ts';
import { type Resolved, standingAlone, yamlText } from '../scenario/files/resolve.ts';
import type { Setting } from '../scenario/files/settings.ts';
import { DISTRIBUTIONS } from '../scenario/schema/assumption-schema.ts';
import { isMap, mapOf, valueAt } from '../scenario/schema/plain-data.ts';
import { runCommandOf } from './command.ts';
import type { Choice } from './state.ts';

/** Choices as the settings that `--set` makes of them; a text that is no YAML stands for itself. */
export function settingsOf(choices: readonly Choice[]): Setting[] {
  return choices.map(({ path, text }) => ({ path, value: read(text) }));
}

/** Whether a text is read as itself. */
function isPlain(text: string): boolean {
  try {
    return parse(text) === text;
  } catch {
    return false;
  }
}

function read(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return text;
  }
}

/** A value as `--set` reads it as itself: a text that means something else in YAML is put in quotes. */
export function settingText(value: unknown): string {
  const isItself = typeof value === 'string' && isPlain(value);
  return isItself ? value : JSON.stringify(value);
}

const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);

/**
 * A scenario beside `file` that gives the numbers of these choices. `base` is what the file says, `data` what it says with
 * the choices; lists stand whole, since a list replaces the one of the file that it extends.
 */
export function scenarioText(file: string, choices: readonly Choice[], base: unknown, data: unknown): string {
  const entries = settingsOf(choices).reduce<Readonly<Record<string, unknown>>>((whole, { path, value }, n) => {
    const parts = parsePath(path);
    const [section, id] = parts;
    if (section === 'assumptions' && parts.length === 2) {
      const before = valueAt(base, parts);
      const own = {
        ...withoutValue(before),
        value,
        why: `set in the explorer to ${choices[n].text}; the file has ${said(before)}`,
      };
      return put(whole, [section, id], own);
    }
    const list = parts.findIndex((part) => typeof part === 'number');
    const at = list < 0 ? parts : parts.slice(0, list);
    return put(whole, at, valueAt(data, at));
  }, {});
  const head = [
    `# Put it beside ${nameOf(file)}, which it extends. The same numbers without it:`,
    `# ${runCommandOf(file, choices)}`,
  ];
  return `${head.join('\n')}\n${yamlText({ version: 2, extends: nameOf(file), ...entries })}`;
}

/** The same as one file that stands alone. What it expects is left out: it is of the file, not of what is set here. */
export function flattenedText(file: string, choices: readonly Choice[], resolved: Resolved | undefined): string {
  const { expect: _, ...data } = resolved ? standingAlone(resolved) : {};
  const head = `# ${nameOf(file)} and all that it takes from other files, in one. The same numbers from that file:`;
  return `${head}\n# ${runCommandOf(file, choices)}\n${yamlText(data)}`;
}

/** A study beside `file` that compares two policies on the same draws. */
export function studyText(file: string, a: readonly Choice[], b: readonly Choice[]): string {
  const variant = (title: string, choices: readonly Choice[]) => ({
    title,
    set: mapOf(settingsOf(choices).map(({ path, value }) => [path, value])),
  });
  const variants = { ...(a.length > 0 && { a: variant('A', a) }), b: variant('B', b) };
  const head = `# Put it beside ${nameOf(file)}, and run it by: chokepoint compare`;
  return `${head}\n${yamlText({ version: 2, title: 'A against B, as set in the explorer', base: nameOf(file), variants })}`;
}

/** What an assumption says of itself but for its value and where that is from. */
function withoutValue(entry: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(entry)) return {};
  const gone = new Set<string>([...DISTRIBUTIONS, 'figure', 'source', 'why', 'if', 'else']);
  return mapOf(Object.entries(entry).filter(([key]) => !gone.has(key)));
}

/** The value that an entry gives, in one line. */
function said(entry: unknown): string {
  if (!isMap(entry)) return String(entry);
  const [key, value] = Object.entries(entry).find(
    ([name]) => name === 'figure' || (DISTRIBUTIONS as readonly string[]).includes(name),
  ) ?? ['', ''];
  return key === 'value' ? String(value) : `${key} ${JSON.stringify(value)}`;
}

function put(
  map: Readonly<Record<string, unknown>>,
  [part, ...rest]: Path,
  value: unknown,
): Readonly<Record<string, unknown>> {
  const own = map[String(part)];
  const next = rest.length === 0 ? value : put(isMap(own) ? own : {}, rest, value);
  return mapOf([...Object.entries(map).filter(([key]) => key !== String(part)), [String(part), next]]);
}
