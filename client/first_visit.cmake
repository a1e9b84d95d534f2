# Prints what a first visit costs: the brotli size of each file that the page needs, and their sum.
# May not: change anything in SITE.
if(NOT BROTLI)
  message("brotli is missing: the size of a first visit is not known")
  return()
endif()
set(sum 0)
foreach(name index.html shell.css app.js app.wasm)
  execute_process(COMMAND ${BROTLI} -q 11 -w 24 -f -o ${SITE}/../${name}.br ${SITE}/${name})
  file(SIZE ${SITE}/../${name}.br size)
  math(EXPR sum "${sum} + ${size}")
  message("  ${name}: ${size} bytes")
endforeach()
message("First visit: ${sum} bytes (brotli)")
