// The demo's workspace on a server of its own, and its administrator signed in at a browser.
// May not: know what a test looks at.
import { openBrowser, openPerson, sign_in } from './page.mjs';
import { removeFolder, Server, temporaryFolder } from './server.mjs';

/** {server, password, browser, olga, close}. What was begun is ended again if one of them does not come. */
export async function open_demo() {
  const folder = temporaryFolder();
  const demo = {
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
    demo.olga = await openPerson(demo.browser);
    await sign_in(demo.olga, demo.server.url, demo.password);
    return demo;
  } catch (error) {
    await demo.close();
    throw error;
  }
}
