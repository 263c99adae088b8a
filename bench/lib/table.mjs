/** Three significant digits, and no more decimals than they need. */
function digits(value) {
  const decimals = value === 0 ? 0 : Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en', { maximumFractionDigits: decimals });
}

const quantity = (value, unit) => `${digits(value)} ${unit}`;

const ratioOf = ({ value, baseline }) => (baseline ? value / baseline.value : undefined);

function targetsOf({ unit, target = {} }) {
  const { value, least, ratio } = target;
  return [
    ...(value === undefined ? [] : [`≤ ${quantity(value, unit)}`]),
    ...(least === undefined ? [] : [`≥ ${quantity(least, unit)}`]),
    ...(ratio === undefined ? [] : [`≤ ${digits(ratio)} ×`]),
  ];
}

/** Whether a figure reaches its target; undefined where it has none. */
export function isMet(figure) {
  if (figure.skipped !== undefined || figure.target === undefined) return undefined;
  const { value = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY, ratio } = figure.target;
  const reached = figure.value <= value && figure.value >= least;
  return reached && (ratio === undefined || ratioOf(figure) <= ratio);
}

function cells(figure) {
  const { name, note, skipped, baseline, unit } = figure;
  if (skipped !== undefined) return [name, `not measured: ${skipped}`, '', '', '', ''];
  const ratio = ratioOf(figure);
  return [
    note === undefined ? name : `${name} (${note})`,
    quantity(figure.value, unit),
    baseline ? `${quantity(baseline.value, unit)} (${baseline.name})` : '',
    ratio === undefined ? '' : `${digits(ratio)} ×`,
    targetsOf(figure).join(', '),
    { true: 'yes', false: '**no**' }[isMet(figure)] ?? '',
  ];
}

/** The figures of one benchmark as a Markdown table. */
export function renderTable(figures) {
  const rows = [
    ['figure', 'measured', 'baseline in the same run', 'ratio', 'target', 'met'],
    ['---', '--:', '--:', '--:', '--:', '---'],
    ...figures.map(cells),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
