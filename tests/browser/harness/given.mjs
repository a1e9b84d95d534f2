// What people did on made-up tickets, as GET /api/v1/history/given answers it: a mail, an answer, often another of both,
// and an end, over the 90 days before. May not: be random; every run gives the same.
const minute = 60_000, day = 24 * 60 * minute, page = 1000;

function given(i, total, now) {
  const created = Math.floor(now - 89 * day + (i / total) * 88 * day);
  const who = ['ann', 'bob', 'chen', 'mira'][i % 4];
  const create = { priority: ['normal', 'high', 'low', 'urgent'][i % 4], customer: ['globex', 'initech', 'umbrella'][i % 3], channel: 'email' };
  const steps = [[created, '*', 'create', create], [(4 + (i * 37) % 240) * minute, who, 'reply']];
  if (i % 2) steps.push([90 * minute, '*', 'customer_reply', i % 10 ? {} : { mood: [-0.8, true] }], [(10 + i % 50) * minute, who, 'reply']);
  steps.push([(30 + (i * 13) % 900) * minute, who, 'set', { status: 'resolved' }]);
  return { ticket: `g-${i}`, number: i, given: steps };
}

/** The page of `total` tickets that the words behind the "?" ask for. */
export function given_page(search, total, now) {
  const first = Number(new URLSearchParams(search).get('after')?.split(':')[1] ?? 0);
  const end = Math.min(first + page, total);
  const tickets = [];
  for (let i = first + 1; i <= end; i++) tickets.push(given(i, total, now));
  return { tickets, ...(first === 0 ? { total } : {}), next: end < total ? `0:${end}` : '' };
}
