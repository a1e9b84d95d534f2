// Serves the built page on a free port of this machine and opens it in the system's browser.
// May not: serve anything but a page of build/browser.
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const site = fileURLToPath(new URL('../../build/browser/site', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};
// As strict as the server's own, so that a test fails where the page would.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "img-src 'self' blob: data:; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

/** {url, close}; `answer(request, response)` is asked first and returns true when it took the request. `folder`: of another page. */
export async function serve_site(answer = () => false, folder = site) {
  const server = createServer(async (request, response) => {
    if (await answer(request, response)) return;
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    try {
      const content = await readFile(file);
      response.writeHead(200, {'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy});
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => (server.closeAllConnections?.(), new Promise((closed) => server.close(closed)));
  return {url: `http://127.0.0.1:${server.address().port}/`, close};
}

export function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--disable-quic',
      '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** A page of its own context at `url`, once it has drawn. Errors of the page become errors of the test. */
export async function open_page(browser, url, options = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);  // as in harness/page.mjs: a busy machine draws slowly
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.faults.push(message.text()));
  await page.goto(url);
  await page.waitForFunction(() => window.oasis?.frames > 0);
  return page;
}

/** Until no frame was drawn for `quiet` ms. */
export async function settled(page, quiet = 150) {
  await page.evaluate(async (quiet) => {
    for (let before = -1; before !== window.oasis.frames;) {
      before = window.oasis.frames;
      await new Promise((done) => setTimeout(done, quiet));
    }
  }, quiet);
}

/** Share of the colour values (0…1) in which two screenshots clearly differ. */
export function difference(page, ...pictures) {
  return page.evaluate(async (pictures) => {
    const [one, other] = await Promise.all(pictures.map(async (picture) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))], {type: 'image/png'}));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }));
    return one.reduce((far, value, i) => far + (Math.abs(value - other[i]) > 24), 0) / one.length;
  }, pictures.map((picture) => picture.toString('base64')));
}
