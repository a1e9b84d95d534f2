// A back-test of 100,000 tickets in headless Chromium: the first, both documents, with the loading of what people did, and
// how long the page could not answer meanwhile; then the chain is edited, and the tickets, which are there now, are tested
// again. The server is this program, so it takes a part of the same processors. May not judge: it prints.
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
  const line = (what, number, rest = '') => console.log(what.padEnd(66) + String(Math.round(number)).padStart(7) + rest);
  const test = async (button) => {
    await page.getByRole('button', { name: button }).focus();
    const begun = Date.now();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.getByText(`${tickets.toLocaleString('en-US')} tickets tested`).waitFor({ timeout: 600_000 });
    return Date.now() - begun;
  };
  line(`back-test of ${tickets} tickets, loading, before and after (ms)`, await test('Test real tickets'));
  line('longest time without an answer meanwhile (ms)', await page.evaluate(() => window.longest));
  await page.getByRole('button', { name: / waits 15 min$/ }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Then waits' }).fill('3h');
  await page.evaluate(() => { window.longest = 0; });
  line('the edited chain, the tickets being there (ms)', await test('Test again'), '   (to reach 2,500)');
  line('longest time without an answer meanwhile (ms)', await page.evaluate(() => window.longest));
} finally {
  await browser.close();
  await site.close();
}
