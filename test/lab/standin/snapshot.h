// A frozen world for benchmarks: answers are built once, handed out again and again, and freeing them does nothing.
#pragma once
#include <string>

#include "answers.h"
#include "wire.h"

namespace lab {

// LAB_SNAPSHOT names a file of questions and answers, as `../wire/snapshot.ts` writes it.
bool frozen();

// The answer of the snapshot, or nullptr when it holds none to this question.
const Built* frozenRows(Writer& question, Rows kind);
const Built* frozenInfo(Writer& question, DWORD infoClass);

}  // namespace lab
