# The program for the browser and the page around it: build/browser/site holds the finished files, unhashed; the
# server's packer hashes, compresses and embeds them. Included in the browser preset only.
set(SITE ${CMAKE_BINARY_DIR}/site)
set(WEB ${CMAKE_SOURCE_DIR}/web)
set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -DNDEBUG")  # a quarter smaller than -O2 for a fifth more time

# What every program of a page is linked with.
function(oasis_page_program name)
  target_link_libraries(${name} PRIVATE oasis_client)
  set_target_properties(${name} PROPERTIES SUFFIX .mjs LINK_DEPENDS ${WEB}/imports.js)
  target_link_options(${name} PRIVATE
    -Oz -fno-exceptions -fno-rtti --profiling-funcs  # which keeps the names, by which split.mjs finds what comes later
    --js-library ${WEB}/imports.js
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
    -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc -sSUPPORT_LONGJMP=0
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free -sEXPORTED_RUNTIME_METHODS=[])
  foreach(unused IN ITEMS  # client/platform/browser/imgui_unused.cpp
      _ZN5ImGui9EndTabBarEv _ZN5ImGui14EndMultiSelectEv _ZN5ImGui10EndMenuBarEv _ZN5ImGui7TreePopEv
      _ZN5ImGui23InputTextDeactivateHookEj _ZN5ImGui5TextVEPKcPv _ZN5ImGui13SeparatorTextEPKc
      _ZN5ImGui10SelectableEPKcbiRK6ImVec2 _ZN5ImGui6ButtonEPKcRK6ImVec2 _ZN5ImGui11CloseButtonEjRK6ImVec2
      _ZN5ImGui14CollapseButtonEjRK6ImVec2 _ZN5ImGui9InputTextEPKcPcmiPFiP26ImGuiInputTextCallbackDataEPv
      _ZN5ImGui9SliderIntEPKcPiiiS1_i)
    target_link_options(${name} PRIVATE -Wl,--wrap=${unused})
  endforeach()
endfunction()
add_executable(program ${BROWSER_SOURCES})
oasis_page_program(program)

find_program(NODE NAMES node nodejs REQUIRED)
find_program(BROTLI brotli)
find_program(WASM_OPT wasm-opt REQUIRED)  # Emscripten brings these
find_program(WASM_DIS wasm-dis REQUIRED)
find_program(WASM_SPLIT wasm-split REQUIRED)
find_program(LLVM_NM NAMES llvm-nm-14 llvm-nm REQUIRED)
find_program(TERSER terser HINTS ${CMAKE_SOURCE_DIR}/tests/node_modules/.bin NO_DEFAULT_PATH)
file(GLOB MODULES CONFIGURE_DEPENDS ${WEB}/*.js)
list(REMOVE_ITEM MODULES ${WEB}/imports.js ${WEB}/sw.js ${WEB}/simulator.js)
file(GLOB PAGE CONFIGURE_DEPENDS ${WEB}/*.html ${WEB}/*.css ${WEB}/*.svg ${WEB}/*.png ${WEB}/*.webmanifest ${WEB}/words-*.json ${WEB}/sw.js)

set(WASM_FEATURES --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals)
# What the inbox can do without.
set(LATER "/client/(screens/(oncall|customers|settings|folded_text)|board/|chains/|charts/|reports/|review/|incident/|training/|why/|replica/question|ui/gallery)|/shared/(simulate|report|policy/playbooks|text/fold)|/shared/codec/(behind|board|outcome|figures|given|imported_shifts|report_table|incident_page)")

if(TERSER)
  set(MINIFY ${TERSER} ${CMAKE_BINARY_DIR}/bundle.mjs --module --ecma 2020 --compress passes=2 --mangle -o ${SITE}/app.js)
  set(MINIFY_SIMULATOR ${TERSER} ${CMAKE_BINARY_DIR}/simulator_bundle.mjs --module --ecma 2020 --compress --mangle -o ${SITE}/simulator.js)
else()
  set(MINIFY ${CMAKE_COMMAND} -E copy ${CMAKE_BINARY_DIR}/bundle.mjs ${SITE}/app.js)
  set(MINIFY_SIMULATOR ${CMAKE_COMMAND} -E copy ${CMAKE_BINARY_DIR}/simulator_bundle.mjs ${SITE}/simulator.js)
  message(STATUS "terser is missing (scripts/setup fetches it): the page's script stays a seventh larger")
endif()

add_custom_command(
  OUTPUT ${SITE}/app.js
  COMMAND ${CMAKE_COMMAND} -E make_directory ${SITE}
  COMMAND ${CMAKE_COMMAND} -E copy ${PAGE} ${SITE}
  # What Emscripten has optimised once becomes smaller still when it is done again.
  COMMAND ${WASM_OPT} -Oz -g ${WASM_FEATURES} $<TARGET_FILE_DIR:program>/program.wasm -o ${CMAKE_BINARY_DIR}/whole.wasm
  COMMAND ${WASM_DIS} ${CMAKE_BINARY_DIR}/whole.wasm -o ${CMAKE_BINARY_DIR}/whole.wat
  COMMAND ${NODE} ${WEB}/split.mjs ${CMAKE_BINARY_DIR}/whole.wat ${LATER} ${LLVM_NM} $<TARGET_OBJECTS:oasis_client>
    $<TARGET_OBJECTS:oasis_core> $<TARGET_OBJECTS:program> > ${CMAKE_BINARY_DIR}/later.txt
  COMMAND ${WASM_SPLIT} --split --split-funcs=@${CMAKE_BINARY_DIR}/later.txt ${WASM_FEATURES} ${CMAKE_BINARY_DIR}/whole.wasm
    -o1 ${SITE}/app.wasm -o2 ${SITE}/later.wasm
  COMMAND ${NODE} ${WEB}/bundle.mjs ${WEB}/main.js program.js=$<TARGET_FILE:program> > ${CMAKE_BINARY_DIR}/bundle.mjs
  COMMAND ${MINIFY}
  COMMAND ${CMAKE_COMMAND} -DSITE=${SITE} -DBROTLI=${BROTLI} -P ${CMAKE_SOURCE_DIR}/client/first_visit.cmake
  DEPENDS program ${MODULES} ${PAGE} ${WEB}/bundle.mjs ${WEB}/split.mjs ${CMAKE_SOURCE_DIR}/client/first_visit.cmake
  COMMENT "Putting the page together"
  COMMAND_EXPAND_LISTS
  VERBATIM)
# What a back-test loads for its workers (client/simulator).
add_custom_command(
  OUTPUT ${SITE}/simulator.js
  COMMAND ${CMAKE_COMMAND} -E make_directory ${SITE}
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE_DIR:simulator>/simulator.wasm ${SITE}/simulator.wasm
  COMMAND ${NODE} ${WEB}/bundle.mjs ${WEB}/simulator.js simulator_program.js=$<TARGET_FILE:simulator> > ${CMAKE_BINARY_DIR}/simulator_bundle.mjs
  COMMAND ${MINIFY_SIMULATOR}
  DEPENDS simulator ${WEB}/simulator.js ${WEB}/bundle.mjs
  COMMENT "Putting the simulator together"
  COMMAND_EXPAND_LISTS
  VERBATIM)
add_custom_target(site ALL DEPENDS ${SITE}/app.js ${SITE}/simulator.js)
add_subdirectory(${CMAKE_SOURCE_DIR}/tests/wasm/bare)
