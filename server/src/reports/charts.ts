import type { Spec } from 'vega';

/** A class of the style sheet that colours a part of a chart: light, dark and print each have their own. */
export type Tone = 'good' | 'bad' | 'worst' | 'open' | 'apart' | 'plain';

export interface Bar {
  label: string;
  parts: { tone: Tone; value: number }[];
}

/** Of the whole drawing; the labels take what they need of it. */
const WIDTH = 800;
const BAR_HEIGHT = 30;
const LINE_HEIGHT = 16;
const LONGEST_LINE = 46;
const CHARACTER_WIDTH = 7.5;

/**
 * Bars beside one another's labels, each of stacked parts with their numbers in them, as SVG that needs no script and
 * no inline style. Vega escapes the labels; the numbers are whole ones.
 */
export function bars(rows: readonly Bar[]): Promise<string> {
  const labels = rows.map(({ label }) => wrapped(label));
  const values = rows.flatMap(({ parts }, at) => parts.map((part) => ({ label: labels[at], ...part })));
  const lines = labels.flatMap((label) => label.split('\n'));
  const labelWidth = Math.max(...lines.map(({ length }) => length)) * CHARACTER_WIDTH;
  const barHeight = lines.length > rows.length ? BAR_HEIGHT + LINE_HEIGHT / 2 : BAR_HEIGHT;
  const text = {
    fontSize: { value: 13 },
    font: { value: 'inherit' },
    baseline: { value: 'middle' },
  } as const;
  return draw({
    width: WIDTH - labelWidth,
    height: rows.length * barHeight,
    data: [
      { name: 'parts', values, transform: [{ type: 'stack', groupby: ['label'], field: 'value' }] },
      { name: 'numbers', source: 'parts', transform: [{ type: 'filter', expr: 'datum.value > 0' }] },
    ],
    scales: [
      { name: 'row', type: 'band', domain: labels, range: 'height', padding: 0.25 },
      { name: 'count', type: 'linear', domain: { data: 'parts', field: 'y1' }, range: 'width', zero: true },
    ],
    axes: [
      {
        orient: 'left',
        scale: 'row',
        aria: false, // a table with the same numbers stands beside every chart
        domain: false,
        ticks: false,
        labelPadding: 8,
        labelLimit: WIDTH,
        labelColor: 'var(--ink)',
        labelFont: 'inherit',
        labelFontSize: 13,
        labelLineHeight: LINE_HEIGHT,
        minExtent: labelWidth,
        maxExtent: labelWidth,
        encode: { labels: { update: { text: { signal: "split(datum.value, '\\n')" } } } },
      },
    ],
    marks: [
      {
        type: 'rect',
        aria: false,
        from: { data: 'parts' },
        encode: {
          enter: {
            y: { scale: 'row', field: 'label' },
            height: { scale: 'row', band: 1 },
            x: { scale: 'count', field: 'y0' },
            x2: { scale: 'count', field: 'y1' },
            fill: { signal: "'var(--' + datum.tone + ')'" },
            stroke: { value: 'var(--paper)' },
          },
        },
      },
      {
        type: 'text',
        aria: false,
        from: { data: 'numbers' },
        encode: {
          enter: {
            ...text,
            y: { scale: 'row', field: 'label', band: 0.5 },
            x: { signal: "(scale('count', datum.y0) + scale('count', datum.y1)) / 2" },
            text: { field: 'value' },
            align: { value: 'center' },
            fontWeight: { value: 600 },
            fill: { signal: "'var(--on-' + datum.tone + ')'" },
          },
        },
      },
    ],
  });
}

/** Broken at spaces into lines that a chart has room for. */
function wrapped(label: string): string {
  const lines = [''];
  for (const word of label.split(' ')) {
    const line = lines.at(-1)!;
    if (line && line.length + word.length >= LONGEST_LINE) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join('\n');
}

/** Vega costs half a second to load: whoever never asks for a chart never pays it. */
async function draw(spec: Spec): Promise<string> {
  const { parse, View } = await import('vega');
  const $schema = 'https://vega.github.io/schema/vega/v6.json';
  const view = new View(parse({ $schema, padding: 4, ...spec }), { renderer: 'none' });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
