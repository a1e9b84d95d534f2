# Packs build/browser/site (made by the browser preset) and the style of the plain pages into the binary.
# Without a browser build the binary still works: its page says what is missing.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(SITE ${CMAKE_SOURCE_DIR}/build/browser/site)
set(PAGES ${CMAKE_SOURCE_DIR}/server/http/pages)
set(PACKED ${CMAKE_BINARY_DIR}/assets)
file(GLOB_RECURSE ASSET_FILES CONFIGURE_DEPENDS ${SITE}/* ${PAGES}/*)
add_custom_command(
  OUTPUT ${PACKED}/embedded_assets.cpp
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/server/http/pack_assets.py --out ${PACKED} ${SITE} ${PAGES}
  DEPENDS ${CMAKE_SOURCE_DIR}/server/http/pack_assets.py ${ASSET_FILES}
  COMMENT "Packing the page into the binary"
  VERBATIM)
target_sources(support-oasis PRIVATE ${PACKED}/embedded_assets.cpp)
