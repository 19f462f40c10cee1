/** Numbers as people read them: no locale, so that every machine writes the same. */

/** `1234567.8` → `1,234,568`; three significant digits below 1000, whole above. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'never' : 'none';
  const size = Math.abs(value);
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  const [whole = '', fraction] = plainDecimal(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function plainDecimal(value: number): string {
  if (value === 0 || Math.abs(value) >= 1e-6) return String(value === 0 ? 0 : value);
  return value.toExponential();
}

/** `0.8423` → `84.2 %`. */
export function formatShare(value: number): string {
  const percent = value * 100;
  if (value < 0) return `−${formatShare(-value)}`;
  if (value < 1 && percent > 99.95) return '> 99.9 %';
  if (value > 0 && percent < 0.05) return '< 0.1 %';
  return `${percent >= 1000 ? formatNumber(percent) : Number(percent.toFixed(1))} %`;
}

/** Days as days below two weeks, as weeks up to two years, then as years: `77` → `11 weeks`. */
export function formatDuration(days: number): string {
  const [size, name] = days < 14 ? [1, 'day'] : days < 731 ? [7, 'week'] : [365.25, 'year'];
  const count = Number((days / size).toFixed(1));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
