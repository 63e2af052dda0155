#!/bin/sh
# Traces the examples and compares the first pair: sh examples/demo.sh [path of retell]
set -eu
here=$(dirname "$0")
retell=${1:-retell}
out=demo

echo "== Who copied whom: retell trace $here/court $here/ferry $here/football -o $out"
echo
"$retell" --quiet trace "$here/court" "$here/ferry" "$here/football" -o "$out"
echo
echo "== What the copying changed: retell compare $here/court/original.txt $here/court/spun.txt"
echo
"$retell" --quiet compare "$here/court/original.txt" "$here/court/spun.txt" --format text --html "$out/court.html"
echo
echo "The families, with a page for each copy:  $out/index.html"
echo "This comparison:                          $out/court.html"
