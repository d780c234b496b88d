/** Everybody's part of the leads over a year, month by month, as an SVG. */
import type { Year } from "#sim/conversion-world/live.ts";
import type { World } from "#sim/conversion-world/world.ts";

const width = 960;
const height = 480;
const edge = { left: 56, right: 165, top: 60, bottom: 40 };

/** A line for each member, dark where his true conversion is high; the dashed line is an equal share. */
export function drawShares({ people }: World, { monthly }: Year, title: string): string {
  const months = monthly.length;
  const most = Math.max(...monthly.flat()) * 1.1;
  const x = (month: number) =>
    edge.left + ((width - edge.left - edge.right) * month) / Math.max(1, months - 1);
  const y = (share: number) =>
    height - edge.bottom - ((height - edge.top - edge.bottom) * share) / most;
  const order = people.map((_, place) => place).sort((one, other) => rate(one) - rate(other));
  function rate(place: number): number {
    return people[place]?.rate ?? 0;
  }
  const last = monthly[months - 1] ?? [];
  const labels = spread(
    people.map((_, place) => y(last[place] ?? 0)),
    11,
  );
  const lines = order.map((place, rank) => {
    const colour = shade(rank / Math.max(1, people.length - 1));
    const points = monthly.map(
      (shares, month) => `${x(month).toFixed(1)},${y(shares[place] ?? 0).toFixed(1)}`,
    );
    const end = `${x(months - 1) + 8}" y="${((labels[place] ?? 0) + 4).toFixed(1)}`;
    const text = `sells ${percent(rate(place))}, has ${percent(last[place] ?? 0)}`;
    return [
      `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="1.8"/>`,
      `<text x="${end}" fill="${colour}">${text}</text>`,
    ].join("\n");
  });
  const equal = y(1 / people.length).toFixed(1);
  const grid = Array.from({ length: Math.floor(most / GRID) + 1 }, (_, line) => {
    const height = y(line * GRID).toFixed(1);
    const rule = `<line x1="${edge.left}" x2="${width - edge.right}" y1="${height}" y2="${height}" stroke="#e4e1d8"/>`;
    return `${rule}<text x="${edge.left - 8}" y="${Number(height) + 4}" text-anchor="end">${Math.round(100 * line * GRID)} %</text>`;
  });
  const ticks = Array.from({ length: months }, (_, month) => {
    return `<text x="${x(month).toFixed(1)}" y="${height - 16}" text-anchor="middle">${month + 1}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="Golos Text, Segoe UI, Helvetica, Arial, sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#fbfaf7"/>
<text x="${edge.left}" y="24" font-size="15" font-weight="600" fill="#1b1d1c">${title}</text>
<text x="${edge.left}" y="42" font-size="12" fill="#5b615e">part of the month's leads that each manager received; dashed: an equal share; right: what he truly sells of his leads</text>
<g fill="#5b615e">
${grid.join("\n")}
${ticks.join("\n")}
<text x="${width - edge.right + 16}" y="${height - 16}">month</text>
</g>
<line x1="${edge.left}" x2="${width - edge.right}" y1="${equal}" y2="${equal}" stroke="#5b615e" stroke-dasharray="4 4"/>
${lines.join("\n")}
</svg>
`;
}

/** Between two lines of the grid. */
const GRID = 0.05;

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

/** From pale to dark. */
function shade(part: number): string {
  return `hsl(${Math.round(35 + 180 * part)} ${Math.round(45 + 20 * part)}% ${Math.round(50 - 22 * part)}%)`;
}

/** Heights moved apart, so that no two texts lie on each other; the order stays. */
function spread(heights: readonly number[], apart: number): readonly number[] {
  const order = heights
    .map((_, place) => place)
    .sort((one, other) => (heights[one] ?? 0) - (heights[other] ?? 0));
  const spreadOut = [...heights];
  let lowest = Number.NEGATIVE_INFINITY;
  for (const place of order) {
    lowest = Math.max(spreadOut[place] ?? 0, lowest + apart);
    spreadOut[place] = lowest;
  }
  return spreadOut;
}
