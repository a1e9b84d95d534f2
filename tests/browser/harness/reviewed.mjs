// What a server answers for the monthly review and for the page after an incident, made up: the same at every run. May not:
// be taken for what a server would find.
const minute = 60_000, hour = 60 * minute, day = 24 * hour;

const found = (kind, subject, what, evidence, action, place, unit, now, before, tickets, more_tickets = 0) =>
  ({ kind, subject, what, evidence, action, place, unit, now: { counted: now[0], ground: now[1] }, before: { counted: before[0], ground: before[1] },
    tickets: tickets.map((number) => ({ number, subject: subjects[number % subjects.length] })), more_tickets });
const subjects = ['Printer on fire', 'Cannot sign in since this morning', 'No VPN for the whole Rotterdam office', 'Invoice 2211 is wrong'];

const decided = (month, kind, subject, what, evidence, verdict, words, rest = {}) =>
  ({ month, kind, subject, what, evidence, verdict, words, unit: 'escalations', then: { counted: 5, ground: 31 }, owner: '', due: '', by: 'olga', at: 0, done: null, done_by: '', ...rest });

/** The review of `/api/v1/reviews?month=…`; February's by default. */
export function review(search, now) {
  const month = new URLSearchParams(search).get('month') ?? '2026-02';
  return { month, first: `${month}-01`, last: `${month}-28`, zone: 'Europe/Berlin',
    findings: [
      found('breaches_gather', 'globex/4/3', 'Urgent tickets of Globex breach on Fridays after 16:00: nobody is on call then.', '9 of 14 breaches; nobody was on call at 8 of them.',
        'Put somebody on call at that time, or agree on other hours.', 'customers/globex', 'breaches of this customer', [9, 14], [4, 11], [1, 2, 6, 7], 3),
      found('step_never_answers', 'main/2', 'Tier 2 of Main is told and never answers in its time.', 'Told 24 times, answered never.', 'Shorten its wait, ask somebody else, or leave it out.',
        'chains/main', 'steps that told this tier', [0, 24], [2, 31], [3, 9]),
      found('sleep_broken', 'ann', 'Ann Lee was paged in their sleep 6 times.', '6 of 46 pages between 22:00 and 07:00 of their day.', 'Give nights to more people, or let what can wait until the morning wait.',
        'schedules', 'pages of this person', [6, 46], [2, 54], [14, 21])],
    open: [{ ...decided('2026-01', 'nobody_answered', '', '5 escalations ended without anybody answering.', '5 of 31 escalations.', 'act', 'Give the manager’s step a backup at weekends', { owner: 'bob', due: '2026-02-15', at: now - 29 * day }), now: { counted: 1, ground: 28 } }],
    overdue: [{ number: 4, subject: 'Printer on fire', what: 'Watch the certificate of the gateway', owner: 'ann', due: '2026-03-01' }],
    outcomes: [decided(month, 'sleep_broken', 'ann', 'Ann Lee was paged in their sleep 6 times.', '6 of 46 pages between 22:00 and 07:00 of their day.', 'accept', 'Mira was ill; the rotation is back to four from March', { at: now - hour })],
    months: [{ month, act: 0, accept: 1, later: 0, done: 0 }, { month: '2026-01', act: 2, accept: 1, later: 1, done: 1 }] };
}

/** The page after the incident of a ticket. */
export function incident(number, now) {
  const began = now - 2 * day, at = (minutes) => began + minutes * minute;
  const template = { id: 'post-mortem', name: 'Post-mortem' };
  return { ticket: `t-${number}`, number, subject: 'Printer on fire', revision: 2, by: 'ann', at: now - hour, sent: null, sent_by: '', state: 'draft', may_write: true,
    facts: { escalated: at(0), reason: 'no answer for 30 minutes', highest_tier: 2, acknowledged: at(19), acknowledged_by: 'bob', ended: at(71), customer_messages: 3, public_replies: 2,
      told: [{ user: 'ann', tier: 1, at: at(0), times: 2, acknowledged_after: null }, { user: 'bob', tier: 2, at: at(15), times: 1, acknowledged_after: 4 * minute }],
      breaches: [{ clock: 'first_response', due: at(8) }] },
    page: { summary: 'The gateway’s certificate ran out at midnight, so nobody in Rotterdam could sign in until it was renewed.',
      causes: [{ what: 'Nobody watches when certificates run out', evidence: 'The last renewal was by hand, in March 2025', place: '' }],
      actions: [{ what: 'Watch the certificate of the gateway', owner: 'ann', due: '2026-03-01', done: false }, { what: 'Renew it', owner: 'bob', due: '', done: true }] },
    timeline: [[-32, 'Gina Roth wrote'], [0, 'Escalated: no answer for 30 minutes'], [0, 'Tier 1 was told: Ann Lee'], [8, 'First response was overdue'], [15, 'Tier 2 was told: Bob Ross'], [19, 'Bob Ross acknowledged'], [24, 'Bob Ross replied'], [71, 'Resolved']]
      .map(([minutes, what]) => ({ at: at(minutes), what })),
    suggested: [{ kind: 'tier_silent', what: 'Tier 1 did not answer', evidence: 'Told 2 times in 15 min.', place: 'chains/main' }],
    involved: [{ user: 'ann', mail: true }, { user: 'bob', mail: true }, { user: 'mira', mail: false }], templates: [template] };
}
