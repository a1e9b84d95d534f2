// Every room at four sizes, light and dark, on data and a clock that stand still, compared with kept pictures. The full
// pictures are left in tests/artifacts/screenshots; what is kept is a quarter of their width.
//   OASIS_RENEW_PICTURES=1 scripts/test browser --filter pictures     after looking at them: keep these from now on
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openBrowser, openPerson, screenshot, sizes } from './harness/page.mjs';
import { document, noon, still_api } from './harness/still.mjs';
import { serve_site, settled } from './site.mjs';

const kept_in = fileURLToPath(new URL('./pictures/', import.meta.url));
const renew = process.env.OASIS_RENEW_PICTURES === '1';
/// What text looks like here: another font is another picture, and no fault of ours.
const fonts = ['sans-serif', 'system-ui', 'monospace', 'emoji'].map((name) => {
  const found = spawnSync('fc-match', ['-f', '%{family} %{style} %{fontversion}', name], { encoding: 'utf8' });
  return `${name}: ${found.stdout ?? 'unknown'}`;
}).join('\n') + '\n';
const fonts_kept = join(kept_in, 'fonts.txt');
const skip = !renew && (
  (!existsSync(kept_in) && 'no pictures are kept yet: look at them, then OASIS_RENEW_PICTURES=1') ||
  (readFileSync(fonts_kept, 'utf8') !== fonts && `this machine has other fonts than those of ${fonts_kept}`));
const tolerated = 0.01; // share of the colour values that may clearly differ: fonts are drawn a little differently elsewhere
const rooms = {
  inbox: '/inbox/all', groups: '/inbox/all?group=priority', ticket: '/tickets/4', customers: '/customers', customer: '/customers/globex',
  settings: '/settings', people: '/settings/people/ann', levels: '/settings/levels/standard', chain: '/settings/chains/main',
  calendar: '/settings/calendars/office', versions: '/settings/versions', webhooks: '/settings/webhooks', audit: '/settings/audit', chains: '/chains/main', oncall: '/oncall',
  training: '/training', playbook: '/training/playbooks/calm', drills: '/training/drills', board: '/board', wall: '/board?wall=1', reports: '/reports',
  review: '/review', incident: '/tickets/4/incident',
  behind: '/reports/tickets?from=2026-02-05&to=2026-03-04&of=kinds:breached;number:0',
};
let site, browser;

before(async () => {
  if (renew) {
    mkdirSync(kept_in, { recursive: true });
    writeFileSync(fonts_kept, fonts);
  }
  document.schedules = [
    { id: 'tier-1', name: 'Support on call', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'weekly', every: 1, start: '2026-01-05T09:00:00', people: ['ann', 'bob'] } }] },
    { id: 'tier-2', name: 'Specialists on call', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'daily', every: 1, start: '2026-01-05T09:00:00', people: ['chen', 'mira'] }, windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '06:00', to: '22:00' }] }] },
  ];
  site = await serve_site(still_api(60));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** A quarter of the width, as WebP: a few kilobytes. */
const small = (page, png) => page.evaluate(async (png) => {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width / 4), Math.round(bitmap.height / 4));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 });
  return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())));
}, png.toString('base64'));

/** Share of the colour values (0…1) that clearly differ; 1 for pictures of different sizes. */
const difference = (page, one, other) => page.evaluate(async (pictures) => {
  const [a, b] = await Promise.all(pictures.map(async (base64) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/webp' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }));
  return a.length === b.length ? a.reduce((far, value, i) => far + (Math.abs(value - b[i]) > 40), 0) / a.length : 1;
}, [one, other]);

for (const size of sizes) {
  for (const scheme of ['light', 'dark']) {
    test(`rooms at ${size.width} × ${size.height}, ${scheme}, look as they were kept`, { skip }, async () => {
      const page = await openPerson(browser, { size, scheme, touch: size.width < 1000 });
      await page.clock.setFixedTime(noon);
      const changed = [];
      for (const [name, place] of Object.entries(rooms)) {
        await page.goto(site.url + '#' + place);
        await page.getByRole('main').waitFor();
        await settled(page, 300);
        const full = `still-${name}-${size.name}-${scheme}`;
        const now = await small(page, await screenshot(page, full));
        const path = join(kept_in, `${name}-${size.name}-${scheme}.webp`);
        if (renew) {
          writeFileSync(path, Buffer.from(now, 'base64'));
        } else if (existsSync(path)) {
          const far = await difference(page, now, readFileSync(path).toString('base64'));
          if (far > tolerated) changed.push(`${full}.png: ${(far * 100).toFixed(1)} % differs`);
        } else {
          changed.push(`${full}.png: nothing is kept to compare with`);
        }
      }
      assert.deepEqual(page.faults, []);
      assert.deepEqual(changed, [], 'look at tests/artifacts/screenshots; if they are right: OASIS_RENEW_PICTURES=1');
      await page.context().close();
    });
  }
}
