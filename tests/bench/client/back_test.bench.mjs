// A back-test of 100,000 tickets in headless Chromium, both documents, the loading of what people did included: until it is
// done, and the longest time that the page could not answer meanwhile. May not judge: it prints.
import { openBrowser, openPerson } from '../../browser/harness/page.mjs';
import { still_api } from '../../browser/harness/still.mjs';
import { serve_site, settled } from '../../browser/site.mjs';

const tickets = Number(process.env.BACK_TEST_TICKETS ?? 100_000);
const browser = await openBrowser();
const site = await serve_site(still_api(60, undefined, tickets));
try {
  const page = await openPerson(browser);
  await page.goto(site.url + '#/chains/main');
  await page.getByRole('heading', { name: 'Chains', level: 1 }).waitFor();
  await settled(page, 300);
  await page.evaluate(() => {
    window.longest = 0;
    let before = performance.now();
    const look = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - before);
      before = now;
      setTimeout(look);
    };
    look();
  });
  const begun = Date.now();
  await page.getByRole('button', { name: 'Test real tickets' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(`${tickets} tickets tested`).waitFor({ timeout: 600_000 });
  console.log(`back-test of ${tickets} tickets, before and after (ms)`.padEnd(58) + String(Date.now() - begun).padStart(14) + '   (to reach 2,500)');
  console.log('longest time without an answer meanwhile (ms)'.padEnd(58) + String(Math.round(await page.evaluate(() => window.longest))).padStart(14));
} finally {
  await browser.close();
  await site.close();
}
