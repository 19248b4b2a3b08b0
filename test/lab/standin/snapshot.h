// A frozen world for benchmarks: answers are built once, handed out again and again, and freeing them does nothing.
#pragma once
#include "question.h"

namespace lab {

// LAB_SNAPSHOT names a file of questions and answers, as `../wire/snapshot.ts` writes it.
bool isFrozen();

struct Frozen {
  Answer answer;
  const void* built = nullptr;
};

// The answer of the snapshot, with what was built of it; nullptr when it holds none to this question.
Frozen* frozen(const Question& question);
void lockFrozen();
void unlockFrozen();

// What `build` makes of the answer of the snapshot, made once; nullptr when it holds none to this question.
template <class Built, class Build>
const Built* frozenAs(const Question& question, Build build) {
  Frozen* found = isFrozen() ? frozen(question) : nullptr;
  if (found == nullptr) return nullptr;
  if (found->built == nullptr) {
    lockFrozen();
    if (found->built == nullptr) found->built = new Built(build(found->answer));
    unlockFrozen();
  }
  return static_cast<const Built*>(found->built);
}

}  // namespace lab
