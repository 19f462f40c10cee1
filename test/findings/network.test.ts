/** The network behind the subject: who supplies whom, what holds each delivery back, and what holds back the subject. */
import { describe, expect, test } from 'vitest';
import { renderSvg } from '../../src/cli/render.ts';
import { networkOf } from '../../src/findings/network.ts';
import { chartsOf, textWidth } from '../../src/index.ts';
import { networkLayout } from '../../src/report/charts/run/network-layout.ts';
import { answerOf } from '../files.ts';
import { ensembleOf } from '../report/ensembles.ts';
import { cut, overlaps, textBoxes } from '../report/text-boxes.ts';
import { run } from '../run.ts';

const CHAIN = {
  ...{ version: 2, title: 'A chain', start: '2025-01-06', horizon: '20 weeks' },
  stockpiles: {
    ore: { place: 'Here', cover: '2 weeks' },
    metal: { place: 'There', cover: '2 weeks' },
    scrap: { place: 'There', cover: '2 weeks' },
    parts: { place: 'There', cover: '2 weeks' },
  },
  flows: {
    mine: { to: 'ore', capacity: '40 t/week' },
    smelter: { from: 'ore', to: 'metal', lead: '1 week' },
    recycling: { from: 'scrap', to: 'metal', share: 0, capacity: '1 t/week' },
    collecting: { from: 'metal', to: 'scrap', share: 1, capacity: '1 t/week' },
    plant: { from: 'metal', to: 'parts', lead: '1 week', licence: 'permit' },
  },
  licences: { permit: { phases: [{ from: '2025-03-03', allow: 0 }] } },
  demands: { makers: { from: 'parts', rate: '10 t/week' } },
};

const found = (scenario: object) => {
  const answer = run(scenario);
  const { model } = answer.run;
  return networkOf(answer.run, { model, metrics: answer.metrics });
};
const links = (scenario: object) => {
  const network = found(scenario);
  return network?.links.map(({ from, to, title, state }) => {
    return `${title}: ${network.nodes[from].title} → ${network.nodes[to].title}, ${state}`;
  });
};

describe('a delivery', () => {
  test('is told by what holds it back in most of the steps in which the subject is short', () => {
    expect(links(CHAIN)).toContain('plant: metal → makers, licence');
    expect(links(CHAIN)).toContain('smelter: ore → metal, enough');
    expect(found(CHAIN)?.bottlenecks).toEqual([{ title: 'plant', state: 'licence' }]);
  });

  test('that lacks material passes the blame on to what its source lacks', () => {
    const { licences: _, ...open } = CHAIN;
    const { licence: __, ...plant } = CHAIN.flows.plant;
    const events = [{ date: '2025-03-03', set: { 'flows.mine.capacity': '4 t/week' } }];
    const dry = { ...open, horizon: '40 weeks', flows: { ...CHAIN.flows, plant }, events };
    expect(found(dry)?.bottlenecks).toEqual([{ title: 'mine', state: 'capacity' }]);
    expect(links(dry)).toContain('smelter: ore → metal, material');
  });

  test('that ships nothing, and that nothing holds back, is left out', () => {
    expect(links(CHAIN)?.some((one) => one.startsWith('recycling'))).toBe(false);
  });

  test('is told from the disruption on where the subject is never short', () => {
    const { licences: _, ...open } = CHAIN;
    const { licence: __, ...plant } = CHAIN.flows.plant;
    const network = found({ ...open, flows: { ...CHAIN.flows, plant } });
    expect(network?.isWhileShort).toBe(false);
    expect(network?.largest).toEqual({ title: 'plant', share: 1 });
  });
});

test('of a user it is told what it goes without in the steps that are shown, not on average over all', () => {
  const user = found(CHAIN)?.nodes.find(({ kind }) => kind === 'user');
  const { shortfall, demand } = run(CHAIN).run;
  const short = shortfall.filter((value) => value > 0);
  expect(user?.want).toBeCloseTo(short.reduce((sum, value) => sum + value, 0) / (demand[0] * short.length), 12);
  expect(user?.want).toBeGreaterThan((user?.user?.want.value ?? 1) * 1.5);
});

test('a user who is served in full in the central run is not drawn as short because other runs are', () => {
  const assumptions = { ban: { triangular: [0, 0, 1] } };
  const licences = { permit: { phases: [{ from: '2025-03-03', allow: '1 - ban' }] } };
  const answer = run({ ...CHAIN, assumptions, licences });
  const { model } = answer.run;
  const network = networkOf(answer.run, { model, metrics: answer.metrics, ensemble: ensembleOf(answer, 20) });
  const user = network?.nodes.find(({ kind }) => kind === 'user');
  expect(user?.user?.want.value).toBeGreaterThan(0.05);
  expect(user?.want).toBe(0);
});

test('a user alone at a stock is one node with it; each node stands after those that supply it', () => {
  const network = found(CHAIN);
  expect(network?.nodes.map(({ kind, title, stage }) => `${kind} ${title} ${stage}`)).toEqual([
    'stock metal 2',
    'stock ore 1',
    'user makers 3',
    'source mine 0',
  ]);
});

test('of very many users the first in their order are drawn, and how many are not is said', () => {
  const demands = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [`user_${n}`, { from: 'parts', rate: '1 t/week' }]),
  );
  const answer = run({ ...CHAIN, demands });
  const network = networkOf(answer.run, { model: answer.run.model, metrics: answer.metrics });
  expect(network?.nodes.filter(({ kind }) => kind === 'user')).toHaveLength(24);
  expect(network?.leftOut).toBe(16);
  const chart = chartsOf({ ...answer, model: answer.run.model }, undefined, 'en').find(
    ({ name }) => name === 'network',
  );
  expect(JSON.stringify(chart?.spec)).toContain('without 16 users for whom there is no room');
});

test('a user who is drawn is not one with a stock that others draw on as well, drawn or not', () => {
  const spares = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`spare_${n}`, { initial: '1 t' }]));
  const network = found({
    ...{ ...CHAIN, focus: 'demands.makers', stockpiles: { ...CHAIN.stockpiles, ...spares } },
    demands: { ...CHAIN.demands, menders: { from: 'parts', rate: '1 t/week' } },
  });
  expect(network?.nodes.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
    ...['stock metal', 'stock ore', 'stock parts', 'user makers', 'source mine'],
  ]);
});

const LARGE = ['world', 'six-month-licence', 'october-2025-escalation', 'gallium-germanium-tungsten'];

describe.each(LARGE)('the picture of %s', (name) => {
  const { answer } = answerOf(`scenarios/${name}.yaml`);
  const { model } = answer.run;

  test.each(['en', 'zh'] as const)('has no text upon another and none cut, wide or narrow (%s)', async (language) => {
    const chart = chartsOf({ ...answer, model }, undefined, language).find((one) => one.name === 'network');
    if (chart?.narrow === undefined) throw new Error('no picture of the network');
    for (const spec of [chart.spec, chart.narrow]) {
      const svg = await renderSvg(spec, textWidth);
      const boxes = textBoxes(svg);
      expect(boxes.length).toBeGreaterThan(5);
      expect(overlaps(boxes)).toEqual([]);
      expect(cut(boxes, svg)).toEqual([]);
    }
  });

  test.each([
    [760, false],
    [368, true],
  ])('has no node upon another at %d pixels, and all within the page', (width, isDown) => {
    const finding = networkOf(answer.run, { model, metrics: answer.metrics });
    if (finding === undefined) throw new Error('no network');
    const { nodes, height } = networkLayout(finding, width, isDown, () => 'none unmet');
    const isUpon = (a: (typeof nodes)[number], b: (typeof nodes)[number]) =>
      a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    expect(nodes.filter((one, n) => nodes.slice(n + 1).some((other) => isUpon(one, other)))).toEqual([]);
    expect(nodes.filter(({ x, y, width: w, height: h }) => x < 0 || y < 0 || x + w > width || y + h > height)).toEqual(
      [],
    );
    expect(nodes.every(({ lines }) => lines.every((line) => !line.endsWith('…')))).toBe(true);
    // No word goes over two lines.
    const spaced = nodes.filter(({ node }) => node.title.includes(' '));
    expect(spaced.map(({ lines }) => lines.join(' '))).toEqual(spaced.map(({ node }) => node.title));
  });
});
