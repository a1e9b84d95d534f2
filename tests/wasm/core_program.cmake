# The core as a program of its own: built natively as core_program and with the browser build as core_under_node (the
# very objects that the page is linked from, with files and standard output) and backtest_under_node (quick/). All only
# when asked for.
set(CORE_PROGRAM core_program)
if(EMSCRIPTEN)
  set(CORE_PROGRAM core_under_node)
endif()
set(CORE_PROGRAM_SOURCES
  ${CMAKE_SOURCE_DIR}/tests/wasm/core_program.cpp
  ${CMAKE_SOURCE_DIR}/tests/wasm/random_commands.cpp
  ${CMAKE_SOURCE_DIR}/tests/bench/core/help_desk.cpp
  ${CMAKE_SOURCE_DIR}/server/cli/simulate.cpp
  ${CMAKE_SOURCE_DIR}/server/engine/system_zones.cpp)
add_executable(${CORE_PROGRAM} EXCLUDE_FROM_ALL ${CORE_PROGRAM_SOURCES})
target_link_libraries(${CORE_PROGRAM} PRIVATE oasis_core)
if(EMSCRIPTEN)
  set(CORE_PROGRAM_LINK_OPTIONS
    -fno-exceptions -fno-rtti -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1
    -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sMALLOC=emmalloc -sSUPPORT_LONGJMP=0)
  set_target_properties(${CORE_PROGRAM} PROPERTIES SUFFIX .cjs)
  target_link_options(${CORE_PROGRAM} PRIVATE -Oz ${CORE_PROGRAM_LINK_OPTIONS})
  add_subdirectory(${CMAKE_SOURCE_DIR}/tests/wasm/quick)
endif()
