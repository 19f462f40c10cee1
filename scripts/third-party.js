/** The notices of packages that are bundled, which their licences ask to be passed on with them. */
import { readdirSync, readFileSync } from 'node:fs';

const NOTICE = /^(licen[cs]e|copying|notice)/i;
/** From a heading that says `License` to the end. */
const LICENCE_SECTION = /^(?:#+ *)?licen[cs]e\b.*\n[\s\S]*copyright[\s\S]*/im;
const RULE = '-'.repeat(80);

/** Every package in the bundles: its name, version and licence, and the whole of its licence and notice files. */
export function noticesOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].map(noticeOf).sort();
  const opening =
    'chokepoint (MIT, see LICENSE) is built with these packages, which are part of the files in this folder.';
  return [opening, ...new Set(texts)].join(`\n\n${RULE}\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const textOf = (file) => readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim();
  const names = readdirSync(folder).sort();
  const own = names.filter((file) => NOTICE.test(file)).map(textOf);
  // Some say it at the end of what introduces them, and nowhere else.
  const texts =
    own.length > 0
      ? own
      : names.filter((file) => /^readme/i.test(file)).flatMap((file) => textOf(file).match(LICENCE_SECTION) ?? []);
  if (typeof license !== 'string' || texts.length === 0)
    throw new Error(`${folder} does not say under what licence it is`);
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
