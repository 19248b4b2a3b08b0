// The addon's own memory: every piece ends at a page that nobody may touch, and what is freed is touched no more. A
// buffer that the addon brings to a call of Windows is counted like one that Windows hands out.
#pragma once

namespace lab {

// Once, before the addon is loaded. False when it could not be done.
bool redirectMemory();

}  // namespace lab
