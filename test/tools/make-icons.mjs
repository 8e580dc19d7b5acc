// Draws the extension's icons into public/ (the mark of components/primitives/icons.tsx, on a 32 × 32 grid):
// `node test/tools/make-icons.mjs`. No image library: distances to lines, four samples each way per pixel.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const SIZES = [16, 32, 48, 128];
const SAMPLES = 4;
const SCHEMES = { '': [10, 100, 112], '-off': [112, 122, 128] };
const WHITE = [255, 255, 255];
const RADIUS = 8;

/** Two arrows that pass each other; the small icon has thicker lines. */
const LINES = [
  [8.5, 12.5, 21.5, 12.5],
  [21.5, 12.5, 17.7, 8.7],
  [23.5, 19.5, 10.5, 19.5],
  [10.5, 19.5, 14.3, 23.3],
];

function toSegment(x, y, [ax, ay, bx, by]) {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - (ax + t * (bx - ax)), y - (ay + t * (by - ay)));
}

function inGround(x, y) {
  const dx = Math.max(RADIUS - x, x - (32 - RADIUS), 0);
  const dy = Math.max(RADIUS - y, y - (32 - RADIUS), 0);
  return Math.hypot(dx, dy) <= RADIUS;
}

function pixel(px, py, size, ground) {
  const half = size <= 16 ? 1.7 : 1.35;
  let covered = 0;
  const sum = [0, 0, 0];
  for (let sample = 0; sample < SAMPLES ** 2; sample += 1) {
    const x = ((px + ((sample % SAMPLES) + 0.5) / SAMPLES) * 32) / size;
    const y = ((py + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * 32) / size;
    if (!inGround(x, y)) continue;
    covered += 1;
    const colour = LINES.some((line) => toSegment(x, y, line) <= half) ? WHITE : ground;
    colour.forEach((value, channel) => (sum[channel] += value));
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((255 * covered) / SAMPLES ** 2)];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body) >>> 0);
  return Buffer.concat([length, body, check]);
}

function png(size, ground) {
  const rows = Array.from({ length: size }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: size }, (__, x) => pixel(x, y, size, ground)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

for (const [suffix, ground] of Object.entries(SCHEMES)) {
  for (const size of SIZES)
    writeFileSync(new URL(`../../public/icon-${size}${suffix}.png`, import.meta.url), png(size, ground));
}
