// A real SMTP server that keeps what it gets. May not: deliver anything.
import { SMTPServer } from 'smtp-server';

/** Resolves to {port, messages: [{to, raw}], waitFor(test), close()}. */
export async function catchMail() {
  const messages = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (bytes) => (raw += bytes));
      stream.on('end', () => {
        messages.push({ to: session.envelope.rcptTo.map((one) => one.address), raw });
        done();
      });
    },
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: server.server.address().port,
    messages,
    async waitFor(test, limit = 60_000) {
      const end = Date.now() + limit;
      for (;;) {
        const found = messages.find(test);
        if (found) return found;
        if (Date.now() > end) {
          const seen = messages.map((one) => `${one.to}: ${header(one.raw, 'Subject')}`).join('\n');
          throw new Error(`no such mail came; these did:\n${seen}`);
        }
        await new Promise((later) => setTimeout(later, 50));
      }
    },
    close: () => new Promise((done) => server.close(done)),
  };
}

/** A header's value, unfolded; '' if it is not there. */
export function header(raw, name) {
  const head = raw.split(/\r?\n\r?\n/, 1)[0].replace(/\r?\n[ \t]+/g, ' ');
  const line = head.split(/\r?\n/).find((one) => one.toLowerCase().startsWith(name.toLowerCase() + ':'));
  return line ? line.slice(name.length + 1).trim() : '';
}

/** Everything a reader would see of a mail's text parts, decoded well enough to look for words and links. */
export function textOf(raw) {
  const joined = raw.replace(/=\r?\n/g, '');
  const unquoted = joined.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(unquoted, 'latin1').toString('utf8');
}
