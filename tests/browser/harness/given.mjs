// What people did on made-up tickets, as GET /api/v1/history/given answers it: a mail, an answer, often another of both,
// and an end, over the 90 days before. May not: be random; every run gives the same.
const minute = 60_000, day = 24 * 60 * minute, page = 1000;

const created_at = (i, total, now) => Math.floor(now - 89 * day + (i / total) * 88 * day);

function given(i, total, now) {
  const created = created_at(i, total, now);
  const who = ['ann', 'bob', 'chen', 'mira'][i % 4];
  const create = { priority: ['normal', 'high', 'low', 'urgent'][i % 4], customer: ['globex', 'initech', 'umbrella'][i % 3], channel: 'email' };
  const steps = [[created, '*', 'create', create], [(4 + (i * 37) % 240) * minute, who, 'reply']];
  if (i % 2) steps.push([90 * minute, '*', 'customer_reply', i % 10 ? {} : { mood: [-0.8, true] }], [(10 + i % 50) * minute, who, 'reply']);
  steps.push([(30 + (i * 13) % 900) * minute, who, 'set', { status: 'resolved' }]);
  return { ticket: `g-${i}`, number: i, given: steps };
}

/** The page of those of `total` tickets that the words behind the "?" ask for. */
export function given_page(search, total, now) {
  const asked = new URLSearchParams(search);
  const from = Number(asked.get('from') ?? 0), to = Number(asked.get('to') ?? now);
  const before = (limit) => { // how many were created before it
    let few = 0, many = total;
    while (few < many) {
      const middle = Math.ceil((few + many) / 2);
      if (created_at(middle, total, now) < limit) few = middle; else many = middle - 1;
    }
    return few;
  };
  const begin = before(from), last = before(to);
  const first = Number(asked.get('after')?.split(':')[1] ?? begin);
  const end = Math.min(first + page, last);
  const tickets = [];
  for (let i = first + 1; i <= end; i++) tickets.push(given(i, total, now));
  return { tickets, ...(asked.has('after') ? {} : { total: last - begin }), next: end < last ? `0:${end}` : '' };
}
