"""Copies a source with the bugs of planted.hpp in it, each behind a switch: plant.py SOURCE COPY.

A place that is not found exactly once is an error: the code has changed, and the bug must be planted anew.
"""
import sys

BUGS = {
    'server/engine/ledger.cpp': [
        ('answer_before_commit',
         '    transaction.commit();\n',
         '    if (BUG) {\n'
         '      for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i].answer(failures[i]);\n'
         '    }\n'
         '    transaction.commit();\n'),
        ('timer_outside_transaction',
         '    if (acting) fire_due(batch, now, now + milliseconds(1));\n',
         '    if (acting && BUG) {\n'
         '      if (const auto early = store::first_timer(database_, now + milliseconds(1))) {\n'
         '        store::remove_timer(database_, *early);\n'
         '        look_ahead(batch);\n'
         '        transaction.commit();\n'
         '        store::Transaction second(database_);\n'
         '        attempt(batch, now, [&](Turn& turn) { turn.fire(*early); });\n'
         '        look_ahead(batch);\n'
         '        second.commit();\n'
         '        settle(batch);\n'
         '        for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i].answer(failures[i]);\n'
         '        return true;\n'
         '      }\n'
         '    }\n'
         '    if (acting) fire_due(batch, now, now + milliseconds(1));\n'),
        ('memory_kept_after_failed_commit',
         '    batch.undo.restore(state_);\n',
         '    if (!BUG) batch.undo.restore(state_);\n'),
    ],
    'server/engine/clients.cpp': [
        ('mid_check_missing',
         '    if (numbered.mid <= client.last_mid) {\n',
         '    if (BUG) turn.database().run("DELETE FROM result");\n'
         '    if (!BUG && numbered.mid <= client.last_mid) {\n'),
        ('done_again_after_result_expiry',
         '  if (request.commands.front().mid > client.last_mid + 1)',
         '  if (BUG && !store::find_result(turn.database(), client.id, request.commands.front().mid)) {\n'
         '    client.last_mid = request.commands.front().mid - 1;\n'
         '  }\n'
         '  if (request.commands.front().mid > client.last_mid + 1)'),
    ],
    'server/engine/turn.cpp': [
        ('scope_drop_skipped',
         '  append({0, "", "ticket", id, true, "", team, customer});\n',
         '  if (BUG) return;\n'
         '  append({0, "", "ticket", id, true, "", team, customer});\n'),
        ('sight_change_forgotten',
         '    if (!same) store::set_sight_since(database_, user.id, seq);\n',
         '    if (!BUG && !same) store::set_sight_since(database_, user.id, seq);\n'),
    ],
    'server/http/details.cpp': [
        ('note_leaked',
         '  const auto notes = sees_notes(reader.sight) ?',
         '  const auto notes = BUG || sees_notes(reader.sight) ?'),
    ],
    'server/store/timers.cpp': [
        ('stale_timers_stay',
         '    if (std::none_of(timers.begin(), timers.end(), same_slot(old))) remove_timer(database, old);\n',
         '    if (!BUG && std::none_of(timers.begin(), timers.end(), same_slot(old))) remove_timer(database, old);\n'),
    ],
    'server/store/backup.cpp': [
        ('restore_without_new_epoch',
         '  Transaction transaction(database);\n',
         '  if (BUG) return;\n'
         '  Transaction transaction(database);\n'),
    ],
    'client/replica/sync_stream.cpp': [
        ('rows_kept_until_the_snapshot',
         'void Sync::forget_rows() {\n',
         'void Sync::forget_rows() {\n'
         '  if (BUG) return;\n'),
        ('applied_across_a_gap',
         '  if (number_of(batch, "from") > replica_.cursor.seq) {\n',
         '  if (!BUG && number_of(batch, "from") > replica_.cursor.seq) {\n'),
    ],
    'client/replica/sync_outbox.cpp': [
        ('dropped_at_http_answer',
         '  if (in_log || seq <= replica_.cursor.seq) confirmed',
         '  if (BUG || in_log || seq <= replica_.cursor.seq) confirmed'),
    ],
    'client/replica/sync_heal.cpp': [
        ('nothing_given_again_after_restore',
         '    if (last != last_mids.end() && first.mid <= last->second) {\n',
         '    if (BUG || (last != last_mids.end() && first.mid <= last->second)) {\n'),
    ],
}


def main(source, copy):
    with open(source, encoding='utf-8') as file:
        text = file.read()
    name = next(name for name in BUGS if source.endswith(name))
    for bug, good, bad in BUGS[name]:
        if text.count(good) != 1:
            sys.exit(f'{name}: the place of the bug {bug} is there {text.count(good)} times, not once: '
                     'plant it anew in tests/sync_simulation/plant.py')
        text = text.replace(good, bad.replace('BUG', f'oasis::test::planted(oasis::test::Bug::{bug})'))
    with open(copy, 'w', encoding='utf-8') as file:
        file.write('#include "tests/sync_simulation/planted.hpp"\n' + f'#line 1 "{name}"\n' + text)


main(sys.argv[1], sys.argv[2])
