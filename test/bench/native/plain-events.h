// What the bench of events needs: the plain peer, and somebody who posts notices and knows when.
#pragma once
#include <napi.h>

namespace bench {

void addEvents(Napi::Env env, Napi::Object exports);

}  // namespace bench
