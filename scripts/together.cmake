# Most of what a file costs to compile is the headers it reads and the templates it makes of them, so the files of a folder
# are compiled several at a time. The browser build takes each file by itself, which shows where an #include is missing;
# OASIS_FILES_TOGETHER=1 does it anywhere.
set(OASIS_FILES_TOGETHER 6 CACHE STRING "How many files are compiled at a time")

# These give a name of their own to what another file of their folder calls so, too: the first of each folder are compiled
# together, then the second.
set(OASIS_APART
  client/replica/schedule_requests.cpp client/reports/query.cpp client/replica/workspace_edit.cpp
  client/screens/oncall_calendar.cpp client/screens/oncall_form.cpp client/screens/settings_overview.cpp
  client/screens/shell_actions.cpp client/screens/ticket_details.cpp client/screens/ticket_ties.cpp
  client/screens/wording.cpp client/training/room.cpp server/cli/back_test.cpp server/cli/backup.cpp
  server/cli/channel.cpp server/cli/check.cpp server/cli/config.cpp server/cli/demo.cpp server/cli/mail.cpp
  server/cli/restore.cpp server/cli/secret.cpp server/cli/serve.cpp server/cli/simulate_command.cpp
  server/cli/user.cpp server/engine/audit.cpp server/http/framing.cpp server/http/incident.cpp
  server/http/request_id.cpp server/http/review.cpp server/http/routes/customer.cpp server/http/routes/incidents.cpp
  server/http/routes/notifications.cpp server/http/routes/people.cpp server/http/routes/reviews.cpp
  server/http/routes/readiness.cpp server/http/routes/schedules.cpp server/http/routes/sync.cpp
  server/http/routes/uploads.cpp server/http/routes/welcome.cpp server/mail/imap_wire.cpp server/mail/kind.cpp
  server/notify/letters.cpp server/notify/schedule_changes.cpp server/notify/slack.cpp server/notify/sms.cpp
  server/notify/text_html.cpp server/notify/webhook.cpp server/store/outbox.cpp shared/codec/schedule_change.cpp
  shared/command/timer.cpp shared/report/causes.cpp shared/report/findings.cpp shared/report/incident.cpp
  shared/report/review.cpp shared/report/schedule_notice.cpp shared/time/open_years.cpp shared/time/tz_string.cpp
  shared/time/zone.cpp tests/client/screens/settings_words_test.cpp tests/client/screens/ticket_test.cpp
  tests/client/screens/views_test.cpp tests/client/screens/wording_test.cpp tests/property/time_calendar_test.cpp
  tests/unit/report/findings_of_histories_test.cpp tests/unit/report/shift_import_test.cpp
  tests/server/mail_out_test.cpp tests/server/mail_store.cpp tests/server_unit/engine/measuring_test.cpp
  tests/server_unit/engine/writer_test.cpp tests/server_unit/http/packed_figures_test.cpp
  tests/server_unit/http/presence_test.cpp tests/server_unit/http/rollups_test.cpp
  tests/server_unit/http/second_factor_test.cpp tests/server_unit/notify/service_reports_test.cpp
  tests/server_unit/notify/delivery_test.cpp tests/server_unit/notify/digests_test.cpp
  tests/server_unit/notify/drill_messages_test.cpp tests/server_unit/notify/enclosed_test.cpp
  tests/server_unit/notify/gap_notices_test.cpp tests/server_unit/notify/letters_test.cpp
  tests/server_unit/notify/pages_test.cpp tests/server_unit/notify/retries_test.cpp
  tests/unit/command/rights_test.cpp tests/unit/policy/rotation_test.cpp tests/unit/policy/schedules_test.cpp
  tests/unit/report/causes_test.cpp tests/unit/report/findings_test.cpp tests/unit/report/measures_test.cpp
  tests/unit/report/oncall_test.cpp tests/unit/report/review_test.cpp tests/unit/report/service_report_test.cpp
  tests/unit/time/zone_test.cpp)

# The sources that the simulation of sync replaces with copies of its own (tests/CMakeLists.txt).
set(OASIS_ALONE
  server/engine/ledger.cpp server/engine/clients.cpp server/engine/turn.cpp server/http/details.cpp
  server/store/timers.cpp server/store/backup.cpp client/replica/sync_stream.cpp client/replica/sync_outbox.cpp
  client/replica/sync_heal.cpp)

# Compiles the target's files several at a time. HEADERS, where given, are read before them: they bring what a file's `using`
# could otherwise make ambiguous.
function(oasis_together target)
  if(EMSCRIPTEN OR OASIS_FILES_TOGETHER LESS 2)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    file(RELATIVE_PATH file ${CMAKE_SOURCE_DIR} ${source})
    get_filename_component(folder ${file} DIRECTORY)
    string(MAKE_C_IDENTIFIER ${folder} folder)
    if(file IN_LIST OASIS_ALONE OR file MATCHES "^build/")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    elseif(file IN_LIST OASIS_APART)
      math(EXPR apart_${folder} "0${apart_${folder}} + 1")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP apart_${apart_${folder}})
    else()
      math(EXPR group "0${count_${folder}} / ${OASIS_FILES_TOGETHER}")
      math(EXPR count_${folder} "0${count_${folder}} + 1")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  list(TRANSFORM ARGN PREPEND "#include \"" OUTPUT_VARIABLE headers)
  list(TRANSFORM headers APPEND "\"\n")
  string(JOIN "" headers ${headers})
  set_target_properties(${target} PROPERTIES UNITY_BUILD_CODE_BEFORE_INCLUDE "${headers}")
endfunction()
