#include "vss/part.h"

#include "vss/handlers.h"
#include "vss/security.h"
#include "vss/writer.h"

namespace winstation::vss {
namespace {

using bridge::exported;

uint32_t openWriter(bridge::Environment& environment) { return environment.open<Writer>(); }

constexpr bridge::Names kWriterQuestions = {"vss.writer", Writer::kQuestions};
constexpr bridge::Names kWriterCalls = {"vss.call", kCallNames};
constexpr bridge::Names kNews = {"vss.news", kNewsNames};

constexpr bridge::Exported kExports[] = {
    exported<openWriter>("openWriter"),
    exported<initializeComSecurity>("initializeComSecurity"),
};

constexpr const bridge::Names* kNames[] = {&kCalls, &kWriterQuestions, &kWriterCalls, &kNews};
constexpr Counted kCounted[] = {
    {"tickets", &counters.tickets},
    {"writtenOff", &counters.leftWriters},
};

constexpr bridge::CallThreads kThreads[] = {{"vss", openRequester}};

}  // namespace

constinit const bridge::Part kPart = {kExports, kNames, kCounted, kThreads};

}  // namespace winstation::vss
