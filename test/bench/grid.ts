/**
 * Large networks as files: chains of four stages, three flows into each stockpile, an export licence of its own for an
 * eighth of the stockpiles, two uncertain assumptions, noise in demand. For measuring how work grows with size.
 */

const STAGES = 4;
/** Fewer than the 2,000,000 characters that a file may have. */
const MOST_CHARACTERS = 1_500_000;

/** A file of a grid. */
export interface GridFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a grid of so many stockpiles; each extends the one before it, and the last is what is run. */
export function gridFiles(stockpiles: number, weeks: number): GridFile[] {
  const chains = Math.ceil(stockpiles / STAGES);
  const files: GridFile[] = [];
  let next = 0;
  while (next < chains || files.length === 0) {
    const sections: Sections = { stockpiles: [], flows: [], licences: [], demands: [] };
    let size = 0;
    for (; next < chains && size < MOST_CHARACTERS; next++) size += addChain(sections, next, chains);
    const last = files.at(-1);
    const name = next < chains ? `grid-${stockpiles}-${files.length + 1}.yaml` : `grid-${stockpiles}.yaml`;
    files.push({
      name,
      text: textOf(last === undefined ? head(stockpiles, weeks) : [`extends: ${last.name}`], sections),
    });
  }
  return files;
}

interface Sections {
  readonly stockpiles: string[];
  readonly flows: string[];
  readonly licences: string[];
  readonly demands: string[];
}

function head(stockpiles: number, weeks: number): string[] {
  return [
    'version: 2',
    `title: A grid of ${stockpiles} stockpiles`,
    'start: 2025-01-06',
    `horizon: ${weeks} weeks`,
    'assumptions:',
    '  approval: {uniform: [30%, 90%], why: a grid to measure with}',
    '  growth: {triangular: [0.9, 1, 1.2], why: a grid to measure with}',
  ];
}

function textOf(top: readonly string[], sections: Sections): string {
  const lines = Object.entries(sections).flatMap(([name, entities]: [string, readonly string[]]) =>
    entities.length > 0 ? [`${name}:`, ...entities] : [],
  );
  return `${[...top, ...lines].join('\n')}\n`;
}

/** Adds a chain, which draws on its neighbours too; returns how many characters it takes. */
function addChain(sections: Sections, chain: number, chains: number): number {
  let size = 0;
  const add = (section: keyof Sections, id: string, fields: string) => {
    const line = `  ${id}: {${fields}, assumed: grid}`;
    sections[section].push(line);
    size += line.length + 1;
  };
  const id = (stage: number, of: number) => `s${stage}_c${of % chains}`;
  for (let stage = 0; stage < STAGES; stage++) {
    const own = id(stage, chain);
    const isLicensed = stage === 2 && chain % 2 === 0;
    add('stockpiles', own, `cover: ${3 + (chain % 4)} weeks, switchable: 30%`);
    for (let source = 0; source < 3; source++) {
      const from = stage > 0 ? `from: {${id(stage - 1, chain + source)}: ${1 + stage / 20}}, ` : '';
      const capacity = `capacity: ${(stage === 0 ? 16 : 24) * (3 - source)} t/week`;
      const licence = isLicensed && source === 0 ? `, licence: export_c${chain}` : '';
      add(
        'flows',
        `${own}_from${source}`,
        `${from}to: ${own}, lead: ${2 + source} weeks, share: ${3 - source}, cost: ${source}, ${capacity}${licence}`,
      );
    }
    if (isLicensed) {
      const reviewed = '{from: 2025-06-02, review: 8 weeks, approve: approval, valid: 26 weeks}';
      add('licences', `export_c${chain}`, `phases: [${reviewed}, {from: 2026-06-01}]`);
    }
  }
  add(
    'demands',
    `d_c${chain}`,
    `from: ${id(STAGES - 1, chain)}, rate: ${20 + (chain % 10)} t/week * growth, noise: 10%`,
  );
  return size;
}
