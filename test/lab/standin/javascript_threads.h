// Threads that run JavaScript mark themselves, so that their calls are never held.
#pragma once

namespace lab {

void markJavaScriptThread();
bool isJavaScriptThread();

}  // namespace lab
