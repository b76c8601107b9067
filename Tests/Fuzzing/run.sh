#!/usr/bin/env bash
# Fuzzes every decoder, or those that are named: run.sh [COUNT [DECODER …]]
#
# Each takes COUNT inputs (1,000,000 where none is given), beginning with its corpus; what makes one
# trap, hang for ten seconds or take 2 GiB is kept as .build/fuzzing/found/DECODER-… and fails the
# run. At the end of each stands how much of its source files was reached.
set -euo pipefail
cd "$(dirname "$0")/../.."

count=${1:-1000000}
shift || true
scratch=.build/fuzzing
export JOBTOP_FUZZING=1 SWIFT_BACKTRACE=enable=no
swift build -c release --scratch-path "$scratch" --product Fuzzing
program=$(swift build -c release --scratch-path "$scratch" --show-bin-path)/Fuzzing
# The coverage of one toolchain is only read by its own tools.
tools=$(dirname "$(readlink -f "$(command -v swift)")")

# What a decoder consists of.
files() {
  local model=Sources/JobModel profile=Sources/JobProfile
  case $1 in
    json) echo $model/JSON.swift $model/JSON+Reading.swift $model/JSON+Writing.swift ;;
    answers)
      echo $profile/Asking/AnswerReader*.swift $profile/Asking/Profile+Reading.swift \
        $profile/Asking/Profile+RateLimit.swift $profile/Samples/{Sample+Reading,JobRecord}.swift \
        $profile/Samples/{AnswerRecord,TextSample+Matching}.swift $profile/States+Reading.swift
      ;;
    headers)
      echo $profile/Wire/{HTTPDate,LinkHeader}.swift $profile/Asking/WireRequest+Link.swift \
        $profile/Asking/Profile+RateLimit.swift $model/{Timestamp+Text,Duration+Units}.swift
      ;;
    packets) echo $profile/Wire/{EngineIO,SocketIO}*.swift ;;
    events) echo $profile/Wire/ServerSentEvents.swift ;;
    messages) echo $profile/Push/*.swift ;;
    webhooks) echo $profile/Wire/Webhook*.swift ;;
    profiles) echo $profile/Checking/*.swift ;;
    scenarios)
      echo Sources/JobSimulator/Scenario/*.swift \
        Sources/JobSimulator/Faults/{ScenarioReader+Faults,Fault+Spelling,FaultRule+Written}.swift
      ;;
  esac
}

# Where the built-in files lie that a corpus need not repeat.
assets() {
  case $1 in
    profiles) echo Assets/Profiles ;;
    scenarios) echo Assets/Scenarios ;;
  esac
}

mkdir -p "$scratch/found"
if (($#)); then decoders=("$@"); else mapfile -t decoders < <("$program" || true); fi
for decoder in "${decoders[@]}"; do
  grown=$scratch/grown/$decoder
  mkdir -p "$grown"
  log=$scratch/$decoder.log
  # shellcheck disable=SC2046
  if ! LLVM_PROFILE_FILE=$scratch/$decoder.profraw "$program" "$decoder" -runs="$count" \
    -max_len=4096 -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$scratch/found/$decoder-" \
    "$grown" "Tests/Fuzzing/Corpus/$decoder" $(assets "$decoder") >"$log" 2>&1; then
    tail -n 20 "$log"
    echo "$decoder: an input broke it; see $scratch/found"
    exit 1
  fi
  "$tools/llvm-profdata" merge -o "$scratch/$decoder.profdata" "$scratch/$decoder.profraw"
  # shellcheck disable=SC2046
  lines=$("$tools/llvm-cov" report "$program" -instr-profile="$scratch/$decoder.profdata" \
    $(files "$decoder") | awk '/^TOTAL/ { print $10 }')
  echo "$decoder: $(grep -o 'Done [0-9]* runs in [0-9]* second' "$log")s, $lines of its lines"
done
