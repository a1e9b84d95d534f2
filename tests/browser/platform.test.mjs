// The platform layer in a real browser, on the gallery of components: what the null platform cannot show.
// May not: know tickets.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, test} from 'node:test';
import {picture} from './harness/page.mjs';
import {difference, launch, open_page, serve_site, settled} from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site, browser;

before(async () => {
  site = await serve_site();
  browser = await launch();
});
after(async () => {
  await browser.close();
  await site.close();
});

/** Runs `body` on a fresh page; it fails as well when the page complained. */
async function on_page(options, body) {
  const page = await open_page(browser, site.url + '#/style', options);
  try {
    await settled(page);
    await body(page);
    assert.deepEqual(page.faults, []);
  } finally {
    await page.context().close();
  }
}
const status = (page) => page.locator('#mirror [role=status]').first().textContent();
const show_list = async (page) => {
  await page.getByRole('tab', {name: /List/}).click();
  await page.getByRole('row').first().waitFor();
};

test('no frame is drawn in an idle second', () => on_page({}, async (page) => {
  const frames = await page.evaluate(async () => {
    const before = window.oasis.frames;
    await new Promise((done) => setTimeout(done, 1000));
    return window.oasis.frames - before;
  });
  assert.equal(frames, 0);
}));

test('buttons, boxes and links are found by role and name and work', () => on_page({}, async (page) => {
  await page.getByRole('button', {name: 'Acknowledge'}).click();
  assert.equal(await status(page), 'Pressed Acknowledge');
  const box = page.getByRole('checkbox', {name: 'Only breached'});
  await box.check();
  assert.equal(await box.isChecked(), true);
  await box.uncheck();
  assert.equal(await box.isChecked(), false);
  assert.equal(await page.getByRole('button', {name: 'Merge'}).isDisabled(), true);
  await page.getByRole('link', {name: 'Ticket 42'}).click();
  assert.match(page.url(), /#\/style\?ticket=42$/);
  await page.goBack();
  assert.match(page.url(), /#\/style$/);
}));

test('a combo box opens, chooses and closes', () => on_page({}, async (page) => {
  const box = page.getByRole('combobox', {name: 'Priority'});
  await box.click();
  await page.getByRole('option', {name: 'Urgent'}).click();
  await page.getByRole('option', {name: 'Urgent'}).waitFor({state: 'detached'});
  assert.equal(await box.textContent(), 'Urgent');
  assert.equal(await status(page), 'Chose Urgent');
}));

test('a dialog takes the keyboard, keeps it, and gives it back', () => on_page({}, async (page) => {
  const opener = page.getByRole('button', {name: 'Escalate…'});
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', {name: 'Escalate ticket'});
  await dialog.waitFor();
  await page.getByRole('textbox', {name: 'Reason'}).fill('The queue is stuck');
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest('[role=dialog]'));
    assert.equal(inside, true, 'Tab left the dialog');
  }
  await page.getByRole('button', {name: 'Escalate now'}).click();
  await dialog.waitFor({state: 'detached'});
  assert.equal(await status(page), 'Escalated: The queue is stuck');
  await page.locator('#polite', {hasText: 'Tier 2 was paged'}).waitFor({state: 'attached'});
}));

test('Escape closes a dialog and the keyboard is where it was', () => on_page({}, async (page) => {
  await page.getByRole('button', {name: 'Escalate…'}).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Escalate…');
}));

test('text is filled, typed, undone, pasted and composed by the page’s own field', () => on_page({}, async (page) => {
  const search = page.getByRole('textbox', {name: 'Search'});
  await search.fill('zwölf Ä 客户');
  assert.equal(await search.inputValue(), 'zwölf Ä 客户');
  await search.press('Enter');
  assert.equal(await status(page), 'Searched zwölf Ä 客户');

  const message = page.getByRole('textbox', {name: 'Message'});
  await message.click();
  await page.keyboard.type('one');
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+v');
  assert.equal(await message.inputValue(), 'one\ntwoone\ntwo');

  const devtools = await page.context().newCDPSession(page);
  await message.fill('');
  await devtools.send('Input.imeSetComposition', {text: 'に', selectionStart: 1, selectionEnd: 1});
  await devtools.send('Input.imeSetComposition', {text: 'にほ', selectionStart: 2, selectionEnd: 2});
  await devtools.send('Input.insertText', {text: '日本 👩‍💻'});
  assert.equal(await message.inputValue(), '日本 👩‍💻');
  await page.keyboard.press('Control+Enter');
  assert.equal(await status(page), 'Sent 日本 👩‍💻');
  assert.equal(await message.inputValue(), '');
}));

test('a click beside the text of a field, on its frame, edits it', () => on_page({}, async (page) => {
  const box = await page.getByRole('textbox', {name: 'Subject'}).boundingBox();
  await page.mouse.click(box.x - 5, box.y + box.height / 2);
  await page.keyboard.press('End');
  await page.keyboard.type('!');
  assert.equal(await page.getByRole('textbox', {name: 'Subject'}).inputValue(), 'Cannot sign in since this morning!');
}));

test('Tab goes through the page in reading order, Enter and Space press', () => on_page({}, async (page) => {
  const seen = [];
  for (let i = 0; i < 9; i++) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => document.activeElement.textContent || document.activeElement.getAttribute('aria-label')));
  }
  assert.deepEqual(seen.slice(0, 3), ['Inbox 12', 'Escalated 3', 'On call']);
  await page.getByRole('button', {name: 'Delete'}).focus();
  await page.keyboard.press('Space');
  assert.equal(await status(page), 'Pressed Delete');
  await page.keyboard.press('a');
  assert.equal(await status(page), 'Pressed Acknowledge');
}));

test('a shortcut of the browser stays the browser’s', () => on_page({}, async (page) => {
  const prevented = await page.evaluate(() => ['F5', 't', 'f'].map((key) => {
    const event = new KeyboardEvent('keydown', {key, ctrlKey: key !== 'F5', bubbles: true, cancelable: true});
    document.body.dispatchEvent(event);
    return event.defaultPrevented;
  }));
  assert.deepEqual(prevented, [false, false, false]);
}));

test('a row opens when the pointer jumps to it and presses at once', () => on_page({}, async (page) => {
  await page.getByRole('tab', {name: /^List/}).click();
  await page.getByRole('row', {name: /^SUP-3 /}).click();
  await page.getByRole('tab', {name: /^Parts/}).click();
  assert.equal(await status(page), 'Opened row 3');
}));

test('100,000 rows are walked by keys, with the keyboard following', () => on_page({}, async (page) => {
  await show_list(page);
  const grid = page.getByRole('grid', {name: 'Tickets'});
  assert.equal(await grid.getAttribute('aria-rowcount'), '100000');
  await page.getByRole('row', {name: /^SUP-1 /}).focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown');
  await settled(page);
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^SUP-21 /);
  await page.keyboard.press('End');
  await page.getByRole('row', {name: /^SUP-100000 /}).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', {name: /Parts/}).click();
  assert.equal(await status(page), 'Opened row 100000');
}));

test('what lies below the fold is reached by scrolling into view', () => on_page({}, async (page) => {
  await page.getByRole('button', {name: 'Say something', exact: true}).click();
  await page.getByRole('group', {name: 'Reply sent to Inês Costa'}).waitFor();
  await page.getByRole('button', {name: 'Undo'}).click();
  await page.getByRole('group', {name: 'Reply sent to Inês Costa'}).waitFor({state: 'detached'});
}));

test('the wheel scrolls a list and a touch pans it with momentum', async () => {
  await on_page({}, async (page) => {
    await show_list(page);
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, 3000);
    await page.getByRole('row', {name: /^SUP-52 /}).waitFor();
  });
  await on_page({hasTouch: true, isMobile: true, viewport: {width: 390, height: 844}, deviceScaleFactor: 2}, async (page) => {
    await page.getByRole('tab', {name: /List/}).tap();
    await page.getByRole('row').first().waitFor();
    const devtools = await page.context().newCDPSession(page);
    let at = Date.now() / 1000; // a steady finger, however slow the machine
    const touch = (type, y) => devtools.send('Input.dispatchTouchEvent',
      {type, timestamp: (at += 0.016), touchPoints: y === null ? [] : [{x: 200, y}]});
    await touch('touchStart', 700);
    for (let y = 680; y >= 300; y -= 20) await touch('touchMove', y);
    await touch('touchEnd', null);
    await settled(page, 300);
    const scrolled = await page.evaluate(() => document.querySelector('[role=grid]').scrollTop);
    assert.ok(scrolled > 400 + 100, `the finger went 400 px, the list only ${scrolled}`);
    await page.getByRole('row').nth(2).tap();
    assert.equal(await page.getByRole('row', {selected: true}).count(), 1);
  });
});

test('rows that come while a list rolls say what they are, and a key finds what was last shown', () => on_page({}, async (page) => {
  await show_list(page);
  await page.getByRole('row', {name: /^SUP-3 /}).focus();
  await page.mouse.move(600, 500);
  for (let i = 0; i < 25; i++) {
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(20);
  }
  await page.getByRole('row', {name: /^SUP-90 /}).waitFor();
  await settled(page);
  const rows = await page.evaluate(() => [...document.querySelectorAll('[role=row]')].map((row) => ({
    name: Number(row.getAttribute('aria-label').match(/^SUP-(\d+) /)[1]), index: Number(row.getAttribute('aria-rowindex')),
    top: row.offsetTop, cells: row.querySelectorAll('[role=gridcell]').length,
  })));
  const first = rows[0];
  assert.deepEqual(rows, rows.map((_, i) => ({name: first.index + i, index: first.index + i, top: first.top + i * (rows[1].top - first.top), cells: 1})));
  await page.mouse.wheel(0, 30); // a touchpad's, not smoothed
  await page.keyboard.press('j'); // at once
  await settled(page);
  assert.equal(await page.getByRole('row', {selected: true}).count(), 1);
}));

test('a long press opens the context menu', () => on_page({hasTouch: true, isMobile: true, viewport: {width: 390, height: 844}}, async (page) => {
  await page.getByRole('tab', {name: /List/}).tap();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [{x: 200, y: 400}]});
  await page.getByRole('menuitem', {name: 'Copy number'}).waitFor();
  await devtools.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
}));

test('with a finger everything is at least 44 px high', () => on_page({hasTouch: true, isMobile: true, viewport: {width: 820, height: 1180}}, async (page) => {
  const low = await page.evaluate(() => [...document.querySelectorAll('#mirror button, #mirror a, #mirror input')]
    .map((element) => [element.textContent || element.getAttribute('aria-label'), element.getBoundingClientRect().height])
    .filter(([, height]) => height < 39.5)); // a field's element lies inside its frame
  assert.deepEqual(low, []);
}));

test('one canvas pixel is one device pixel at every ratio', async () => {
  for (const ratio of [1, 1.25, 1.5, 2, 3]) {
    await on_page({deviceScaleFactor: ratio, viewport: {width: 801, height: 601}}, async (page) => {
      const size = await page.evaluate(() => [document.getElementById('canvas').width, document.getElementById('canvas').height]);
      assert.deepEqual(size, [Math.round(801 * ratio), Math.round(601 * ratio)]);
    });
  }
});

test('text on the canvas is pixel for pixel the page’s own', async () => {
  for (const ratio of [1, 1.25, 1.5, 2]) {
    await on_page({deviceScaleFactor: ratio, viewport: {width: 1000, height: 1000}}, async (page) => {
      const paragraph = page.locator('#mirror p', {hasText: 'Hello'}).first();
      await paragraph.scrollIntoViewIfNeeded();
      await settled(page);
      const clip = await paragraph.boundingBox();
      const canvas = await picture(page, {clip});
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('#mirror p { color: var(--text) !important; background: var(--background) !important }');
        document.adoptedStyleSheets = [sheet];
      });
      const share = await difference(page, canvas, await picture(page, {clip}));
      assert.ok(share < 0.0005, `${(share * 100).toFixed(2)} % differ at ${ratio} device pixels a pixel`);
    });
  }
});

test('a lost graphics context comes back with everything on it', () => on_page({}, async (page) => {
  const before = await picture(page);
  await page.evaluate(async () => {
    const canvas = document.getElementById('canvas'), lose = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    const heard = (name) => new Promise((done) => canvas.addEventListener(name, done, {once: true}));
    const lost = heard('webglcontextlost'), restored = heard('webglcontextrestored');
    lose.loseContext();
    await lost;
    await new Promise((done) => setTimeout(done)); // it may be restored once its loss was told
    lose.restoreContext();
    await restored;
  });
  let same = false;
  for (let looks = 0; !same && looks < 20; looks++) {
    await settled(page);
    same = before.equals(await picture(page));
  }
  assert.ok(same);
}));

test('an accessibility checker finds nothing', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await on_page({colorScheme}, async (page) => {
      const check = async (where, options = {}) => {
        const found = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations
          .map(({id, impact, nodes}) => `${id} (${impact}): ${nodes[0].html.slice(0, 160)}`), options);
        assert.deepEqual(found, [], where);
      };
      await page.evaluate(axe);
      await check('parts');
      await page.getByRole('button', {name: 'Escalate…'}).click();
      await page.getByRole('dialog').waitFor();
      await check('dialog');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', {name: 'Priority'}).click();
      await page.getByRole('option', {name: 'Urgent'}).waitFor();
      await check('open combo box', {rules: {region: {enabled: false}}}); // its list lies above all regions
      await page.keyboard.press('Escape');
      await show_list(page);
      await check('list');
    });
  }
});
