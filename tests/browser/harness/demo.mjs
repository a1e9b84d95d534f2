// The demo's workspace on a server of its own, and its administrator signed in at a browser.
// May not: know what a test looks at.
import { join_by, openBrowser, openPerson, sign_in, unseen } from './page.mjs';
import { removeFolder, run, Server, temporaryFolder } from './server.mjs';

/** {server, password, browser, olga, colleague(id, name, options), close}. What was begun is ended again if one of them
 * does not come. */
export async function open_demo() {
  const folder = temporaryFolder();
  const demo = {
    /** Another person of the demo, signed in at a browser of their own. */
    async colleague(id, name, options) {
      const added = run(['user', 'add', '--data', folder, '--id', id, '--email', `${id}@harbour.example`, '--name', name]);
      const page = await openPerson(demo.browser, options);
      await join_by(page, added.stdout.match(/http\S+/)[0].replace(/^https?:\/\/[^/]+/, demo.server.url), 'a long and quiet river 7');
      await page.getByRole('navigation', { name: 'Views' }).or(page.getByRole('row')).first().waitFor();
      return page;
    },
    async close() {
      await demo.browser?.close();
      await demo.server?.stop();
      removeFolder(folder);
    },
  };
  try {
    demo.server = await Server.start(folder, [], { command: 'demo' });
    demo.password = await demo.server.waitFor(/with the password (\S+)/);
    demo.browser = await openBrowser();
    demo.olga = await openPerson(demo.browser, unseen);
    await sign_in(demo.olga, demo.server.url, demo.password);
    return demo;
  } catch (error) {
    await demo.close();
    throw error;
  }
}
