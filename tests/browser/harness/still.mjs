// A server's API that stands still: the same workspace and tickets at every run, for pictures and for measuring the page by
// itself. May not: decide anything; commands are answered as applied and change nothing.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { behind, board, report } from './figures.mjs';
import { given_page } from './given.mjs';
import { incident, review } from './reviewed.mjs';

export const noon = Date.UTC(2026, 2, 4, 11, 30); // a Wednesday
const minute = 60_000;

const people = ['Olga Berg', 'Ann Lee', 'Bob Ross', 'Chen Li', 'Mira Novak'];
const subjects = ['Cannot sign in since this morning', 'Invoice 2211 is wrong', 'No VPN for the whole Rotterdam office',
  'Export stops at 10,000 rows', 'Printer on fire', 'Zugriff für neue Kollegin', 'テストメールが届きません'];
const customers = ['globex', 'initech', 'umbrella'];
const id_of = (name) => name.split(' ')[0].toLowerCase();

export const document = {
  name: 'Harbour Support', zone: 'Europe/Berlin', default_sla: 'standard', last_resort: { user: 'olga' },
  users: people.map((name, i) => ({ id: id_of(name), name, role: i === 0 ? 'admin' : 'agent', contacts: { email: `${id_of(name)}@harbour.example` } })),
  teams: [{ id: 'network', name: 'Network', members: ['ann', 'bob'] }, { id: 'billing', name: 'Billing', members: ['chen'] }],
  customers: customers.map((id) => ({ id, name: id[0].toUpperCase() + id.slice(1), domains: [`${id}.example`] })),
  calendars: [{ id: 'office', name: 'Office hours', hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]])), exceptions: [{ date: '2026-12-25', name: 'Christmas', hours: [] }] }],
  slas: [{ id: 'standard', name: 'Standard', warn_at: [0.5, 0.8], targets: { urgent: { first_response: '30m', resolution: '4h' }, normal: { first_response: '4h', resolution: '2d' } } }],
  chains: [{ id: 'main', name: 'Main', steps: [{ tier: 1, notify: [{ user: 'ann' }], wait: '15m' }, { tier: 2, notify: [{ user: 'bob' }], wait: '30m' }] }],
  rules: [{ id: 'silence', on: 'no_response', for: '30m', then: [{ escalate: { chain: 'main', tier: 1 } }] }],
  playbooks: [
    { id: 'calm', name: 'Calming an angry customer', when: 'Somebody writes in anger, and you answer next.', text: '## How\n1. **Read** the whole thread first.\n2. Name what happened in their terms.\n\n## Words\n> You were told Tuesday, and it is Thursday. That was our promise, and we broke it.\n\n- "Please calm down" treats the feeling as the fault.', quiz: [{ question: 'What does your answer begin with?', answers: ['A question about their version', 'The broken promise, named and owned'], right: 1 }] },
    { id: 'outage', name: 'The first fifteen minutes of an outage', when: 'Many customers report the same.', tiers: [1, 2], categories: ['outage'], text: '## How\nSay that you know.', quiz: [] },
    { id: 'brief', name: 'Briefing an executive', when: 'The last tier is called.', tiers: [4], text: 'Four lines.', quiz: [] },
  ],
  drills: [
    { id: 'fire', name: 'Outage on a working morning', chain: 'main', subject: 'Nobody here can sign in', priority: 'urgent', every: 'quarter', announced: true, outside_hours: false },
    { id: 'vip', name: 'A VIP who waits', chain: 'main', subject: 'Still waiting', priority: 'high', every: 'never', announced: false, outside_hours: true },
  ],
  templates: [{ id: 'hello', name: 'We are on it', text: 'Dear {{contact.name}},\n\nwe are looking into it.' }],
};

export function ticket(i) {
  const created = noon - (5 + (i * 37) % 900) * minute;
  const priority = ['normal', 'high', 'low', 'urgent'][i % 4];
  const clock = (target) => ({ phase: 'running', started: created, counting_since: created, target: target * minute, due: noon + ((i * 13) % target - target / 4) * minute });
  const row = {
    id: `t-${i}`, number: i, version: 1, subject: `${subjects[i % subjects.length]}${i > 40 ? `, case ${i}` : ''}`, status: i % 5 === 0 ? 'open' : 'new', priority,
    customer: customers[i % 3], contact_name: ['Gina Roth', 'Ian Wright', 'Dana Fox'][i % 3], contact_email: `someone@${customers[i % 3]}.example`,
    team: i % 2 ? 'network' : 'billing', channel: 'email', created, updated: created + minute, last_activity: created + minute, last_staff_activity: created,
    unanswered_since: created, last_customer_text: 'It worked yesterday, and nobody here has changed anything.',
    clocks: { first_response: clock(60), resolution: clock(480) }, events: 2,
  };
  if (i % 3) row.assignee = id_of(people[i % people.length]);
  if (i % 7 === 0) row.runs = [{ chain: 'main', version: 1, phase: 'waiting', step: 0, highest_tier: 1, started: created, step_at: created, next_at: noon + 9 * minute, reason: 'no answer for 30 minutes' }];
  if (i % 6 === 1) row.tags = ['vip'];
  if (i === 4) Object.assign(row, { links: ['t-9'], watchers: ['ann'] });
  return row;
}

export function details(i) {
  const row = ticket(i);
  const by = { kind: 'customer' };
  const text = 'Hello,\n\nsince this morning none of us gets in. It worked yesterday, and nobody here has changed anything.\n\nGina';
  return {
    as_of: 1, messages: [], deliveries: [],
    events: [
      { ticket: row.id, number: 0, at: row.created, by, event: 'created', priority: row.priority, subject: row.subject, message: { id: 'm1', ticket: row.id, at: row.created, by, name: row.contact_name, text } },
      { ticket: row.id, number: 1, at: row.created + minute, by: { kind: 'user', id: 'ann' }, event: 'noted', message: { id: 'm2', ticket: row.id, at: row.created + minute, by: { kind: 'user', id: 'ann' }, name: 'Ann Lee', internal: true, text: 'The certificate of the gateway ran out at midnight.' } },
    ],
  };
}

/** RFC 1952, section 8; Node has it from 20.15 on only. */
const crc_of_byte = Uint32Array.from({ length: 256 }, (_, byte) => { for (let bit = 0; bit < 8; bit++) byte = (byte >>> 1) ^ (byte & 1 ? 0xedb88320 : 0); return byte; });
const crc32 = (text) => {
  let sum = -1;
  for (const byte of Buffer.from(text)) sum = (sum >>> 8) ^ crc_of_byte[(sum ^ byte) & 255];
  return ~sum >>> 0;
};

export function snapshot(count, now = noon) {
  const header = { epoch: 'still', seq: 1, server_time: now, last_number: count, me: { id: 'olga', role: 'admin' }, workspace: { version: 1, document } };
  let body = JSON.stringify(header) + '\n';
  for (let i = 1; i <= count; i++) body += JSON.stringify({ entity: 'ticket', row: ticket(i) }) + '\n';
  return body + JSON.stringify({ crc32: crc32(body) }) + '\n';
}

const training = {
  playbooks: [{ playbook: 'calm', to_know: true, read: noon - 3 * 24 * 60 * minute, right: 1, asked: 1, known: true },
    { playbook: 'outage', to_know: true, read: null, right: 0, asked: 0, known: false }, { playbook: 'brief', to_know: false, read: null, right: 0, asked: 0, known: false }],
  teams: [{ team: 'network', playbook: 'calm', to_know: 2, unread: [] }, { team: 'network', playbook: 'outage', to_know: 2, unread: ['bob'] },
    { team: 'billing', playbook: 'calm', to_know: 1, unread: ['chen'] }],
};
const drills = {
  drills: [{ id: 'fire', name: 'Outage on a working morning', next: noon + 20 * 24 * 60 * minute }, { id: 'vip', name: 'A VIP who waits', next: null }],
  held: [{ drill: 'fire', ticket: 't-8', number: 8, from: noon - 6 * minute, to: noon + 24 * minute, over: false,
    result: { score: 100, acknowledged: false, tiers: [{ tier: 1, told: '2026-03-04T11:24:00Z', acknowledged_after: null }], missed_steps: [], gaps: [], failed_channels: [] } },
  { drill: 'vip', ticket: 't-9', number: 9, from: noon - 40 * 24 * 60 * minute, to: noon - 40 * 24 * 60 * minute + 45 * minute, over: true,
    result: { score: 60, acknowledged: true, tiers: [{ tier: 1, told: '2026-01-23T11:30:00Z', acknowledged_after: null }, { tier: 2, told: '2026-01-23T11:45:00Z', acknowledged_after: '4m' }],
      missed_steps: [{ chain: 'main', step: 0, round: 1, why: 'nobody acknowledged' }], gaps: ['tier-1'], failed_channels: [{ user: 'bob', via: 'sms' }] } }],
};

const audit = [
  { n: 4, at: '2026-03-04T09:12:00Z', actor: 'olga', address: '10.0.0.7', action: 'settings_tried', subject: '/mailboxes/0', detail: 'imap.harbour.example' },
  { n: 3, at: '2026-03-04T03:00:00Z', actor: 'server', address: '', action: 'backup_made', subject: 'support-oasis-20260304T030000Z.db', detail: '' },
  { n: 2, at: '2026-03-01T09:00:00Z', actor: 'olga', address: '10.0.0.7', action: 'document_changed', subject: '1', detail: '' },
  { n: 1, at: '2026-03-01T08:58:00Z', actor: '', address: '10.0.0.9', action: 'sign_in_refused', subject: 'olga', detail: '' },
];

/** As the server's stream when nothing happens; a silent one would be given up, and asked for in other ways again and again. */
function live(response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const say = () => response.write(': still\n\n');
  say();
  const saying = setInterval(say, 10_000);
  response.on('close', () => clearInterval(saying));
}

/** For serve_site: answers the API with `count` tickets, and what people did on `given` ones. */
export function still_api(count, now = noon, given = count) {
  const whole = gzipSync(snapshot(count, now), { level: 1 }); // as the server sends it
  const config = { version: 1, document, mailboxes: {}, server: { address: 'https://help.harbour.example', heartbeat: '', mail_by_command_line: false }, changes: [{ version: 1, at: '2026-03-01T09:00:00Z', by: 'olga' }] };
  return (request, response) => {
    const { pathname, search } = new URL(request.url, 'http://still');
    if (!pathname.startsWith('/api/v1/')) return false;
    const path = pathname.slice('/api/v1/'.length);
    const json = (value, status = 200) => (response.writeHead(status, { 'Content-Type': 'application/json' }), response.end(typeof value === 'string' ? value : JSON.stringify(value)), true);
    if (path === 'bootstrap') return response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }), response.end(whole), true;
    if (path.startsWith('zones/')) return response.end(readFileSync('/usr/share/zoneinfo/' + path.slice(6).replaceAll('..', ''))), true;
    const after = path.match(/^tickets\/(?:t-)?(\d+)\/incident$/);
    if (after) return json(incident(Number(after[1]), now));
    if (path.startsWith('tickets/t-')) return json(details(Number(path.slice(10))));
    if (path === 'config') return json(config);
    if (path === 'audit') return json({ rows: audit });
    if (path === 'config/preview') return json({ open_tickets: count, due_times_moved: 3, breached_now: 1, gaps: [] });
    if (path === 'history/given') return json(given_page(search, given, now));
    if (path === 'training') return json(training);
    if (path === 'drills') return json(drills);
    if (path === 'presence') return json({ others: [] });
    if (path === 'search') return json({ results: [] });
    if (path === 'board') return json(board(now));
    if (path === 'report/tickets') return json(behind(search, now));
    if (path === 'report') return json(report(search));
    if (path === 'reviews') return json(review(search, now));
    if (path === 'live') return live(response), true;
    if (path === 'changes') return json({ epoch: 'still', from: 1, to: 1, server_time: now, changes: [] });
    if (path.startsWith('clients/')) return json({ epoch: 'still', last_mid: 0 });
    return json({ error: { code: 'not_found', message: 'Stands still.' } }, 404);
  };
}
