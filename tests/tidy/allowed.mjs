// What may break a rule of rules.mjs, each with its reason. May not hold what is not needed any more: long entries
// that are short again fail the test.

/// Files of more than 500 lines: path → reason.
export const long_files = {};

/// Functions of more than 70 lines: 'path: name as the test prints it' → reason.
export const long_functions = {};

/// Literals of the client that look like texts for people and are none: 'path: text' → reason.
export const not_said = {
  'client/chains/room.cpp: .svg': 'the end of a file\'s name',
  'client/chains/what_if.cpp: Nothing works since this morning': 'the text of a ticket that is tried',
  'client/incident/parts.cpp: timeline entries': 'tells a widget from others; not shown',
  'client/replica/snapshot.cpp: the snapshot does not begin with its header': 'a fault that the page heals by itself; nobody is told',
  'client/replica/snapshot.cpp: the snapshot\'s header is not whole': 'a fault that the page heals by itself; nobody is told',
  'client/replica/snapshot.cpp: the snapshot was cut off': 'a fault that the page heals by itself; nobody is told',
  'client/replica/snapshot.cpp: the snapshot\'s checksum does not match': 'a fault that the page heals by itself; nobody is told',
  'client/replica/snapshot.cpp: a row of the snapshot is damaged': 'a fault that the page heals by itself; nobody is told',
  'client/replica/snapshot.cpp: the ticket\'s details are damaged': 'a fault that the page heals by itself; nobody is told',
  'client/replica/sync.cpp: no answer': 'a fault that the page heals by itself; nobody is told',
  'client/screens/attaching.cpp: show ': 'tells a widget from others; not shown',
  'client/screens/attaching.cpp: upload ': 'tells a widget from others; not shown',
  'client/screens/bulk.cpp: acknowledge marked': 'tells a widget from others; not shown',
  'client/screens/bulk.cpp: priority of marked': 'tells a widget from others; not shown',
  'client/screens/bulk.cpp: status of marked': 'tells a widget from others; not shown',
  'client/screens/inbox_bar.cpp: sort by ': 'tells a widget from others; not shown',
  'client/screens/oncall_form.cpp: oncall form': 'tells a widget from others; not shown',
  'client/screens/oncall_form.cpp: oncall card': 'tells a widget from others; not shown',
  'client/screens/refusal.cpp:  such': 'is looked for in what the server says, in English',
  'client/screens/refusal.cpp: another one': 'is looked for in what the server says, in English',
  'client/screens/settings_parts.cpp: Yes': 'goes into the document as an example of a quiz',
  'client/screens/text_file.cpp: all of ': 'tells a widget from others; not shown',
  'client/screens/views.cpp: on hold': 'is what people type, too, whatever the language',
  'client/training/drills.cpp: dry run': 'tells a widget from others; not shown',
};
