# Compiles the word lists of dissatisfaction into a table for shared/policy/dissatisfaction/lexicon.cpp.
find_program(PYTHON3 python3 REQUIRED)
set(AFINN ${PARTS}/afinn/index.js)
if(NOT EXISTS ${AFINN})
  message(FATAL_ERROR "afinn/index.js is missing in .parts: run scripts/setup once (it needs the network), then build again.")
endif()
set(LEXICON_DIR ${CMAKE_SOURCE_DIR}/shared/policy/dissatisfaction)
set(LEXICON ${CMAKE_BINARY_DIR}/generated/dissatisfaction_lexicon.inc)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
add_custom_command(
  OUTPUT ${LEXICON}
  COMMAND ${PYTHON3} ${LEXICON_DIR}/compile_lexicon.py ${AFINN} ${LEXICON_DIR}/words.txt ${LEXICON_DIR}/phrases.txt ${LEXICON}
  DEPENDS ${LEXICON_DIR}/compile_lexicon.py ${AFINN} ${LEXICON_DIR}/words.txt ${LEXICON_DIR}/phrases.txt
  COMMENT "Compiling the lexicon of dissatisfaction" VERBATIM)
target_sources(oasis_core PRIVATE ${LEXICON})
target_include_directories(oasis_core PRIVATE ${CMAKE_BINARY_DIR}/generated)
