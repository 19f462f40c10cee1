/** Who supplies whom, by place and stage, and where it binds: a picture of the network behind the subject. */
import { type NetworkFinding, networkOf } from '../../../findings/network.ts';
import type { DeliveryState } from '../../../metrics/delivery-state.ts';
import type { ChartText } from '../../text/en-charts.ts';
import type { Chart } from '../chart.ts';
import { type Format, isNarrow, narrow } from '../layout/format.ts';
import type { KeyItem } from '../layout/key.ts';
import { COLOUR, HOLDS, SIZE } from '../layout/look.ts';
import { type Box, boxLayers, type Label, type Layer, labelLayers, pixels, tenth } from '../layout/marks.ts';
import { page } from '../layout/page.ts';
import { textWidth } from '../layout/text-width.ts';
import type { PanelData } from '../panel-data.ts';
import { type NetworkLayout, NODE, type PlacedLink, type PlacedNode } from './network-boxes.ts';
import { networkLayout } from './network-layout.ts';
import type { Scene } from './scene.ts';

const CHIP = 13;
/** From the tip of an arrow to the middle of its letter. */
const BEFORE_TIP = 15;
/** So many bottlenecks are named in the title. */
const MOST_NAMED = 2;
const STATES: readonly DeliveryState[] = ['licence', 'capacity', 'material', 'enough'];

/** The chart; undefined where nothing is demanded, or the record of the run is not at hand. */
export function networkChart(scene: Scene, format: Format): Chart | undefined {
  const found = scene.run && networkOf(scene.run, scene.results);
  if (found === undefined || found.links.length === 0) return undefined;
  const { text } = format;
  const { network, common, quantities } = text;
  const nodes = found.nodes.map((node) => ({ ...node, title: quantities.capital(node.title) }));
  const finding = { ...found, nodes };
  const title = quantities.capital(headlineOf(scene, finding, text));
  const held = finding.links.filter(({ state }) => state !== undefined && state !== 'enough');
  const notes = [
    ...new Map(held.map(({ title: of, state }) => [of, { of, note: network.states[state ?? 'enough'] }])).values(),
  ];
  const alt = common.alt(title, notes);
  const draw = (on: Format) => specOf(scene, finding, title, alt, on);
  return {
    ...{ name: 'network', title, alt, spec: draw(format), narrow: draw(narrow(text)) },
    panels: [tableOf(finding, text)],
  };
}

function headlineOf({ ensemble }: Scene, finding: NetworkFinding, { network, quantities }: ChartText): string {
  const { subject, isWhileShort, bottlenecks, largest } = finding;
  const named = (state: DeliveryState) => {
    const titles = bottlenecks.filter((one) => one.state === state).map((one) => network.quoted(one.title));
    return titles.length === 0 ? undefined : quantities.list(titles, MOST_NAMED);
  };
  const isCentral = ensemble !== undefined;
  if (!isWhileShort) return network.headline.enough({ title: subject.title, largest, isCentral });
  return network.headline.short({
    title: subject.title,
    licence: named('licence'),
    capacity: named('capacity'),
    isCentral,
  });
}

function tableOf({ links, nodes }: NetworkFinding, { network, quantities }: ChartText): PanelData {
  const none = links.map(() => null);
  return {
    ...{ title: network.caption, unit: '', isShare: false },
    across: { kind: 'rows', head: network.heads.flow, labels: links.map(({ title }) => quantities.capital(title)) },
    lines: [
      {
        name: network.heads.from,
        values: none,
        texts: links.map(({ from }) => (nodes[from].kind === 'source' ? '–' : nodes[from].title)),
      },
      { name: network.heads.to, values: none, texts: links.map(({ to }) => nodes[to].title) },
      {
        ...{ name: network.heads.amount, statistic: 'central' },
        values: links.map(({ amount }) => amount),
        texts: links.map(({ amount, unit }) => quantities.amount(amount, unit)),
      },
      {
        name: network.heads.state,
        values: none,
        texts: links.map(({ state }) => (state ? network.states[state] : '–')),
      },
    ],
  };
}

function specOf(scene: Scene, finding: NetworkFinding, title: string, alt: string, format: Format): Chart['spec'] {
  const { text, width } = format;
  const { network } = text;
  const layout = networkLayout(finding, width, isNarrow(format), ({ user, want }) => (user ? network.want(want) : ''));
  const chips = layout.links.flatMap((one) => chipOf(one, layout, text));
  const marks = layout.nodes.map((one) => nodeMarks(one));
  const headings = layout.places.map(({ title: place, y }) => {
    const label: Label = { x: 0, y, text: place, weight: 600, size: SIZE.text, colour: COLOUR.ink };
    const box: Box = { x: -1, x2: textWidth(place, SIZE.text, 600) + 6, y: y - 9, y2: y + 9, colour: COLOUR.page };
    return { label, box };
  });
  const lines = layout.places.slice(1).map(({ y }): Box => {
    return { x: 0, x2: width, y: y - 11, y2: y - 10, colour: COLOUR.grid };
  });
  const states = new Set(finding.links.map(({ state }) => state));
  return page(
    {
      ...{ title, alt, left: 0, plotWidth: width, gap: 14, axis: 0 },
      subtitles: [scene.model.scenario.title, network.subtitle(finding)],
      panels: [
        {
          ...{ width, height: Math.ceil(layout.height) },
          layer: [
            ...boxLayers([...lines, ...headings.map(({ box }) => box)]),
            ...bandLayers(layout),
            ...boxLayers([...chips.map(({ box }) => box), ...marks.flatMap(({ boxes }) => boxes)]),
            ...labelLayers([
              ...headings.map(({ label }) => label),
              ...chips.map(({ label }) => label),
              ...marks.flatMap(({ labels }) => labels),
            ]),
          ],
        },
      ],
      key: [
        STATES.filter((state) => states.has(state)).map((state): KeyItem => {
          return { swatch: HOLDS[state], text: network.key(network.letters[state], network.states[state]) };
        }),
        [{ text: network.widths }],
      ],
    },
    format,
  );
}

/** Bands, dashed where nothing was shipped, and their arrows; those of which there is enough lie below the others. */
function bandLayers({ links, isDown }: NetworkLayout): Layer[] {
  const colourOf = ({ link: { state } }: PlacedLink) => HOLDS[state ?? 'enough'];
  const sorted = links.toSorted((a, b) => rank(a) - rank(b) || b.width - a.width);
  const layer = (bands: readonly PlacedLink[], dash: readonly number[] | undefined): Layer[] =>
    bands.length === 0
      ? []
      : [
          {
            data: {
              values: bands.flatMap((one, n) =>
                one.points.map(({ x, y }, place) => ({
                  ...{ band: n, place, x: tenth(x), y: tenth(y) },
                  ...{ width: tenth(one.width), colour: colourOf(one) },
                })),
              ),
            },
            mark: {
              type: 'line',
              interpolate: isDown ? 'basis' : 'monotone',
              opacity: 0.85,
              tooltip: null,
              ...(dash && { strokeDash: [...dash] }),
            },
            encoding: {
              ...{ x: pixels('x'), y: pixels('y'), order: { field: 'place', type: 'quantitative' } },
              detail: { field: 'band', type: 'nominal' },
              strokeWidth: { field: 'width', type: 'quantitative', scale: null },
              color: { field: 'colour', type: 'nominal', scale: null },
            },
          },
        ];
  const arrows: Layer = {
    data: {
      values: sorted.map((one) => {
        const tip = one.points[one.points.length - 1];
        const [x, y] = isDown ? [tip.x, tip.y - 2] : [tip.x - 2, tip.y];
        return {
          x: tenth(x),
          y: tenth(y),
          size: tenth((one.width + 6) * (one.width + 6) * 0.6),
          colour: colourOf(one),
        };
      }),
    },
    mark: {
      type: 'point',
      shape: isDown ? 'triangle-down' : 'triangle-right',
      filled: true,
      opacity: 1,
      tooltip: null,
    },
    encoding: {
      ...{ x: pixels('x'), y: pixels('y') },
      size: { field: 'size', type: 'quantitative', scale: null },
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
  return [
    ...layer(
      sorted.filter(({ link }) => link.amount > 0),
      undefined,
    ),
    ...layer(
      sorted.filter(({ link }) => link.amount === 0),
      [5, 4],
    ),
    arrows,
  ];
}

const rank = ({ link: { state } }: PlacedLink) => (state === undefined || state === 'enough' ? 0 : 1);

/** The letter of what holds a band back, before its arrow. */
function chipOf({ link: { state }, points }: PlacedLink, { isDown }: NetworkLayout, { network }: ChartText) {
  if (state === undefined || state === 'enough') return [];
  const tip = points[points.length - 1];
  const [x, y] = isDown ? [tip.x, tip.y - BEFORE_TIP] : [tip.x - BEFORE_TIP, tip.y];
  const half = CHIP / 2;
  const box: Box = { x: x - half, x2: x + half, y: y - half, y2: y + half, colour: HOLDS[state] };
  const label: Label = {
    x,
    y,
    align: 'center',
    text: network.letters[state],
    size: 10,
    weight: 600,
    colour: COLOUR.page,
  };
  return [{ box, label }];
}

/** The box of a node with its title; of a user how much it goes without, and a bar of that. */
function nodeMarks(placed: PlacedNode): { boxes: readonly Box[]; labels: readonly Label[] } {
  const { node, lines, notes, size, x, y, width, height } = placed;
  const { kind, user, want } = node;
  const inset = (by: number, colour: string): Box => {
    return { x: x + by, x2: x + width - by, y: y + by, y2: y + height - by, colour };
  };
  const border =
    kind === 'user' ? [inset(0, COLOUR.ink), inset(1.5, COLOUR.page)] : [inset(0, COLOUR.faint), inset(1, STOCK)];
  const used = NODE.line * (lines.length + notes.length) + (user ? NODE.bar : 0);
  const top = y + (height - used) / 2;
  const middle = (n: number) => top + NODE.line * (n + 0.5);
  const labels = [...lines, ...notes].map((text, n): Label => {
    const isTitle = n < lines.length;
    const colour = isTitle ? COLOUR.ink : COLOUR.text;
    const weight = isTitle && kind === 'user' ? 600 : 400;
    return { x: x + width / 2, y: middle(n), align: 'center', text, size, weight, colour };
  });
  if (user === undefined) return { boxes: kind === 'source' ? [inset(0, COLOUR.page)] : border, labels };
  const [left, right] = [x + NODE.padding + 2, x + width - NODE.padding - 2];
  const bar = top + NODE.line * labels.length + 4;
  const at = left + (right - left) * (1 - Math.min(1, want));
  return {
    boxes: [
      ...border,
      { x: left, x2: at, y: bar, y2: bar + 6, colour: COLOUR.green },
      ...(want > 0 ? [{ x: at, x2: right, y: bar, y2: bar + 6, colour: COLOUR.short }] : []),
    ],
    labels,
  };
}

/** The fill of stocks. */
const STOCK = '#f7f8fa';
