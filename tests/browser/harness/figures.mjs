// What a server answers for the board and for a report, made up: the same at every run, for pictures and for the rooms by
// themselves. May not: be taken for what a server would count.
const minute = 60_000, hour = 60 * minute, day = 24 * hour;
const clocks = ['first_response', 'next_response', 'update', 'resolution'];

const count = (now, before) => ({ kind: 'count', now, before });
const share = (now, before, few) => ({ kind: 'share', now, before, ...(few ? { few } : {}) });
const time = (now, before, few) => ({ kind: 'duration', now, before, ...(few ? { few } : {}) });
const row = (name, cells, key = '') => ({ name, key, cells });
const section = (id, title, of, columns, rows, { note = '', empty = 'Nothing in this period.' } = {}) =>
  ({ id, title, note, of, columns, rows, empty });
const group = (name, key, created, escalated, met) => row(name, [
  count(created, created - 3), count(Math.round(created * 0.9), created - 4), count(escalated, escalated + 1), share(met, met - 0.06),
  share(Math.min(1, met + 0.03), met, created < 20)], key);
const groups = ['Created', 'Resolved', 'Escalations', 'First response met', 'Resolution met'];
const spread = (name, times, median) => row(name, [count(times, times - 12), ...[1, 3.1, 5.4, 17].map((far, i) => time(median * far, median * (far + 0.4) - i, times < 20))]);

const sections = [
  section('summary', 'At a glance', 'Figure', ['Value'], [
    row('Tickets created', [count(1204, 1131)], 'created'), row('Tickets resolved', [count(1167, 1150)], 'resolved'), row('Escalations', [count(86, 104)], 'escalated'),
    row('Escalation rate', [share(0.071, 0.092)]), row('Escalations that nobody answered', [count(3, 1)]), row('Reopened', [share(0.04, 0.05)]),
    row('Messages found dissatisfied', [count(21, 17)]), row('Rated 4 or 5', [share(0.93, null, true)])]),
  section('times', 'Times', 'Time', ['Count', 'Median', '90 %', '95 %', 'Longest'], [
    spread('First response', 1140, 22 * minute), spread('First response, open time', 1140, 19 * minute), spread('Next response', 806, 47 * minute),
    spread('Acknowledge an escalation', 83, 6 * minute), spread('Resolution', 1167, 9 * hour), spread('Resolution, open time', 17, 4 * hour)],
  { note: 'Calendar time is what the customer felt; open time counts working hours only.' }),
  section('levels', 'Service levels', 'Clock', ['Met', 'Breached', 'Attainment'], [
    row('First response', [count(1061, 998), { ...count(79, 120), behind: 'kinds:breached;number:0' }, share(0.93, 0.89)], 'first_response'),
    row('Next response', [count(760, 702), count(46, 61), share(0.94, 0.92)], 'next_response'),
    row('Updates', [count(0, 0), count(0, 0), share(null, null)], 'update'),
    row('Resolution', [count(1002, 980), count(165, 170), share(0.86, 0.85)], 'resolution')]),
  section('priorities', 'By priority', 'Priority', groups, [
    group('Urgent', 'urgent', 61, 40, 0.82), group('High', 'high', 214, 31, 0.9), group('Normal', 'normal', 871, 15, 0.95), group('Low', 'low', 58, 0, 0.99)]),
  section('customers', 'By customer', 'Customer', groups, [
    group('Globex', 'globex', 402, 41, 0.88), group('Initech', 'initech', 287, 12, 0.95), group('Umbrella', 'umbrella', 119, 22, 0.84),
    group('No customer', '', 31, 0, 0.97)]),
  section('teams', 'By team', 'Team', groups, [group('Network', 'network', 640, 60, 0.9), group('Billing', 'billing', 410, 14, 0.96), group('No team', '', 154, 12, 0.91)]),
  section('categories', 'By category', 'Category', groups, [
    group('VPN', 'VPN', 301, 38, 0.87), group('Invoices', 'Invoices', 260, 9, 0.97), group('Printers', 'Printers', 140, 8, 0.93),
    group('Single sign-on', 'Single sign-on', 131, 17, 0.9), group('No category', '', 372, 14, 0.94)]),
  section('reasons', 'Why we escalated', 'Reason', ['Times'], [
    row('No answer for 30 minutes', [count(48, 61)]), row('Urgent', [count(29, 33)]), row('By hand: the customer called', [count(9, 10)])]),
  section('tiers', 'How far escalations went', 'Tier', ['Told', 'Contact rate'], [
    row('Tier 1', [count(86, 104), share(0.071, 0.092)], '1'), row('Tier 2', [count(24, 31), share(0.02, 0.027)], '2'), row('Tier 3', [count(5, 4), share(0.004, 0.0035)], '3')]),
  section('steps', 'Where escalations end', 'Chain and tier', ['Told', 'Reached nobody', 'Answered', 'Contact rate', 'Time spent', 'Median stay', 'Answers, 90 %'], [
    row('Main, tier 1', [count(86, 104), count(0, 1), count(62, 70), share(0.071, 0.092), time(31 * hour, 40 * hour), time(11 * minute, 12 * minute), time(26 * minute, 27 * minute)], 'main'),
    row('Main, tier 2', [count(24, 31), count(2, 0), count(19, 28), share(0.02, 0.027), time(4 * hour, 6 * hour), time(6 * minute, 7 * minute), time(9 * minute, 12 * minute, true)], 'main')],
  { note: 'A tier that is told often and hardly ever answers helps nobody: shorten its wait, or ask somebody else.' }),
  section('people', 'Who carries the load', 'Person', ['Pages at work', 'Pages off work', 'Pages in sleep', 'Answered', 'Replies', 'Resolved'], [
    row('Ann Lee', [count(31, 40), count(9, 12), count(6, 2), count(38, 41), count(410, 380), count(301, 290)], 'ann'),
    row('Bob Ross', [count(18, 12), count(4, 6), count(0, 1), count(20, 17), count(377, 390), count(288, 300)], 'bob'),
    row('Mira Novak', [count(2, 3), count(0, 0), count(1, 0), count(3, 3), count(206, 190), count(166, 160)], 'mira')],
  { note: "Pages by the person's own clock: sleep is 22:00–07:00, work Monday to Friday 09:00–18:00." }),
  section('rules', 'Rules', 'Rule', ['Fired', 'Useful', 'Useful, share'], [
    row('silence', [count(48, 61), count(41, 50), share(0.85, 0.82)], 'silence'), row('vip', [count(0, 0), count(0, 0), share(null, null)], 'vip')],
  { note: 'Useful: within 4 hours somebody of ours did something about the ticket.' }),
  section('duty', 'On call', 'Person', ['On call', 'Nights', 'Longest run'], [
    row('Ann Lee', [time(14 * day, 14 * day), count(14, 14), time(7 * day, 7 * day)], 'ann'),
    row('Bob Ross', [time(10 * day, 7 * day), count(10, 7), time(7 * day, 7 * day)], 'bob'),
    row('Mira Novak', [time(4 * day, 7 * day), count(4, 7), time(4 * day, 7 * day)], 'mira')],
  { note: 'By the schedules as they are now. A night is being on call at 03:00; the longest run is without a break.' }),
  section('fairness', 'How schedules share the load', 'Schedule', ['Coverage', 'Balance', 'Score'], [
    row('Support on call', [share(1, 1), share(0.56, 0.81), count(78, 91)], 'tier-1'), row('Night', [share(0.71, 0.74), share(1, 1), count(86, 87)], 'night')],
  { note: 'Balance compares the hours of each two people: 100 % is the same for all. The score, 0 to 100, is half coverage and half balance.' }),
  section('channels', 'Channels', 'Channel', ['Messages', 'Failed', 'Failure rate', 'Said to have arrived', 'Delivery rate'], [
    row('email', [count(2310, 2214), count(4, 11), share(0.0017, 0.005), count(0, 0), share(null, null)], 'email'),
    row('sms', [count(61, 70), count(5, 2), share(0.08, 0.03), count(54, 66), share(0.89, 0.94)], 'sms')],
  { note: 'Messages that were written in the period. Not every channel says that one arrived.' }),
];

const hour_of_week = Array.from({ length: 7 }, (_, weekday) => Array.from({ length: 24 }, (_, at) =>
  (weekday < 5 && at > 6 && at < 19 ? (weekday * 5 + at * 3) % 5 : 0) + (weekday === 4 && at > 15 && at < 20 ? 6 : 0) + ((weekday * 7 + at * 11) % 37 === 0 ? 1 : 0)));

const findings = [
  { kind: 'breaches_gather', what: 'Most breaches of Globex lie on Fridays.', evidence: '9 of 14 breaches of the period.', action: 'Look who is on call on Fridays, and whether its level fits.', place: 'customers/globex' },
  { kind: 'step_never_answers', what: 'Tier 2 of Main hardly ever answers.', evidence: 'Told 24 times, answered 5 times.', action: 'Shorten its wait, ask somebody else, or leave it out.', place: 'chains/main' },
];

const spreads = {
  first_response: { count: 1140, median: 22 * minute, p90: 68 * minute, bars: [171, 284, 259, 251, 98, 48, 29, 0, 0, 0, 0, 0] },
  resolution: { count: 1167, median: 9 * 60 * minute, p90: 27 * 60 * minute, bars: [0, 9, 31, 84, 150, 171, 128, 454, 82, 49, 9, 0] },
};

const stays = (count, median, p90) => ({ count, median: median * minute, p90: p90 * minute });
const steps = [
  { chain: 'main', tier: 1, told: 86, answered: 62, spent: 31 * hour, stays: stays(86, 11, 30) },
  { chain: 'main', tier: 2, told: 24, answered: 19, spent: 4 * hour, stays: stays(24, 6, 9) },
  { chain: 'main', tier: 3, told: 5, answered: 2, spent: 3 * hour, stays: stays(5, 22, 41) }];
const suggestions = [{ chain: 'main', step: 1, wait: 10 * minute, what: 'Tier 2’s wait of Main could be 10 min', evidence: '95 % of its 24 answers came within 9 min; it waits 30 min.' }];

/** What happened on each of `count` days from `first` on: little at weekends. */
function days_from(first, count, busier = 0) {
  return Array.from({ length: count }, (_, i) => {
    const at = first + i * day, weekday = (new Date(at).getUTCDay() + 6) % 7, quiet = weekday > 4;
    const created = quiet ? 6 + (i % 4) : 48 + busier + ((i + busier) * 7 + weekday * 3) % 17;
    return { day: new Date(at).toISOString().slice(0, 10), created, resolved: quiet ? 4 : created - 3 + (i * 5) % 9, escalated: quiet ? 0 : (i * 3) % 6, breached: quiet ? 0 : (i * 5 + weekday) % 8 };
  });
}

/** The report of `/api/v1/report?from=…&to=…`. */
export function report(search) {
  const asked = new URLSearchParams(search);
  const first = Date.parse(asked.get('from')), count = Math.round((Date.parse(asked.get('to')) - first) / day) + 1;
  const by_day = days_from(first, count);
  return { from: asked.get('from'), to: asked.get('to'), zone: 'Europe/Berlin', findings, suggestions, sections,
    categories: ['VPN', 'Invoices', 'Printers', 'Single sign-on'],
    now: { by_day, hour_of_week, steps, ...spreads }, before: { by_day: days_from(first - count * day, count, 11) } };
}

/** What was judged of each part in 14 days: `[name, key, how many are breached at most in a day]`. */
const split = (of, parts, count = parts.length) => ({ of, count, parts: parts.map(([name, key, most], i) => ({ name, key,
  days: Array.from({ length: 14 }, (_, on) => {
    const all = on % 7 > 4 && i > 0 ? 0 : 6 + (on * 3 + i * 5) % 9;
    const breached = Math.min(all, most && (on * 5 + i) % (most + 1));
    return { met: all - breached, breached };
  }) })) });

/** The board at `now`. */
export function board(now) {
  const subjects = ['Cannot sign in since this morning', 'No VPN for the whole Rotterdam office', 'Invoice 2211 is wrong', 'Printer on fire',
    'Export stops at 10,000 rows', 'Zugriff für neue Kollegin', 'Single sign-on loops', 'Phone queue drops calls'];
  return {
    at: now, zone: 'Europe/Berlin', first_day: Math.floor(now / day) - 13,
    numbers: [
      { name: 'Open', now: 148, alarming: false, view: 'all' }, { name: 'Unassigned', now: 12, alarming: false, view: 'unassigned' }, { name: 'Escalating', now: 3, alarming: true, view: 'escalated' },
      { name: 'Due within 1 h', now: 5, alarming: true, view: 'due-soon' }, { name: 'Created today', now: 41, alarming: false, yesterday: 52, behind: 'kinds:created' },
      { name: 'Resolved today', now: 37, alarming: false, yesterday: 49, behind: 'kinds:resolved' }, { name: 'Escalations today', now: 4, alarming: false, yesterday: 2, behind: 'kinds:escalated' },
      { name: 'Breaches today', now: 2, alarming: false, yesterday: 3, behind: 'kinds:breached' }],
    breaches: subjects.map((subject, i) => ({ ticket: `t-${i + 1}`, number: i + 1, subject, customer: ['Globex', 'Initech', 'Umbrella'][i % 3],
      clock: clocks[[0, 3, 1][i % 3]], due: now + [-2, 8.5, 19.5, 43.5, 75.5, 122.5, 301.5, 1502.5][i] * minute })),
    levels: clocks.map((clock, i) => ({ clock, days: Array.from({ length: 14 }, (_, on) => {
      const all = clock === 'update' || on % 7 > 4 ? 0 : 9 + (on * 5 + i * 3) % 11;
      const breached = Math.min(all, (on * 3 + i * 2) % 5 === 0 ? 3 : (on + i) % 3);
      return { met: all - breached, breached };
    }) })),
    splits: [
      split('customer', [['Globex', 'globex', 4], ['Umbrella', 'umbrella', 3], ['Initech', 'initech', 1], ['No customer', '', 0]], 11),
      split('team', [['Network', 'network', 4], ['Billing', 'billing', 2], ['No team', '', 1]]),
      split('priority', [['Urgent', 'urgent', 4], ['High', 'high', 3], ['Normal', 'normal', 1], ['Low', 'low', 0]])],
    on_call: [{ schedule: 'tier-1', name: 'Support on call', people: 'Ann Lee' }, { schedule: 'tier-2', name: 'Specialists on call', people: 'Chen Li, Mira Novak' }, { schedule: 'night', name: 'Night', people: '' }],
  };
}

/** The tickets behind a number, two of three to a page. */
export function behind(search, now) {
  const asked = new URLSearchParams(search);
  const at = (hours) => now - hours * 3_600_000;
  const rows = [
    { ticket: 't-2', number: 2, subject: 'No VPN after the update', customer: 'Globex', what: 'Breached: first response', at: at(3) },
    { ticket: '', number: 0, subject: '', customer: '', what: 'Breached: first response', at: at(26) },
    { ticket: 't-5', number: 5, subject: 'Printer', customer: '', what: 'Breached: first response', at: at(50) }];
  return { title: 'Breached · first response', from: asked.get('from'), to: asked.get('to'), zone: 'Europe/Berlin', count: 3, tickets: 3,
    rows: asked.has('offset') ? rows.slice(2) : rows.slice(0, 2) };
}
