// Opens the real page in Chromium, at the sizes people have. May not: reach behind the page's roles and names.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

export const sizes = [
  { name: 'desk', width: 1440, height: 900 },
  { name: 'tablet-landscape', width: 1180, height: 820 },
  { name: 'tablet-portrait', width: 820, height: 1180 },
  { name: 'phone', width: 390, height: 844 },
];

/** What a test leaves pictures of for whoever looks: with OASIS_LOOK=1 at every size, light and dark; else two, since
 * pictures.test.mjs compares every room at all of them. */
export const looks = process.env.OASIS_LOOK === '1'
  ? sizes.flatMap((size) => ['light', 'dark'].map((scheme) => ({ size, scheme })))
  : [{ size: sizes[0], scheme: 'light' }, { size: sizes[3], scheme: 'dark' }];

/** For a page that is worked in and not looked at: a quarter of the pixels, as at a zoom of 50 %. Software draws them here,
 * and that is most of what a browser test costs. */
export const unseen = { scale: process.env.OASIS_LOOK === '1' ? 1 : 0.5 };

export async function openBrowser({ args = [] } = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args,
    ],
  });
}

/** A person's own browser: cookies and storage of its own. */
export async function openPerson(browser, { size = sizes[0], scheme = 'light', touch = false, scale = 1 } = {}) {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    colorScheme: scheme,
    hasTouch: touch,
    isMobile: touch,
    deviceScaleFactor: scale,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text())) page.faults.push(message.text());
  });
  return page;
}

/** As the demo's administrator; until the inbox is there. */
export async function sign_in(page, url, password) {
  await page.goto(url + '/login');
  await page.getByLabel(/e-mail/i).fill('olga@harbour.example');
  await page.getByLabel(/password/i).fill(password);
  await page.getByRole('button').first().click();
  await page.getByRole('row').first().waitFor();
}

/** Opens the one-time link of a new person, who chooses a password in a form that works without scripts. */
export async function join_by(page, link, password, { name, email } = {}) {
  await page.goto(link);
  if (name) await page.getByLabel(/name/i).first().fill(name);
  if (email) await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel(/password/i).first().fill(password);
  await page.getByRole('button').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/welcome') && !url.pathname.startsWith('/reset'));
}

/** Drags with a finger that rests first, along the points. */
export async function drag_by_finger(page, [first, ...rest]) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, [x, y] = []) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', first);
  await page.waitForTimeout(700); // longer than a tap
  for (const point of rest) await touch('touchMove', point);
  await touch('touchEnd');
}

export async function drag_by_mouse(page, [first, ...rest]) {
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point, { steps: 3 });
  await page.mouse.up();
}

const artifacts = 'tests/artifacts/screenshots';

/** What the page shows. Chromium now and then cannot copy a surface that it is about to replace: asked again, it can. */
export async function picture(page, options = {}) {
  for (let attempt = 1; ; ++attempt) {
    try {
      return await page.screenshot(options);
    } catch (error) {
      if (attempt === 5 || !/Unable to capture screenshot/.test(String(error))) throw error;
      await page.waitForTimeout(200);
    }
  }
}

export async function screenshot(page, name) {
  mkdirSync(artifacts, { recursive: true });
  return picture(page, { path: join(artifacts, `${name}.png`) });
}
